"""Boards of themes: nothing lost, nothing written over unseen, everything undone exactly."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.ids import AnswerId, ParticipantId
from surveys.themes.board import (
    Board,
    Content,
    Entry,
    Of,
    Standing,
    Suggested,
    kept_of,
    settled,
)
from surveys.themes.candidate import Candidate, Origin, Run, Suggestion
from surveys.themes.codebook import ThemeId
from surveys.themes.log import (
    KeptRun,
    entry_from_plain,
    entry_to_plain,
    move_from_plain,
    run_from_plain,
    run_to_plain,
)
from surveys.themes.moves import (
    Accept,
    Confirm,
    ConfirmAll,
    Describe,
    Merge,
    Move,
    MoveAnswer,
    NewTheme,
    NotATheme,
    NotThese,
    OfferAgain,
    Part,
    PutBack,
    Rename,
    Sort,
    Split,
    Struck,
    Tag,
    Undo,
    Untag,
    answers_of,
    naming,
    tidied,
)
from surveys.themes.playing import (
    LONGEST_LINE,
    LONGEST_NAME,
    Overtaken,
    Played,
    Refusal,
    attempt,
    fold,
    watched,
)

MANY = 400 if os.environ.get("EARSHOT_FULL") else 8

SAM, VAL = ParticipantId(b"s" * 16), ParticipantId(b"v" * 16)
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
ANSWERS = tuple(AnswerId(bytes([number]) * 16) for number in range(8))

CANDIDATES = (
    Suggested("t1", Origin.CODEBOOK, ANSWERS[:4], "Food", theme=ThemeId("food")),
    Suggested("t2", Origin.GROUPED, ANSWERS[3:7], second=frozenset({ANSWERS[3]})),
    Suggested("t2_1", Origin.GROUPED, ANSWERS[4:6], parent="t2"),
    Suggested("t2_2", Origin.ONE_PERSON, ANSWERS[6:7], parent="t2"),
    Suggested("t3", Origin.ONE_PERSON, ANSWERS[7:]),
)


def begun() -> Board:
    """A board that nobody has touched."""
    return fold(CANDIDATES, ANSWERS)


def entry(move: Move[AnswerId], by: ParticipantId = SAM) -> Entry:
    """A move as one of the two made it."""
    return Entry(by, NOW, move)


def done(board: Board, *moves: Move[AnswerId], by: ParticipantId = SAM) -> Board:
    """The board after moves that somebody makes one after the other, seeing each."""
    for move in moves:
        played = attempt(board, entry(move, by), board.version)
        assert isinstance(played, Played), (move, played)
        board = played.board
    return board


def refused(board: Board, move: Move[AnswerId], seen: int | None = None) -> object:
    """What comes of a move that is not played."""
    outcome = attempt(board, entry(move), board.version if seen is None else seen)
    assert not isinstance(outcome, Played)
    return outcome


def names(board: Board) -> list[str]:
    """The themes of a board, by name."""
    return [one.name for one in board.themes.values() if one.standing is Standing.HERE]


def theme(board: Board, name: str) -> ThemeId:
    """A theme of the board by its name."""
    found = [
        id_
        for id_, one in board.themes.items()
        if one.name == name and one.standing is Standing.HERE
    ]
    assert len(found) == 1, (name, names(board))
    return found[0]


def test_a_candidate_is_nobodys_decision_until_somebody_accepts_it() -> None:
    """Nothing of the machine is a finding."""
    assert settled(begun()) == ()

    board = done(begun(), Accept("t1"))
    food = theme(board, "Food")

    assert board.members(food) == frozenset(ANSWERS[:4])
    assert [one.answers for one in settled(board)] == [frozenset()]
    assert not any(map(board.is_read, ANSWERS))


def test_whoever_sorts_an_answer_stands_behind_all_its_themes() -> None:
    """They saw them on it, and left them: from then on they are a person's."""
    board = done(begun(), Accept("t1"), Accept("t2", "Bedtime"), Confirm(ANSWERS[3]))

    assert {one.name: one.answers for one in settled(board)} == {
        "Food": frozenset({ANSWERS[3]}),
        "Bedtime": frozenset({ANSWERS[3]}),
    }
    assert [board.is_read(aid) for aid in ANSWERS] == [aid == ANSWERS[3] for aid in ANSWERS]


