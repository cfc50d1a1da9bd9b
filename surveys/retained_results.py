"""Classes of data about results: rows of ``surveys.retained``, which is where the rest are."""

from __future__ import annotations

from surveys.retention import Kept

RESULTS = (
    Kept(
        "result_doors",
        "The code on slips and posters that opens a round's result, and from when the result is "
        "open to those who were not asked",
        "so that who drew a slip can see what came of it, and nobody who uses a result sees it "
        "before those who were asked",
        "{asked_days} days",
        "the close of the round",
        "the rows: the code opens nothing any more",
        tables=("result_doors",),
    ),
    Kept(
        "decisions",
        "What was decided of each theme: yes, partly, not now or no; why, who sees to it, by when",
        "so that a promise can be looked up, with what was said before, and whether it was kept",
        "for good",
        "the day it was let go",
        "nothing: they are the organisation's own words, told to everybody asked; a draft that "
        "was never let go, with the next one",
        tables=("decisions",),
    ),
    Kept(
        "ratings",
        "How those who were asked rated what came of it: what may be printed, and nothing else",
        "so that an answer that is not good enough is looked at again",
        "for good",
        "the end of its seven days",
        "at that end the envelopes, unread by anybody, and their key: no count is kept",
        tables=("ratings",),
    ),
    Kept(
        "lessons",
        "What a round's team wrote that it learned, and would do otherwise, encrypted; who of the "
        "staff wrote it; and of each round in the last months that its team was asked",
        "to be shown when a round like it is written",
        "until its author deletes it, at most {trail_days} days",
        "the day it was written",
        "the rows; who wrote it goes when they are forgotten",
        tables=("lessons", "lessons_asked"),
    ),
)
"""What is kept once a result is out."""
