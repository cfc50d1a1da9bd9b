"""How fast a chat may be spoken to, in ticks that are passed in."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.pacing import BETWEEN, BOT_RATE, CHAT_BURST, NOTING, SECOND, Pace


def test_a_chat_takes_a_short_burst_then_one_a_second() -> None:
    """A reply of three bubbles must not dawdle; thirty must."""
    pace = Pace()
    times = [_send(pace, 0.0, "sam") for _ in range(6)]

    assert times == [0.0, 0.0, 0.0, 1.0, 2.0, 3.0]


def test_all_chats_together_keep_to_thirty_a_second() -> None:
    """Telegram's own figure for one bot."""
    pace = Pace()
    now = 0.0
    for chat in range(90):
        now = _send(pace, now, chat)

    assert abs(now - 2 * SECOND) < 1e-6


def test_a_broadcast_leaves_room_for_whoever_is_waiting() -> None:
    """An invitation to three hundred must not hold up one reply."""
    pace = Pace()
    now = 0.0
    for chat in range(100):
        now = _send(pace, now, chat, broadcast=True)

    assert pace.wait(now, "sam", broadcast=False) <= NOTING + BETWEEN
    assert pace.wait(now, 1000, broadcast=True) > 0.0


def test_t1_broadcasts_stand_back_while_a_reply_waits_for_room() -> None:
    """Whoever wrote to us waits for one message at most, not for all that are asked."""
    pace = Pace()
    now = 0.0
    for chat in range(60):
        now = _send(pace, now, chat)
    waits = pace.wait(now, "sam", broadcast=False)

    assert 0.0 < waits < pace.wait(now, 1000, broadcast=True)


def test_ten_thousand_broadcasts_take_less_than_a_twentieth_longer_than_they_must() -> None:
    """Slower than Telegram allows is late, faster is refused."""
    pace, now = Pace(), 0.0
    for chat in range(10_000):
        now = _send(pace, now, chat, broadcast=True)

    assert 10_000 / BOT_RATE <= now <= 10_000 / BOT_RATE * 1.05


def test_t1_a_chat_that_asked_us_to_wait_holds_up_no_other() -> None:
    """Telegram does not say for whom a 429 is meant."""
    pace = Pace()
    pace.hold(0.0, "sam", 20.0)

    assert pace.wait(0.0, "sam", broadcast=False) == 20.0
    assert pace.wait(0.0, "kim", broadcast=False) == 0.0


def test_t1_two_chats_that_asked_us_to_wait_hold_up_all() -> None:
    """Then it is the whole bot that was too fast."""
    pace = Pace()
    pace.hold(0.0, "sam", 20.0)
    pace.hold(1.0, "kim", 9.0)

    assert pace.wait(1.0, "lee", broadcast=False) == 9.0
    assert pace.wait(10.0, "lee", broadcast=False) == 0.0


def test_t1_a_second_429_after_the_first_is_over_holds_up_one_chat() -> None:
    """Two unrelated asks are not a sign of anything."""
    pace = Pace()
    pace.hold(0.0, "sam", 2.0)
    pace.hold(5.0, "kim", 9.0)

    assert pace.wait(5.0, "lee", broadcast=False) == 0.0


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=120))
def test_no_second_ever_holds_more_than_telegram_allows(sends: list[tuple[int, bool]]) -> None:
    """Whatever is sent to whom: the promise is about every window, not the average."""
    pace, now = Pace(), 0.0
    sent: list[tuple[float, int]] = []
    for chat, broadcast in sends:
        now = _send(pace, now, chat, broadcast=broadcast)
        sent.append((now + NOTING if broadcast else now, chat))

    for start, _ in sent:
        window = [chat for at, chat in sent if start <= at < start + 1.0]
        assert len(window) <= BOT_RATE
        assert all(window.count(chat) <= CHAT_BURST + 1 for chat in set(window))


def _send(pace: Pace, now: float, chat: object, *, broadcast: bool = False) -> float:
    while (wait := pace.wait(now, chat, broadcast=broadcast)) > 1e-9:
        now += wait
    pace.spend(now, chat, broadcast=broadcast)
    return now