def test_a_whole_theme_is_confirmed_and_makes_nothing_read() -> None:
    """Of six thousand answers not each is opened; how many were stays true."""
    board = done(begun(), Accept("t1"))
    board = done(board, ConfirmAll(theme(board, "Food")))

    (food,) = settled(board)
    assert food.answers == frozenset(ANSWERS[:4])
    assert food.codebook == "food"
    assert not any(map(board.is_read, ANSWERS))


def test_a_candidate_never_reopens_what_somebody_sorted() -> None:
    """A person's decision stands before the machine's."""
    board = done(begun(), NewTheme("Quiet", answers=(ANSWERS[0],)), Accept("t1"))

    assert board.themes_of(ANSWERS[0]) == {theme(board, "Quiet")}
    assert board.is_read(ANSWERS[0])
    assert board.members(theme(board, "Food")) == frozenset(ANSWERS[1:4])


def test_an_answer_is_sorted_into_exactly_these_themes() -> None:
    """One tap for all of its chips; a theme that was put away is left on it, to come back."""
    board = done(begun(), *map(NewTheme, ("Food", "Bed", "Wifi")))
    food, bed, wifi = (theme(board, name) for name in ("Food", "Bed", "Wifi"))
    board = done(board, Tag(ANSWERS[0], food), Tag(ANSWERS[0], wifi), NotATheme(wifi))
    board = done(board, Sort(ANSWERS[0], frozenset({bed})))
    assert board.themes_of(ANSWERS[0]) == {bed}

    board = done(board, PutBack(wifi), MoveAnswer(ANSWERS[0], bed, food))
    assert board.themes_of(ANSWERS[0]) == {food, wifi}

    board = done(board, Untag(ANSWERS[0], wifi), Untag(ANSWERS[0], food))
    assert board.themes_of(ANSWERS[0]) == frozenset()
    assert board.is_read(ANSWERS[0])


def test_a_merge_and_its_undo() -> None:
    """All answers go along; undone, each is where it was, by whom it was."""
    board = done(begun(), Accept("t1"), Accept("t2", "Evenings"), Confirm(ANSWERS[4]))
    food, evenings = theme(board, "Food"), theme(board, "Evenings")
    merged = done(board, Merge(food, evenings))

    assert names(merged) == ["Evenings"]
    assert merged.members(evenings) == frozenset(ANSWERS[:7])
    assert merged.themes[food].into == (evenings,)
    assert same(done(merged, Undo(merged.version)), board)


def test_what_both_themes_had_is_a_persons_if_it_was_in_either() -> None:
    """A merge turns nobody's decision into the machine's."""
    board = done(begun(), NewTheme("Meals", answers=(ANSWERS[5],)), Accept("t2", "Evenings"))
    meals, evenings = theme(board, "Meals"), theme(board, "Evenings")
    board = done(board, Tag(ANSWERS[4], meals), Merge(meals, evenings))

    assert {one.name: one.answers for one in settled(board)} == {
        "Evenings": frozenset({ANSWERS[4], ANSWERS[5]})
    }


def test_a_split_along_the_smaller_groups_is_the_machines_until_confirmed() -> None:
    """Its parts are what it was; a cut of the machine's is nobody's decision."""
    board = done(begun(), Accept("t2", "Evenings"))
    old = theme(board, "Evenings")
    board = done(board, ConfirmAll(old))
    parts = tuple(
        Part(name, frozenset(board.candidates[one].members), one)
        for name, one in (("Bed", "t2_1"), ("Wifi", "t2_2"))
    )
    split = done(board, Split(old, parts))

    assert names(split) == ["Evenings", "Bed", "Wifi"]
    children = [split.members(theme(split, name)) for name in names(split)]
    assert frozenset().union(*children) == board.members(old)
    assert [len(one.answers) for one in settled(split)] == [1, 0, 0]
    assert same(done(split, Undo(split.version)), board)


