"""Whose harm it is, when the sign itself does not say: staff, family or other young people."""

from __future__ import annotations

import re

from surveys.safeguarding.lexicon import WORDS


def _any_of(words: str) -> re.Pattern[str]:
    entries = (word.replace("_", " ") for word in words.split())
    return re.compile(rf" (?:{'|'.join(entries)}) ")


_KINDS = (
    (
        "staff_abuse",
        _any_of(
            WORDS["home_staff"].replace(" ", "_").replace("|", " ")
            + " carer carers foster_mum foster_dad foster_carer foster_carers foster_parents"
            " foster_family foster_mother foster_father on_shift shift works_here on_nights"
            " off_nights"
            " restrain restrained restraint taxi_driver escort passenger_assistant chaperone"
            " respite_carer night_man night_woman bank_worker agency_worker tutor head_of_year"
            " headteacher deputy_head iro advocate doctor physio sports_coach head_teacher"
            " works_nights works_weekends who_works_here works_at_the_home"
            " foster_mums_husband carers_husband drives_me_to drives_us_to drives_our_minibus"
            " miss_slapped miss_hit miss_grabbed miss_shouts miss_screams miss_called miss_calls"
            " miss_says miss_pushed"
        ),
    ),
    (
        "abuse",
        _any_of(
            "mum dad stepdad stepmum step_dad step_mum uncle aunt auntie nan grandad brother"
            " sister parents dads mums cousin father mother family boyfriend girlfriend ex"
            " partner"
            " husband fella contact at_home home stepbrother neighbour stepfather guardian bf"
            " aunts uncles foster_brother foster_sister foster_dads_son foster_carers_son"
            " carers_son"
            " foster_mums_son stepbrother stepsister gf mums_bf mums_boyfriend dads_mate"
        ),
    ),
    (
        "bullying",
        _any_of(
            "school lad lads boys girls kids class year_10s corridor bus roommate room_mate"
            " resident residents other_kids older_ones bullies bully students college people"
            " older_boys mates lunch in_my_year the_others everyone new_boy new_girl new_lad"
            " housemate in_the_house classmates next_room year_9s year_11s gang mandem they"
            " peers"
            " some_girl a_girl boy_in this_boy this_girl on_the_estate"
        ),
    ),
)

STAFF = _KINDS[0][1]
OTHERS = _any_of(
    "mum dad stepdad stepmum step_dad step_mum uncle aunt auntie nan grandad brother sister"
    " parents"
    " dads mums cousin father mother family boyfriend girlfriend ex partner husband fella bf gf"
    " stepbrother stepsister neighbour stepfather stepmother guardian foster_brother"
    " foster_sister"
    " foster_dads_son foster_carers_son carers_son foster_mums_son mums_boyfriend dads_mate lad"
    " lads boy boys girl girls kid kids roommate room_mate resident residents older_ones bullies"
    " bully students mates classmates housemate peers mandem gang a_group older_boys these_men"
    " men"
)
"""Anyone else who may have done it; places are not among them."""


def _nearest(words: str) -> str:
    """The category of whoever is named last in the words; empty when nobody is."""
    last, category = -1, ""
    for kind, pattern in _KINDS:
        for found in pattern.finditer(words):
            if found.end() > last:
                last, category = found.end(), kind
    return category


def whose(sentence: str, end: int, text: str) -> str:
    """Who is named last before ``end``, else in the sentence, else in the text.

    Returns:
        A category: "staff_abuse", "abuse" or "bullying"; empty when nobody is named.
    """
    return _nearest(sentence[:end]) or _nearest(sentence) or _nearest(text)
