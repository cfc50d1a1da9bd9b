"""Suggest themes for one question's answers: the same way every run, saying why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from surveys.themes.candidate import Candidate, Remark, Run, Side, Suggestion
from surveys.themes.codebook import Codebook
from surveys.themes.finding import CLAUSE_SHARE, EVEN, MOST_THEMES, Answers, Found, find_groups
from surveys.themes.gathering import CRUMBS, MOST_AT_ONCE
from surveys.themes.ground import AT_HOME, HOMELY, LETTERS, STEMS, TOPICS, Ground, lay_out
from surveys.themes.grouping import MOST_GROUPS
from surveys.themes.mapping import FITS, MARGIN, NEAR, SECOND, can_misfit, phrases_of
from surveys.themes.presenting import order_of, present
from surveys.themes.silence import says_nothing

SMALLEST = 15
"""Fewest answers for which a service offers suggestions; fewer are read together."""
METHOD = "average linkage by meaning 3"
LEFT_ASIDE = "codebook_left_aside"
"""The parameter of a run that holds the version of a codebook that was about something else."""
SIMPLER_METHOD = "average linkage by words 2"
"""The method where no sentence encoder is installed."""

Progress = Callable[[int, int], None]
_STEPS = 10


def suggest(
    remarks: Sequence[Remark],
    codebook: Codebook | None = None,
    progress: Progress | None = None,
) -> Suggestion:
    """Suggest themes for the answers to one question.

    Pure: the same remarks give the same suggestion in whatever order they come. What a remark
    says is only ever compared with what others say.

    Args:
        remarks: Everything said, redacted. Any number; see `SMALLEST`.
        codebook: The organisation's themes, where it has some.
        progress: Told how far it is: steps done, steps in all.

    Returns:
        Candidates for people to accept, change or refuse.

    Raises:
        WrongModel: The encoder's files are not those that were measured.
    """
    told = progress or (lambda done, total: None)
    order = sorted(range(len(remarks)), key=lambda at: order_of(remarks[at]))
    silent = [at for at in order if says_nothing(remarks[at].text)]
    quiet = set(silent)
    speaking = [at for at in order if at not in quiet]
    sides = [
        ours
        for side in (Side.AGREES, Side.DISAGREES, None)
        if (ours := [at for at in speaking if remarks[at].side is side])
    ]
    groups: list[Found] = []
    grounds: list[Ground] = []
    fitting: list[Codebook | None] = []
    steps = max(1, len(sides)) * _STEPS
    for number, ours in enumerate(sides):
        begun = number * _STEPS
        told(begun, steps)
        answers = Answers.pick(remarks, ours)
        ground = lay_out(answers.texts, partial(_tell, told, begun, steps))
        told(begun + 7, steps)
        fitting.append(_fitting(ground, codebook, len(ours)))
        groups += find_groups(answers, ground, fitting[-1])
        grounds.append(ground)
    told(steps, steps)
    candidates = present(remarks, groups, silent)
    run = _describe(grounds or [lay_out(())], codebook, any(fitting) or not fitting)
    return Suggestion(candidates, _listed(len(remarks), candidates), run)


def _fitting(ground: Ground, codebook: Codebook | None, size: int) -> Codebook | None:
    """Give the codebook where it can be about these answers."""
    if codebook is None or not can_misfit(codebook, size):
        return codebook
    stands_out = ground.fits([phrases_of(theme) for theme in codebook.themes])
    return codebook if stands_out >= FITS else None


def _tell(told: Progress, begun: int, steps: int, done: int, total: int) -> None:
    told(begun + 6 * done // total, steps)


def _listed(size: int, candidates: Sequence[Candidate]) -> tuple[tuple[str, ...], ...]:
    """Give the candidates of the first cut that each remark is in, its main one first."""
    main: list[list[str]] = [[] for _ in range(size)]
    second: list[list[str]] = [[] for _ in range(size)]
    for candidate in candidates:
        if candidate.parent is None:
            for at in candidate.members:
                (second if at in candidate.second else main)[at].append(candidate.id)
    return tuple(tuple(one + two) for one, two in zip(main, second, strict=True))


def _describe(grounds: Sequence[Ground], codebook: Codebook | None, fits: bool) -> Run:
    ground = grounds[0]
    parameters = {
        "first_cut": f"round(2.85 n^0.42), at most {MOST_GROUPS}",
        "second_cut": "twice the first",
        "second_cut_of_codebook": "its share of twice the first, 2 to half its answers",
        "weight_of_stems": str(STEMS),
        "weight_of_letters": str(LETTERS),
        "share_of_topics": str(TOPICS),
        "topics_counted": ", ".join(str(one.topics) for one in grounds),
        "share_of_home": str(AT_HOME),
        "home_counts_from": f"{HOMELY[0]} to {HOMELY[1]}",
        "home_counted": ", ".join(str(one.home) for one in grounds),
        "even_at_home": str(EVEN),
        "clause_share": str(CLAUSE_SHARE),
        "most_themes": str(MOST_THEMES),
        "joined_one_by_one_up_to": str(MOST_AT_ONCE),
        "crumbs_beyond_that": str(CRUMBS),
        "codebook_fits_from": str(FITS),
        "codebook_near": str(NEAR),
        "codebook_margin": str(MARGIN),
        "codebook_second": str(SECOND),
    }
    method = METHOD if ground.model else SIMPLER_METHOD
    version = codebook.version if codebook and fits else None
    if codebook and not fits:
        parameters[LEFT_ASIDE] = str(codebook.version)
    return Run(method, ground.model, ground.model_hash, parameters, version)