def test_a_split_by_hand_ends_a_theme_only_where_nothing_is_left() -> None:
    """What no part names stays in it."""
    board = done(begun(), Accept("t1"))
    food = theme(board, "Food")
    half = Part("Breakfast", frozenset(ANSWERS[:2]))

    assert refused(board, Split(food, (half,), over=True)) is Refusal.NOT_NOW
    assert refused(board, Split(food, ())) is Refusal.NOT_NOW
    assert refused(board, Split(food, (Part("X", frozenset(ANSWERS[6:])),))) is Refusal.NOT_NOW
    rest = Part("Dinner", frozenset(ANSWERS[2:4]))
    over = done(board, Split(food, (half, rest), over=True))
    assert names(over) == ["Breakfast", "Dinner"]
    assert over.themes[food].standing is Standing.SPLIT
    assert [len(one.answers) for one in settled(over)] == [2, 2]


def test_what_is_no_theme_is_put_away_and_comes_back_with_what_was_in_it() -> None:
    """Nobody's sorting is lost by it."""
    board = done(begun(), Accept("t1"), NotThese("t3"))
    food = theme(board, "Food")
    away = done(board, NotATheme(food))

    assert names(away) == []
    assert settled(away) == ()
    assert refused(away, Tag(ANSWERS[6], food)) is Refusal.NOT_NOW
    assert same(done(away, PutBack(food)), board)
    assert done(away, OfferAgain("t3")).standing("t3") is Standing.OFFERED


def test_an_undo_is_undone_and_nothing_leaves_the_log() -> None:
    """Whoever looks later sees who changed their mind, and when."""
    board = done(begun(), NewTheme("Food"))
    renamed = done(board, Rename(theme(board, "Food"), "Meals"))
    back = done(renamed, Undo(2))
    again = done(back, Undo(3))

    assert names(back) == ["Food"]
    assert names(again) == ["Meals"]
    assert [type(one.move) for one in again.entries] == [NewTheme, Rename, Undo, Undo]


def test_an_undo_never_takes_somebody_elses_later_work_along() -> None:
    """It is handed back with what stands in its way; that is undone first, or not."""
    board = done(begun(), NewTheme("Food"), NewTheme("Bed"))
    food, bed = theme(board, "Food"), theme(board, "Bed")
    tagged = done(board, Tag(ANSWERS[0], food), by=VAL)

    assert refused(tagged, Undo(1)) == Overtaken((3,))
    merged = done(done(tagged, Untag(ANSWERS[0], food)), Merge(food, bed))
    assert refused(merged, Undo(4)) == Overtaken((5,))


def test_a_move_on_what_somebody_changed_is_handed_back() -> None:
    """If-Match: two people never write over each other unseen."""
    start = done(begun(), NewTheme("Food"), NewTheme("Bed"))
    food, bed = theme(start, "Food"), theme(start, "Bed")
    seen = start.version
    vals = done(start, Rename(food, "Meals"), Tag(ANSWERS[0], bed), by=VAL)

    assert refused(vals, Rename(food, "Dinner"), seen) == Overtaken((3,))
    assert refused(vals, Tag(ANSWERS[1], food), seen) == Overtaken((3,))
    assert refused(vals, Sort(ANSWERS[0], frozenset()), seen) == Overtaken((4,))
    assert refused(vals, Merge(bed, food), seen) == Overtaken((3, 4))
    assert refused(vals, NotATheme(bed), seen) == Overtaken((4,))
    assert isinstance(attempt(vals, entry(Tag(ANSWERS[1], bed)), seen), Played)
    assert isinstance(attempt(vals, entry(Rename(bed, "Sleep")), seen), Played)
    assert isinstance(attempt(vals, entry(Rename(food, "Dinner")), vals.version), Played)


def test_ones_own_moves_are_never_in_the_way_and_a_second_tap_is_the_first() -> None:
    """A thumb taps twice; a page with two forms was drawn before the first of them."""
    start = done(begun(), NewTheme("Food"))
    seen = start.version
    tap = Sort(ANSWERS[0], frozenset({theme(start, "Food")}))
    once = attempt(start, entry(tap), seen)
    assert isinstance(once, Played)
    twice = attempt(once.board, entry(tap), seen)

    assert twice == once
    assert isinstance(attempt(once.board, entry(Sort(ANSWERS[0], frozenset())), seen), Played)
    made = attempt(start, entry(NewTheme("Bed")), seen)
    assert isinstance(made, Played)
    again = attempt(made.board, entry(NewTheme("Bed")), seen)
    assert isinstance(again, Played)
    assert again.board.version == made.board.version


