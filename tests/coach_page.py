"""``docs/coach.md``, its figures measured anew: ``python -m tests.coach_page > docs/coach.md``."""

from __future__ import annotations

from surveys.coaching.advice import AdviceKind
from surveys.coaching.care_words import SHIPPED, sources
from surveys.coaching.reading_age import AIM, HARD
from surveys.coaching.similarity import SAME
from tests.surveys.coaching.measuring import Measured, labelled, measured

HEAD = """# The wording coach

Written by `python -m tests.coach_page`; a test compares. The coach reads what we ask, and never what anybody answers.
It only advises. What stops a survey is in `surveys/definitions/soundness.py`, and is about safety.

It speaks up where a survey is written in chat (`/build`), and in `earshot survey check FILE`. Where it can put it
better honestly, it offers the words, and one tap takes them. No words are offered that would get the same advice
again. Questions that are shared with other rounds (`locked`) keep their words, so they get no advice on them.
Text in quotation marks is somebody's own, and is passed over. All of it is for English;
a survey in another main language gets advice on easy words, order and length only.

## What it looks for

| rule | what it means |
|---|---|"""

RULES = {
    "care_word": "a word that can hurt, and a better one: below",
    "jargon": "a word from offices, and a plain one: below",
    "reading_age": f"takes a reader of {HARD:g} or more; the aim is {AIM}",
    "long_sentence": "more than 15 words in a sentence",
    "why": "asks for a reason, which can sound like blame; “what” is kinder",
    "two_in_one": "two verbs, two things judged, or two question marks",
    "leading": "already says which answer is wanted",
    "double_negative": "two negatives; in something to agree with, one, for “disagree” is another",
    "absolute": "always, never, everyone: one bad day and the true answer is no",
    "assumes": "takes for granted what may not be so, with no choice for whom it isn't",
    "names_somebody": "who, in their own words; one worker, one friend, or a first name",
    "identifying": "an age, a school, a home, a faith: with few people as good as a name",
    "promises": "what the structure may not keep",
    "must_answer": "sounds as if it could not be skipped",
    "no_way_out": "no “not sure”, or no choice that clears the others",
    "no_middle": "a scale with as many good as bad steps and none between, or an even number of points",
    "one_sided": "every step of a scale leans one way",
    "ranges_overlap": "a number that fits two choices",
    "ranges_miss": "a number that fits none",
    "not_a_statement": "nothing that somebody could agree with",
    "tender": "a question that may hurt to read comes first or last",
    "asked_before": "these people were asked it in the last twelve months",
}

UNMEASURED = """
Four more need no measuring, as they count: no easy words, more than eight questions, no offer of a person's help at
the end, and an item marked `sensitive` or `safety` at either end. Earshot's own scales always have *Not sure*, and
every question can be skipped, so a missing skip cannot happen; only words that deny it can.

## How often it is right

{all} questions were written and labelled by hand, {fine} of them with nothing wrong: questions that look bad and are
fine among them (“contact lenses”, “What helps and what doesn't?”). The first {first} were labelled before there were
rules; half, drawn by hash, was put aside. The rules were made with the other half. Then {late} more were written, as
other people might ask, and the rules were widened with them. At the end {last} came that nothing was changed for. The
figures below are of the half that was put aside, and of those last ones. Where two could disagree, a label is *arguable* and counts neither way; after the first labelling,
“takes for granted” became so for questions that ask why, as one piece of advice is enough for them.

Precision: of the advice given, how much was right. Recall: of what should have been said, how much was said.

| rule | precision | recall | right | too much | missed | last: precision | last: recall | of |
|---|---|---|---|---|---|---|---|---|"""

WEAK = """
Small numbers swing: eight in eleven is 0.73. Over all rules the last questions, which are the harder test, come to
precision {late_precision:.2f} and recall {late_recall:.2f}.

**Weak spots.** Rules and labels come from the same hand, and no Expert by Experience has labelled any yet: others will find
more. It knows words and patterns, and no meaning: a leading question in unusual words passes, and so does a
sentence that joins two questions without “and”, “or” or a second question mark. “Names somebody” cannot know that a
home has one night worker. First names that are English words (“Grace”, “Will”) are not seen. Two wordings of one
question that share no word (“hungry at night”, “food after ten”) do not look like each other. Rewordings are made by
rule and can read stiffly; they are suggestions.

**Reading age.** The Flesch–Kincaid grade (J. P. Kincaid, R. P. Fishburne, R. L. Rogers, B. S. Chissom, *Derivation of
new readability formulas for Navy enlisted personnel*, 1975), 0.39 × words a sentence + 11.8 × syllables a word − 15.59;
five years more make an age. Syllables come from Pyphen's British hyphenation, which is maintained and has its
dictionaries with it. Not `textstat`: on first use it asks the network for a list, and nothing here may. Formulas are
made for pages, and a question is ten words, in which one long word decides: so there is advice only from {hard:g}, and only
where two hard words bear it out, or one very long one in a very short text. Everyday long words (“favourite”,
“television”) count as two syllables.

**Asked before.** Small words go, endings go, words that stand in most questions weigh a third, and words of nearly the
same letters count as one. From {same:g} of the weight in common, two questions are the same. Looked through are the forty
latest rounds of twelve months; where it is known who will be asked, those that asked half of them or more. Who, nobody is told.

## The list of words

Experts by Experience change it with `/words`: look at it, add a word (“contact -> family time”), switch one off. What they change is for
everybody who writes surveys here. The file is `surveys/coaching/care_words.toml`; most entries have gates, so that
“contact lenses”, a “placement year” or a kitchen “unit” get no advice.

Sources:
"""


def page() -> str:
    """The whole page."""
    lines = [HEAD, *(f"| {rule.replace('_', ' ')} | {what} |" for rule, what in RULES.items())]
    rows = [*labelled("tune"), *labelled("test")]
    late, last = labelled("late"), labelled("last")
    counts = {
        "all": len(rows) + len(late) + len(last),
        "fine": sum(not each.fires for each in (*rows, *late, *last)),
        "first": len(rows),
        "late": len(late),
        "last": len(last),
    }
    lines.append(UNMEASURED.format(**counts))
    first, later = measured("test"), measured("last")
    lines += [_row(rule, first[rule], later[rule]) for rule in RULES]
    total = Measured(
        sum(each.right for each in later.values()),
        sum(each.too_much for each in later.values()),
        sum(each.missed for each in later.values()),
    )
    lines.append(
        WEAK.format(late_precision=total.precision, late_recall=total.recall, hard=HARD, same=SAME)
    )
    lines += [f"- `{key}`: {what}" for key, what in sources().items()]
    for kind, title in (
        (AdviceKind.CARE_WORD, "Words that can hurt"),
        (AdviceKind.JARGON, "Words from offices"),
    ):
        lines += ["", f"### {title}", "", "| word | better | why | source |", "|---|---|---|---|"]
        lines += [
            f"| {entry.word} | {entry.better} | {entry.why} | {entry.source} |"
            for entry in SHIPPED.words
            if entry.kind is kind
        ]
    return "\n".join(lines) + "\n"


def _row(rule: str, first: Measured, later: Measured) -> str:
    cells = (
        rule.replace("_", " "),
        f"{first.precision:.2f}",
        f"{first.recall:.2f}",
        first.right,
        first.too_much,
        first.missed,
        f"{later.precision:.2f}",
        f"{later.recall:.2f}",
        later.right + later.missed,
    )
    return "| " + " | ".join(map(str, cells)) + " |"


if __name__ == "__main__":
    print(page(), end="")
