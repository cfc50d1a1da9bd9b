"""Sorting a question's answers into themes: who may, what they see, and two at once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

import pytest
from sqlalchemy import text

from bot.services.operating import ending_words
from bot.services.people import forgetting
from bot.services.reading import reading, slots
from bot.services.reading.piles import texts_of
from bot.services.themes import first_reading, sorting
from bot.services.themes.boards import load_board, texts_on
from bot.services.themes.sorting import Moved, Refused, Sorting, Stale
from bot.services.themes.views import View
from storage import audit, codebooks, readings, theme_boards
from storage.readings import Decision, Reading
from surveys.anonymity.takeback import draw_words, tags
from surveys.definitions.rules import Is
from surveys.definitions.survey import Survey
from surveys.flow.looking import own_words
from surveys.flow.replies import Sharing
from surveys.ids import QuestionKey, RoundId
from surveys.people.roles import Role
from surveys.themes import ground
from surveys.themes.board import settled
from surveys.themes.candidate import Candidate, Origin, Remark, Run, Side, Suggestion
from surveys.themes.codebook import Codebook, Theme, ThemeId
from surveys.themes.embedding import WrongModel
from surveys.themes.moves import (
    Accept,
    Confirm,
    ConfirmAll,
    Move,
    NewTheme,
    Part,
    Rename,
    Sort,
    Split,
    Struck,
    Tag,
)
from surveys.themes.playing import Refusal
from surveys.themes.starter import load_starter
from surveys.themes.suggesting import SMALLEST, Progress, suggest
from tests.bot.after_seal import house as after_seal
from tests.bot.after_seal.house import (
    CHANGE,
    DINNER,
    LISTENED,
    House,
    Written,
    seal_round,
    some_words,
)

pytestmark = pytest.mark.sqlite_only

RID = RoundId("meetings")
PASSED = Reading(Decision.PASSED)
FEW = 6


async def read_all(
    house: House, decisions: Mapping[str, Reading] | None = None, *, but: str = "none"
) -> None:
    """Everything is passed, or decided by what its words hold; ``but`` one is left."""
    async with house.world.database.write() as db:
        for aid, found in (await texts_of(db, house.world, RID)).items():
            words = own_words(found.answer)
            if but in words:
                continue
            told = (one for mark, one in (decisions or {}).items() if mark in words)
            await readings.record_reading(db, house.world.keys, RID, aid, next(told, PASSED))


async def laid(
    house: House,
    written: Sequence[Written] | None = None,
    decisions: Mapping[str, Reading] | None = None,
) -> None:
    """A round with words, all of them read, and two readers who may sort them."""
    await seal_round(house, some_words(FEW) if written is None else written)
    await read_all(house, decisions)
    await house.add("Val", Role.READER)


@dataclass
class Desk:
    """One reader at a board."""

    house: House
    nick: str
    sitting: Sorting

    async def view(self, depth: int = 0) -> View:
        found = await sorting.board_of(
            self.house.world, self.house.pid(self.nick), self.sitting, depth=depth
        )
        assert found is not None
        return found

    async def tries(
        self, move: Move[str], seen: int | None = None
    ) -> Moved | Stale | Refused | None:
        version = (await self.view()).version if seen is None else seen
        pid = self.house.pid(self.nick)
        return await sorting.move(self.house.world, pid, self.sitting, move, version)

    async def makes(self, move: Move[str], seen: int | None = None) -> View:
        done = await self.tries(move, seen)
        assert isinstance(done, Moved), done
        assert done.view is not None
        return done.view

    async def theme(self, name: str) -> ThemeId:
        return next(one.id for one in (await self.view()).themes if one.name == name)

    async def handle(self, words: str) -> str:
        return next(one.handle for one in (await self.view()).texts if words in one.words)


def in_thirds(
    remarks: Sequence[Remark], codebook: Codebook | None = None, told: Progress | None = None
) -> Suggestion:
    """A suggestion that a test can rely on: three groups of two halves, whatever is said."""
    found: list[Candidate] = []
    order = sorted(range(len(remarks)), key=lambda at: remarks[at].text)
    for third in range(3):
        inside, mother = order[third::3], f"t{third}"
        found.append(Candidate(mother, Origin.GROUPED, "", (), None, tuple(inside)))
        for half in range(2):
            part = tuple(inside[half::2])
            found.append(
                Candidate(f"{mother}_{half}", Origin.GROUPED, "", (), None, part, parent=mother)
            )
    run = Run("thirds", "", "", {}, codebook.version if codebook else None)
    return Suggestion(tuple(found), tuple(() for _ in remarks), run)


@pytest.fixture
def thirds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine suggests thirds."""
    monkeypatch.setattr(first_reading, "suggest", in_thirds)


