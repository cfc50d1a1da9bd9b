"""Tests that ``make prove`` runs and ``make test`` does not, beside those marked ``full``.

Each took from half a second to three seconds of a quick run, and others of its requirement are in
it; tests/test_longest.py holds that. None runs where a path is given either: say
``EARSHOT_FULL=1``.
"""

LONGEST = (
    "tests/attacks/test_rounds.py::test_d1_too_few_looks_like_nobody",
    "tests/attacks/test_safeguarding_after.py::"
    "test_g15_no_key_goes_before_every_text_was_read_or_72_hours_are_over",
    "tests/attacks/test_safeguarding_insider.py::"
    "test_g8_just_numbers_is_gone_from_new_backups_even_with_the_key",
    "tests/bot/services/safeguarding/test_noticing_everywhere.py::"
    "test_g9_the_envelope_is_the_same_with_the_check_off",
    "tests/attacks/test_safeguarding_mischief.py::"
    "test_g10_a_manager_of_a_home_who_looks_everywhere_finds_nothing",
    "tests/attacks/test_safeguarding_mischief.py::"
    "test_g6_letters_to_a_person_that_are_all_alarms_tell_the_rota_once_each",
    "tests/bot/services/answers/test_naming.py::"
    "test_x3_deleting_me_takes_everything_with_my_name_on",
    "tests/bot/services/safeguarding/test_alerting_undelivered.py::"
    "test_g7_everything_out_of_reach_reaches_everybody_when_it_is_back",
    "tests/bot/services/safeguarding/test_calling.py::test_t8_twenty_taps_ask_once",
    "tests/bot/services/safeguarding/test_help_everywhere.py::test_g5_a_stranger_has_it_too",
    "tests/bot/services/safeguarding/test_help_everywhere.py::test_g5_a_ticket_has_it_too",
    "tests/surveys/exports/drawing/test_lettering.py::"
    "test_b1_no_line_is_wider_than_its_room_and_no_word_is_lost",
    "tests/bot/telegram/test_logs_of_a_sitting.py::test_a14_at_info_nobodys_sitting_adds_a_line",
    "tests/bot/telegram/test_reporting.py::test_a9_a_forged_button_hands_nothing_over",
    "tests/bot/texts/test_truth.py::"
    "test_an_envelope_whose_keeper_has_left_is_not_said_to_be_with_them",
    "tests/bot/webchat/staff/test_reading.py::test_c5_a_text_of_another_pile_is_not_there",
    "tests/surveys/definitions/test_paths.py::"
    "test_whoever_a_question_misses_it_said_so_beforehand",
)
