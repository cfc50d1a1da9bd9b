"""Whose update it is, from whatever arrives."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.senders import Place, Sender, sender, update_number

JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["from", "chat", "id", "type", "message", "is_bot", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
KINDS = st.sampled_from(["update_id", "message", "callback_query", "my_chat_member", "odd"])


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(KINDS, JSON, max_size=4))
def test_b3_no_update_whatever_its_shape_stops_the_intake(raw: dict[str, Any]) -> None:
    """The sender is dug out before anything is known to be well formed."""
    who = sender(raw)

    assert isinstance(who.key, int)
    assert who.place in Place
    assert update_number(raw) is None or isinstance(update_number(raw), int)


def test_a_tap_and_a_message_of_one_person_share_a_lane() -> None:
    """Telegram itself does not order them against each other."""
    person = {"id": 7, "is_bot": False}
    chat = {"id": 7, "type": "private"}
    message = {"from": person, "chat": chat}

    assert sender({"update_id": 1, "message": message}) == Sender(Place.PRIVATE, 7, 7)
    assert sender(
        {"update_id": 2, "callback_query": {"from": person, "message": {"chat": chat}}}
    ) == Sender(Place.PRIVATE, 7, 7)


def test_numbers_no_chat_can_have_are_no_address() -> None:
    """At most 52 bits: anything else would break the look-up."""
    raw = {"message": {"from": {"id": 2**60}, "chat": {"id": True, "type": "private"}}}

    assert sender(raw) == Sender(Place.PRIVATE, 0, None)