@pytest.mark.parametrize(
    ("move", "why"),
    [
        (Accept("t9"), Refusal.UNKNOWN),
        (Accept("t2"), Refusal.NO_NAME),
        (Accept("t2", "Food"), Refusal.TAKEN),
        (NewTheme("fOOD"), Refusal.TAKEN),
        (NewTheme("Meals", codebook=ThemeId("food")), Refusal.TAKEN),
        (NewTheme("x" * (LONGEST_NAME + 1)), Refusal.TOO_LONG),
        (NewTheme("x", "y" * (LONGEST_LINE + 1)), Refusal.TOO_LONG),
        (NewTheme("x", answers=(AnswerId(b"?" * 16),)), Refusal.UNKNOWN),
        (Accept("t1"), Refusal.NOT_NOW),
        (OfferAgain("t2"), Refusal.NOT_NOW),
        (Rename(ThemeId("theme_1"), ""), Refusal.NO_NAME),
        (Describe(ThemeId("theme_1"), "x" * (LONGEST_LINE + 1)), Refusal.TOO_LONG),
        (Merge(ThemeId("theme_1"), ThemeId("theme_1")), Refusal.NOT_NOW),
        (Merge(ThemeId("theme_1"), ThemeId("theme_9")), Refusal.UNKNOWN),
        (PutBack(ThemeId("theme_1")), Refusal.NOT_NOW),
        (Untag(ANSWERS[7], ThemeId("theme_1")), Refusal.NOT_NOW),
        (Tag(ANSWERS[7], ThemeId("nowhere")), Refusal.UNKNOWN),
        (Undo(9), Refusal.UNKNOWN),
        (Undo(0), Refusal.UNKNOWN),
        (Struck(), Refusal.UNKNOWN),
    ],
)
def test_what_cannot_be_is_refused_and_says_why(move: Move[AnswerId], why: Refusal) -> None:
    """Nothing is half done, and a page can say what to do instead."""
    assert refused(done(begun(), Accept("t1")), move) is why


def test_nobody_has_seen_a_board_that_is_not_there_yet() -> None:
    """A number made up would write over anything unseen."""
    assert refused(begun(), NewTheme("Food"), 1) is Refusal.UNKNOWN
    assert refused(begun(), NewTheme("Food"), -1) is Refusal.UNKNOWN


def test_a_suggestion_is_kept_without_any_words() -> None:
    """Whoever takes an answer back takes its words along, wherever they were."""
    run = Run("average-linkage 1", "a model", "0" * 64, {"clause_share": "0.7"}, 2)
    made = Candidate(
        "t1", Origin.GROUPED, "", ("noodles",), 1, (1, 0), frozenset({0}), why="words: noodles"
    )
    kept = KeptRun(run, kept_of(Suggestion((made,), ((), ()), run), ANSWERS[:2]))

    assert kept.candidates[0].members == (ANSWERS[1], ANSWERS[0])
    assert kept.candidates[0].second == {ANSWERS[0]}
    assert run_from_plain(run_to_plain(kept)) == kept
    assert "noodles" not in str(run_to_plain(kept))


def test_a_move_of_another_version_is_noticed() -> None:
    """A log that is played without one of its moves would be another board."""
    with pytest.raises(ValueError, match="Explode"):
        move_from_plain({"kind": "Explode"})


def test_names_are_kept_without_blanks_nobody_sees() -> None:
    """Two themes that look alike would be two."""
    assert tidied(NewTheme[AnswerId]("  the   food ", " a \n b ")) == NewTheme("the food", "a b")
    assert tidied(Rename(ThemeId("x"), " y ")) == Rename(ThemeId("x"), "y")
    assert tidied(Describe(ThemeId("x"), " y ")) == Describe(ThemeId("x"), "y")
    split = Split(ThemeId("x"), (Part(" y ", frozenset(ANSWERS[:1])),))
    assert tidied(split).parts[0].name == "y"  # type: ignore[union-attr]