async def sits(house: House, nick: str = "Sam") -> Desk:
    sitting = await sorting.begin(house.world, house.pid(nick), RID, CHANGE)
    assert sitting is not None
    return Desk(house, nick, sitting)


# -- what is suggested ------------------------------------------------------------------------


async def test_28_two_who_sit_down_at_once_have_the_machine_suggest_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two suggestions would be two readings of everything, and one of them thrown away."""
    asked = 0

    def counted(remarks: Sequence[Remark], *also: object) -> Suggestion:
        nonlocal asked
        asked += 1
        return in_thirds(remarks)

    monkeypatch.setattr(first_reading, "suggest", counted)
    await laid(house, some_words(SMALLEST))
    await asyncio.gather(sits(house), sits(house, "Val"))

    assert asked == 1


async def test_28_a_fault_in_the_machine_keeps_nobody_from_sorting(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """They are told; the log has its kind, and nobody's words."""

    def broken(remarks: Sequence[Remark], *also: object) -> Suggestion:
        raise WrongModel(remarks[0].text)

    monkeypatch.setattr(first_reading, "suggest", broken)
    await laid(house, some_words(SMALLEST))
    sam = await sits(house)
    view = await sorting.board_of(house.world, house.pid("Sam"), sam.sitting)

    assert view is not None
    assert view.unsuggested
    assert [one.getMessage() for one in caplog.records if one.levelname == "ERROR"] == [
        "no themes could be suggested: WrongModel"
    ]
    caplog.clear()


