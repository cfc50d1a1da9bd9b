"""The checker of histories is a test itself, so it is tested: it sees each kind of fault."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.faults.history import History, Key, Value, Wrong, told

Stored = dict[Key, Value]

KEYS = st.tuples(st.integers(0, 2), st.integers(0, 2))
STEPS = st.lists(
    st.tuples(KEYS, st.sampled_from(["kept and said", "kept", "lost", "look"])), max_size=12
)


def lived(
    steps: list[tuple[tuple[int, int], str]],
) -> tuple[History, Stored, set[Key]]:
    """The history of a store that does as it should: some things never arrive, nothing it said
    was saved is wrong. Returns also what is stored and what was acknowledged, at the end."""
    history, stored, acknowledged = History(), Stored(), set[Key]()
    for value, (key, how) in enumerate(steps):
        if how == "look":
            history.read({one: [kept] for one, kept in stored.items()})
            continue
        history.sent(key, value)
        if how != "lost":
            stored[key] = value
        if how == "kept and said":
            history.saved(key, value)
            acknowledged.add(key)
    return history, stored, acknowledged


def looked(history: History, stored: Stored) -> list[Wrong]:
    history.read({key: [value] for key, value in stored.items()})
    return [one.wrong for one in history.findings()]


@given(STEPS)
def test_f3_of_a_store_that_does_as_it_should_nothing_is_found(
    steps: list[tuple[tuple[int, int], str]],
) -> None:
    """A checker that cries wolf is switched off."""
    history, stored, _ = lived(steps)

    assert looked(history, stored) == []


def lose(stored: Stored, key: Key) -> dict[Key, list[Value]]:
    return {one: [value] for one, value in stored.items() if one != key}


def double(stored: Stored, key: Key) -> dict[Key, list[Value]]:
    return {one: [value] * (1 + (one == key)) for one, value in stored.items()}


def alter(stored: Stored, key: Key) -> dict[Key, list[Value]]:
    return {one: [-1 if one == key else value] for one, value in stored.items()}


BREAKS: dict[Wrong, Callable[[Stored, Key], dict[Key, list[Value]]]] = {
    Wrong.LOST: lose,
    Wrong.DOUBLED: double,
    Wrong.ALTERED: alter,
}


@given(STEPS, st.sampled_from(sorted(BREAKS)))
def test_f3_what_is_lost_doubled_or_altered_is_found_and_named(
    steps: list[tuple[tuple[int, int], str]], wrong: Wrong
) -> None:
    """One thing wrong, and nothing else is accused."""
    history, stored, acknowledged = lived(steps)
    assume(acknowledged)
    key = sorted(acknowledged, key=str)[0]
    history.read(BREAKS[wrong](stored, key))

    assert [(one.wrong, one.key) for one in history.findings()] == [(wrong, key)]


@given(STEPS, KEYS)
def test_f3_an_edit_that_is_undone_is_found(
    steps: list[tuple[tuple[int, int], str]], key: Key
) -> None:
    """The last edit of a question wins: an older one in its place is stale."""
    history, stored, _ = lived(steps)
    for value in (1001, 1002):
        history.sent(key, value)
        history.saved(key, value)

    assert looked(history, stored | {key: 1002}) == []
    assert looked(history, stored | {key: 1001}) == [Wrong.STALE]


@given(STEPS)
def test_f3_a_loss_that_is_mended_later_is_found_where_it_was(
    steps: list[tuple[tuple[int, int], str]],
) -> None:
    """Somebody who looked in between saw it missing."""
    history, stored, acknowledged = lived(steps)
    assume(acknowledged)
    key = sorted(acknowledged, key=str)[0]
    history.read(lose(stored, key))
    at = len(history.events)

    assert looked(history, stored) == [Wrong.LOST]
    assert history.findings()[0].after == at


def test_f3_what_nobody_sent_is_neither_saved_nor_stored() -> None:
    """An acknowledgement of somebody else's words is as bad as a lost one."""
    history = History()
    history.saved("a", 1)
    history.read({"b": [2]})

    assert [one.wrong for one in history.findings()] == [Wrong.INVENTED, Wrong.ALTERED]


def test_t3_what_somebody_is_told_is_all_there_in_order_and_seldom_twice() -> None:
    """As often again as a receipt was lost, and not once more."""

    def found(*said: str, doubts: int = 0, in_order: bool = True) -> list[Wrong]:
        wrong = told(["a", "b"], said, {"a": doubts}, in_order=in_order)
        return [one.wrong for one in wrong]

    assert found("a", "b") == []
    assert found("a", "a", "b", doubts=1) == []
    assert found("b") == [Wrong.UNTOLD]
    assert found("a", "a", "b") == [Wrong.REPEATED]
    assert found("a", "a", "a", "b", doubts=1) == [Wrong.REPEATED]
    assert found("b", "a") == [Wrong.DISORDERED]
    assert found("b", "a", in_order=False) == []
