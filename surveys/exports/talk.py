"""What one house talk agreed on, as a self-contained page: no script, no request, no count."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from surveys.exports.html import content_policy, style
from surveys.exports.plain import unturned
from surveys.talks.result import TalkResult

if TYPE_CHECKING:
    from jinja2 import Template


def render(result: TalkResult) -> bytes:
    """The result as an HTML page in UTF-8. It names no home, no day of the talk, no number."""
    page = _template().render(result=result, style=style(), policy=content_policy())
    return page.encode("utf-8", "xmlcharrefreplace")


def file_name(result: TalkResult) -> str:
    """A file's name: its release and the edition of the rules it was made by (E6)."""
    return f"earshot-house-talk-{result.release}-form{result.form_version}.html"


@cache
def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined, select_autoescape

    environment = Environment(
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda said: unturned(said) if type(said) is str else said,
    )
    environment.filters["day"] = lambda on: f"{on.day} {on:%B %Y}"
    return environment.from_string(_read("talk.html"))