async def test_26_thousands_are_read_beside_everything_else_and_it_is_said_how_far(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """26: nobody waits for it, two do not start it twice, and its groups are there when it is."""
    asked, begun, goes_on = [], threading.Event(), threading.Event()

    def slowly(remarks: Sequence[Remark], book: Codebook, told: Progress) -> Suggestion:
        asked.append(len(remarks))
        told(1, 10)
        begun.set()
        assert goes_on.wait(30)
        return in_thirds(remarks)

    monkeypatch.setattr(first_reading, "suggest", slowly)
    monkeypatch.setattr(first_reading, "WAITED_FOR", SMALLEST - 1)
    await laid(house, some_words(SMALLEST + 5))
    sam, val = await sits(house), await sits(house, "Val")
    reads = sorting.reads_now(house.world, sam.sitting)
    assert reads is not None
    assert reads.task is not None
    assert await asyncio.to_thread(begun.wait, 30)
    assert (reads.done, reads.of) == (2, 20)
    view = await sam.makes(NewTheme("Sooner"))
    assert not view.candidates

    goes_on.set()
    await reads.task
    await asyncio.sleep(0)
    assert sorting.reads_now(house.world, val.sitting) is None
    assert asked == [20]
    assert len((await val.view()).offered) == 3


async def test_26_where_only_one_side_was_asked_every_group_is_of_that_side(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """26: who would have it one way and who the other use the same words, and stand apart."""
    asked: list[Sequence[Remark]] = []

    def watched(remarks: Sequence[Remark], *also: object) -> Suggestion:
        asked.append(remarks)
        return suggest(remarks)

    monkeypatch.setattr(ground, "is_installed", lambda: False)
    monkeypatch.setattr(first_reading, "suggest", watched)
    monkeypatch.setattr(after_seal, "SURVEY", with_sides())
    await laid(house, some_words(SMALLEST))
    view = await (await sits(house)).view()

    assert {one.side for one in asked[0]} == {Side.DISAGREES}
    assert {one.side for one in view.candidates.values()} == {Side.DISAGREES}


def with_sides() -> Survey:
    """The survey, where only those are asked what to change who said no."""
    *others, change = after_seal.SURVEY.questions
    only = change.model_copy(update={"show_if": Is(is_={LISTENED: "no"})})
    return after_seal.SURVEY.model_copy(update={"questions": (*others, only)})


# -- who --------------------------------------------------------------------------------------


@pytest.mark.parametrize("nick", ["Rae", "Ash", "Kit", "Jo", "Mo", "Mina", "Lee", "yp0"])
async def test_c1_nobody_but_a_reader_from_elsewhere_sorts_a_rounds_words(
    house: House, nick: str
) -> None:
    """C1: not a reader of an asked home, the author, a designer, the lead, an administrator."""
    await laid(house)
    sam = await sits(house)
    pid = house.pid(nick)

    assert await sorting.questions_of(house.world, pid, RID) == ()
    assert await sorting.begin(house.world, pid, RID, CHANGE) is None
    assert await sorting.board_of(house.world, pid, sam.sitting) is None
    assert await sorting.history(house.world, pid, sam.sitting) is None
    assert await sorting.move(house.world, pid, sam.sitting, NewTheme("Food"), 0) is None
    assert not await sorting.is_open(house.world, pid, sam.sitting)
    assert (await sam.view()).version == 0


async def test_c4_a_reader_who_was_asked_no_longer_to_read_sorts_nothing_more(
    house: House,
) -> None:
    """C4: what lies open on their screen takes no move from the next tap on."""
    await laid(house)
    sam = await sits(house)
    async with house.world.database.write() as db:
        role = {"role": Role.DESIGNER.value, "pid": house.pid("Sam")}
        await db.execute(text("UPDATE participants SET role = :role WHERE pid = :pid"), role)

    assert await sam.tries(NewTheme("Food"), 0) is None
    assert await sorting.board_of(house.world, house.pid("Sam"), sam.sitting) is None


async def test_c5_another_sittings_or_rounds_names_lead_nowhere(house: House) -> None:
    """C5: a handle is one sitting's; Val's page cannot be played by Sam, nor Sam's by Val."""
    await laid(house)
    sam, val = await sits(house), await sits(house, "Val")
    vals = (await val.view()).texts[0].handle

    assert {one.handle for one in (await sam.view()).texts}.isdisjoint({vals})
    for move in (Confirm(vals), NewTheme("Food", answers=(vals,)), Confirm("made up")):
        refused = await sam.tries(move)
        assert isinstance(refused, Refused)
        assert refused.why is Refusal.UNKNOWN
    assert await sorting.board_of(house.world, house.pid("Sam"), val.sitting) is None
    assert await sorting.move(
        house.world, house.pid("Sam"), val.sitting, Confirm(vals), 0
    ) is None  # fmt: skip
    assert (await sam.view()).version == 0


async def test_26_sorting_begins_when_everything_is_read(house: House) -> None:
    """26: themes are made of what may be used; not of what lies unread."""
    await seal_round(house, some_words(FEW))
    await read_all(house, but="number 4.")
    assert await sorting.questions_of(house.world, house.pid("Sam"), RID) == ()
    assert await sorting.begin(house.world, house.pid("Sam"), RID, CHANGE) is None
    await read_all(house)

    (one,) = await sorting.questions_of(house.world, house.pid("Sam"), RID)
    assert one == (CHANGE, "What is one thing you would change?")
    for question in (LISTENED, DINNER, QuestionKey("nothing")):
        assert await sorting.begin(house.world, house.pid("Sam"), RID, question) is None


async def _stop(house: House) -> None:
    house.clock.on(minutes=3)
    await slots.stop(house.world, house.pid("Sam"))


async def _run_out(house: House) -> None:
    house.clock.on(minutes=46)


async def _evening(house: House) -> None:
    house.clock.at = house.clock.at.replace(hour=21, minute=6)


@pytest.mark.parametrize("ending", [_stop, _run_out, _evening])
async def test_60_words_are_sorted_in_a_running_slot_only(
    house: House, ending: Callable[[House], Awaitable[None]]
) -> None:
    """60: the same slot, evening and stop as for reading; what was decided stays."""
    await laid(house)
    if ending is _evening:
        house.clock.at = house.clock.at.replace(hour=20, minute=50)
    sam = await sits(house)
    await sam.makes(NewTheme("Food"))
    await ending(house)

    pid = house.pid("Sam")
    assert await sorting.board_of(house.world, pid, sam.sitting) is None
    assert await sorting.history(house.world, pid, sam.sitting) is None
    assert await sam.tries(NewTheme("Bed"), 1) is None
    if ending is _evening:
        assert await sorting.begin(house.world, pid, RID, CHANGE) is None
        house.clock.at = house.clock.at.replace(day=22, hour=9)
    assert [one.name for one in (await (await sits(house)).view()).themes] == ["Food"]


async def test_60_a_move_that_comes_a_little_late_is_kept_and_shows_nothing(house: House) -> None:
    """60: nobody's last tap is lost, and no words stay on a screen for it."""
    await laid(house)
    sam = await sits(house)
    house.clock.on(minutes=42)
    done = await sam.tries(NewTheme("Food"), 0)

    assert done == Moved(1, None)


# -- what they see ----------------------------------------------------------------------------


async def test_27_texts_are_as_readers_passed_them_and_what_was_withheld_is_not_there(
    house: House,
) -> None:
    """27: a name that was masked is not brought back by sorting."""
    written = [
        ("Ask Dave about the wifi", Sharing.MY_WORDS),
        ("That is private", Sharing.MY_WORDS),
        ("mehr Ausflüge", Sharing.THE_IDEA),
        ("a later bedtime", Sharing.READERS_ONLY),
        ("torn out", Sharing.DONT_SHARE),
    ]
    decisions = {
        "Dave": Reading(Decision.MASKED, "Ask [a name] about the wifi"),
        "private": Reading(Decision.WITHHELD),
        "Ausflüge": Reading(Decision.REWORDED, "More trips"),
    }
    await laid(house, written, decisions)
    view = await (await sits(house)).view()

    assert {one.words for one in view.texts} == {
        "Ask [a name] about the wifi", "More trips", "a later bedtime",
    }  # fmt: skip
    assert (view.read, view.of) == (0, 3)
    assert set(view.untagged) == {one.handle for one in view.texts}
    async with house.world.database.read() as db:
        found = await texts_on(db, house.world, RID, CHANGE)
    assert {one.words for one in found.values() if one.quotable} == {
        "Ask [a name] about the wifi", "More trips",
    }  # fmt: skip


async def test_each_sitting_has_an_order_and_names_of_its_own(house: House) -> None:
    """Two who compare screens, or one who looks again, learn nothing about who wrote what."""
    await laid(house, some_words(12))
    views = [await (await sits(house, nick)).view() for nick in ("Sam", "Val", "Sam")]
    orders = [[one.words for one in view.texts] for view in views]

    assert len({tuple(order) for order in orders}) == 3
    assert len({frozenset(order) for order in orders}) == 1
    handles = [{one.handle for one in view.texts} for view in views]
    assert not handles[0] & handles[1] | handles[0] & handles[2]


async def test_14_below_fifteen_people_read_together_and_nothing_is_suggested(
    house: House,
) -> None:
    """14: so few are read in minutes, and a group of two would say more than it knows."""
    await laid(house, some_words(SMALLEST - 1))
    view = await (await sits(house)).view()

    assert (view.few, view.candidates, view.offered) == (True, {}, ())
    assert view.codebook == load_starter().themes
    async with house.world.database.read() as db:
        assert await theme_boards.load_run(db, house.world.keys, RID, CHANGE) is None


async def test_14_from_fifteen_on_the_machine_suggests_once_and_keeps_no_word_of_it(
    house: House,
) -> None:
    """14: who sits down second has the same candidates; what is kept is which belong together."""
    await laid(house, [(f"Zorp the glimmy {n}", Sharing.MY_WORDS) for n in range(18)])
    first, second = await sits(house), await sits(house, "Val")
    sams, vals = await first.view(), await second.view()

    assert not sams.few
    assert sams.offered
    assert [one.id for one in sams.offered] == [one.id for one in vals.offered]
    async with house.world.database.read() as db:
        kept = await theme_boards.load_run(db, house.world.keys, RID, CHANGE)
        opened = house.world.keys.text(RID)
        (sealed,) = (await db.scalars(text("SELECT body_enc FROM theme_runs"))).all()
    body = opened.open(sealed, about=b"theme run|meetings|change").decode()
    assert kept is not None
    assert kept.run.codebook_version == 1
    assert not any(word in body.casefold() for word in ("zorp", "glimmy"))
    assert any(one.words for one in sams.candidates.values()), "the labels are found anew"


async def test_a_label_has_no_word_of_an_answer_that_only_readers_read(house: House) -> None:
    """Readers see it whole below; a label is what goes further."""
    written = [
        *some_words(10),
        *[(f"noodles noodles {n}", Sharing.READERS_ONLY) for n in range(8)],
    ]
    await laid(house, written)
    view = await (await sits(house)).view()

    for one in view.candidates.values():
        assert "noodles" not in one.words
        words = {text.handle: text.words for text in view.texts}
        assert one.typical is None or "noodles" not in words[one.typical]


@pytest.mark.usefixtures("thirds")
async def test_fewer_and_more_is_ones_own_choice_and_moves_no_answer(house: House) -> None:
    """Nested cuts: what is together in the finer one is together in the coarser."""
    await laid(house, some_words(24))
    sam, val = await sits(house), await sits(house, "Val")
    coarse, fine = await sam.view(0), await sam.view(1)

    assert coarse.more
    assert not coarse.fewer
    assert fine.fewer
    assert len(fine.offered) >= len(coarse.offered)
    for one in fine.offered:
        if one.parent is not None:
            assert set(one.members) <= set(coarse.candidates[one.parent].members)
    assert (await val.view()).version == 0
    assert len((await val.view(0)).offered) == len(coarse.offered)


@pytest.mark.usefixtures("thirds")
async def test_a_part_that_was_accepted_leaves_the_rest_of_its_group_on_offer(
    house: House,
) -> None:
    """Nothing is offered twice, and nothing is lost from the offer."""
    await laid(house, some_words(24))
    sam = await sits(house)
    fine = await sam.view(1)
    part = next(one for one in fine.offered if one.parent is not None)
    after = await sam.makes(Accept(part.id, "Something"))
    offered = {one.id for one in after.offered}

    assert not offered & {part.id, part.parent}
    siblings = {o.id for o in fine.candidates.values() if o.parent == part.parent} - {part.id}
    assert siblings <= offered


# -- two at once ------------------------------------------------------------------------------


async def test_28_two_readers_never_write_over_each_other_unseen(house: House) -> None:
    """28: the second is told who changed what, sees it, and has what they meant handed back."""
    await laid(house)
    sam, val = await sits(house), await sits(house, "Val")
    seen = (await sam.makes(NewTheme("Food"))).version
    food = await sam.theme("Food")
    await val.makes(Rename(food, "Meals"), seen)
    meant = Rename(food, "Breakfast")
    stale = await sam.tries(meant, seen)

    assert isinstance(stale, Stale)
    assert [(line.by, line.move) for line in stale.changed] == [("Val", Rename(food, "Meals"))]
    assert stale.meant == meant
    assert stale.view is not None
    assert [one.name for one in stale.view.themes] == ["Meals"]
    again = await sam.makes(stale.meant, stale.view.version)
    assert [one.name for one in again.themes] == ["Breakfast"]


async def test_28_two_readers_at_different_answers_are_never_in_each_others_way(
    house: House,
) -> None:
    """28: both saw the same board; both moves are on it, whoever was first."""
    await laid(house)
    sam, val = await sits(house), await sits(house, "Val")
    await sam.makes(NewTheme("Food"))
    food, seen = await sam.theme("Food"), 1
    texts = [await sam.handle(f"number {n}.") for n in range(3)]
    others = [await val.handle(f"number {n}.") for n in range(3, 6)]
    done = await asyncio.gather(
        *(sam.tries(Tag(one, food), seen) for one in texts),
        *(val.tries(Tag(one, food), seen) for one in others),
    )

    assert all(isinstance(one, Moved) for one in done)
    view = await sam.view()
    assert (view.read, view.of, view.version) == (6, 6, 7)
    assert {one.read_by for one in view.texts} == {"Sam", "Val"}
    lines = await sorting.history(house.world, house.pid("Val"), val.sitting)
    assert lines is not None
    assert sorted(line.by for line in lines) == ["Sam"] * 4 + ["Val"] * 3


@pytest.mark.usefixtures("thirds")
async def test_26_from_suggestion_to_what_people_settled_with_every_step_in_the_history(
    house: House,
) -> None:
    """26: accept, split along the smaller groups, confirm, undo; only what people stand behind."""
    await laid(house, some_words(24))
    sam = await sits(house)
    big = max((await sam.view()).offered, key=lambda one: len(one.members))
    view = await sam.makes(Accept(big.id, "Things"))
    (theme,) = view.themes
    assert set(theme.members) == theme.by_machine == set(big.members)
    assert theme.parts
    parts = tuple(
        Part(f"Part {n}", frozenset(view.candidates[one].members) & set(theme.members), one)
        for n, one in enumerate(theme.parts)
    )
    view = await sam.makes(Split(theme.id, parts))
    pieces = [set(one.members) for one in view.themes]
    assert set[str]().union(*pieces) == set(big.members)
    back = await sorting.undo(house.world, house.pid("Sam"), sam.sitting, 2, view.version)
    assert isinstance(back, Moved)
    view = await sam.makes(ConfirmAll(theme.id))
    assert view.read == 0
    first = theme.members[0]
    assert (await sam.makes(Sort(first, frozenset({theme.id})))).read == 1
    lines = await sorting.history(house.world, house.pid("Sam"), sam.sitting)
    assert lines is not None
    assert [line.by for line in lines] == ["Sam"] * 5
    assert [line.stands for line in lines] == [False, False, False, False, True]
    async with house.world.database.read() as db:
        (found,) = settled(await load_board(db, house.world, RID, CHANGE))
    assert (found.name, len(found.answers)) == ("Things", len(big.members))


async def test_the_organisations_codebook_is_the_one_that_is_used(house: House) -> None:
    """Edited in chat, it is what the next round is sorted by."""
    await laid(house)
    own = Codebook((Theme(ThemeId("own"), "Our own"),), version=2)
    async with house.world.database.write() as db:
        await codebooks.save_codebook(db, house.world.keys, own)
    sam = await sits(house)
    assert (await sam.view()).codebook == own.themes
    view = await sam.makes(NewTheme("Our own", codebook=ThemeId("own")))
    assert view.codebook == ()


async def test_the_codebooks_line_helps_those_who_sort_and_goes_no_further(
    house: House,
) -> None:
    """It lists what anybody may have said anywhere: in a result it would be put into mouths."""
    await laid(house, some_words(18))
    sam = await sits(house)
    line, *_ = (await sam.view()).codebook
    view = await sam.makes(NewTheme(line.name, line.description, codebook=line.id))
    offered = next(one for one in view.offered if one.name)
    view = await sam.makes(Accept(offered.id))

    known = {one.name: one.description for one in load_starter().themes}
    assert [(one.description, one.hint) for one in view.themes] == [
        ("", known[one.name]) for one in view.themes
    ]


# -- what stays -------------------------------------------------------------------------------


async def test_x2_a_taken_back_answer_leaves_board_candidates_counts_and_log(
    house: House,
) -> None:
    """X2: whoever takes an answer back takes along what people made of it."""
    await laid(house, some_words(SMALLEST))
    sam = await sits(house)
    before = await sam.view()
    gone = next(one for one in before.texts if "number 3." in one.words)
    await sam.makes(NewTheme("Food", answers=(gone.handle,)))
    await sam.makes(Confirm(gone.handle))
    words = " ".join(draw_words(house.world.chance.choice))
    await _let_take_back(house, "number 3.", words)
    assert await forgetting.take_back_here(house.world, words, "here") == "taking_back.done"

    after = await sam.view()
    assert before.offered
    assert (after.few, after.offered) == (True, ())
    assert (after.read, after.of) == (0, SMALLEST - 1)
    assert gone.handle not in {one.handle for one in after.texts}
    assert all(gone.handle not in one.members for one in after.candidates.values())
    assert all(gone.handle not in one.members for one in after.themes)
    async with house.world.database.read() as db:
        log = await theme_boards.list_moves(db, house.world.keys, RID, CHANGE)
    assert [type(one.move) for one in log] == [NewTheme, Struck]


async def _let_take_back(house: House, mark: str, words: str) -> None:
    """Give the answer with these words the tag that six words find."""
    async with house.world.database.write() as db:
        found = await texts_of(db, house.world, RID)
        aid = next(aid for aid, one in found.items() if mark in own_words(one.answer))
        tag = tags(words.split(), RID, [CHANGE])[CHANGE]
        await db.execute(
            text("UPDATE answers SET wtag = :tag WHERE aid = :aid"), {"tag": tag, "aid": aid}
        )


async def test_g16_what_somebody_was_worried_by_leaves_the_board(house: House) -> None:
    """G16: a worry has no closing time; a text that is withheld is in no theme."""
    await laid(house)
    sam = await sits(house)
    handle = await sam.handle("number 2.")
    await sam.makes(NewTheme("Food", answers=(handle,)))
    await reading.raise_worry(house.world, house.pid("Sam"), sam.sitting.pile, handle)
    view = await sam.view()

    assert view.of == FEW - 1
    assert view.themes[0].members == ()


async def test_x1_a_board_ends_with_the_rounds_words(house: House) -> None:
    """X1: at the end of retention nothing is left of what people made of them."""
    await laid(house)
    sam = await sits(house)
    await sam.makes(NewTheme("Food"))
    async with house.world.database.write() as db:
        await db.execute(text("UPDATE rounds SET state = 'released'"))
    house.clock.on(days=400)
    await ending_words.end_words(house.world)
    async with house.world.database.read() as db:
        left = [
            await db.scalar(text(f"SELECT count(*) FROM {table}"))
            for table in ("theme_runs", "theme_moves", "answers")
        ]
    assert left == [0, 0, 0]


async def test_the_trail_says_that_somebody_sorted_and_never_how_much(house: House) -> None:
    """Not one entry a text: their number is how many wrote."""
    await laid(house)
    sam = await sits(house)
    for n in range(FEW):
        await sam.makes(Confirm(await sam.handle(f"number {n}.")))
    async with house.world.database.read() as db:
        trail = [(one.action, one.about) for one in await audit.list_audit(db)]

    assert trail == [("themes sorted", "meetings change")]