# -- whatever two people do ---------------------------------------------------------------------


def same(one: Board, other: Board) -> bool:
    """Whether two boards hold the same, however they came to it."""
    kept = {thing: content for thing, content in one.contents.items() if not _is_offer(content)}
    wanted = {t: content for t, content in other.contents.items() if not _is_offer(content)}
    return kept == wanted


def _is_offer(content: Content) -> bool:
    return content is Standing.OFFERED


NAMES = st.sampled_from(["Food", "Bed", "Wifi", "Quiet", "Trips"])


@st.composite
def moves(draw: st.DrawFn, board: Board) -> Move[AnswerId]:
    """Something that somebody could want to do on this board, possible or not."""
    answer = st.sampled_from(ANSWERS)
    known = sorted(board.themes) or [ThemeId("theme_1")]
    one, other = draw(st.sampled_from(known)), draw(st.sampled_from(known))
    inside = sorted(board.members(one)) or list(ANSWERS[:1])
    chosen = st.frozensets(st.sampled_from(inside), min_size=1)
    pick: Mapping[str, st.SearchStrategy[Move[AnswerId]]] = {
        "accept": st.builds(Accept, st.sampled_from([c.id for c in CANDIDATES]), NAMES),
        "not these": st.builds(NotThese, st.sampled_from([c.id for c in CANDIDATES])),
        "again": st.builds(OfferAgain, st.sampled_from([c.id for c in CANDIDATES])),
        "new": st.builds(
            NewTheme, NAMES, st.just(""), st.lists(answer, max_size=2, unique=True).map(tuple)
        ),
        "rename": st.builds(Rename, st.just(one), NAMES),
        "describe": st.builds(Describe, st.just(one), NAMES),
        "merge": st.just(Merge(one, other)),
        "split": st.builds(
            lambda name, answers, over: Split(one, (Part(name, answers),), over),
            NAMES,
            chosen,
            st.booleans(),
        ),
        "tag": st.builds(Tag, answer, st.just(one)),
        "untag": st.builds(Untag, answer, st.just(one)),
        "move": st.builds(MoveAnswer, answer, st.just(one), st.just(other)),
        "sort": st.builds(Sort, answer, st.frozensets(st.sampled_from(known), max_size=2)),
        "confirm": st.builds(Confirm, answer),
        "confirm all": st.just(ConfirmAll(one)),
        "not a theme": st.just(NotATheme(one)),
        "put back": st.just(PutBack(one)),
        "undo": st.builds(Undo, st.integers(1, max(1, board.version))),
    }
    return draw(pick[draw(st.sampled_from(sorted(pick)))])


@st.composite
def boards(draw: st.DrawFn, most: int = 14) -> Board:
    """A board after whatever two people tried, each having seen the newest or an older one."""
    board = begun()
    for _ in range(draw(st.integers(0, most))):
        move, by = draw(moves(board)), draw(st.sampled_from([SAM, VAL]))
        seen = draw(st.sampled_from([board.version, board.version, max(0, board.version - 2)]))
        outcome = attempt(board, entry(move, by), seen)
        if isinstance(outcome, Played):
            board = outcome.board
    return board


@settings(max_examples=MANY, deadline=None)
@given(board=boards())
def test_no_answer_is_ever_lost_or_left_in_a_theme_that_is_no_more(board: Board) -> None:
    """Whatever two people do, at once or not: each answer is there, in themes that are there."""
    assert board.answers.keys() == set(ANSWERS)
    for placed in board.answers.values():
        for one in placed.tags:
            found = board.theme(one)
            assert found is not None
            assert found.standing in {Standing.HERE, Standing.AWAY}
    spoken = [name.casefold() for name in names(board)]
    assert len(set(spoken)) == len(spoken)
    assert dict(board.candidates) == {one.id: one for one in CANDIDATES}


