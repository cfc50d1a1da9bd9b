"""What the bot shows on a page, put there directly: for states that the scripted bot has not."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Page, Route, ViewportSize

from bot.texts import say
from tests.browser.conftest import Served

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
SMALLEST: ViewportSize = {"width": 320, "height": 568}

VOICES = """
const heard = [];
window.heard = heard;
const voices = [
  { name: 'far', lang: 'en-GB', localService: false, voiceURI: 'far' },
  { name: 'near', lang: 'en-US', localService: true, voiceURI: 'near' },
  { name: 'home', lang: 'en-GB', localService: true, voiceURI: 'home' },
];
Object.defineProperty(speechSynthesis, 'getVoices', { value: () => voices });
Object.defineProperty(speechSynthesis, 'speak', { value: (one) => heard.push(one) });
Object.defineProperty(speechSynthesis, 'cancel', { value: () => { heard.length = 0; } });
Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: class {
  constructor(text) { this.text = text; }
} });
"""
"""Three voices, one of them on somebody else's server."""

FAR_ONLY = VOICES.replace("localService: true", "localService: false")

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)

MAKERS = say("consent.makers", makers="Ash and Kit <b>", organisation="Willow Trust")

Rows = list[list[dict[str, str]]]
ASIDE: Rows = [
    [
        {"text": "Back", "callback_data": "b:ab12:5"},
        {"text": "Skip", "callback_data": "s:ab12:5"},
        {"text": "Rather not say", "callback_data": "r:ab12:5"},
    ],
    [
        {"text": "Easy words", "callback_data": "e:ab12:1"},
        {"text": "Need help?", "callback_data": "help"},
    ],
]
PICTURES: Rows = [
    [{"text": f"☐ {name}", "callback_data": f"c:ab12:5:{place}:1", "picture": f"pictures/{place}"}]
    for place, name in enumerate(("The kitchen", "The garden", "My own room", "The hall"))
]
DOTS: Rows = [
    [
        {"text": "A lock on the door ●●●", "callback_data": "g:ab12:5:0:4"},
        {"text": "− A lock on the door", "callback_data": "g:ab12:5:0:2"},
    ],
    [{"text": "Time on my own", "callback_data": "g:ab12:5:1:1"}],
    [
        {
            "text": "A place for my things that nobody moves ●",
            "callback_data": "g:ab12:5:2:2",
        },
        {
            "text": "− A place for my things that nobody moves",
            "callback_data": "g:ab12:5:2:0",
        },
    ],
    [{"text": "Done", "callback_data": "d:ab12:5"}],
]
RANKING: Rows = [
    [{"text": "2. Good wifi", "callback_data": "c:ab12:5:0:0"}],
    [{"text": "A desk", "callback_data": "c:ab12:5:1:1"}],
    [{"text": "1. Proper dark at night", "callback_data": "c:ab12:5:2:0"}],
    [{"text": "Done", "callback_data": "d:ab12:5"}],
]
FACES: Rows = [
    [{"text": face, "callback_data": f"c:ab12:5:{n}:1"} for n, face in enumerate("😢🙁😐🙂😀", 1)],
    [{"text": "Not sure", "callback_data": "c:ab12:5:0:1"}],
]
WHEEL = {
    "points": 5,
    "alt": "A wheel with five areas. School 3 of 5, Sleep 5 of 5, Friends 2 of 5.",
    "spokes": [
        *(["School", 3], ["Sleep", 5], ["Friends", 2], ["Food", 4]),
        ["Seeing my family", None],
    ],
}


def show(served: Served, text: str, rows: Rows, number: int = 9001, **more: Any) -> None:
    """Let the open page hear a message."""
    chat = served.bot.desk.open_chat(77)
    assert chat is not None
    chat.show({"does": "say", "message": number, "text": text, "rows": rows, **more})


def rewrite(served: Served, text: str, rows: Rows, number: int = 9001, **more: Any) -> None:
    """Let the open page hear that a message changed."""
    chat = served.bot.desk.open_chat(77)
    assert chat is not None
    chat.show({"does": "rewrite", "message": number, "text": text, "rows": rows, **more})


def question(place: int, words: str, *labels: str) -> tuple[str, Rows]:
    """A question as the bot words it: its head line, its choices, the ways past it."""
    text = f"{place} of 7 · about 2 min\n\n{words}"
    rows: Rows = [
        [{"text": label, "callback_data": f"c:ab12:{place}:{n}:1"}]
        for n, label in enumerate(labels)
    ]
    way = [
        {"text": "Back", "callback_data": f"b:ab12:{place}"},
        {"text": "Skip", "callback_data": f"s:ab12:{place}"},
    ]
    return text, [*rows, way]


async def picture_this(page: Page) -> None:
    """Answer every picture on the page with one grey dot."""

    async def give(route: Route) -> None:
        await route.fulfill(body=PIXEL, content_type="image/png")

    await page.route("**/pictures/*", give)


async def wide(page: Page) -> list[str]:
    """What is wider than its room, by tag and class: something would scroll sideways."""
    found: list[str] = await page.evaluate(
        "[...document.querySelectorAll('html, body, #scroll, .log, #veil, dialog[open]')]"
        ".filter((e) => e.scrollWidth > e.clientWidth + 1)"
        ".map((e) => e.tagName + '.' + e.className)"
    )
    return found