@settings(max_examples=MANY, deadline=None)
@given(board=boards())
def test_the_log_alone_makes_the_board_again(board: Board) -> None:
    """What is kept is the log: played again, from plain values too, it is the same board."""
    kept = [entry_from_plain(entry_to_plain(one)) for one in board.entries]
    again = fold(CANDIDATES, ANSWERS, kept)

    assert again.contents == board.contents
    assert again.versions == board.versions
    assert again.effects == board.effects


@settings(max_examples=MANY, deadline=None)
@given(board=boards(), drawn=st.data())
def test_an_undo_restores_exactly_or_is_handed_back(board: Board, drawn: st.DataObject) -> None:
    """Of the newest move always exactly; of an older one only where nothing came after it."""
    move = drawn.draw(moves(board))
    played = attempt(board, entry(move), board.version)
    if isinstance(played, Played):
        back = attempt(played.board, entry(Undo(played.entry)), played.board.version)
        assert isinstance(back, Played)
        assert same(back.board, board)
        assert back.board.entries[:-1] == played.board.entries


@settings(max_examples=MANY, deadline=None)
@given(board=boards(), drawn=st.data())
def test_two_at_once_give_what_one_after_the_other_gives_or_a_refusal(
    board: Board, drawn: st.DataObject
) -> None:
    """Both saw one board. What the second overwrites unseen would be the first one's work."""
    sams, vals = drawn.draw(moves(board)), drawn.draw(moves(board))
    first = attempt(board, entry(sams, SAM), board.version)
    if not isinstance(first, Played) or first.board.version == board.version:
        return
    second = attempt(first.board, entry(vals, VAL), board.version)
    if isinstance(second, Played):
        seen_all = attempt(first.board, entry(vals, VAL), first.board.version)
        assert isinstance(seen_all, Played)
        assert seen_all.board.contents == second.board.contents
        assert not watched(first.board, vals) & first.board.effects[-1].touched
    turned = attempt(board, entry(vals, VAL), board.version)
    if isinstance(turned, Played) and apart(board, sams, vals, turned.board):
        assert isinstance(second, Played), "what touches other things succeeds"


def apart(board: Board, sams: Move[AnswerId], vals: Move[AnswerId], after: Board) -> bool:
    """Whether two moves touch different things, and neither makes what the other names."""
    made = (Accept, NewTheme, Rename, Split, Undo, PutBack)
    if isinstance(sams, made) and isinstance(vals, made):
        return False
    first = attempt(board, entry(sams), board.version)
    assert isinstance(first, Played)
    of_sam, of_val = first.board.effects[-1].touched, after.effects[-1].touched
    watching = watched(board, vals) | watched(board, sams)
    no_undo = not isinstance(vals, Undo)
    return no_undo and not (of_sam & (of_val | watching))


@settings(max_examples=MANY, deadline=None)
@given(board=boards(), gone=st.frozensets(st.sampled_from(ANSWERS), max_size=4))
def test_a_board_without_taken_back_answers_is_the_same_board_for_all_others(
    board: Board, gone: frozenset[AnswerId]
) -> None:
    """Taking back changes nothing about anybody else's answer, and leaves nothing of one's own."""
    left = frozenset(ANSWERS) - gone

    def stays(aid: AnswerId) -> AnswerId | None:
        return aid if aid in left else None

    struck = [replace(one, move=naming(one.move, stays)) for one in board.entries]
    thinner = fold(CANDIDATES, left, board.entries)

    assert thinner.contents == {
        thing: content
        for thing, content in board.contents.items()
        if thing[0] is not Of.ANSWER or thing[1] in left
    }
    assert fold(CANDIDATES, left, struck).contents == thinner.contents
    assert all(answers_of(one.move) <= left for one in struck)
    assert {aid for one in thinner.candidates.values() for aid in one.members} <= left
    assert {aid for one in settled(thinner) for aid in one.answers} <= left


@settings(max_examples=MANY, deadline=None)
@given(board=boards())
def test_what_is_settled_is_only_what_somebody_stands_behind(board: Board) -> None:
    """No answer is in a settled theme by the machine's word alone."""
    for one in settled(board):
        for aid in one.answers:
            placed = board.answer(aid)
            assert placed is not None
            assert placed.tags[one.id] in {SAM, VAL}
