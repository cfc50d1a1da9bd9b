"""Defences taken out, as data: what each change removes, and the tests that must then fail.

``python -m tests.mutating D5`` repeats those of one requirement; ``make prove`` repeats all. Each
change is made in a copy of the program. Its old text must stand in its file exactly once.
"""

from __future__ import annotations

from dataclasses import dataclass

FORMS = "surveys/protection/forms.py"
PREIMAGE = "surveys/protection/preimage.py"
PRINTED = "surveys/protection/printed.py"
TICKS = "surveys/protection/ticks.py"
BRANCHES = "surveys/protection/branches.py"
QUOTING = "surveys/protection/quoting.py"
THINNING = "surveys/reports/thinning.py"
WRITERS = "surveys/protection/writers.py"
SHIELDING = "surveys/reports/shielding.py"
SECTIONS = "surveys/reports/sections.py"
COMPOSE = "surveys/reports/compose.py"
GATES = "surveys/rounds/gates.py"
CSV = "surveys/exports/csv.py"
HTML = "surveys/exports/report.html"
JSON = "surveys/exports/json.py"
PLAIN = "surveys/exports/plain.py"
LOOK = "surveys/exports/look.py"
PAPER_WORDS = "surveys/exports/paper_words.py"
PAPERS = "surveys/exports/papers.py"
SAYING = "surveys/reports/saying.py"
OF_LOOK = "tests/surveys/exports/test_look.py"
OF_PAPERS = "tests/surveys/exports/test_papers.py"
OF_SCHEDULES = (
    "tests/faults/test_schedules.py::"
    "test_f1_f2_f3_f4_f6_t2_t3_t5_t6_whatever_breaks_nothing_acknowledged_is_lost_or_doubled"
)
OF_SAYING = "tests/surveys/reports/test_saying.py"
OFFICE = "surveys/exports/drawing/office.py"
OFFICE_CHARTS = "surveys/exports/drawing/charts.py"
REPORTING = "bot/services/results/reporting.py"
ROUTING = "surveys/safeguarding/routing.py"
NAMING = "surveys/safeguarding/naming.py"
ALERTING = "bot/services/safeguarding/alerting.py"
CLOCKING = "bot/services/safeguarding/clocking.py"
PINGING = "bot/services/safeguarding/pinging.py"
IDENTIFYING = "bot/services/safeguarding/identifying.py"
PROVING = "bot/services/safeguarding/proving.py"
COURIER = "bot/delivery/courier.py"
SAFETY_READ = "bot/services/reading/safety_reading.py"
SAFETY_OPEN = "bot/services/reading/safety_opening.py"
ANSWERING_BACK = "bot/services/safeguarding/answering_back.py"
READING = "bot/services/reading/reading.py"
SORTING = "bot/services/themes/sorting.py"
DOUBLE_CODING = "bot/services/themes/double_coding.py"
DOUBLE_SEATS = "bot/services/themes/double_seats.py"
OF_DOUBLE_CODING = "tests/bot/services/themes/test_double_coding.py"
TURNS = "surveys/definitions/turns.py"
OF_TURNS = "tests/surveys/definitions/test_turns.py"
OF_TURNING = "tests/surveys/flow/test_turning.py"
ORDERING = "surveys/reports/ordering.py"
OF_ORDERING = "tests/surveys/reports/test_ordering.py"
COMMON_GROUND = "surveys/reports/common_ground.py"
OF_COMMON_GROUND = "tests/surveys/reports/test_common_ground.py"
ASKING_ON = "bot/services/results/asking_on.py"
REACHING = "bot/services/results/reaching.py"
OF_REACHING = "tests/bot/services/results/test_reaching.py"
LEARNING = "bot/services/results/learning.py"
OF_LEARNING = "tests/bot/services/results/test_learning.py"
GATHERING = "bot/services/results/gathering.py"
OF_LOOKING_UP = "tests/bot/services/results/test_looking_up.py"
OF_ASKING_ON = "tests/bot/services/results/test_asking_on.py"
THEMES = "surveys/protection/themes.py"
OF_THEMES = "tests/surveys/protection/test_themes.py"
THEMING = "surveys/reports/theming.py"
OF_THEMING = "tests/surveys/reports/test_theming.py"
APPROVED = "surveys/themes/approved.py"
OF_APPROVED = "tests/surveys/themes/test_approved.py"
STANDING = "bot/services/themes/standing.py"
APPROVING = "bot/services/themes/approving.py"
OF_APPROVING = "tests/bot/services/themes/test_approving.py"
SEEING_FIRST = "bot/services/results/seeing_first.py"
OF_SEEING_FIRST = "tests/bot/services/results/test_seeing_first.py"
RESULT_PAGES = "bot/webchat/results.py"
RESULT_OPENING = "bot/services/results/opening.py"
POSTING = "bot/services/results/posting.py"
OF_RESULT_PAGES = "tests/bot/webchat/staff/test_results.py"
CHECKING = "bot/services/themes/checking_with.py"
OF_CHECKING = "tests/bot/services/themes/test_checking_with.py"
THEME_ATTACKS = "tests/attacks/test_themes.py"
NAMER = "bot/delivery/theme_namer.py"
OF_NAMER = "tests/bot/delivery/test_theme_namer.py"
SUGGESTING = "surveys/themes/suggesting.py"
OF_SUGGESTING = "tests/surveys/themes/test_suggesting.py"
ENCODER = "surveys/themes/embedding.py"
OF_ENCODER = "tests/surveys/themes/test_embedding.py"
PRESENTING = "surveys/themes/presenting.py"
BY_MODEL = "surveys/themes/naming_by_model.py"
OF_BY_MODEL = "tests/surveys/themes/test_naming_by_model.py"
OF_CODEBOOKS = "tests/surveys/themes/files/test_codebooks.py"
OF_OUR_THEMES = "tests/bot/services/themes/test_codebooks.py"
OF_SORTING = "tests/bot/services/themes/test_sorting.py"
OF_BOARDS = "tests/surveys/themes/test_board.py"
OF_SLOTS = "tests/bot/services/reading/test_slots.py"
OF_READING_TIME = "tests/bot/webchat/staff/test_reading_time.py"
RECOUNTING = "bot/services/safeguarding/recounting.py"
AWAITING = "bot/services/awaiting.py"
DECIDING = "bot/services/asking/deciding.py"
LAUNCHING = "bot/services/asking/launching.py"
A_ROUND = "surveys/rounds/round.py"
HEARING_BACK = "bot/services/asking/hearing_back.py"
OF_HEARING = "tests/bot/services/asking/test_hearing_back.py"
OF_WRITTEN_BACK = "tests/bot/services/results/test_answering_back.py"
TELLING_BACK = "bot/services/results/telling_back.py"
OF_DECIDED = "tests/bot/services/results/test_deciding.py"
RATING = "surveys/rounds/rating.py"
RATED = "bot/services/results/rating.py"
OF_RATED = "tests/bot/services/results/test_rating.py"
OF_RATING = "tests/surveys/rounds/test_rating.py"
WALKING = "bot/services/asking/walking.py"
PILOTING = "bot/services/asking/piloting.py"
OF_TRYING = "tests/bot/services/asking/test_trying_out.py"
OF_PILOTING = "tests/bot/services/asking/test_piloting.py"
OF_TIME = "tests/bot/services/reading/test_time_logging.py"
OF_AGREEING = "tests/bot/services/asking/test_agreeing.py"
REMINDING = "bot/services/rounds/reminding.py"
OF_RHYTHM = "tests/surveys/rounds/test_rhythm.py"
OF_STEERING = "tests/bot/services/rounds/test_steering.py"

BUILDING = "bot/services/asking/building.py"
OF_BUILDING = "tests/bot/services/asking/test_building.py"
SHEETS_BOOK = "surveys/sheets/book.py"
BREAKDOWNS = "surveys/protection/breakdowns.py"
WAVES = "surveys/protection/waves.py"

VOTING = "surveys/talks/voting.py"
TALKING = "bot/services/talks/talking.py"
TALK_ROOMS = "bot/services/talks/rooms.py"
TALK_READING = "bot/services/talks/reading.py"
TALK_KEEPING = "bot/services/talks/keeping.py"

LOOKING_OVER = "bot/services/answers/looking_over.py"
OF_PREVIEWING = "tests/surveys/redaction/test_previewing.py"
OF_LOOKING_OVER = "tests/bot/services/answers/test_looking_over.py"
OF_LOOKING = "tests/surveys/flow/test_looking.py"
OF_VOTING = "tests/surveys/talks/test_voting.py"
OF_TALKING = "tests/bot/services/talks/test_talking.py"
OF_FORMS = "tests/surveys/protection/test_forms.py"
OF_BREAKDOWNS = "tests/surveys/protection/test_breakdowns.py"
OF_WAVES = "tests/surveys/protection/test_waves.py"
REPEATING = "tests/surveys/reports/test_repeating.py"
COMPARING = "tests/attacks/test_comparing.py"
OF_PRINTED = "tests/surveys/protection/test_printed.py"
OF_TICKS = "tests/surveys/protection/test_ticks.py"
OF_BRANCHES = "tests/surveys/protection/test_branches.py"
OF_QUOTING = "tests/surveys/protection/test_quoting.py"
OF_THINNING = "tests/surveys/reports/test_thinning.py"
NOBODY_QUOTED = "tests/surveys/exports/test_nobody_quoted.py"
OF_WRITERS = "tests/surveys/protection/test_writers.py"
OF_SHIELDING = "tests/surveys/reports/test_shielding.py"
OF_SECTIONS = "tests/surveys/reports/test_sections.py"
OF_COMPOSE = "tests/surveys/reports/test_compose.py"
OF_GATING = "tests/surveys/reports/test_gating.py"
OF_MODEL = "tests/surveys/reports/test_model.py"
OF_CSV = "tests/surveys/exports/test_csv.py"
OF_HTML = "tests/surveys/exports/test_html.py"
OF_JSON = "tests/surveys/exports/test_json.py"
OF_PLAIN = "tests/surveys/exports/test_plain.py"
PDF_PAGES = "surveys/exports/drawing/pdf_pages.py"
XLSX_HAND = "surveys/exports/drawing/xlsx_hand.py"
XLSX_CHARTS = "surveys/exports/drawing/xlsx_charts.py"
HANDING = "bot/services/results/handing.py"
OF_PDF = "tests/surveys/exports/test_pdf.py"
OF_XLSX = "tests/surveys/exports/test_xlsx.py"
OF_HANDING = "tests/bot/services/results/test_handing.py"
EVERY_FORMAT = "tests/surveys/exports/test_every_format.py"
OF_DOCX = "tests/surveys/exports/test_docx.py"
OF_PPTX = "tests/surveys/exports/test_pptx.py"
HANDED_ON = "tests/surveys/reports/test_handing_on.py"
LEAVES = "tests/surveys/exports/test_what_leaves.py"
OF_REPORTING = "tests/bot/services/results/test_reporting.py"
OF_ROUTING = "tests/surveys/safeguarding/test_routing.py"
OF_NAMING = "tests/surveys/safeguarding/test_naming.py"
OF_ALERTING = "tests/bot/services/safeguarding/test_alerting.py"
UNDELIVERED = "tests/bot/services/safeguarding/test_alerting_undelivered.py"
OF_PROVING = "tests/bot/services/safeguarding/test_proving.py"
OF_SAFETY_READ = "tests/bot/services/reading/test_safety_reading.py"
OF_SAFETY_OPEN = "tests/bot/services/reading/test_safety_opening.py"
OF_TICKETS = "tests/attacks/test_safeguarding_tickets.py"
OF_ANSWERING_BACK = "tests/bot/services/safeguarding/test_answering_back.py"
FORGETTING = "bot/services/people/forgetting.py"
RELEASING = "bot/services/results/releasing.py"
PURGING = "bot/services/operating/purging.py"
ENDING_WORDS = "bot/services/operating/ending_words.py"
OF_FORGETTING = "tests/bot/services/people/test_forgetting.py"
OF_RELEASING = "tests/bot/services/results/test_releasing.py"
OF_REVOKING = "tests/bot/services/results/test_revoking.py"
IN_CHAT = "tests/bot/wording/test_launching.py"
OF_PURGING = "tests/bot/services/operating/test_purging.py"
BY_BYTES = "tests/attacks/test_retention.py"

DOORS = "bot/webchat/staff/doors.py"
CONVERSING = "bot/services/chat/conversing.py"
FIELDING = "bot/telegram/fielding.py"
CREW = "surveys/people/crew.py"
HEADS = "storage/heads.py"
OF_PAGES = "tests/attacks/access/test_pages.py"
COMPLAINING = "bot/services/writing/complaining.py"
OF_COMPLAINING = "tests/bot/services/writing/test_complaining.py"
OF_CHAT = "tests/attacks/access/test_chat.py"
OF_WAYS = "tests/attacks/access/test_ways.py"
OF_CREW = "tests/surveys/people/test_crew.py"
OF_HEADS = "tests/storage/test_heads.py"
MIXING = "surveys/anonymity/sealing.py"
ON_DISK = "tests/attacks/test_disk.py"


@dataclass(frozen=True, slots=True)
class Mutation:
    """One defence taken out.

    Args:
        of: The requirement it holds, as in the design.
        taken_out: What is gone, in words.
        file: Where, from the root.
        old: What stands there, exactly once.
        new: What stands there instead.
        seen_by: The tests that must fail, as ``file::name``; each of them.
    """

    of: str
    taken_out: str
    file: str
    old: str
    new: str
    seen_by: tuple[str, ...]


REBINDING = "bot/services/people/rebinding.py"
LEAVING = "bot/services/people/leaving.py"
PAUSING = "bot/services/operating/pausing.py"
OF_REBINDING = "tests/bot/services/people/test_rebinding.py"
OF_LEAVING = "tests/bot/services/people/test_leaving.py"
OF_PAUSING = "tests/bot/services/operating/test_pausing.py"

UNASKED = "bot/services/unasked.py"
OF_UNASKED = "tests/bot/services/test_unasked.py"
OF_QUIET = "tests/surveys/people/test_quiet.py"

MUTATIONS = (
    Mutation(
        "D1", "the floor of five", FORMS, "\nFLOOR = 5\n", "\nFLOOR = 4\n",
        (
            f"{OF_FORMS}::test_d1_nothing_has_steps_below_five",
            f"{OF_PRINTED}::test_d1_below_five_every_table_prints_the_same",
            f"{OF_COMPOSE}::test_d1_below_five_a_report_says_the_same_whatever_was_answered",
            f"{OF_HTML}::test_d1_below_five_the_page_says_not_enough_and_nothing_else_of_answers",
        ),
    ),
    Mutation(
        "D1", "no sentence below five", SAYING,
        "    if not report.enough:\n        return ()\n", "",
        (f"{OF_SAYING}::test_d1_below_five_there_is_no_sentence_and_the_same_is_not_said",),
    ),
    Mutation(
        "D4", "sentences from printed words, not from what is drawn", SAYING,
        "{row: _rank(row.says) for row in section.rows}",
        "{row: (1, round(100 * (row.high or 0))) for row in section.rows}",
        (f"{OF_SAYING}::test_d4_what_is_drawn_changes_no_sentence",),
    ),
    Mutation(
        "D4", "a paper of nothing but its result", PAPERS,
        "        yield Line(report.asked)\n",
        "        yield Line(f\"{report.asked} {len(report.sections)} parts\")\n",
        (f"{OF_PAPERS}::test_d4_a_paper_says_nothing_that_its_result_does_not_print",),
    ),
    Mutation(
        "D5", "what a small round must not be said to have", SAYING,
        "        yield wording.NO_PERCENT\n", "        pass\n",
        (
            f"{OF_SAYING}::"
            "test_d5_below_twenty_no_sentence_has_a_number_of_people_but_the_band",
        ),
    ),
    Mutation(
        "E5", "a logo without its maker", LOOK,
        "        if name in _DRAWN and at <= len(logo):\n", "        if at <= len(logo):\n",
        (f"{OF_LOOK}::test_e5_a_logo_is_kept_without_what_it_says_of_its_maker",),
    ),
    Mutation(
        "D1", "a report below five that says nothing of how many", COMPOSE,
        "    if form is Form.NOTHING:\n        return report\n",
        '    if form is Form.NOTHING:\n        return report.model_copy('
        'update={"answered": f"{facts.total} people answered."})\n',
        (
            f"{OF_COMPOSE}::test_d1_below_five_a_report_says_the_same_whatever_was_answered",
            f"{OF_CSV}::test_d1_below_five_the_file_says_not_enough",
        ),
    ),
    Mutation(
        "D1", "the gate that holds a round of four", GATES,
        "    if n_submitted < k_min:\n", "    if n_submitted < k_min - 1:\n",
        (
            "tests/surveys/rounds/test_gates.py::test_d1_fewer_than_five_are_never_opened",
            "tests/attacks/test_rounds.py::"
            "test_d1_below_five_every_output_says_the_same_to_everybody",
        ),
    ),
    Mutation(
        "D1", "the refusal of a minimum below five", "bot/settings.py",
        "Field(ge=5, le=50)", "Field(ge=1, le=50)",
        (
            "tests/bot/test_settings.py::"
            "test_a_wrong_setting_is_refused_by_name_with_the_way_out",
        ),
    ),
    Mutation(
        "D1", "the gate's own refusal of a minimum below five", GATES,
        "    if k_min < FLOOR:\n", "    if k_min < 1:\n",
        ("tests/surveys/rounds/test_gates.py::test_d1_a_gate_with_a_broken_setting_stays_shut",),
    ),
    Mutation(
        "D1", "a held round's count that is kept by nobody", "bot/services/rounds/holding.py",
        "was=State.CLOSED, now=State.HELD)",
        "was=State.CLOSED, now=State.HELD, count_sent=len(sent))",
        (
            "tests/attacks/test_rounds.py::"
            "test_d1_below_five_every_output_says_the_same_to_everybody",
        ),
    ),
    Mutation(
        "D1", "words of fewer than five that stay unshown", QUOTING,
        "    if wrote < FLOOR or total < FLOOR:\n", "    if not wrote:\n",
        (f"{OF_QUOTING}::test_d1_fewer_than_five_writers_show_no_words",),
    ),
    Mutation(
        "A7", "votes kept in the survey's order, not in the one that was drawn", TURNS,
        "    return tuple((key, votes[key]) for key in votes_allowed(item) if key in votes)\n",
        "    return tuple(votes.items())\n",
        (f"{OF_TURNS}::test_a7_what_is_kept_says_nothing_of_the_order_somebody_drew",),
    ),
    Mutation(
        "A9", "a result's words that only authors make a survey of", ASKING_ON,
        " or not here.who.role.can_author:\n", ":\n",
        (f"{OF_ASKING_ON}::test_nobody_else_is_offered_it_or_can_press_for_it",),
    ),
    Mutation(
        "D2", "how many ideas one person can put ahead", TURNS,
        "    return 2 * ideas // 3\n", "    return ideas - 1\n",
        (
            f"{OF_TURNS}::"
            "test_d2_what_one_person_can_put_ahead_is_just_what_protection_reckons_with",
        ),
    ),
    Mutation(
        "D2", "whoever left one statement out being silent there", SHIELDING,
        "    silent = DID_NOT_SCORE if isinstance(question, Wheel) else NO_ANSWER\n",
        '    silent = DID_NOT_SCORE if isinstance(question, Wheel) else "pass"\n',
        ("tests/surveys/reports/test_common_ground.py::"
         "test_d2_statements_of_a_branch_leave_out_whoever_was_not_asked",),
    ),
    Mutation(
        "D4", "a gap between ideas that is wider than luck", ORDERING,
        "low - high >= LUCK * sqrt(whole)", "low - high >= 0",
        (
            f"{OF_ORDERING}::"
            "test_d4_an_order_holds_for_every_table_and_every_size_that_print_the_same",
        ),
    ),
    Mutation(
        "D4", "most people meaning more than half of the most there can be", COMMON_GROUND,
        "    return cell.about - 2 > (whole + 2) / 2\n", "    return cell.about > whole / 2\n",
        (
            f"{OF_COMMON_GROUND}::"
            "test_d4_what_is_said_of_a_statement_is_true_of_every_table_that_prints_it",
        ),
    ),
    Mutation(
        "D2", "the search for one or two", PREIMAGE,
        "    return reach.low >= 1 and reach.high <= 2\n", "    return False\n",
        (f"{OF_PRINTED}::test_d2_what_is_printed_leaves_every_count_open",),
    ),
    Mutation(
        "D2", "the audit of the fallbacks", "surveys/protection/fallback.py",
        "    if not printed.boxes:\n        return True\n", "    return True\n",
        (f"{OF_PRINTED}::test_d2_what_is_printed_leaves_every_count_open",),
    ),
    Mutation(
        "D2", "the caps that choices put on each other", TICKS,
        "    return not any(\n        _tells(", "    return True or not any(\n        _tells(",
        (f"{OF_TICKS}::test_d2_several_choices_are_audited_together",),
    ),
    Mutation(
        "D3", "nobody, left open on a sensitive question", PREIMAGE,
        "    nobody = reach.high == 0\n", "    nobody = False\n",
        (
            "tests/surveys/protection/test_preimage.py::"
            "test_d3_nobody_everybody_and_all_but_one_or_two_are_telling",
        ),
    ),
    Mutation(
        "D3", "everybody, left open on a sensitive question", PREIMAGE,
        "    return nobody or everybody or all_but_one_or_two\n", "    return nobody\n",
        (
            "tests/surveys/protection/test_preimage.py::"
            "test_d3_nobody_everybody_and_all_but_one_or_two_are_telling",
        ),
    ),
    Mutation(
        "D3", "all that tells on a sensitive question", PREIMAGE,
        "    return nobody or everybody or all_but_one_or_two\n", "    return False\n",
        (
            f"{OF_PRINTED}::test_d3_a_sensitive_question_never_says_nobody_or_everybody",
            f"{OF_WRITERS}::test_d3_five_of_five_writers_are_not_shown_on_a_sensitive_question",
        ),
    ),
    Mutation(
        "D3", "the same for several choices", TICKS,
        "    return sensitive and (telling(", "    return False and (telling(",
        (
            f"{OF_TICKS}::test_d3_sensitive_choices_never_say_nobody_or_everybody",
            f"{HANDED_ON}::test_d3_ticks_that_are_sensitive_are_printed_as_sensitive",
        ),
    ),
    Mutation(
        "D3", "what a question says of being sensitive, on its way to protection", SHIELDING,
        "    shown = printed(counts, sensitive=question.sensitive,",
        "    shown = printed(counts, sensitive=False,",
        (f"{HANDED_ON}::test_d3_one_answer_that_is_sensitive_is_printed_as_sensitive",),
    ),
    Mutation(
        "D3", "the same for open questions", SHIELDING,
        "printed_writers(wrote, total, sensitive=question.sensitive)",
        "printed_writers(wrote, total, sensitive=False)",
        (f"{HANDED_ON}::test_d3_words_that_are_sensitive_are_counted_as_sensitive",),
    ),
    Mutation(
        "D3", "safety wording in the place of a low band", PRINTED,
        "    return worded_for_safety(cell) if safety else cell\n", "    return cell\n",
        (
            f"{OF_PRINTED}::test_d3_a_safety_question_prints_no_low_band",
            f"{OF_SECTIONS}::test_d3_a_safety_row_draws_no_bar",
            f"{HANDED_ON}::test_d3_a_safety_question_of_any_type_prints_no_low_band",
        ),
    ),
    Mutation(
        "D3", "the same for several choices", TICKS,
        "        cells[value] = worded_for_safety(cell) if safety else cell\n",
        "        cells[value] = cell\n",
        (
            f"{OF_TICKS}::test_d3_a_safety_question_prints_no_low_band",
            f"{HANDED_ON}::test_d3_a_safety_question_of_any_type_prints_no_low_band",
        ),
    ),
    Mutation(
        "D3", "two or fewer as a low band", FORMS, "Band.HALF_OR_FEWER, Band.TWO_OR_FEWER}",
        "Band.HALF_OR_FEWER}",
        (f"{OF_FORMS}::test_d3_a_safety_question_never_prints_a_low_band",),
    ),
    Mutation(
        "D3", "the empty bar beside a safety question", SECTIONS,
        "    Band.SOME_MAY: None,\n", "    Band.SOME_MAY: (0, 0.1),\n",
        (f"{OF_SECTIONS}::test_d3_a_safety_row_draws_no_bar",),
    ),
    Mutation(
        "D4", "how many answered, printed in bands", COMPOSE,
        'words.size_words(printed_size(facts.total), of="answered")',
        'f"{facts.total} people answered."',
        (
            f"{OF_COMPOSE}::test_d4_how_many_answered_and_were_asked_is_said_in_bands",
            f"{LEAVES}::test_d4_a_report_is_a_function_of_what_is_printed_of_the_answers",
            f"{LEAVES}::test_d4_from_twenty_every_number_is_a_multiple_of_five",
        ),
    ),
    Mutation(
        "D4", "turnout in thirds", COMPOSE, "words.turnout_words(facts.total, invited)",
        'f"{100 * facts.total / invited:.0f} % of them answered."',
        (
            f"{OF_COMPOSE}::test_d4_how_many_answered_and_were_asked_is_said_in_bands",
            f"{LEAVES}::test_d4_from_twenty_every_number_is_a_multiple_of_five",
        ),
    ),
    Mutation(
        "D4", "bars drawn from printed numbers alone", SECTIONS,
        "    whole = rounded(asked)\n", "    whole = asked\n",
        (
            f"{OF_SECTIONS}::test_d4_rounded_counts_are_drawn_from_printed_numbers",
            f"{LEAVES}::test_d4_a_report_is_a_function_of_what_is_printed_of_the_answers",
        ),
    ),
    Mutation(
        "D4", "rows in the questionnaire's order", PRINTED,
        "for value, span in steps.items()})\n",
        "for value, span in sorted(steps.items(), key=lambda each: -counts[each[0]])})\n",
        (
            f"{OF_PRINTED}::test_d4_printed_rows_keep_the_questionnaires_order",
            f"{OF_COMPOSE}::test_d4_a_report_follows_the_questionnaire",
        ),
    ),
    Mutation(
        "D4", "the audit of a gate and its branch together", BRANCHES,
        "        pinned([part], total=total, sensitive=sensitive)\n", "        False\n",
        (
            f"{OF_BRANCHES}::test_d4_a_branch_shows_only_if_its_exact_size_gives_nothing_away",
        ),
    ),
    Mutation(
        "D4", "one way of splitting people for each gate", SHIELDING,
        "    return making.carried.setdefault(gate.question, split) == split\n",
        "    return True\n",
        (f"{OF_SHIELDING}::test_d4_one_gate_bears_one_closed_branch",),
    ),
    Mutation(
        "D4", "no more quotes than surely wrote", QUOTING,
        "min(most_shown(len(allowed)), surely_wrote * SHOWN_OF_TEN // 10)",
        "most_shown(len(allowed))",
        (f"{OF_QUOTING}::test_d4_the_number_of_quotes_says_no_more_than_what_is_printed",),
    ),
    Mutation(
        "D5", "the wait for twenty before there are numbers", FORMS,
        "\nCOUNTS_FROM = 20\n", "\nCOUNTS_FROM = 10\n",
        (
            f"{OF_COMPOSE}::test_d5_no_number_stands_in_a_small_rounds_answers",
            f"{LEAVES}::test_d5_below_twenty_a_report_has_fixed_sentences_and_no_average",
        ),
    ),
    Mutation(
        "D5", "the silence about a mean", COMPOSE, "    return tuple(sections)\n",
        "    means = {}\n"
        "    for key, counted in tallies.items():\n"
        "        points = [(int(v), c) for each in counted.vectors.values() "
        "for v, c in each.items() if v.isdigit()]\n"
        "        if points:\n"
        "            mean = sum(v * c for v, c in points) / max(1, sum(c for _, c in points))\n"
        '            means[key] = {"lead": f"On average {mean:.1f}."}\n'
        "    return tuple(s.model_copy(update=means.get(s.question, {})) for s in sections)\n",
        (f"{LEAVES}::test_d5_below_twenty_a_report_has_fixed_sentences_and_no_average",),
    ),
    Mutation(
        "D5", "bars without an end worked out from counts", SECTIONS,
        "        return _SHARES[cell.band]\n",
        "        return 0, (asked // 2 + 1) / asked\n",
        (
            f"{LEAVES}::test_d5_below_twenty_a_report_has_fixed_sentences_and_no_average",
            f"{LEAVES}::test_d4_a_report_is_a_function_of_what_is_printed_of_the_answers",
        ),
    ),
    Mutation(
        "D5", "the sentence that says there are no averages", COMPOSE,
        "words.ROUNDED if facts.total >= COUNTS_FROM else words.NO_MEANS", "words.ROUNDED",
        (
            f"{OF_COMPOSE}::test_d5_no_number_stands_in_a_small_rounds_answers",
            f"{LEAVES}::test_d5_below_twenty_a_report_has_fixed_sentences_and_no_average",
        ),
    ),
    Mutation(
        "D7", "the least that a branch must have reached", BRANCHES,
        "    return asked.low >= fewest and total - asked.high >= fewest\n", "    return True\n",
        (
            f"{OF_BRANCHES}::test_d7_a_branch_that_few_reached_is_withheld_its_size_too",
            f"{OF_BRANCHES}::test_d7_a_branch_that_few_missed_is_withheld",
            f"{OF_BRANCHES}::test_d7_a_branch_of_one_choice_of_several_needs_ten_both_ways",
        ),
    ),
    Mutation(
        "D7", "the question whether a branch may be shown", SHIELDING,
        "    if gate is None or not _gate_allows(making, gate):\n", "    if gate is None:\n",
        (
            f"{OF_SHIELDING}::test_d7_a_branch_that_few_reached_is_withheld_whatever_they_said",
            f"{HANDED_ON}::test_d7_a_withheld_branch_is_the_same_line_however_many_reached_it",
        ),
    ),
    Mutation(
        "D7", "five who wrote, in a branch", SHIELDING,
        "            enough = tally.vectors[question.id][WROTE] >= FLOOR\n",
        "            enough = True\n",
        (f"{HANDED_ON}::test_d7_words_of_fewer_than_five_in_a_shown_branch_are_withheld",),
    ),
    Mutation(
        "D7", "the size of a branch, unsaid", SECTIONS,
        "        notes.append(words.NOT_EVERYONE)\n",
        '        notes.append(f"{shielded.asked} people were asked this.")\n',
        (f"{HANDED_ON}::test_d7_a_branch_says_that_not_everyone_was_asked_and_never_how_many",),
    ),
    Mutation(
        "D7", "five who surely picked the choice with words", SHIELDING,
        "spans[own[0]].low >= FLOOR else 0\n", "spans[own[0]].high >= 1 else 0\n",
        (
            f"{OF_SHIELDING}::test_d7_own_words_beside_a_choice_need_five_who_surely_picked_it",
            f"{HANDED_ON}::test_d7_other_shows_neither_its_words_nor_its_number_below_five",
        ),
    ),
    Mutation(
        "D7", "five who wrote, where everybody was asked", WRITERS,
        "for step in steps[1:] if", "for step in steps if",
        (f"{OF_WRITERS}::test_d7_fewer_than_five_writers_are_not_shown",),
    ),
    Mutation(
        "D7", "caution about a category that a rule splits", "surveys/reports/gating.py",
        "    if any(len(ways) > 1 for ways in leads.values()):\n        return None\n", "",
        (f"{OF_GATING}::test_d7_a_category_that_a_rule_splits_is_no_gate",),
    ),
    Mutation(
        "2.8", "typical words alone, below twenty", QUOTING,
        "(passed.typical or total >= COUNTS_FROM)", "(passed.typical or total >= FLOOR)",
        (f"{OF_QUOTING}::test_below_twenty_only_typical_words_are_shown",),
    ),
    Mutation(
        "2.8", "a sample of the words, never all", QUOTING,
        "\nSHOWN_OF_TEN = 6\n", "\nSHOWN_OF_TEN = 10\n",
        (f"{OF_QUOTING}::test_never_all_words_are_shown",),
    ),
    Mutation(
        "2.8", "three that may be quoted, before any is", QUOTING,
        "\nALLOWED_FLOOR = 3\n", "\nALLOWED_FLOOR = 2\n",
        (
            f"{OF_QUOTING}::test_of_one_or_two_that_may_be_quoted_none_is",
            f"{OF_THINNING}::test_never_all_that_is_left_is_shown",
        ),
    ),
    Mutation(
        "2.8", "two left out also of what is left after a month", THINNING,
        " and len(kept) < most_shown(len(allowed))", "",
        (f"{OF_THINNING}::test_never_all_that_is_left_is_shown",),
    ),
    Mutation(
        "R7", "third parties hidden whatever is put back", "surveys/redaction/previewing.py",
        "    return _with(words, spans, _allowed(pieces, put_back))\n",
        "    return _with(words, spans, put_back)\n",
        (
            f"{OF_PREVIEWING}::"
            "test_r7_their_own_nickname_may_be_put_back_and_nobody_elses",
            f"{OF_PREVIEWING}::"
            "test_r7_a_word_that_is_sure_in_one_place_stays_hidden_in_both",
            f"{OF_PREVIEWING}::"
            "test_r7_nothing_that_is_put_back_unhides_anybody_else",
        ),
    ),
    Mutation(
        "R7", "a forged button that shows somebody else", LOOKING_OVER,
        "        if piece.may_put_back and mark_of(piece) == pressed.parts[2]:\n",
        "        if mark_of(piece) == pressed.parts[2]:\n",
        (
            f"{OF_LOOKING_OVER}::"
            "test_r7_third_parties_stay_hidden_whatever_is_tapped_typed_or_forged",
        ),
    ),
    Mutation(
        "R7", "a nickname that somebody else goes by too", LOOKING_OVER,
        "(known_as == folded(one.nick) for one in known) < 2",
        "(known_as == folded(one.nick) for one in known) < 9",
        (f"{OF_LOOKING_OVER}::test_r7_a_nickname_that_somebody_else_goes_by_too_stays_hidden",),
    ),
    Mutation(
        "R7", "new words start hidden", "surveys/flow/engine.py",
        "for key, words in sitting.put_back.items() if key != question.id}",
        "for key, words in sitting.put_back.items()}",
        (f"{OF_LOOKING}::test_r7_what_is_put_back_is_kept_until_the_words_change",),
    ),
    Mutation(
        "R10", "the look for anybody's words in a rewording", QUOTING,
        "    barred = _barred(written, asked, reworded) if reworded else frozenset()\n",
        "    barred = frozenset[tuple[str, ...]]()\n",
        (
            f"{OF_QUOTING}::test_r10_a_rewording_carries_nobodys_words",
            f"{OF_QUOTING}::test_r10_masked_words_are_kept_out_of_rewordings_too",
            f"{NOBODY_QUOTED}::"
            "test_r10_no_five_words_of_an_answer_not_shared_in_its_words",
        ),
    ),
    Mutation(
        "R10", "the idea in a reader's words alone", QUOTING,
        "            return passed.reworded\n", "            return True\n",
        (f"{OF_QUOTING}::test_an_idea_is_shown_only_in_a_readers_words",),
    ),
    Mutation(
        "R10", "words compared without their signs and case", "surveys/protection/runs.py",
        'unicodedata.normalize("NFKC", text).casefold()', "text",
        (
            "tests/surveys/protection/test_runs.py::"
            "test_r10_signs_case_and_invisible_marks_do_not_make_other_words",
        ),
    ),
    Mutation(
        "E1", "the guard of every cell", CSV,
        "        cells = [guarded(plain(cell)) for cell in row]\n",
        "        cells = [plain(cell) for cell in row]\n",
        (f"{LEAVES}::test_e1_no_cell_of_a_whole_file_starts_a_formula",),
    ),
    Mutation(
        "E1", "a workbook's cells that stay words when they are edited", XLSX_HAND,
        "                if guarded(text) != text:\n", "                if not text:\n",
        (f"{OF_XLSX}::test_e1_what_looks_like_a_formula_is_words_in_every_sheet",),
    ),
    Mutation(
        "D4", "a workbook's chart of a range's ends, not of its middle", XLSX_CHARTS,
        "ends = (bar.low, bar.high) if", "ends = (bar.low, (bar.low + (bar.high or 0)) / 2) if",
        (
            f"{OF_XLSX}::test_d4_a_chart_draws_the_printed_range_from_cells_that_hold_it",
            f"{EVERY_FORMAT}::test_d4_every_format_says_every_printed_word_and_none_besides",
        ),
    ),
    Mutation(
        "E5", "a PDF that names nobody", PDF_PAGES,
        '    canvas.setAuthor("")\n', '    canvas.setAuthor("Sam")\n',
        (f"{OF_PDF}::test_e5_a_pdf_tells_its_title_its_language_and_a_day",),
    ),
    Mutation(
        "E5", "a PDF of the day of its release", PDF_PAGES,
        "paper.on.day, 0, 0, 0)", "paper.on.day, 14, 32, 0)",
        (
            f"{OF_PDF}::test_e5_a_pdf_tells_its_title_its_language_and_a_day",
            f"{EVERY_FORMAT}::test_d4_every_format_says_every_printed_word_and_none_besides",
        ),
    ),
    Mutation(
        "E6", "the release on every page of a PDF", PDF_PAGES,
        "    for at, line in enumerate(set_lines(paper.foot, style, box)[:3]):\n",
        "    for at, line in enumerate(set_lines(paper.title, style, box)[:3]):\n",
        (f"{OF_PDF}::test_e6_the_release_and_the_number_of_pages_stand_on_every_page",),
    ),
    Mutation(
        "E6", "the trail's line for a file handed over in chat", HANDING,
        "    await reporting.note_opened(db, world, here.who.id, report, ready.did)\n",
        "",
        (f"{OF_HANDING}::test_e6_a_file_handed_over_in_chat_is_named_and_in_the_trail",),
    ),
    Mutation(
        "C1", "files in chat for whoever works with results alone", HANDING,
        "isinstance(who, Person) or not who.role.can_see_releases:", "isinstance(who, Person):",
        (f"{OF_HANDING}::test_young_people_are_handed_the_page_and_no_other_file",),
    ),
    Mutation(
        "X3", "a word taken back while its file was drawn", HANDING,
        "    if report != ready.report:\n", "    if report is None:\n",
        (f"{OF_HANDING}::"
         "test_a_result_that_changed_while_its_file_was_drawn_is_not_handed_over",),
    ),
    Mutation(
        "E1", "full-width signs as signs", CSV, r"%\uff1d\uff0b\uff0d\uff20", "%",
        (
            f"{OF_CSV}::test_e1_no_cell_starts_a_formula",
            f"{LEAVES}::test_e1_no_cell_of_a_whole_file_starts_a_formula",
        ),
    ),
    Mutation(
        "E1", "what cannot be seen before a sign", CSV, r"\u180e\u200b-\u200f", "",
        (
            f"{OF_CSV}::test_e1_no_cell_starts_a_formula",
            f"{LEAVES}::test_e1_no_cell_of_a_whole_file_starts_a_formula",
        ),
    ),
    Mutation(
        "E1", "control characters taken out first", PLAIN,
        'return _UNPRINTABLE.sub("", text.encode("utf-8", "replace").decode("utf-8"))',
        'return text.encode("utf-8", "replace").decode("utf-8")',
        (
            f"{OF_PLAIN}::test_e1_control_characters_go",
            f"{LEAVES}::test_e1_no_cell_of_a_whole_file_starts_a_formula",
        ),
    ),
    Mutation(
        "E2", "quotation marks round every cell", CSV,
        "quoting=csv.QUOTE_ALL)", 'quoting=csv.QUOTE_NONE, escapechar="\\\\")',
        (
            f"{OF_CSV}::test_e2_each_thing_said_is_one_record",
            f"{LEAVES}::test_e2_one_record_for_each_thing_said_in_every_format",
        ),
    ),
    Mutation(
        "E2", "lone surrogates made visible", PLAIN,
        'text.encode("utf-8", "replace").decode("utf-8")', "text",
        (
            f"{OF_PLAIN}::test_e2_a_lone_surrogate_does_not_stop_a_file",
            f"{OF_JSON}::test_e2_a_lone_surrogate_does_not_stop_the_file",
            f"{LEAVES}::test_e2_one_record_for_each_thing_said_in_every_format",
        ),
    ),
    Mutation(
        "E2", "pages without marks that turn the direction", PLAIN,
        '    return _DIRECTION.sub("", plain(text))\n', "    return plain(text)\n",
        (f"{OF_PLAIN}::test_e2_marks_that_turn_the_reading_direction_go_from_pages",),
    ),
    Mutation(
        "E2", "the end of a record as RFC 4180 asks", CSV,
        'lineterminator="\\r\\n"', 'lineterminator="\\n"',
        (f"{OF_CSV}::test_e2_the_file_opens_in_a_spreadsheet_as_it_is",),
    ),
    Mutation(
        "E5", "the list of columns", CSV,
        'COLUMNS = ("part", "question", "answer", "says", "why")',
        'COLUMNS = ("part", "question", "answer", "says", "why", "id")',
        (
            f"{OF_CSV}::test_e5_the_columns_are_the_allowed_ones",
            f"{LEAVES}::test_e5_every_field_of_every_format_is_on_a_list",
        ),
    ),
    Mutation(
        "E5", "a page without an author", HTML,
        '<meta name="robots" content="noindex">',
        '<meta name="author" content="{{ paper.foot }}">',
        (
            f"{LEAVES}::test_e5_every_field_of_every_format_is_on_a_list",
            "tests/attacks/test_sent.py::"
            "test_e5_an_export_holds_its_columns_and_nothing_of_the_store",
        ),
    ),
    Mutation(
        "E5", "one day on every part of an office file", OFFICE,
        "(on.year, on.month, on.day, 0, 0, 0)", "(on.year, on.month, on.day, 9, 41, 0)",
        (
            f"{OF_DOCX}::test_e5_a_word_file_names_no_maker_and_no_time_finer_than_a_day",
            f"{OF_PPTX}::test_e5_slides_name_no_maker_and_no_time_finer_than_a_day",
        ),
    ),
    Mutation(
        "E5", "an office file without a maker", OFFICE,
        "            if name == _CORE:\n", "            if name == _CONTENTS + _CORE:\n",
        (
            f"{OF_DOCX}::test_e5_a_word_file_names_no_maker_and_no_time_finer_than_a_day",
            f"{OF_PPTX}::test_e5_slides_name_no_maker_and_no_time_finer_than_a_day",
        ),
    ),
    Mutation(
        "D4", "nothing but what is printed in the workbook inside a chart", OFFICE_CHARTS,
        "        sheet.write_string(row, 1, words(bar.says), text)\n",
        "        sheet.write_string(row, 1, words(bar.says), text)\n"
        "        sheet.write_number(row, 4, len(bar.says))\n",
        (
            f"{OF_DOCX}::"
            "test_d4_the_workbook_in_a_chart_holds_what_is_printed_and_nothing_else",
            f"{OF_PPTX}::"
            "test_d4_the_workbook_in_a_slides_chart_holds_what_is_printed_and_nothing_else",
        ),
    ),
    Mutation(
        "E2", "signs that no office file can hold, left out", OFFICE,
        '_NOT_XML.sub("", unturned(text))', "unturned(text)",
        (
            f"{OF_DOCX}::test_e2_no_words_break_the_file_or_turn_what_stands_beside_them",
            f"{OF_PPTX}::test_e2_no_words_break_the_slides",
        ),
    ),
    Mutation(
        "E5", "days, and no time finer", CSV,
        '"released": f"{report.released_on:%Y-%m-%d}"',
        '"released": f"{report.released_on:%Y-%m-%d} 14:32"',
        (
            f"{OF_CSV}::test_e5_no_time_is_finer_than_a_day",
            "tests/attacks/test_sent.py::"
            "test_e5_an_export_holds_its_columns_and_nothing_of_the_store",
        ),
    ),
    Mutation(
        "E5", "the refusal of a field nobody named", "surveys/reports/model.py",
        'extra="forbid"', 'extra="allow"',
        (f"{OF_MODEL}::test_e5_an_unknown_field_is_refused",),
    ),
    Mutation(
        "E5", "a JSON file of the report's own fields", JSON,
        '_plain(report.model_dump(mode="json", exclude=_OURS))',
        '_plain({**report.model_dump(mode="json", exclude=_OURS), "of": len(report.sections)})',
        (f"{OF_JSON}::test_e5_json_holds_the_reports_fields_and_no_others",),
    ),
    Mutation(
        "E5", "quotes in an order drawn afresh", QUOTING,
        "    return tuple(draw.sample(allowed, most))\n", "    return tuple(allowed[:most])\n",
        (
            f"{OF_QUOTING}::"
            "test_e5_the_same_release_shows_the_same_words_whatever_order_they_came_in",
        ),
    ),
    Mutation(
        "E5", "no order of the store under the draw", QUOTING,
        "key=lambda one: (one.text, one.reworded, one.why)", "key=lambda _: 0",
        (
            f"{OF_QUOTING}::"
            "test_e5_the_same_release_shows_the_same_words_whatever_order_they_came_in",
        ),
    ),
    Mutation(
        "E3", "a title without its address in the list of rounds", "bot/wording/launching.py",
        '"title": defuse(title(round_))}\n    if round_.state',
        '"title": title(round_)}\n    if round_.state',
        (f"{IN_CHAT}::test_e3_a_title_with_an_address_is_no_link_in_the_list",),
    ),
    Mutation(
        "E6", "the release, named in the CSV file", CSV,
        '        "release": report.release,\n', "",
        (
            f"{OF_CSV}::test_e6_the_file_names_its_release_and_its_form",
            f"{LEAVES}::test_e6_every_format_names_its_release_and_form_at_every_size",
        ),
    ),
    Mutation(
        "E6", "the form, named in every paper", PAPER_WORDS,
        'EDITION = "{form} (edition {edition})"', 'EDITION = "as ever"',
        (
            f"{OF_HTML}::test_e6_the_page_names_its_release_and_its_form",
            f"{OF_PAPERS}::test_e6_every_paper_names_its_release_and_form_on_every_page",
            f"{LEAVES}::test_e6_every_format_names_its_release_and_form_at_every_size",
        ),
    ),
    Mutation(
        "E6", "the line in the trail for a file", REPORTING,
        '        await note_opened(db, world, pid, report, f"exported {wanted.value}")\n',
        "        pass\n",
        (
            f"{OF_REPORTING}::test_e6_every_export_is_in_the_trail_with_its_release_and_form",
            f"{OF_REPORTING}::test_e6_the_operators_export_is_in_the_trail_too",
        ),
    ),
    Mutation(
        "E6", "the line in the trail for a page handed over in chat", REPORTING,
        '    await note_opened(db, world, here.who.id, report, "exported html")\n', "",
        (f"{OF_REPORTING}::test_e6_a_page_handed_over_in_chat_is_in_the_trail",),
    ),
    Mutation(
        "E6", "the release and the form in a file's name", "surveys/exports/naming.py",
        "-{release}-form{report.form_version}", "",
        (f"{OF_REPORTING}::test_e6_every_export_is_in_the_trail_with_its_release_and_form",),
    ),
    Mutation(
        "C7", "words that name somebody, not shown to them", ROUTING,
        "        and one.pid not in named\n", "",
        (
            f"{OF_ALERTING}::test_c7_a_concern_that_names_the_lead_goes_to_the_deputy_alone",
            f"{OF_ALERTING}::test_c7_it_can_be_handed_to_nobody_the_words_name",
        ),
    ),
    Mutation(
        "C7", "one slip in a name", NAMING,
        "    return one_slip_apart(form, name) and form not in vocabulary().words\n",
        "    return False\n",
        (f"{OF_NAMING}::test_c7_a_name_with_one_slip_is_found",),
    ),
    Mutation(
        "C7", "colleagues of whoever of the rota is named, not told either", ROUTING,
        "bool(named) or ", "",
        (f"{OF_ROUTING}::test_c7_where_one_of_the_rota_is_named_nobody_of_the_home_is_told",),
    ),
    Mutation(
        "G10", "a second look at words that name those who work here",
        "bot/services/safeguarding/looking.py",
        "    return look_again(screening.screen(words), words, with_roles(words, roster))\n",
        "    return screening.screen(words)\n",
        (
            "tests/attacks/test_safeguarding.py::"
            "test_g10_harm_by_somebody_known_only_by_their_first_name_is_harm_by_staff",
        ),
    ),
    Mutation(
        "G10", "the LADO's clock where words name the lead alone", RECOUNTING,
        " or _names_responder(concern, known)", "",
        (
            "tests/bot/webchat/staff/test_concerns.py::"
            "test_g10_words_that_name_the_lead_alone_are_about_staff_too",
        ),
    ),
    Mutation(
        "C7", "a deed by somebody who may not see it, refused",
        "bot/services/safeguarding/keeping.py",
        "    return found[0] if routing.may_see(found[0], responders, by.id) else None\n",
        "    return found[0]\n",
        (
            f"{OF_ALERTING}::test_c7_a_concern_that_names_the_lead_goes_to_the_deputy_alone",
            f"{OF_ALERTING}::test_c6_only_those_who_were_told_see_it",
        ),
    ),
    Mutation(
        "C7", "words about somebody, kept out of a record they can read",
        "bot/services/safeguarding/noticing.py",
        "| {*there.alerted} <= {one.pid for one in may_see}",
        "is not None",
        (
            "tests/bot/services/safeguarding/test_noticing_everywhere.py"
            "::test_c7_words_about_the_lead_never_go_into_a_record_that_the_lead_has",
        ),
    ),
    Mutation(
        "C8", "the second person, who is another", IDENTIFYING,
        "is_second(db, world, by, concern.opening_asked_by, *concern.opened_by)",
        "is_second(db, world, by)",
        (f"{OF_ALERTING}::test_g8_not_who_shows_nobody_until_two_people_opened_it",),
    ),
    Mutation(
        "C8", "the review of what one opened", IDENTIFYING,
        ", review_by=now + routing.REVIEW_WITHIN", "",
        (f"{OF_ALERTING}::test_c8_where_a_life_is_at_risk_one_opens_it_and_a_second_reviews",),
    ),
    Mutation(
        "C8", "the word to whoever was looked up", IDENTIFYING,
        '        await tell_author(db, world, opened, "opened_by_one", '
        "who=called(by.nick, by.role))\n",
        "",
        (f"{OF_ALERTING}::test_c8_where_a_life_is_at_risk_one_opens_it_and_a_second_reviews",),
    ),
    Mutation(
        "F9", "the whole pair of keys that is taken up after a kill", "storage/keys.py",
        "_pair(directory):\n            return cls(",
        "_pair(directory) and False:\n            return cls(",
        (
            "tests/storage/test_keys.py::"
            "test_f9_making_the_keys_again_after_a_kill_keeps_a_pair_that_counted",
        ),
    ),
    Mutation(
        "G6", "the seconds between the author's word and the ping", PINGING,
        "AFTER = timedelta(seconds=5)", "AFTER = timedelta()",
        (f"{OF_ALERTING}::test_g6_the_ping_can_not_go_before_what_the_author_is_told",),
    ),
    Mutation(
        "G6", "the home's own numbers beside a ticket's words", RECOUNTING,
        "home = _home_at(world, place) or", "home = world.policy.plan.home(place) or",
        (f"{OF_TICKETS}::test_g6_words_with_a_ticket_reach_the_lead_with_the_place_and_no_name",),
    ),
    Mutation(
        "G6", "the sitting that the slip was used in", RECOUNTING,
        "        and (not seat or entry.who == seat[1])\n", "",
        (f"{OF_TICKETS}::test_g6_who_opened_the_sitting_is_theirs_and_not_the_next_ones",),
    ),
    Mutation(
        "G7", "the next person, when nobody has seen it", CLOCKING,
        "    elif Due.UNSEEN in due:\n        concern = await tell_next(db, world, concern)\n", "",
        (
            f"{OF_ALERTING}::test_g7_nobody_acknowledges_and_each_of_the_route_is_told_in_time",
            f"{OF_ALERTING}::test_g7_severity_two_waits_four_hours_for_each",
        ),
    ),
    Mutation(
        "G7", "the next person, when a chat refused the ping", COURIER,
        "                await self._lost(db, self._world, owed)\n", "                pass\n",
        (f"{UNDELIVERED}::test_g7_a_lead_who_blocked_the_bot_costs_seconds_and_not_ten_minutes",),
    ),
    Mutation(
        "G7", "the alarm for a ping that did not arrive", CLOCKING,
        '    await alarm(db, world, "undelivered", rehearsal=concern.is_rehearsal)\n', "",
        (
            f"{UNDELIVERED}::"
            "test_g7_a_lead_who_blocked_the_bot_costs_seconds_and_not_ten_minutes",
            f"{UNDELIVERED}::test_g7_a_chat_that_is_out_of_reach_is_passed_over_in_minutes",
        ),
    ),
    Mutation(
        "G8", "the full hour of what waits for a page", COURIER,
        "self._later(3600.0).replace(minute=0, second=0, microsecond=0)\n",
        "self._later(3600.0)\n",
        (
            "tests/bot/delivery/test_courier.py::"
            "test_g8_a_notice_that_waits_for_a_page_says_no_minute",
        ),
    ),
    Mutation(
        "G8", "an author who is not shown", ALERTING,
        "        hidden(concern)\n        for concern", "        concern\n        for concern",
        (f"{OF_ALERTING}::test_g8_not_who_shows_nobody_until_two_people_opened_it",),
    ),
    Mutation(
        "G8", "an offer that nobody sees", ROUTING,
        "    if place is None or not concern.is_live:", "    if place is None:",
        (
            f"{OF_ROUTING}::"
            "test_whoever_was_passed_by_while_away_may_see_it_and_nobody_further_on",
        ),
    ),
    Mutation(
        "G8", "a choice of their own offer alone", ALERTING,
        "    if found is None or found[0].author != author:\n", "    if found is None:\n",
        (f"{OF_ALERTING}::test_c5_nobody_else_answers_an_offer",),
    ),
    Mutation(
        "G10", "the home that is told nothing of its staff", ROUTING,
        "        and not (by_staff and is_home_level(concern, one))\n", "",
        (
            f"{OF_ROUTING}::test_g10_words_that_mean_staff_count_whatever_the_category_is",
            f"{OF_ALERTING}::test_g10_abuse_by_staff_is_told_to_nobody_of_the_home",
        ),
    ),
    Mutation(
        "G10", "the words that mean staff, whatever the category", ROUTING,
        "    return any(STAFF.search(sentence) for sentence in mentions.sentences)\n",
        "    return False\n",
        (f"{OF_ROUTING}::test_g10_words_that_mean_staff_count_whatever_the_category_is",),
    ),
    Mutation(
        "G10", "nobody of any home, where none is known", ROUTING,
        "    return not homes or one.home", "    return one.home",
        (f"{OF_ROUTING}::test_g10_where_no_home_is_known_nobody_of_any_home_is_told_of_staff",),
    ),
    Mutation(
        "G17", "the alarm for a test that nobody answered", PROVING,
        '        await alarm(db, world, "proof_missed", '
        "also=tuple(one for one in found if one))\n",
        "        pass\n",
        (f"{OF_PROVING}::test_g17_no_answer_in_time_is_told_to_deputy_and_administrators",),
    ),
    Mutation(
        "G17", "the wall clock of the organisation's own zone", PROVING,
        "world.policy.plan.proof_of_life_at, world.zone)",
        "world.policy.plan.proof_of_life_at, UTC)",
        (f"{OF_PROVING}::test_g17_ten_is_ten_on_the_wall_in_summer_too",),
    ),
    Mutation(
        "G17", "a tap that answers in time alone", PROVING,
        'was="sent", now="here")', 'was="missed", now="here")',
        (f"{OF_PROVING}::test_g17_whoever_taps_is_here_and_sounds_no_alarm",),
    ),
    Mutation(
        "G15", "the wait for the last text", SAFETY_READ,
        "    return all(mark in said and said[mark].verdict is not Verdict.ASKED "
        "for mark in found)\n",
        "    return any(mark in said for mark in found)\n",
        (f"{OF_SAFETY_READ}::test_g15_one_text_left_is_enough_to_wait",),
    ),
    Mutation(
        "G15", "the second person, who is another", SAFETY_OPEN,
        "is_second(db, world, person, said.by)", "is_second(db, world, person)",
        (f"{OF_SAFETY_OPEN}::test_g15_one_person_who_is_worried_opens_nothing",),
    ),
    Mutation(
        "G15", "the worry that nobody looked at in time", SAFETY_READ,
        "            await answering_back.raise_worry(db, world, round_, worry, None)\n",
        "            assert worry\n",
        (
            f"{OF_SAFETY_OPEN}::"
            "test_a_worry_that_no_second_person_looked_at_goes_on_without_a_name",
        ),
    ),
    Mutation(
        "G15", "readers of none of the homes that were asked", SAFETY_READ,
        "    return not await is_of_asked(db, world, round_, person)\n", "    return True\n",
        (f"{OF_SAFETY_READ}::test_a9_only_safety_readers_see_the_words",),
    ),
    Mutation(
        "G16", "the message to everybody", ANSWERING_BACK,
        "    for pid in asked:\n", "    for pid in asked[1:]:\n",
        (f"{OF_ANSWERING_BACK}::test_g16_everybody_who_was_asked_gets_the_same_words",),
    ),
    Mutation(
        "G16", "a text that stays out, whatever is decided", READING,
        "            reading = Reading(Decision.WITHHELD)\n", "            pass\n",
        (
            f"{OF_ANSWERING_BACK}::"
            "test_g16_the_text_leaves_the_report_and_no_decision_brings_it_back",
        ),
    ),
    Mutation(
        "G16", "the homes to be looked at", ANSWERING_BACK,
        "        homes=await _to_check(db, world, round_),\n", "",
        (
            f"{OF_ANSWERING_BACK}::"
            "test_g16_the_lead_has_the_words_and_every_home_that_was_asked",
        ),
    ),
    Mutation(
        "G16", "one message a day", ANSWERING_BACK,
        "deed.what == ALL_TOLD and deed.at > since", "deed.what == ALL_TOLD and deed.at < since",
        (
            f"{OF_ANSWERING_BACK}::"
            "test_g16_a_second_worry_is_told_and_sends_nobody_a_second_message",
        ),
    ),
    Mutation(
        "X2", "the log that is emptied twice a minute", "bot/clockwork.py",
        "often=[prove, often, working]", "often=[prove, working]",
        (f"{BY_BYTES}::test_x2_what_was_taken_back_is_off_the_disk_within_a_minute",),
    ),
    Mutation(
        "X2", "the count of tries at take-back words", FORGETTING,
        "    world.take_backs.note(place)\n", "",
        (f"{OF_FORGETTING}::test_x2_whoever_guesses_is_slowed_and_learns_nothing_by_it",),
    ),
    Mutation(
        "X2", "taken-back words that leave a result", RELEASING,
        "    after = thinned(before, passed, round_.count_sent or 0, also)\n",
        "    after = before\n",
        (
            f"{OF_RELEASING}::test_x2_words_taken_back_leave_a_release_at_the_turn_of_the_month",
            f"{BY_BYTES}::test_x2_taken_back_words_leave_later_exports_and_no_figure_moves",
        ),
    ),
    Mutation(
        "X2", "the end of the leave to quote answers that stay", FORGETTING,
        "        elif world.keys.has_text(rid):\n", "        elif not world.keys.has_text(rid):\n",
        (
            f"{OF_REVOKING}::"
            "test_x2_keep_and_the_six_words_leave_the_answer_and_end_the_leave_to_quote_it",
            f"{OF_REVOKING}::"
            "test_x2_what_may_not_be_quoted_any_more_leaves_the_result_by_the_month",
        ),
    ),
    Mutation(
        "X2", "the crowd that is sealed anew with theirs", "storage/answers.py",
        "        if wanted != body or aid in crowd:\n", "        if wanted != body:\n",
        (
            "tests/storage/test_answers.py::"
            "test_x2_some_answers_are_changed_and_every_one_is_sealed_anew",
            f"{OF_REVOKING}::test_a16_the_milder_choice_leaves_no_trace_of_who_or_which",
            f"{BY_BYTES}::test_x2_the_door_takes_back_the_leave_to_be_quoted_alone",
        ),
    ),
    Mutation(
        "X2", "the list of results that lost words", RELEASING,
        "month=month, revoked=lost", "month=month, revoked=False",
        (
            f"{OF_REVOKING}::"
            "test_a_result_that_lost_words_is_listed_by_its_release_and_month_and_no_more",
        ),
    ),
    Mutation(
        "X2", "the word to whoever let it go", RELEASING,
        "        await revoking.tell(db, world, release, month)\n", "        pass\n",
        (
            f"{OF_REVOKING}::"
            "test_whoever_let_it_go_is_told_once_a_month_and_without_a_word_of_it",
        ),
    ),
    Mutation(
        "A13", "the tombstone of a leave to quote", "storage/burying.py",
        "    await _quote_nobody(db, keys, erased)\n", "",
        (
            f"{OF_REVOKING}::"
            "test_a13_an_older_copy_does_not_bring_the_leave_to_quote_back",
        ),
    ),
    Mutation(
        "X2", "the turn of the month, when they all leave together", RELEASING,
        "release.thinned == month", "release.thinned == month + month",
        (
            f"{OF_RELEASING}::test_x2_words_taken_back_leave_a_release_at_the_turn_of_the_month",
            f"{BY_BYTES}::test_x2_taken_back_words_leave_later_exports_and_no_figure_moves",
        ),
    ),
    Mutation(
        "X3", "the search of what was set aside", FORGETTING,
        "    await inbox.forget_set_aside(db, world.keys, source, number)\n", "",
        (f"{BY_BYTES}::test_x3_whoever_is_forgotten_is_found_nowhere_but_in_older_backups",),
    ),
    Mutation(
        "X3", "the rows that say who was asked", FORGETTING,
        "    await ledger.forget_person(db, who.id)\n", "",
        (
            f"{BY_BYTES}::test_x3_whoever_is_forgotten_is_found_nowhere_but_in_older_backups",
            "tests/attacks/test_sent.py::"
            "test_x1_whoever_is_forgotten_is_off_the_disk_within_a_minute",
        ),
    ),
    Mutation(
        "X4", "the end of the text key", ENDING_WORDS,
        "    world.keys.destroy_text(round_.id)\n", "",
        (
            f"{OF_PURGING}::test_x4_at_the_end_of_retention_the_key_dies_and_the_counts_stay",
            f"{OF_PURGING}::test_x4_a_stop_before_the_key_died_is_made_good",
        ),
    ),
    Mutation(
        "X4", "a second look at what a backup brought back", ENDING_WORDS,
        "        if not has_key and not await answers.count_answers(db, round_.id):\n",
        "        if not has_key:\n",
        (f"{OF_PURGING}::test_x4_answers_that_a_backup_brought_back_are_dropped_again",),
    ),
    Mutation(
        "X4", "words kept apart from figures", "bot/services/freezing.py",
        "    figures = _without_also(quoting_only(report, lambda question, quote: False))\n",
        "    figures = report\n",
        (f"{OF_RELEASING}::test_x4_a_release_keeps_its_figures_and_loses_its_words_with_their_key",),
    ),
    Mutation(
        "X5", "the mark of the policy under /privacy", "bot/wording/cards.py",
        "mark=policy.fingerprint()[:12]", 'mark="1"',
        (
            f"{OF_FORGETTING}::"
            "test_x5_privacy_says_how_long_and_bears_the_mark_of_the_rounds_policy",
        ),
    ),
    Mutation(
        "X5", "envelopes of rounds that are closed, under /mydata", FORGETTING,
        "    mine = await linked.list_envelopes(db, world, here)\n",
        "    mine = await open_to(db, world, here)\n",
        (f"{OF_FORGETTING}::test_x5_my_data_shows_an_envelope_after_the_close_too",),
    ),
    Mutation(
        "X6", "no reminder to whoever took a yes back", "bot/services/answers/answering.py",
        "begin again\n                await ledger.mark(db, rid, pid, Standing.OPTED_OUT)",
        "begin again\n                await ledger.mark(db, rid, pid, Standing.INVITED)",
        (
            f"{OF_FORGETTING}::"
            "test_x1_withdrawing_empties_the_envelope_and_unmarks_the_ledger",
        ),
    ),
    Mutation(
        "A12", "a place for whoever had themselves forgotten", "storage/ledger.py",
        "        gone = range(counts[rid] - len(there))\n", "        gone = range(0)\n",
        (
            "tests/storage/test_ledger.py::"
            "test_a12_an_audience_somebody_left_never_looks_like_the_same_people",
            f"{BY_BYTES}::"
            "test_a12_a_forgotten_person_is_not_worked_out_by_asking_the_rest_again",
        ),
    ),
    Mutation(
        "A16", "the desk that forgets that words were asked for",
        "bot/services/operating/long_silence.py",
        '    waiting = "" if desk.waiting == "take_back" else desk.waiting\n',
        "    waiting = desk.waiting\n",
        (
            "tests/bot/services/operating/test_long_silence.py::"
            "test_a16_who_asked_to_type_their_words_and_did_not_is_not_marked_for_it",
        ),
    ),
    Mutation(
        "A16", "the desk that forgets once they were typed", FORGETTING,
        "    if isinstance(here.who, Person) and here.desk.waiting:\n",
        "    if isinstance(here.who, Person) and not here.desk.waiting:\n",
        (f"{BY_BYTES}::test_a16_a_take_back_in_ones_own_chat_shows_nobody",),
    ),
    Mutation(
        "C11", "the word in the chain of where retention cut it", "storage/audit.py",
        "            return begin.seq\n", "            pass\n",
        ("tests/storage/test_audit.py::test_c11_a_begin_that_nobody_wrote_down_is_noticed",),
    ),
    Mutation(
        "D6", "ten in every group and outside it", BREAKDOWNS,
        "and smallest >= FEWEST_IN_GROUP", "and smallest >= 1",
        (
            f"{OF_BREAKDOWNS}::test_d6_every_group_and_everybody_outside_it_is_ten_or_more",
            f"{OF_BREAKDOWNS}::"
            "test_d6_a_group_below_ten_drops_the_whole_comparison_for_good",
            f"{COMPARING}::"
            "test_d6_one_short_of_ten_and_no_answer_carries_a_group_any_more",
        ),
    ),
    Mutation(
        "D6", "groups that only answers carry of which the seal kept them",
        "bot/services/asking/comparing.py",
        "        if settled[-1].kept:\n", "        if groups:\n",
        (
            f"{COMPARING}::"
            "test_d6_one_short_of_ten_and_no_answer_carries_a_group_any_more",
        ),
    ),
    Mutation(
        "D6", "groups in the place of everybody, never beside", SHIELDING,
        "    if tally.by is not None:\n", "    if tally.by is None and tally.groups:\n",
        (
            "tests/surveys/reports/test_groups.py::"
            "test_d6_each_group_is_printed_and_everybody_together_is_not",
        ),
    ),
    Mutation(
        "D6", "the refusal of delicate questions", BREAKDOWNS,
        "    if question.sensitive or question.safety:\n", "    if False:\n",
        (f"{OF_BREAKDOWNS}::test_d6_what_cannot_be_compared_is_refused_by_name",),
    ),
    Mutation(
        "D6", "the refusal of a promise that can't be kept", BREAKDOWNS,
        "    if not may_show(asked):\n", "    if False:\n",
        (
            f"{OF_BREAKDOWNS}::"
            "test_d6_a_promise_that_could_never_be_kept_is_refused_at_launch",
        ),
    ),
    Mutation(
        "D6", "the sentence of the first screen", "bot/wording/consent.py",
        "            *((_compares(facts.round),) if facts.round.breakdowns else ()),\n", "",
        (
            "tests/bot/wording/test_consent.py::"
            "test_d6_the_first_screen_says_which_groups_are_compared_and_from_how_many",
        ),
    ),
    Mutation(
        "A12", "the look at what is out already of the same people", COMPOSE,
        "beside(survey, shield(survey, tallies, total), facts.earlier, total)",
        "beside(survey, shield(survey, tallies, total), (), total)",
        (
            f"{REPEATING}::test_a12_a_table_that_tells_beside_the_one_before_is_not_printed",
        ),
    ),
    Mutation(
        "A12", "the audit of printing nothing the second time", WAVES,
        "    while silent and pair.tells(silent, sensitive=sensitive):\n", "    while False:\n",
        (f"{OF_WAVES}::test_a12_both_results_together_leave_every_count_open",),
    ),
    Mutation(
        "A12", "the audit of both rows together", WAVES,
        "        if tables and (alone or pair.tells(tables, sensitive=sensitive)):\n",
        "        if tables and alone:\n",
        (
            f"{OF_WAVES}::test_a12_both_results_together_leave_every_count_open",
            f"{OF_WAVES}::test_a12_the_plain_form_alone_would_tell",
        ),
    ),
    Mutation(
        "A12", "a reader whose own answer fits one box and not another", PREIMAGE,
        "            pinning = [target for target in pinning if small(rest.reach(target))]\n",
        "            pinning = [t for t in pinning if box.spans[t].low <= 2]\n"
        "            pinning = [t for t in pinning if small(rest.reach(t))]\n"
        "        pinning = [t for t in pinning if box.spans[t].low <= 2]\n",
        (f"{OF_WAVES}::test_a12_both_results_together_leave_every_count_open",),
    ),
    Mutation(
        "A12", "groups that stay groups the second time", "surveys/reports/repeating.py",
        "        return _silent(now) if grouped else _everybody(pair, now)\n",
        "        return _everybody(pair, now)\n",
        (
            f"{REPEATING}::"
            "test_a12_what_was_printed_for_groups_is_not_printed_for_everybody_later",
        ),
    ),
    Mutation(
        "A12", "leavers of a series, who still count", "surveys/protection/launch.py",
        "    whole = audience.people | audience.leavers\n", "    whole = audience.people\n",
        (
            "tests/surveys/protection/test_launch.py::"
            "test_a12_whoever_left_a_series_still_counts",
        ),
    ),
    Mutation(
        "D4", "a change that is said only of cells that cannot overlap", WAVES,
        "            return self.high < other.low\n", "            return self.low < other.low\n",
        (f"{OF_WAVES}::test_change_is_never_said_against_the_truth",),
    ),
    Mutation(
        "D4", "a share of every total that prints alike", WAVES,
        "    least, most = rounded(total) - 2, rounded(total) + 2\n", "    least = most = total\n",
        (f"{OF_WAVES}::test_change_is_a_function_of_what_both_print",),
    ),
    Mutation(
        "D8", "one of the four ways", "bot/wording/ways.py",
        '    HonestWay.HOUSE_TALK: "talk",\n', "",
        (
            "tests/attacks/test_foreseeing.py::"
            "test_d8_a_refusal_offers_four_ways_and_each_button_goes_there",
        ),
    ),
    Mutation(
        "D8", "one \"leave it out\" that is enough", VOTING,
        "        strongest = max(self.strongest, press, key=_STRENGTH.index)\n",
        "        strongest = press\n",
        (
            f"{OF_VOTING}::test_d8_one_leave_it_out_removes_the_sentence_whoever_pressed_it",
            f"{OF_TALKING}::test_d8_one_leave_it_out_removes_a_sentence_and_nothing_says_whose",
        ),
    ),
    Mutation(
        "D8", "silence until everybody has pressed", VOTING,
        "        return None if self.waiting else _COMES_TO[self.strongest]\n",
        "        return _COMES_TO[self.strongest]\n",
        (f"{OF_VOTING}::test_d8_until_the_last_has_pressed_nothing_is_said",),
    ),
    Mutation(
        "D8", "a press that no log line can hold", VOTING,
        "field(default=Press.RIGHT, repr=False)", "field(default=Press.RIGHT)",
        (f"{OF_VOTING}::test_d8_what_is_printed_of_a_vote_by_mistake_says_nothing_of_it",),
    ),
    Mutation(
        "D8", "the host's own press", "surveys/talks/talk.py",
        "        return self.count + 1\n", "        return self.count\n",
        ("tests/surveys/talks/test_talk.py::test_d8_the_host_presses_too",),
    ),
    Mutation(
        "D8", "a kept talk without its room", "surveys/talks/talk.py",
        "count=0, room=b\"\", ends_at=None)", "ends_at=None)",
        (
            "tests/surveys/talks/test_talk.py::test_d8_a_kept_talk_holds_nothing_of_the_room",
            f"{OF_TALKING}::test_d8_a_talk_that_is_over_keeps_nothing_of_the_room_and_its_key_dies",
        ),
    ),
    Mutation(
        "D8", "a drawn order of what was agreed", "surveys/talks/result.py",
        "        shuffle(sentences)\n", "",
        ("tests/surveys/talks/test_result.py::test_d8_within_a_prompt_the_order_is_drawn",),
    ),
    Mutation(
        "D8", "names held back from a talk's result", TALK_READING,
        "        if state != WITHHELD and names_somebody(words, await roster_of(db, world)):\n",
        "        if False:\n",
        (
            f"{OF_TALKING}::"
            "test_d8_only_somebody_from_outside_the_home_reads_it_and_no_name_passes",
        ),
    ),
    Mutation(
        "D8", "a reader from outside the home that talked", TALK_READING,
        "    return all(one.home != talk.home and one.id != talk.host for one in accounts)\n",
        "    return True\n",
        (
            f"{OF_TALKING}::"
            "test_d8_only_somebody_from_outside_the_home_reads_it_and_no_name_passes",
        ),
    ),
    Mutation(
        "D8", "drafts of a talk, left out of backups", "storage/tables.py",
        '        "talk_drafts",\n', "",
        (
            "tests/storage/test_talks.py::"
            "test_d8_what_is_still_being_talked_about_is_in_no_backup",
        ),
    ),
    Mutation(
        "D8", "a turn that presses once", TALK_ROOMS,
        "        del self.turns[seat.name]\n", "",
        (f"{OF_TALKING}::test_d8_a_turn_presses_once_however_often_it_is_sent",),
    ),
    Mutation(
        "D8", "pages that do not stir when one person presses", TALK_ROOMS,
        "        self.taken[seat.name] += 1\n",
        "        self.taken[seat.name] += 1\n        self.moves += 1\n",
        (f"{OF_TALKING}::test_d8_one_leave_it_out_removes_a_sentence_and_nothing_says_whose",),
    ),
    Mutation(
        "D8", "the end of the key of what was left out", TALK_KEEPING,
        "    if not world.keys.destroy_draft(talk.id):\n"
        "        return False  # the second medium is out of reach: nobody reads it before\n",
        "",
        (f"{OF_TALKING}::test_d8_a_talk_that_is_over_keeps_nothing_of_the_room_and_its_key_dies",),
    ),
    Mutation(
        "D8", "the end of every key of a talk that was stopped", TALK_KEEPING,
        "    world.keys.destroy_text(talk.id)\n    if not", "    if not",
        (f"{OF_TALKING}::test_d8_a_stopped_talk_leaves_no_key",),
    ),
    Mutation(
        "C2", "a code for the room that works once", TALK_ROOMS,
        "room.codes.pop(code)", "room.codes[code]",
        (f"{OF_TALKING}::test_c2_a_code_lets_one_device_in_and_a_seat_is_not_made_up",),
    ),
    Mutation(
        "G4", "limits before the first sentence of a talk", TALKING,
        "    if found.talk.stage is not Stage.TALKING or not 0 <= prompt",
        "    if not 0 <= prompt",
        (f"{OF_TALKING}::test_g4_nothing_is_said_before_everybody_agreed_to_the_limits",),
    ),
    Mutation(
        "G6", "a look at every sentence typed in a talk", TALKING,
        "        seen = await talk_noticing.look(db, world, found.talk, words)\n",
        "        seen = Seen()\n",
        (f"{OF_TALKING}::test_g6_a_typed_sentence_that_sounds_like_danger_is_passed_on",),
    ),
    Mutation(
        "A13", "tombstones beside backups and on the second medium", "storage/tombs.py",
        "        for place in {*self.mirrors, *beside}:\n", "        for place in set[Path]():\n",
        (
            "tests/storage/test_tombs.py::test_a13_every_medium_remembers_too",
            "tests/storage/test_tombs.py::"
            "test_a13_a_medium_out_of_reach_stops_no_erasure_and_hears_of_it_later",
        ),
    ),
    Mutation(
        "A13", "the day until which a sealed round is remembered", "storage/keys.py",
        "            elif until <= today.toordinal():\n", "            else:\n",
        (
            "tests/storage/test_keys.py::"
            "test_a13_a_sealed_round_is_remembered_until_no_backup_from_before_can_come_back",
        ),
    ),
    Mutation(
        "S3", "asking nobody once the closing day has gone by", "bot/services/rounds/fielding.py",
        "            await _missed(world, round_)\n            continue\n",
        "            pass\n",
        (
            "tests/bot/telegram/test_fielding.py::"
            "test_s3_a_round_whose_days_went_by_in_an_outage_asks_nobody",
        ),
    ),
    Mutation(
        "A13", "tombstones that say neither who nor how many", "storage/tombs.py",
        "self._box.seal(plain, about=_ABOUT, step=_STEP))\n        for", "plain)\n        for",
        ("tests/storage/test_tombs.py::test_a13_a_tombstone_does_not_say_who",),
    ),
    Mutation(
        "A13", "somebody erased, taken out of what came back", "storage/burying.py",
        "            await forget(db, keys, ParticipantId(pid))\n", "            continue\n",
        (
            "tests/storage/test_burying.py::"
            "test_a13_somebody_erased_is_taken_out_of_what_a_backup_brought_back",
            "tests/storage/test_burying.py::test_a13_no_row_of_any_table_names_somebody_erased",
        ),
    ),
    Mutation(
        "A13", "answers taken back, taken out of what came back", "storage/burying.py",
        "    await _drop(db, AnswerRow.wtag, erased)\n", "",
        ("tests/storage/test_burying.py::test_a13_answers_taken_back_do_not_come_back",),
    ),
    Mutation(
        "A13", "a slip emptied after a restore", "storage/burying.py",
        "            await _empty_slip(db, keys, ParticipantId(pid))\n", "            continue\n",
        (
            "tests/storage/test_burying.py::"
            "test_a13_a_slip_that_was_emptied_comes_back_empty_and_is_left_alone_later",
        ),
    ),
    Mutation(
        "A13", "the refusal of a backup older than its tombstones", "storage/restoring.py",
        "made_on < today - LIFE", "made_on > today",
        ("tests/storage/test_restoring.py::test_a13_a_backup_older_than_its_tombstones_is_refused",),
    ),
    Mutation(
        "A13", "the tombstone of whoever had themselves forgotten",
        "bot/services/people/forgetting.py",
        "    world.keys.entomb_erased([pid], world.today())\n", "",
        ("tests/bot/services/people/test_entombing.py::test_a13_whoever_is_forgotten_is_entombed",),
    ),
    Mutation(
        "A13", "the tombstones of answers taken back", "bot/services/people/forgetting.py",
        "entomb_erased(marks, world.today())", "entomb_erased([], world.today())",
        (
            "tests/bot/services/people/test_entombing.py::test_a13_answers_taken_back_are_entombed",
            f"{OF_REVOKING}::test_a13_an_older_copy_does_not_bring_the_leave_to_quote_back",
        ),
    ),
    Mutation(
        "R1", "accounts known by what stands near them", "surveys/redaction/links.py",
        "    told = not TELLING.isdisjoint(_words(pieces))\n", "    told = False\n",
        (
            "tests/surveys/redaction/test_links.py::"
            "test_r1_an_account_of_letters_alone_is_known_by_what_stands_near",
        ),
    ),
    Mutation(
        "R4", "names found by lists and by the words around them", "surveys/redaction/redactor.py",
        "        find_names(tokens, roster.index),\n", "",
        (
            "tests/surveys/redaction/test_scoring.py::"
            "test_r4_r5_few_answers_leak_and_few_innocents_are_hidden",
        ),
    ),
    Mutation(
        "R6", "placeholders without a length", "surveys/redaction/spans.py",
        "return f\"[{SHOWN_AS[self.label]}{'?' if self.mark is Mark.ASK else ''}]\"",
        "return f\"[{SHOWN_AS[self.label]}{'?' if self.mark is Mark.ASK else ''}]\" + \".\" * ("
        "self.end - self.start)",
        (
            "tests/surveys/anonymity/test_as_read.py::"
            "test_r6_what_stands_for_a_name_tells_its_kind_and_never_its_length",
        ),
    ),
    Mutation(
        "R8", "names hidden at the seal", "bot/services/rounds/sealing.py",
        "[Grouped(as_read(one.envelope, roster, one.names), one.groups) for one in sent],",
        "[Grouped(one.envelope, one.groups) for one in sent],",
        (
            "tests/bot/services/rounds/test_hidden.py::"
            "test_r8_the_seal_stores_the_words_as_their_author_saw_them",
        ),
    ),
    Mutation(
        "R8", "own words of a choice hidden too", "surveys/flow/looking.py",
        "return replace(answer, own_words=words)", "return answer",
        (
            "tests/surveys/anonymity/test_as_read.py::"
            "test_r8_words_typed_and_own_words_of_a_choice_go_in_redacted",
        ),
    ),
    Mutation(
        "R7", "what may be put back: one's own name only", "bot/services/rounds/sealing.py",
        "pid: frozenset({known[pid].nick} if pid in known else ())",
        "pid: frozenset(o.nick for o in known.values())",
        (
            "tests/bot/services/rounds/test_hidden.py::"
            "test_r7_the_seal_shows_nobodys_name_but_the_authors_own",
        ),
    ),
    Mutation(
        "F9", "the copy that a lost round key is put back from", "bot/services/rounds/sealing.py",
        "        if not world.keys.recover_draft(round_.id):\n",
        "        if not world.keys.has_draft(round_.id):\n",
        (
            "tests/bot/services/rounds/test_lost_keys.py::"
            "test_f9_a_lost_round_key_comes_back_from_the_second_medium",
        ),
    ),
    Mutation(
        "A6", "a copy of a draft key that nothing here tells of", "storage/keys.py",
        "        if not note.exists() and not reached:\n", "        if not note.exists():\n",
        ("tests/storage/test_keys.py::test_a6_a_copy_that_nothing_here_tells_of_is_destroyed_too",),
    ),
    Mutation(
        "A6", "no backup where keys lie", "storage/backups.py",
        "    await asyncio.to_thread(_check_place, keys, target)\n", "",
        ("tests/storage/test_restoring.py::test_a_backup_is_never_written_among_keys",),
    ),
    Mutation(
        "X4", "a custodian's copy that dies with its round", "storage/custody.py",
        "        if copy.state in {State.DEAD, State.NEVER}:\n",
        "        if copy.state is State.NEVER:\n",
        (
            "tests/storage/test_custody.py::"
            "test_x4_a_copy_dies_with_its_round_when_the_medium_is_brought_up_to_date",
        ),
    ),
    Mutation(
        "C1", "the role, asked at the door of every page", DOORS,
        "        if not may(person.role, deed):\n            raise web.HTTPNotFound\n", "",
        (
            f"{OF_PAGES}::test_c1_what_is_not_theirs_is_not_there_and_changes_nothing",
            f"{OF_PAGES}::test_c4_a_role_taken_away_takes_every_page_and_button_at_once",
        ),
    ),
    Mutation(
        "C1", "the role, asked at every button", CONVERSING,
        "    if no is not None:\n        return no\n    if pressed", "    if pressed",
        (f"{OF_CHAT}::test_c1_what_is_not_theirs_gets_one_same_reply_and_changes_nothing",),
    ),
    Mutation(
        "C1", "the role, asked at the buttons that run rounds", FIELDING,
        "    if no is not None:\n        return no\n    here", "    here",
        (f"{OF_CHAT}::test_c1_what_is_not_theirs_gets_one_same_reply_and_changes_nothing",),
    ),
    Mutation(
        "C1", "one reply for all who may not", "bot/services/chat/admitting.py",
        'return spoken(say("refused.not_yours", here.language))', "return Spoken()",
        (f"{OF_CHAT}::test_c1_what_is_not_theirs_gets_one_same_reply_and_changes_nothing",),
    ),
    Mutation(
        "C1", "the refusal to route what the table does not know", DOORS,
        "    deed = deed_of(way)\n", "    deed = way  # type: ignore\n",
        (f"{OF_WAYS}::test_c1_what_is_in_no_row_cannot_be_routed",),
    ),
    Mutation(
        "C5", "whose round it is, before it is closed", FIELDING,
        "round_ is None or not is_theirs(round_, person) or", "round_ is None or",
        (
            f"{OF_CHAT}::"
            "test_c5_a_button_with_somebody_elses_object_changes_nothing_of_theirs",
        ),
    ),
    Mutation(
        "C6", "what may not meet in one person, at the invitation",
        "bot/services/people/inviting.py",
        "        if why:\n", "        if False:\n",
        (
            "tests/bot/doctor/test_crewed.py::"
            "test_c6_a_second_account_is_joined_when_invited_and_refused_where_it_may_not_meet",
        ),
    ),
    Mutation(
        "C8", "two accounts that were joined as one person", CREW,
        "return not are_joined(one, other) and not _same_name(one, other)",
        "return not _same_name(one, other)",
        (
            f"{OF_CREW}::test_c8_two_accounts_of_one_person_are_not_two_people",
            "tests/attacks/access/test_two_people.py::"
            "test_c8_one_person_does_not_open_who_wrote_a_worry_with_two_accounts",
        ),
    ),
    Mutation(
        "C8", "the yes of whoever decides, before anybody is asked", DECIDING,
        "    if not round_.is_accepted:\n", "    if False:\n",
        (f"{OF_AGREEING}::test_c8_nothing_goes_out_before_whoever_decides_has_accepted",),
    ),
    Mutation(
        "C8", "a yes that is to the round as it was then", A_ROUND,
        "return self.decider_id is not None and self.accepted_terms == self.terms",
        'return self.accepted_terms != ""',
        (f"{OF_AGREEING}::test_c8_what_was_accepted_and_then_changed_is_not_accepted",),
    ),
    Mutation(
        "C8", "the very account that decides, and no other", AWAITING,
        "if not is_decider(round_, person) or", "if",
        (f"{OF_AGREEING}::test_c5_nobody_accepts_for_whoever_decides",),
    ),
    Mutation(
        "C8", "who decides as another than who proposed", AWAITING,
        "    return await is_second(db, world, person, round_.proposed_by)\n", "    return True\n",
        (f"{OF_AGREEING}::test_c8_the_author_cannot_accept_with_a_second_account",),
    ),
    Mutation(
        "C8", "who decides as another than the second person", LAUNCHING,
        "is_second(db, world, by, round_.proposed_by, round_.decider_id)",
        "is_second(db, world, by, round_.proposed_by)",
        (f"{OF_AGREEING}::test_c8_whoever_decides_is_not_the_second_person_too",),
    ),
    Mutation(
        "C8", "one first name as one person", CREW,
        "return not are_joined(one, other) and not _same_name(one, other)",
        "return not are_joined(one, other)",
        (f"{OF_CREW}::test_c8_the_same_first_name_counts_as_the_same_person",),
    ),
    Mutation(
        "C11", "the noted end that has to be there", HEADS,
        "Checked(Fault.CUT_OFF, len(entries) + first, head)", "Checked(None, 0, head)",
        (f"{OF_HEADS}::test_c11_a_cut_off_end_is_noticed_by_a_noted_head_alone",),
    ),
    Mutation(
        "C11", "the noted end, held against the same entry", HEADS,
        "    if _head(there.seq, there.link) != noted:\n", "    if there.seq != noted.seq:\n",
        (
            f"{OF_HEADS}::"
            "test_c11_a_trail_that_was_made_anew_is_noticed_by_a_noted_head_alone",
        ),
    ),
    Mutation(
        "C11", "one head a week", HEADS,
        "or (sent is not None and sent[1] >= week)", "",
        (f"{OF_HEADS}::test_c11_a_weeks_head_is_claimed_once",),
    ),
    Mutation(
        "53", "the second person to a new way in", REBINDING,
        "not await is_second(db, world, by, way.asked_by)", "False",
        (f"{OF_REBINDING}::test_nobody_is_both_people_of_a_new_way_in",),
    ),
    Mutation(
        "53", "the old chat's sign-ins, dropped", REBINDING,
        "    await signins.drop_signins(db, person.id)\n", "",
        (f"{OF_REBINDING}::test_every_browser_of_theirs_is_signed_out",),
    ),
    Mutation(
        "53", "pictures that keep an envelope in the browser", REBINDING,
        "at.chat is Chat.TELEGRAM and await _is_locked(db, world, person, at)", "False",
        (f"{OF_REBINDING}::test_pictures_keep_a_new_way_in_the_browser",),
    ),
    Mutation(
        "53", "a friend's chat that a link does not take over", REBINDING,
        "        if not _same(there, known[0]):\n            raise NotHere\n", "",
        (f"{OF_REBINDING}::test_a_friends_chat_is_not_taken_over_by_a_link",),
    ),
    Mutation(
        "53", "replies that do not go along to a new chat", REBINDING,
        "isinstance(said, Say) and (owed.rank != REPLY or said.unasked)", "isinstance(said, Say)",
        (f"{OF_REBINDING}::test_what_was_owed_goes_along_but_no_answer_does",),
    ),
    Mutation(
        "C4", "those without whom nobody is told, kept until the next is there", LEAVING,
        "if need.roles & MUST_STAY]", "if False and need]",
        (f"{OF_LEAVING}::test_the_only_lead_deputy_or_outside_person_cannot_leave_first",),
    ),
    Mutation(
        "A12", "who people were when a round asked them", "bot/services/rounds/fielding.py",
        "    await asked_as.keep_asked(db, world.keys, round_.id, asked)\n", "",
        (f"{OF_REBINDING}::test_a12_a_move_leaves_open_rounds_as_they_were",),
    ),
    Mutation(
        "53", "what is unasked, held in a pause", "bot/delivery/courier.py",
        "return BROADCAST if await pauses.load_pause(db) is None else REPLY", "return BROADCAST",
        (f"{OF_PAUSING}::test_in_a_pause_nothing_unasked_goes_out_and_help_does",),
    ),
    Mutation(
        "53", "the days that a pause took, given back", PAUSING,
        "            await _give_back(db, world, round_, ended, by)\n", "            pass\n",
        (f"{OF_PAUSING}::test_a_promised_day_is_never_shorter_and_keeps_its_hour",),
    ),
    Mutation(
        "A1", "tags that nobody's row has", "bot/services/rounds/sealing.py",
        "answer_to_bytes(a.answer, a.sharing), a.tag) for a in mixed],",
        "answer_to_bytes(a.answer, a.sharing), min(sent)) for a in mixed],",
        (
            f"{ON_DISK}::test_a1_no_value_of_an_answer_occurs_beside_a_person",
            f"{ON_DISK}::test_a8_two_answers_of_one_person_share_nothing",
        ),
    ),
    Mutation(
        "A2", "mixing and fresh ids", MIXING,
        "        draw.shuffle(column)\n"
        "        out.extend(replace(answer, aid=AnswerId(fresh_id())) for answer in column)\n"
        "    draw.shuffle(out)\n",
        "        start = len(out)\n"
        "        out.extend(replace(answer, aid=AnswerId((start + at).to_bytes(16, 'big')))\n"
        "                   for at, answer in enumerate(column))\n",
        (
            "tests/surveys/anonymity/test_sealing.py::"
            "test_a2_order_after_the_seal_says_nothing_of_the_order_before",
            "tests/attacks/test_order.py::"
            "test_a8_what_lies_in_the_same_place_is_not_one_persons",
        ),
    ),
    Mutation(
        "A3", "envelopes that go at the seal", "bot/services/rounds/sealing.py",
        "    await envelopes.drop_envelopes(db, round_.id)\n"
        "    await outbox.drop_owed(db, rid=round_.id)\n"
        "    await holding",
        "    await outbox.drop_owed(db, rid=round_.id)\n    await holding",
        (f"{ON_DISK}::test_a3_after_the_seal_no_draft_is_left",),
    ),
    Mutation(
        "A4", "envelopes encrypted anew at each backup", "storage/envelopes.py",
        "            plain = box.open(blob, about=_about(rid, pid))\n"
        "            await _put(db, box, (rid, pid), plain, len(blob) - OVERHEAD)\n",
        "            box.open(blob, about=_about(rid, pid))\n",
        (
            "tests/attacks/test_linking.py::"
            "test_a4_backups_after_every_message_link_nobody_to_their_words",
            "tests/storage/test_backups.py::"
            "test_a4_two_backups_do_not_show_who_answered_between_them",
        ),
    ),
    Mutation(
        "A4", "envelopes after the first slice encrypted anew", "storage/envelopes.py",
        "    return (rows[-1].rid, rows[-1].pid) if len(rows) == most else None\n",
        "    return None\n",
        (
            "tests/storage/test_envelopes.py::"
            "test_a4_every_envelope_is_sealed_anew_however_small_the_slices",
        ),
    ),
    Mutation(
        "A4", "a backup written anew, without what was deleted in it", "storage/packing.py",
        "        connection.execute(\"VACUUM INTO ?\", (str(target),))\n",
        "        connection.backup(sqlite3.connect(target))\n",
        (
            "tests/storage/test_packing.py::"
            "test_a4_what_was_deleted_while_it_was_filled_is_not_in_it",
        ),
    ),
    Mutation(
        "F8", "a row counted in with the lengths of its cells", "storage/slices.py",
        "            told.update(b\"%d:%d:\" % (isinstance(value, bytes), len(kept)))\n", "",
        (
            "tests/storage/test_slices.py::"
            "test_f8_what_one_cell_lost_is_not_made_up_for_by_the_next",
        ),
    ),
    Mutation(
        "A4", "backups without what is under way", "storage/backups.py",
        "                    if table.name not in IN_FLIGHT:\n"
        "                        await copy_table(db, into, table)\n",
        "                    await copy_table(db, into, table)\n",
        ("tests/storage/test_backups.py::test_a_backup_has_everything_but_what_is_in_flight",),
    ),
    Mutation(
        "A5", "one size for every envelope", "surveys/anonymity/envelope.py",
        "    return written.ljust(size, _BLANK)\n", "    return written\n",
        (
            "tests/surveys/anonymity/test_envelope.py::"
            "test_a5_every_envelope_of_a_round_has_one_size",
        ),
    ),
    Mutation(
        "A12", "three results of the same people together", "surveys/reports/repeating.py",
        "    for two in combinations(earlier, 2):\n", "    for two in ():\n",
        (
            f"{REPEATING}::test_a12_a_table_that_tells_beside_two_before_is_not_printed",
            f"{REPEATING}::test_a12_what_was_ticked_is_looked_at_beside_two_before_as_well",
        ),
    ),
    Mutation(
        "A12", "a silence after two results that hides what it is about",
        "surveys/protection/three_waves.py",
        "        while hidden and self.tells(hidden, sensitive=sensitive):\n",
        "        while False:\n",
        ("tests/surveys/protection/test_three_waves.py::"
         "test_a12_three_results_together_leave_every_count_open",),
    ),
    Mutation(
        "A7", "answers and envelopes in one transaction", "bot/services/rounds/sealing.py",
        "    await _forget_who(db, round_, len(sent))\n    await audit",
        "    await db.commit()\n"
        "    db._near.driver.execute(\"COMMIT\")\n"
        "    db._near.driver.execute(\"BEGIN IMMEDIATE\")\n"
        "    await _forget_who(db, round_, len(sent))\n    await audit",
        ("tests/attacks/test_kill.py::"
         "test_a7_a_seal_killed_at_any_step_ends_like_one_that_was_not",),
    ),
    Mutation(
        "A8", "one tag for each question", "surveys/anonymity/takeback.py",
        'return {key: hmac.digest(stretched, key.encode(), "sha256") for key in questions}',
        "return dict.fromkeys(questions, stretched)",
        (
            "tests/surveys/anonymity/test_takeback.py::"
            "test_a17_tags_need_the_words_and_the_round_and_say_nothing_of_each_other",
            f"{ON_DISK}::test_a8_two_answers_of_one_person_share_nothing",
        ),
    ),
    Mutation(
        "A10", "nought to four that look alike", "surveys/protection/progress.py",
        "    if sent < FLOOR:\n", "    if sent < FLOOR - 1:\n",
        ("tests/surveys/protection/test_progress.py::test_a10_nought_to_four_look_alike",),
    ),
    Mutation(
        "A11", "six of each kind", "surveys/protection/launch.py",
        "    elif (smallest := min(_by_kind(audience).values(), default=0)) < FEWEST_INVITED:\n",
        "    elif (smallest := min(_by_kind(audience).values(), default=0)) < 0:\n",
        (
            "tests/surveys/protection/test_launch.py::"
            "test_a11_one_young_person_does_not_hide_among_staff",
            "tests/attacks/test_launching.py::"
            "test_a11_one_young_person_among_other_accounts_is_not_asked",
        ),
    ),
    Mutation(
        "A11", "those who read and approve, left out of the staff who are asked",
        "surveys/people/audience.py",
        "        if self.without_makers and _works_with_rounds(person.role):\n",
        "        if self.without_makers and False:\n",
        (
            "tests/bot/services/asking/test_choosing_whom.py::"
            "test_47_a_training_round_asks_staff_from_the_first_tap_to_the_second_wave",
        ),
    ),
    Mutation(
        "A11", "seats that are counted", "storage/tickets.py",
        "            .values(left=SittingRow.left - 1)\n",
        "            .values(left=SittingRow.left)\n",
        (
            "tests/storage/test_tickets.py::test_a11_slips_beyond_the_head_count_do_not_open",
            "tests/attacks/test_tickets.py::test_a11_slips_beyond_the_head_count_do_not_open",
        ),
    ),
    Mutation(
        "A14", "numbers left out of log lines", "bot/logs.py",
        "            return value if abs(value) < _LARGEST else 0\n", "            return value\n",
        (
            "tests/bot/test_logs.py::"
            "test_a14_what_is_filled_into_a_message_is_left_out_unless_it_is_a_name",
        ),
    ),
    Mutation(
        "A14", "faults told without what they say", "bot/logs.py",
        '        yield f"{type(current).__name__} at {_places(current.__traceback__)}"\n',
        '        yield f"{current!r} at {_places(current.__traceback__)}"\n',
        ("tests/bot/test_logs.py::test_a14_an_exception_is_told_by_its_kind_and_place",),
    ),
    Mutation(
        "A14", "secrets taken out before they are written as JSON", "bot/logs.py",
        '            "event": self._hidden(event),\n', '            "event": event,\n',
        ("tests/bot/test_logs.py::test_a14_secrets_are_taken_out_wherever_they_turn_up",),
    ),
    Mutation(
        "A14", "no time finer than a second", "bot/logs.py",
        ', "%Y-%m-%d %H:%M:%S")\n', ")\n",
        ("tests/bot/test_logs.py::test_a14_a_line_has_no_time_finer_than_a_second",),
    ),
    Mutation(
        "A14", "a floor under what is told of late messages", "bot/gauges/banding.py",
        "WAITING = (20, 100, 1000, 10_000)\n", "WAITING = tuple(range(1, 100))\n",
        (
            "tests/attacks/test_figures.py::"
            "test_a14_messages_of_nineteen_that_are_late_are_none",
        ),
    ),
    Mutation(
        "A14", "figures that stand for the hour", "bot/gauges/telling.py",
        '        "faults_last_hour_at_least": gauges.faults,\n',
        '        "faults_last_hour_at_least": gauges.counting.taken(),\n',
        (
            "tests/bot/gauges/test_telling.py::"
            "test_nothing_that_people_could_move_changes_within_the_hour",
        ),
    ),
    Mutation(
        "A15", "a sheet in an order of its own", "surveys/anonymity/tickets.py",
        "    shuffle(sheet)\n", "",
        (
            "tests/surveys/anonymity/test_tickets.py::"
            "test_a15_slips_are_not_printed_in_the_order_they_were_made",
        ),
    ),
    Mutation(
        "A17", "the words in a tag", "surveys/anonymity/takeback.py",
        '.derive(" ".join(words).encode())', '.derive(b"words")',
        (
            "tests/surveys/anonymity/test_takeback.py::"
            "test_a17_tags_need_the_words_and_the_round_and_say_nothing_of_each_other",
        ),
    ),
    Mutation(
        "A18", "cookies out of reach of scripts", "bot/webchat/slots.py",
        '"httponly": True, "samesite": "Strict"', '"httponly": False, "samesite": "Strict"',
        (
            "tests/bot/webchat/test_front.py::"
            "test_a18_cookies_are_out_of_reach_of_scripts_and_other_sites",
        ),
    ),
    Mutation(
        "C3", "twenty tries in an hour", "bot/services/guessing.py",
        "        return found is None or self._left(found) >= 1\n", "        return True\n",
        (
            "tests/bot/services/test_guessing.py::"
            "test_c3_the_twenty_first_wrong_code_in_an_hour_waits",
        ),
    ),
    Mutation(
        "C9", "the webhook's secret", "bot/telegram/webhook.py",
        '        if not (_same(request.headers.get(HEADER, ""), secret) and is_end):\n',
        "        if not is_end:\n",
        ("tests/bot/telegram/test_webhook.py::test_c9_without_both_secrets_nothing_is_taken",),
    ),
    Mutation(
        "C10", "a bot that leaves groups", "bot/telegram/senders.py",
        'if kind and chat and chat.get("type") in ("group", "supergroup", "channel"):',
        'if kind and chat and chat.get("type") in ():',
        (
            "tests/bot/telegram/test_refusing.py::"
            "test_c10_in_a_crowd_the_bot_says_nothing_and_leaves",
        ),
    ),
    Mutation(
        "60", "the slot, without which no words are shown", "bot/services/reading/piles.py",
        "runs = slot.takes_decision(now) if late else slot.is_running(now)", "runs = True",
        (
            f"{OF_SLOTS}::test_60_no_words_are_shown_outside_a_running_slot",
            f"{OF_READING_TIME}::test_60_every_page_of_words_is_empty_when_the_time_is_over",
            f"{OF_SORTING}::test_60_words_are_sorted_in_a_running_slot_only",
        ),
    ),
    Mutation(
        "60", "no start at night", "bot/services/reading/slots.py",
        "    if not is_open(now, world.zone):\n        return None\n", "",
        (
            f"{OF_SLOTS}::test_60_at_night_nobody_starts_and_nothing_is_kept",
            f"{OF_READING_TIME}::test_60_refused_at_ten_at_night_kindly_and_with_the_hour",
        ),
    ),
    Mutation(
        "60", "a text that lies open before one reader alone", READING,
        "    return await kept_slots.claim(db, world.keys, slot, aid, world.now())\n",
        "    return True\n",
        (
            f"{OF_SLOTS}::"
            "test_60_a_text_that_lies_open_before_one_reader_is_given_to_no_other",
        ),
    ),
    Mutation(
        "60", "what was decided since a reader saw it", READING,
        "        elif text.reading != pile.seen.get(handle):\n", "        elif False:\n",
        (f"{OF_SLOTS}::test_60_nobody_undoes_a_decision_they_never_saw",),
    ),
    Mutation(
        "60", "what a reader passed on, kept beyond the sitting", READING,
        "        await kept_slots.set_aside(db, world.keys, pile.rid, pid, aid)\n", "",
        (f"{OF_SLOTS}::test_60_what_is_passed_on_stays_away_from_this_reader_alone",),
    ),
    Mutation(
        "35", "the promise gate at the second person's yes", LAUNCHING,
        "    gates = await _today(db, world, round_, asked)\n",
        "    gates = await _gates(db, world, round_, asked)\n",
        (
            f"{OF_HEARING}::"
            "test_35_a_round_to_people_who_have_not_heard_back_cannot_be_confirmed",
        ),
    ),
    Mutation(
        "35", "the promise gate at the opening", LAUNCHING,
        "    return not await _today(db, world, round_, asked)\n",
        "    return not await _gates(db, world, round_, asked)\n",
        (
            f"{OF_HEARING}::"
            "test_35_what_comes_up_between_the_yes_and_the_opening_stops_it",
        ),
    ),
    Mutation(
        "35", "waves of one series, which are one round", HEARING_BACK,
        "unanswered(past, but=unit_of(round_))", 'unanswered(past, but="")',
        (f"{OF_HEARING}::test_35_the_waves_of_one_series_do_not_wait_for_each_other",),
    ),
    Mutation(
        "35", "the lead, who alone lets a round go ahead", HEARING_BACK,
        "by.role is Role.SAFEGUARDING_LEAD and round_ is not None", "round_ is not None",
        (f"{OF_HEARING}::test_35_nobody_else_lets_a_round_go_ahead",),
    ),
    Mutation(
        "35", "an answer back that is given once", "storage/answers_back.py",
        "AnswerBackRow.given_on.is_(None))\n        .values(next=words.next, "
        "changed=words.changed, why_not=words.why_not, given_on=on)",
        "True)\n        .values(next=words.next, "
        "changed=words.changed, why_not=words.why_not, given_on=on)",
        ("tests/storage/test_answers_back.py::test_35_of_many_who_give_at_once_one_does",),
    ),
    Mutation(
        "C5", "whoever a round names, who alone answers it",
        "bot/services/results/answering_back.py",
        "return not named or any(one.id in mine for one in named)", "return True",
        (f"{OF_WRITTEN_BACK}::test_c5_only_whoever_the_round_names_can_answer_it",),
    ),
    Mutation(
        "C5", "whoever decides, who alone lets a decision go", TELLING_BACK,
        "    if place is None or not place.decides:\n", "    if place is None:\n",
        (f"{OF_DECIDED}::test_c5_a_designer_lets_nothing_go_behind_the_door_either",),
    ),
    Mutation(
        "C5", "the decision-maker a round names, who alone of them writes its decisions",
        "bot/services/results/deciding.py",
        "    return await answering_back.may_answer(db, world, person, round_)\n",
        "    return True\n",
        (f"{OF_DECIDED}::test_c5_nobody_but_whoever_decides_lets_a_decision_go",),
    ),
    Mutation(
        "32", "words that a child can read, before anything is let go", TELLING_BACK,
        "    if deciding.lacking(draft.words) or await doubts_about(db, world, draft.words):\n",
        "    if deciding.lacking(draft.words):\n",
        (f"{OF_DECIDED}::test_32_hard_words_are_kept_and_do_not_go_out",),
    ),
    Mutation(
        "33", "decisions that are told once", "storage/decisions.py",
        "            DecisionRow.told == 0,\n", "            DecisionRow.told >= 0,\n",
        ("tests/storage/test_decisions.py::test_33_of_many_who_tell_at_once_one_does",),
    ),
    Mutation(
        "33", "every theme decided before any is told", TELLING_BACK,
        "    if deciding.undecided(made.themes, made.versions):\n", "    if made is None:\n",
        (f"{OF_DECIDED}::test_33_nothing_is_sent_before_every_theme_is_decided",),
    ),
    Mutation(
        "35", "an answer that was sent back, which blocks new rounds", "storage/answers_back.py",
        "            given_on=None,\n", "",
        (
            "tests/storage/test_answers_back.py::"
            "test_33_what_was_sent_back_is_owed_again_by_another_day",
            f"{OF_RATED}::"
            "test_33_a_bad_majority_sends_the_answer_back_and_blocks_new_rounds",
        ),
    ),
    Mutation(
        "33", "a majority as it is printed, not as it was counted", RATING,
        "            return cell.about - 2 > (whole + 2) / 2\n",
        "            return cell.about > whole / 2\n",
        (f"{OF_RATING}::test_33_only_what_is_printed_sends_an_answer_back",),
    ),
    Mutation(
        "A5", "ratings of one length", RATING,
        '.encode().ljust(SIZE, b" ")', ".encode()",
        (f"{OF_RATING}::test_a5_every_rating_is_as_long_as_none",),
    ),
    Mutation(
        "A6", "a rating's key, destroyed before anything is said", RATED,
        "    if not world.keys.destroy_draft(rating.id):\n        return False\n", "",
        (f"{OF_RATED}::test_33_what_is_printed_are_bands_and_the_key_is_gone",),
    ),
    Mutation(
        "X2", "what was taken apart to be looked through, gone when words leave", RELEASING,
        "    world.pieces.pop(round_.id, None)\n", "",
        (
            "tests/bot/services/results/test_looking_up.py::"
            "test_x2_what_is_kept_in_memory_goes_when_words_leave_a_result",
        ),
    ),
    Mutation(
        "41", "a draft's title, looked up outside everybody's transaction",
        "bot/services/results/looking_up.py",
        "        raise LookFirst(about, here.who.id)\n",
        "        now = LookFirst(about, here.who.id)\n"
        "        here = replace(here, found=await look_first(world, now))\n",
        (
            "tests/bot/telegram/test_looking_up.py::"
            "test_41_nobody_waits_while_results_are_opened_for_a_drafts_title",
        ),
    ),
    Mutation(
        "32", "another answer, which drops words that say the contrary",
        "surveys/rounds/deciding.py",
        "            return Written(verdict, owner=owner)\n", "            pass\n",
        (
            "tests/bot/services/results/test_deciding.py::"
            "test_32_another_answer_never_says_what_was_typed_for_the_contrary",
        ),
    ),
    Mutation(
        "32", "words typed for a draft that somebody else wrote anew, left out",
        "bot/services/results/deciding.py",
        "    if seen != str(place.draft.number):\n", "    if False:\n",
        (
            "tests/bot/services/results/test_deciding.py::"
            "test_32_what_two_type_at_once_is_never_mixed",
        ),
    ),
    Mutation(
        "D2", "two ratings that somebody was forgotten between, never side by side", RATING,
        "    return all(not 1 <= abs(one.asked - asked) <= NEARLY_ALL for one in shown)\n",
        "    return bool(list(shown)) or True\n",
        (
            "tests/attacks/test_rated.py::"
            "test_d2_what_one_said_who_was_forgotten_between_two_ratings_cannot_be_worked_out",
            f"{OF_RATED}::"
            "test_d2_nothing_is_printed_where_one_was_forgotten_since_it_was_rated_before",
        ),
    ),
    Mutation(
        "A6", "keys of ratings that were never begun, destroyed", RATED,
        "            self._world.keys.destroy_draft(each)\n", "            pass\n",
        (f"{OF_RATED}::test_a6_the_key_of_a_rating_that_was_never_begun_is_destroyed",),
    ),
    Mutation(
        "A5", "a rating's tap that says the same whatever it was", RATED,
        'key = "rate.kept" if is_theirs else "rate.over"',
        'key = "rate.kept" if is_theirs and given else "rate.over"',
        (f"{OF_RATED}::test_33_a5_a_tap_says_the_same_whatever_it_was",),
    ),
    Mutation(
        "44", "a paid month, which is locked", "bot/services/people/stretches.py",
        "    return (pid, month) not in marks\n", "    return True\n",
        (
            f"{OF_TIME}::"
            "test_44_a_month_is_approved_when_it_is_over_then_paid_then_locked",
        ),
    ),
    Mutation(
        "44", "an approval, which falls with what changes", "bot/services/people/stretches.py",
        "    await working.withdraw_approval(db, pid, month)\n", "",
        (f"{OF_TIME}::test_44_what_changes_after_the_approval_is_approved_anew",),
    ),
    Mutation(
        "44", "two people for pay", "bot/services/reading/paying.py",
        "if pid == by or not await is_second(db, world, doer, pid):", "if pid == by:",
        (f"{OF_TIME}::test_44_nobody_approves_their_own_time_with_either_account",),
    ),
    Mutation(
        "44", "reading that counts once", "bot/services/people/stretches.py",
        "[_span(one, world) for one in read]", "[]",
        (f"{OF_TIME}::test_44_reading_in_a_stretch_counts_once",),
    ),
    Mutation(
        "59", "danger, which goes before the ways to complain", COMPLAINING,
        "    return noticed.concern is None and _is_mild(noticed.screening)\n",
        "    return True\n",
        (f"{OF_COMPLAINING}::test_g1_danger_has_its_own_path_and_goes_before",),
    ),
    Mutation(
        "59", "not offering whoever the words complain of", COMPLAINING,
        "        if not by_name and not _by_job(whom.contact, text):\n",
        "        if mentions:\n",
        (
            f"{OF_COMPLAINING}::test_c7_whoever_the_words_name_is_not_offered",
            f"{OF_COMPLAINING}::"
            "test_c7_a_lead_who_has_the_job_that_is_complained_about_is_not_offered",
        ),
    ),
    Mutation(
        "59", "the ways, once an answer and no more", COMPLAINING,
        " or _was_offered(before, place, roster)", "",
        (f"{OF_COMPLAINING}::test_it_comes_once_an_answer",),
    ),
    Mutation(
        "59", "what is denied: staff who never shout", "surveys/redaction/blaming.py",
        "        if self.no or self.unable:\n", "        if self.who == OTHER:\n",
        (
            "tests/surveys/redaction/test_workers.py::"
            "test_who_does_it_and_whether_it_is_denied_decides",
        ),
    ),
    Mutation(
        "25", "entities, refused in a spreadsheet", SHEETS_BOOK,
        "forbid_dtd=True", "forbid_dtd=False, forbid_entities=False, forbid_external=False",
        ("tests/surveys/sheets/test_book.py::test_entities_are_refused",),
    ),
    Mutation(
        "25", "the size up to which a part is unpacked", SHEETS_BOOK,
        "opened.read(most.part + 1)", "opened.read()[: most.part]",
        ("tests/surveys/sheets/test_book.py::test_a_bomb_is_not_unpacked",),
    ),
    Mutation(
        "25", "formulas, which are no texts", SHEETS_BOOK,
        '        return "", "a formula"\n', "        return value, \"\"\n",
        ("tests/surveys/sheets/test_book.py::test_a_formula_is_no_text",),
    ),
    Mutation(
        "25", "cells that stay texts, whatever they begin with", "surveys/sheets/writing.py",
        '    cell.data_type = "s"\n', "",
        ("tests/surveys/sheets/test_writing.py::test_no_cell_is_ever_a_formula",),
    ),
    Mutation(
        "25", "files of people who write no surveys, refused unfetched", "bot/telegram/filing.py",
        "not isinstance(who, Person) or not opens(who.role, WAY)", "not isinstance(who, Person)",
        ("tests/bot/telegram/test_filing.py::test_anybody_elses_file_is_not_even_fetched",),
    ),
    Mutation(
        "25", "drafts of others, whose files are not handed over",
        "bot/services/asking/shelving.py",
        "    if not await designing.is_of(db, world, person, draft):\n", "    if False:\n",
        (
            "tests/bot/telegram/test_shelving.py::"
            "test_a_draft_of_somebody_elses_is_not_handed_over",
        ),
    ),
    Mutation(
        "18", "drafts of others, which no button reaches", BUILDING,
        "return kept if kept is not None and kept.owner == _author(here).id else None",
        "return kept",
        (f"{OF_BUILDING}::test_nobody_reaches_a_draft_of_somebody_else",),
    ),
    Mutation(
        "41", "what is looked up is what may be opened", GATHERING,
        "sights[one.id] is Sight.NOW and release", "sights[one.id] is not Sight.NONE and release",
        (f"{OF_LOOKING_UP}::test_33_who_was_asked_is_ahead_of_whoever_looks_it_up",),
    ),
    Mutation(
        "41", "house talks are looked up once they are let go", GATHERING,
        "for talk in await talks.list_talks(db, world.keys, OUT):",
        "for talk in await talks.list_talks(db, world.keys):",
        (f"{OF_LOOKING_UP}::test_a9_a_house_talk_that_is_not_out_is_not_found",),
    ),
    Mutation(
        "16", "one person's words, which are no idea of many", "surveys/reports/ideas.py",
        "    if section.kind is not Kind.SEVERAL_ANSWERS:\n        return ()",
        "    if section.quotes:\n        return tuple(one.text for one in section.quotes)",
        ("tests/surveys/reports/test_ideas.py::"
         "test_16_one_persons_words_are_never_put_forward_as_an_idea",),
    ),
    Mutation(
        "D1", "reach below five, which says what a held round says", "surveys/knowing/reach.py",
        "turnout = read_turnout(report.asked) if report.enough else None",
        "turnout = read_turnout(report.asked) or Turnout.UNDER_A_THIRD",
        ("tests/surveys/knowing/test_reach.py::"
         "test_d1_below_five_it_says_the_same_words_as_a_round_that_was_held",),
    ),
    Mutation(
        "33", "who keeps the computer, who reads of reach after those asked", REACHING,
        "if round_.checks or (pid is None and await opens_at(db, world, round_.id) is not None):",
        "if round_.checks:",
        (f"{OF_REACHING}::test_33_nobody_reads_of_reach_before_those_who_were_asked",),
    ),
    Mutation(
        "33", "a team that is asked after those who were asked saw the result", LEARNING,
        "    if await opens_at(db, world, round_.id) is not None:\n        return False",
        "    if False:\n        return False",
        (f"{OF_LEARNING}::"
         "test_33_no_team_is_asked_before_those_who_were_asked_saw_the_result",),
    ),
    Mutation(
        "X3", "whose words on a round they were, once somebody is forgotten", "storage/lessons.py",
        ".where(LessonRow.by_id == by)\n        .values(by_id=None)",
        ".where(LessonRow.by_id == b\"\")\n        .values(by_id=None)",
        ("tests/storage/test_lessons.py::test_x3_whoever_is_forgotten_has_written_nothing",),
    ),
    Mutation(
        "41", "texts that left a result leave the memory", "surveys/themes/alike.py",
        "        rows.pop(gone, None)",
        "        pass",
        ("tests/surveys/themes/test_alike.py::"
         "test_only_texts_that_can_be_seen_now_stay_in_memory",),
    ),
    Mutation(
        "18", "a bare cry for help, which is no question", BUILDING,
        ' or _is_about_themselves(text):\n        return None\n    bare =',
        ":\n        return None\n    bare =",
        (f"{OF_BUILDING}::test_a_bare_cry_for_help_is_heard_and_never_lands_in_a_draft",),
    ),
    Mutation(
        "20", "words with an arrow in them that may be danger", "bot/services/asking/word_list.py",
        "    if any(map(_is_said, pair or ())):\n        return None\n", "",
        ("tests/bot/services/asking/test_word_list.py"
         "::test_words_that_are_no_pair_are_not_kept_from_being_heard",),
    ),
    Mutation(
        "18", "another button, after which words are for no draft",
        "bot/services/chat/conversing.py",
        "        here = await _set_aside(db, world, here)\n    plain",
        "        pass\n    plain",
        (f"{OF_BUILDING}::test_a_command_or_another_button_ends_the_waiting_for_words",),
    ),
    Mutation(
        "18", "old buttons, which change nothing", "bot/services/asking/taking_taps.py",
        "if args[0] != str(draft.revision % 10_000):", "if False:",
        (f"{OF_BUILDING}::test_an_old_button_changes_nothing_and_shows_the_card_as_it_is",),
    ),
    Mutation(
        "18", "shared questions, which are never changed", "surveys/drafting/applying.py",
        "            if entry.locked:\n", "            if False:\n",
        ("tests/surveys/drafting/test_applying.py::test_a_shared_question_is_never_changed",),
    ),
    Mutation(
        "S4", "quiet hours, looked at when a message's turn comes", UNASKED,
        "    if at > now and not _has_come(owed):\n        return at\n", "",
        (
            f"{OF_UNASKED}::test_s4_an_invitation_of_the_night_comes_in_the_morning",
            "tests/bot/telegram/test_answering.py::test_at_night_the_question_waits_for_the_morning",
        ),
    ),
    Mutation(
        "S4", "safety, which no quiet hour holds", "bot/services/owing.py",
        "rank=REPLY if to.through and to.rank == BROADCAST else to.rank,", "rank=to.rank,",
        (f"{OF_UNASKED}::test_s4_what_somebody_waits_for_and_what_is_about_safety_goes_at_night",),
    ),
    Mutation(
        "S4", "the hour that is left out in spring", "surveys/people/quiet.py",
        "            found -= _MINUTE\n", "            break\n",
        (f"{OF_QUIET}::test_s4_an_hour_that_is_left_out_ends_when_the_clocks_go_forward",),
    ),
    Mutation(
        "10", "the limit of the week", UNASKED,
        "    if day > world.today():\n", "    if False:\n",
        (
            f"{OF_UNASKED}::"
            "test_nobody_is_asked_more_than_twice_in_seven_days_over_all_rounds",
        ),
    ),
    Mutation(
        "10", "topics that somebody left out", UNASKED,
        "round_.survey.topic in wanted.topics or ", "",
        (
            f"{OF_UNASKED}::"
            "test_what_somebody_does_not_want_to_be_asked_about_never_reaches_them",
        ),
    ),
    Mutation(
        "10", "people too few to say of that some are at their limit",
        "bot/services/asking/limits.py",
        "    if len(asked) < ENOUGH:\n        return False\n", "",
        (f"{OF_UNASKED}::test_authors_hear_that_some_are_at_their_limit_and_never_of_a_few",),
    ),
    Mutation(
        "10", "a row of wishes for everybody, whatever they wished", "storage/people.py",
        "    await add_wishes(db, keys, person.id)\n", "",
        (
            "tests/storage/test_wishes.py::"
            "test_everybody_has_a_row_of_one_size_whatever_they_wished",
        ),
    ),
    Mutation(
        "S1", "the first of two wall times that look the same", "surveys/rounds/rhythm.py",
        "zone).replace(fold=0)", "zone).replace(fold=1)",
        (f"{OF_RHYTHM}::test_s1_a_wall_time_left_out_is_the_next_there_is_and_one_that_comes_twice_the_first",),
    ),
    Mutation(
        "S2", "the wall clock, by which the next wave opens", "surveys/rounds/rhythm.py",
        "        return at_wall(day, began.time().replace(fold=0), zone)\n",
        "        return datetime.combine(day, first.time(), UTC)\n",
        (f"{OF_RHYTHM}::test_s2_over_both_changes_of_2027_the_hour_stays",),
    ),
    Mutation(
        "S3", "the end of a reminder that is twelve hours late", REMINDING,
        "    if late:\n        return\n", "",
        ("tests/bot/services/rounds/test_fielding.py::test_s3_a_reminder_twelve_hours_late_is_not_sent",),
    ),
    Mutation(
        "S5", "what the machine counted, where its clock was put forward", "bot/clock.py",
        "        return counted\n", "        return wall\n",
        ("tests/bot/test_clock.py::test_s5_a_clock_put_forward_is_not_believed_and_one_put_back_is",),
    ),
    Mutation(
        "S6", "one reminder where few are asked", "surveys/rounds/reminders.py",
        "    return MOST_OF_FEW if asked < FEW else MOST\n", "    return MOST\n",
        ("tests/surveys/rounds/test_reminders.py::test_s6_where_fewer_than_six_are_asked_there_is_one",),
    ),
    Mutation(
        "X1", "the tombstone of a cancelled round", "bot/services/rounds/ending.py",
        "    world.keys.entomb(round_.id, world.today())\n", "",
        (f"{OF_STEERING}::test_no_backup_from_before_brings_a_cancelled_round_back",),
    ),
    Mutation(
        "X1", "the end of a cancelled round's key", "bot/services/rounds/ending.py",
        "        gone = world.keys.destroy_draft(round_.id)\n", "        gone = True\n",
        (f"{OF_STEERING}::test_killed_between_the_commit_and_the_key_a_later_tick_destroys_it",),
    ),
    Mutation(
        "A8", "forgetting who had answered, where a round is cancelled",
        "bot/services/rounds/ending.py",
        "    await holding.forget_standing(db, round_)\n", "",
        (f"{OF_STEERING}::test_a_cancelled_round_tells_everybody_the_same_and_keeps_no_envelope",),
    ),
    Mutation(
        "S6", "a reminder to few, the same day for all", "bot/services/rounds/telling.py",
        "    if reminder and round_.count_asked < SMALL:\n", "    if False:\n",
        (f"{OF_UNASKED}::test_s6_a_reminder_to_few_goes_to_all_of_them_on_one_day",),
    ),
    Mutation(
        "T1", "the pause between two broadcasts and thirty in any second",
        "bot/delivery/pacing.py",
        "if len(self._sent) >= self._rate else 0.0", "if False else 0.0",
        ("tests/bot/delivery/test_pacing.py::test_all_chats_together_keep_to_thirty_a_second",),
    ),
    Mutation(
        "F1", "what waits of a flood, which is served after a restart", "bot/telegram/intake.py",
        "        self._inbox = Counter(sender(json.loads(one.raw)).key for one in kept)\n",
        "        self._inbox = Counter()\n",
        ("tests/bot/telegram/test_intake.py::"
         "test_f1_what_waits_of_a_flood_is_served_in_order_after_a_restart",),
    ),
    Mutation(
        "F2", "the claims of a dead process, which end at the next start",
        "bot/delivery/courier.py",
        "            await outbox.free_claims(db)\n", "",
        ("tests/bot/delivery/test_courier.py::"
         "test_f2_what_a_dead_process_had_claimed_is_sent_at_the_next_start",),
    ),
    Mutation(
        "F3", "the one transaction that may act on an update", "storage/seen.py",
        "    return await db.scalar(claim, taken) is not None\n",
        "    return await db.scalar(claim, taken) is not None or True\n",
        (OF_SCHEDULES,
         "tests/bot/telegram/test_intake.py::test_t5_a_repeated_update_has_one_effect"),
    ),
    Mutation(
        "F4", "the word that it is over, to whoever had to wait", "bot/telegram/intake.py",
        "            self._sorry.add(self._address(who.chat))\n", "            pass\n",
        ("tests/faults/test_full_disk.py::"
         "test_f4_on_a_full_disk_nothing_is_said_to_be_saved_and_nothing_is_lost",),
    ),
    Mutation(
        "F6", "the two more tries before an update is set aside", "bot/telegram/intake.py",
        "TRIES = 3\n", "TRIES = 1\n",
        ("tests/bot/telegram/test_intake.py::"
         "test_f6_an_update_no_handler_can_take_is_set_aside_encrypted_after_three_tries",),
    ),
    Mutation(
        "T2", "trying again after whatever nobody can judge", "bot/telegram/transport.py",
        "        case _:\n            return DeliveryFault(kind)\n",
        "        case _:\n            return DeliveryFault(kind, permanent=True)\n",
        ("tests/faults/test_telegram_faults.py::"
         "test_t2_t7_a_reply_that_fails_is_sent_later_and_nothing_is_stored_twice",),
    ),
    Mutation(
        "T4", "letting be whoever blocked the bot", "bot/telegram/transport.py",
        "            return DeliveryFault(kind, permanent=True, unreachable=True)\n",
        "            return DeliveryFault(kind)\n",
        ("tests/faults/test_telegram_faults.py::"
         "test_t4_whoever_can_never_be_reached_is_tried_once_and_holds_up_nobody",),
    ),
    Mutation(
        "T6", "asking without a number once all is confirmed", "bot/telegram/polling.py",
        "        after = await _take_all(intake, batch, stop)\n",
        "        after = await _take_all(intake, batch, stop) or after\n",
        ("tests/faults/test_telegram_faults.py::"
         "test_t6_after_a_quiet_week_a_number_below_the_last_is_taken",),
    ),
    Mutation(
        "T7", "the word that Telegram refuses the token", "bot/telegram/polling.py",
        "            intake.refused.set()\n", "",
        ("tests/bot/telegram/test_intake.py::"
         "test_t7_a_refused_token_stops_the_polling_and_loses_nothing",),
    ),
    Mutation(
        "T8", "saying how much could not be removed", "bot/telegram/transport.py",
        "            return sum([not await self._remove_one(number, message)"
        " for message in messages])\n",
        "            return 0\n",
        ("tests/faults/test_telegram_faults.py::"
         "test_t8_what_telegram_removes_no_more_after_48_hours_is_said",),
    ),
    Mutation(
        "T9", "room for whoever waits while many are written to", "bot/delivery/pacing.py",
        "            self._replies_first_until = "
        "max(self._replies_first_until, now + room + self._between)\n",
        "            pass\n",
        ("tests/bot/delivery/test_pacing.py::"
         "test_t1_broadcasts_stand_back_while_a_reply_waits_for_room",),
    ),
    Mutation(
        "S5", "what was owed by a clock that was put back", "bot/delivery/courier.py",
        "                await outbox.turn_back(db, now, self._latest)\n",
        "                pass\n",
        ("tests/bot/delivery/test_courier.py::"
         "test_s5_t1_a_clock_put_back_an_hour_keeps_nobody_waiting_and_no_order_is_lost",),
    ),
    Mutation(
        "T3", "what was on its way at a crash, which is not sent again", "storage/outbox.py",
        "    await db.execute(delete(OutboxRow).where(OutboxRow.going.is_(True)))\n", "",
        (f"{OF_UNASKED}::test_t3_an_invitation_that_a_crash_left_on_its_way_is_not_sent_again",),
    ),
    Mutation(
        "18", "a preview's own tag, which no tap of another reaches", WALKING,
        "    if meant is None or trial is None or meant.parts[0] != trial.tag:\n",
        "    if meant is None or trial is None:\n",
        (f"{OF_TRYING}::test_a_preview_and_a_round_never_take_each_others_taps",),
    ),
    Mutation(
        "18", "words in a preview, which are looked at for danger", WALKING,
        "    if is_own(now, text):\n", "    if False:\n",
        (f"{OF_TRYING}::test_words_in_a_preview_are_looked_at_for_danger",),
    ),
    Mutation(
        "18", "the mark on every card of a preview", "bot/wording/trying_out.py",
        '{"text": f"{mark}\\n\\n{said.text}", "rows"', '{"text": said.text, "rows"',
        (f"{OF_TRYING}::test_every_card_of_a_preview_says_that_nothing_is_kept",),
    ),
    Mutation(
        "18", "a preview that was left, which goes with the next day", "storage/pilots.py",
        "    await db.execute(delete(TrialRow).where(TrialRow.drop_on < today))\n", "",
        (f"{OF_TRYING}::test_a_preview_that_was_left_goes_with_the_next_day",),
    ),
    Mutation(
        "18", "one size for a walk, whatever was answered", "storage/pilots.py",
        "pack(trial.envelope, size_for(trial.survey))",
        'pack(trial.envelope, 65536).rstrip(b" ") * 40',
        (f"{OF_TRYING}::test_a_walk_is_as_long_whatever_was_answered",),
    ),
    Mutation(
        "22", "what peers said, for a draft's author alone", PILOTING,
        "    if kept is None or kept.owner != person.id:\n", "    if kept is None:\n",
        (f"{OF_PILOTING}::test_who_was_not_asked_cannot_try_a_draft_nor_see_what_was_said",),
    ),
    Mutation(
        "22", "a draft that only those who were asked can try", PILOTING,
        "    if pilot is None or author is None or person.id not in pilot.peers:\n"
        '        return Spoken(toast=say("piloting.gone"))\n    try:\n',
        "    if pilot is None or author is None:\n"
        '        return Spoken(toast=say("piloting.gone"))\n    try:\n',
        (f"{OF_PILOTING}::test_who_was_not_asked_cannot_try_a_draft_nor_see_what_was_said",),
    ),
    Mutation(
        "22", "notes that go with whoever wrote them", FORGETTING,
        "    await pilots.forget_tried(db, world.keys, who.id)\n", "",
        (f"{OF_PILOTING}::test_somebody_who_is_deleted_takes_their_notes_along",),
    ),
    Mutation(
        "D7", "three answers for a theme", THEMES, "THEME_FLOOR = 3\n", "THEME_FLOOR = 1\n",
        (
            f"{OF_THEMES}::test_d7_a_theme_of_fewer_than_three_is_not_there",
            f"{OF_THEMING}::test_d7_a_result_is_the_same_with_and_without_a_theme_of_fewer_than_"
            "three",
            f"{THEME_ATTACKS}::test_d7_a_theme_that_two_said_leaves_no_trace_whatever_else_was_"
            "said",
        ),
    ),
    Mutation(
        "D7", "themes audited beside how many wrote", THEMES,
        "    return not any(\n        _tells(Box(",
        "    return True or not any(\n        _tells(Box(",
        (
            f"{OF_THEMES}::test_d7_d2_whoever_adds_up_themes_and_writers_learns_of_no_one_or_two",
            f"{THEME_ATTACKS}::test_d7_whoever_tries_every_table_never_learns_of_one_or_two",
        ),
    ),
    Mutation(
        "D7", "themes too small to print, left out of what those who answered are shown", CHECKING,
        "    printed = await names_to_print(db, world, round_, left)\n",
        "    printed = {key: tuple(each) for key, each in lines.items()}\n",
        (f"{OF_CHECKING}::test_d7_a_theme_too_small_to_print_is_not_shown_to_those_who_answered",),
    ),
    Mutation(
        "D7", "what is out of the same people, held against a draft", "surveys/reports/compose.py",
        "backings_of(one, shielded[one.id], themes[one.id], facts.earlier))",
        "backings_of(one, shielded[one.id], themes[one.id]))",
        (
            f"{OF_THEMING}::test_d7_a_draft_shows_exactly_the_themes_that_a_result_would_print",
            f"{OF_CHECKING}::"
            "test_d7_a_theme_that_an_earlier_result_keeps_out_is_not_shown_in_the_check",
        ),
    ),
    Mutation(
        "26", "a side only where nobody of the other can have been asked",
        "surveys/themes/sides.py",
        "return _said(survey, of, values[0]) if len(set(values)) == 1 else None",
        "return _said(survey, of, values[0])",
        (
            "tests/surveys/themes/test_sides.py::"
            "test_where_people_of_both_sides_may_have_been_asked_nobody_is_put_on_one",
        ),
    ),
    Mutation(
        "31", "idk and nothing, which are never quoted", QUOTING,
        "    if says_nothing(passed.text):\n", "    if not passed.text.strip():\n",
        (
            f"{OF_QUOTING}::"
            "test_31_idk_and_nothing_are_never_quoted_and_make_no_room_for_others",
        ),
    ),
    Mutation(
        "X2", "a look at what is still there, before a move is written",
        "storage/theme_boards.py",
        "    if about and not about <= await _left(db, rid):\n        return False\n", "",
        (
            "tests/storage/test_theme_boards.py::"
            "test_x2_a_move_in_the_very_moment_of_a_take_back_leaves_nothing_of_that_answer",
        ),
    ),
    Mutation(
        "D3", "silence about other ideas where it is about safety", THEMING,
        "    if shielded.asked >= ALSO_FROM and not question.safety:\n",
        "    if shielded.asked >= ALSO_FROM:\n",
        (f"{OF_THEMING}::test_30_d3_nothing_else_is_said_of_a_question_about_safety",),
    ),
    Mutation(
        "A12", "what a theme was called before, audited too", THEMING,
        "ThemesBefore(by_name | more, total)", "ThemesBefore(by_name, total)",
        (
            f"{OF_THEMING}::test_a12_a_theme_that_has_another_name_now_is_audited_with_what_it_"
            "was",
        ),
    ),
    Mutation(
        "37", "a theme's id, in no file", JSON,
        ", exclude=_OURS)", ")",
        (
            f"{OF_THEMING}::test_37_every_format_prints_what_became_of_a_theme_and_neither_its_id_"
            "nor_its_old_name",
        ),
    ),
    Mutation(
        "30", "ten answers before anything else is said", THEMING,
        "    if shielded.asked >= ALSO_FROM and not question.safety:\n",
        "    if not question.safety:\n",
        (f"{OF_THEMING}::test_30_also_said_stands_from_ten_answers",),
    ),
    Mutation(
        "R10", "the look for anybody's words in a theme", STANDING,
        "    if not lines:\n        return frozenset()\n", "    return frozenset()\n",
        (f"{OF_APPROVING}::test_r10_a_theme_that_carries_words_nobody_shared_is_not_put_forward",),
    ),
    Mutation(
        "59", "the lead's yes", STANDING,
        "        if gate.lead is None:\n            return Stand.LEAD\n", "",
        (
            f"{OF_APPROVING}::test_59_without_the_lead_nobody_lets_themes_go",
            f"{OF_APPROVING}::test_59_themes_are_approved_by_a_reader_the_lead_and_a_second_person",
        ),
    ),
    Mutation(
        "59", "a second person for themes", APPROVING,
        "    return None if is_other else Trouble.OWN\n", "    return None\n",
        (f"{OF_APPROVING}::test_59_whoever_puts_themes_forward_does_not_let_them_go",),
    ),
    Mutation(
        "59", "the state of each board that was said yes to", STANDING,
        " or gate.boards != self.versions or self.close:\n", " or self.close:\n",
        (f"{OF_APPROVING}::test_59_a_move_on_a_board_makes_every_yes_void",),
    ),
    Mutation(
        "59", "what only approve has", APPROVED,
        '        if self._given is not _GIVEN:\n            raise NotApproved("a theme is',
        '        if False:\n            raise NotApproved("a theme is',
        (f"{OF_APPROVED}::test_59_only_approve_makes_an_approved_theme",),
    ),
    Mutation(
        "59", "themes, or the choice that there are none, before a result", RELEASING,
        "        elif await _lacks_themes(db, world, round_):\n",
        "        elif await _lacks_themes(db, world, round_) and False:\n",
        (f"{OF_APPROVING}::test_a_result_needs_themes_or_the_choice_that_there_are_none",),
    ),
    Mutation(
        "C7", "the lead who is named sees no themes", "bot/services/themes/naming.py",
        "        if any(each.name(one.nick, one.role) for each in mentions):\n",
        "        if False:\n",
        (f"{OF_APPROVING}::test_c7_where_a_text_names_the_lead_the_deputy_looks",),
    ),
    Mutation(
        "29", "the lead's look before those who answered are asked", CHECKING,
        "    return themes.stand in {Stand.SECOND, Stand.APPROVED} and",
        "    return",
        (f"{OF_CHECKING}::test_29_before_the_lead_has_looked_nobody_is_asked",),
    ),
    Mutation(
        "26", "sorting that waits until everything is read", SORTING,
        "    return round_ if round_ is not None and await is_read(db, world, rid) else None\n",
        "    return round_\n",
        (f"{OF_SORTING}::test_26_sorting_begins_when_everything_is_read",),
    ),
    Mutation(
        "28", "what somebody changed meanwhile, which hands a move back",
        "surveys/themes/playing.py", "    if by_others:\n", "    if False:\n",
        (
            f"{OF_BOARDS}::test_a_move_on_what_somebody_changed_is_handed_back",
            f"{OF_SORTING}::test_28_two_readers_never_write_over_each_other_unseen",
        ),
    ),
    Mutation(
        "28", "an undo that leaves what came after it", "surveys/themes/playing.py",
        "        if in_the_way:\n", "        if False:\n",
        (f"{OF_BOARDS}::test_an_undo_never_takes_somebody_elses_later_work_along",),
    ),
    Mutation(
        "28", "a number in the log that one writer gets", "storage/theme_boards.py",
        "    return written is not None\n", "    return True\n",
        (
            "tests/storage/test_theme_boards.py::"
            "test_f7_of_two_writers_one_gets_a_number_and_the_other_hears_of_it",
        ),
    ),
    Mutation(
        "26", "the machine's word alone, which settles nothing", "surveys/themes/board.py",
        "            if by is not None:\n", "            if True:\n",
        (f"{OF_BOARDS}::test_a_candidate_is_nobodys_decision_until_somebody_accepts_it",),
    ),
    Mutation(
        "C5", "names of another sitting at a board", SORTING,
        "        if not answers_of(named) <= here.keys():\n", "        if False:\n",
        (f"{OF_SORTING}::test_c5_another_sittings_or_rounds_names_lead_nowhere",),
    ),
    Mutation(
        "28", "the page that asks where somebody was faster, which no press goes past",
        "bot/webchat/staff/sorting_hand.py",
        "        puts = isinstance(move, Sort | Tag | MoveAnswer)\n", "        puts = True\n",
        (
            "tests/bot/webchat/staff/test_sorting.py::"
            "test_28_somebody_faster_is_shown_and_nothing_is_written_over_unseen",
        ),
    ),
    Mutation(
        "26", "a name that people give to what one person said, before it is a theme",
        "bot/webchat/staff/sorting_presses.py",
        "    if offered is not None and offered.origin is Origin.ONE_PERSON and not name:\n",
        "    if False:\n",
        (
            "tests/bot/webchat/staff/test_sorting.py::"
            "test_26_no_theme_is_ever_called_by_what_one_person_wrote",
        ),
    ),
    Mutation(
        "X2", "what people made of an answer, which goes when it is taken back", FORGETTING,
        "                await theme_boards.strike(db, world.keys, rid)\n",
        "                pass\n",
        (f"{OF_SORTING}::test_x2_a_taken_back_answer_leaves_board_candidates_counts_and_log",),
    ),
    Mutation(
        "26", "one person's own word, which no model's name has", BY_MODEL,
        "        if inside[word] == 1:\n            return False\n", "",
        (
            f"{OF_BY_MODEL}::test_a_word_that_one_person_alone_wrote_is_never_taken",
            f"{OF_NAMER}::test_a_planted_instruction_does_not_come_through",
        ),
    ),
    Mutation(
        "14", "the order of answers, which tells who came first", SUGGESTING,
        "order = sorted(range(len(remarks)), key=lambda at: order_of(remarks[at]))",
        "order = list(range(len(remarks)))",
        (f"{OF_SUGGESTING}::test_14_any_answers_in_any_order_are_suggested_the_same",),
    ),
    Mutation(
        "14", "the encoder's own files", ENCODER,
        "if digest(folder / name) != wanted:", "if not wanted:",
        (f"{OF_ENCODER}::test_another_model_than_the_measured_one_is_refused",),
    ),
    Mutation(
        "31", "words of answers that only readers read, kept out of a label", PRESENTING,
        "[at for at in main or group.members if remarks[at].quotable]",
        "list(main or group.members)",
        (f"{OF_SUGGESTING}::test_a_label_holds_only_what_may_be_quoted",),
    ),
    Mutation(
        "26", "answers that speak to a machine, which it is not told", BY_MODEL,
        "    quotes = [text for text in quotable if _ORDERS.search(text) is None]\n",
        "    quotes = list(quotable)\n",
        (f"{OF_BY_MODEL}::test_an_answer_that_speaks_to_a_machine_is_not_sent",),
    ),
    Mutation(
        "26", "a model that sends on what it was told", NAMER,
        "allow_redirects=False", "allow_redirects=True",
        (f"{OF_NAMER}::test_a_redirect_is_not_followed",),
    ),
    Mutation(
        "26", "a proxy that would read along", NAMER, "trust_env=False", "trust_env=True",
        (f"{OF_NAMER}::test_a_proxy_in_the_environment_is_passed_by",),
    ),
    Mutation(
        "26", "another machine by this one's name", NAMER,
        "        here = [each for each in found if ip_address(each[\"host\"]).is_loopback]\n",
        "        here = found\n",
        (f"{OF_NAMER}::test_a_name_that_means_another_machine_is_not_reached",),
    ),
    Mutation(
        "26", "models on a company's computers", NAMER,
        "    if not model or _CLOUD.search(model):\n", "    if not model:\n",
        (f"{OF_NAMER}::test_other_peoples_computers_are_refused",),
    ),
    Mutation(
        "26", "words that may not be quoted, which no model is told",
        "bot/services/themes/names_by_model.py",
        "    quotable = [texts[aid].words for aid in main if texts[aid].quotable]\n",
        "    quotable = [texts[aid].words for aid in main]\n",
        (
            "tests/bot/services/themes/test_names_by_model.py"
            "::test_what_may_not_be_quoted_is_not_told_to_it",
        ),
    ),
    Mutation(
        "28", "a colleague's change of the themes, which an old undo leaves",
        "bot/services/themes/codebooks.py",
        "    if kept.codebook.version != seen:\n", "    if False:\n",
        (f"{OF_OUR_THEMES}::test_an_undo_never_takes_away_what_a_colleague_did_unseen",),
    ),
    Mutation(
        "14", "a codebook's entities", "surveys/themes/files/qdc.py",
        "forbid_dtd=True", "forbid_dtd=False",
        (f"{OF_CODEBOOKS}::test_a_hostile_or_broken_qdc_file_is_refused",),
    ),
    Mutation(
        "14", "a codebook's aliases", "surveys/themes/files/yaml.py",
        "        if isinstance(event, yaml.AliasEvent):\n", "        if False:\n",
        (f"{OF_CODEBOOKS}::test_a_small_file_cannot_become_a_large_one",),
    ),
    Mutation(
        "14", "a theme's name that a spreadsheet would work out", "surveys/themes/files/csv.py",
        "    return f\"'{text}\" if _STARTS.match(text) else text\n", "    return text\n",
        (f"{OF_CODEBOOKS}::test_no_cell_of_a_written_csv_is_worked_out",),
    ),
    Mutation(
        "14", "a cell that would write on the terminal", "bot/cli/theme_table.py",
        "        quote = clean(each.quote)\n", "        quote = each.quote\n",
        ("tests/bot/cli/test_theming.py::test_a_cell_cannot_write_on_the_terminal",),
    ),
    Mutation(
        "27", "the other's codes, shut until both are done", DOUBLE_CODING,
        "    if seat is not coder.seat and not desk.sheet.is_open:\n", "    if False:\n",
        (f"{OF_DOUBLE_CODING}::test_27_nobody_sees_the_others_codes_before_both_are_done",),
    ),
    Mutation(
        "27", "a seat that is asked of what is kept", DOUBLE_CODING,
        "    if sheet.seat_of(pid) is not coder.seat:\n", "    if False:\n",
        (f"{OF_DOUBLE_CODING}::test_27_a_sitting_made_up_for_the_others_seat_opens_nothing",),
    ),
    Mutation(
        "27", "codes that stay as they are once somebody is done", DOUBLE_CODING,
        "aid not in desk.here or desk.sheet.is_done(coder.seat):", "aid not in desk.here:",
        (f"{OF_DOUBLE_CODING}::test_27_done_is_done",),
    ),
    Mutation(
        "27", "two different people at the twenty", DOUBLE_SEATS,
        "is_second(db, world, person, sheet.holder(seat.other))", "is_second(db, world, person)",
        (f"{OF_DOUBLE_CODING}::test_27_two_accounts_of_one_person_are_not_two",),
    ),
    Mutation(
        "27", "thirty answers before twenty are coded apart", DOUBLE_SEATS,
        "    if len(texts) < FEWEST:\n", "    if len(texts) < TWENTY:\n",
        (
            f"{OF_DOUBLE_CODING}::"
            "test_27_below_thirty_people_read_together_and_note_where_they_differ",
        ),
    ),
    Mutation(
        "33", "a head start for those who were asked", SEEING_FIRST,
        "return Sight.NOW if await opens_at(db, world, rid) is None else Sight.LATER",
        "return Sight.NOW",
        (f"{OF_SEEING_FIRST}::"
         "test_33_seen_first_nobody_else_opens_a_result_before_those_asked_were_sent_it",
         f"{OF_RESULT_PAGES}::"
         "test_33_seen_first_every_page_is_shut_to_a_designer_until_those_asked_were_told"),
    ),
    Mutation(
        "33", "one untold keeps a result shut", SEEING_FIRST,
        "    if not untold and await ledger.count(db, rid):\n", "    if True:\n",
        (f"{OF_SEEING_FIRST}::"
         "test_33_seen_first_ends_when_all_who_were_asked_were_sent_theirs",),
    ),
    Mutation(
        "33", "waiting where Telegram is out of reach", SEEING_FIRST,
        "            return latest\n", "            return None\n",
        (f"{OF_SEEING_FIRST}::"
         "test_33_seen_first_waits_where_telegram_is_out_of_reach_but_a_day_at_most",),
    ),
    Mutation(
        "C3", "codes of results that are not out count as wrong", RESULT_PAGES,
        "        tries.note(place)\n", "",
        (f"{OF_RESULT_PAGES}::"
         "test_c3_somebody_who_guesses_codes_is_slowed_and_right_ones_count_too",),
    ),
    Mutation(
        "33", "no own words on the tablet's first page", RESULT_PAGES,
        "easy(report).unquoted()", "easy(report)",
        (f"{OF_RESULT_PAGES}::"
         "test_33_the_tablets_first_page_opens_slip_rounds_without_anybodys_own_words",),
    ),
    Mutation(
        "33", "slip rounds alone on the tablet's first page", RESULT_OPENING,
        "return round_.way is Way.TICKET and round_.state", "return round_.state",
        (f"{OF_RESULT_PAGES}::test_a_round_by_name_is_never_open_from_the_first_page",),
    ),
    Mutation(
        "D1", "a held round's paper is made of no number", REPORTING,
        "        total=0,\n", "        total=round_.count_sent or 0,\n",
        (
            "tests/bot/webchat/staff/test_releasing.py::"
            "test_d1_a_held_round_says_the_same_in_every_view",
        ),
    ),
    Mutation(
        "E6", "a file's name is letters, digits and hyphens", "surveys/exports/naming.py",
        '_APART.sub("-", letters.lower())', "letters.lower()",
        (
            "tests/surveys/exports/test_naming.py::"
            "test_e6_a_file_is_named_by_its_title_its_release_and_its_form",
        ),
    ),
    Mutation(
        "E6", "a poster in the trail", POSTING,
        "reporting.note_opened(db, world, pid, report, f\"exported poster {kind.value}\")",
        "asyncio.sleep(0)",
        (f"{OF_RESULT_PAGES}::test_e6_a_poster_is_in_the_trail_with_its_release_and_form",),
    ),
    Mutation(
        "F8", "the reminder that is passed over once a backup was put back",
        "bot/services/rounds/reminding.py",
        "            said = replace(round_, reminders_sent=round_.reminders_sent + 1)\n"
        "            later = next_reminder(world, said, after=world.now())\n",
        "            said, later = round_, round_.remind_at\n",
        ("tests/bot/services/rounds/test_reminding.py::"
         "test_f8_what_may_have_been_said_before_a_backup_was_put_back_is_passed_over",),
    ),
    Mutation(
        "F8", "the backup before the tables of an earlier version are changed", "bot/opening.py",
        "            made = await back_up(world)\n", "            made = world.backups\n",
        ("tests/bot/cli/test_migrating.py::"
         "test_f8_before_the_tables_change_there_is_a_backup_of_them_as_they_were",),
    ),
    Mutation(
        "S3", "the day that a daily line was said on", "storage/well_days.py",
        "    if last is not None and last.day >= said.day:\n", "    if last is None:\n",
        ("tests/bot/services/operating/test_all_well.py::"
         "test_s3_administrators_have_one_line_a_day_however_often_it_starts",),
    ),
    Mutation(
        "S4", "the hour before which no daily line is said",
        "bot/services/operating/all_well.py",
        "local.hour < HOUR or is_quiet(", "not world.now() or is_quiet(",
        ("tests/bot/services/operating/test_all_well.py::test_s4_nobody_is_woken_for_it",),
    ),
    Mutation(
        "A14", "a dead man's request without the program's name", "bot/delivery/dead_man.py",
        'skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding"),', "",
        ("tests/bot/delivery/test_dead_man.py::test_a14_nothing_goes_out_but_the_request",),
    ),
    Mutation(
        "T2", "the start that does without a Telegram which says to wait",
        "bot/reaching_telegram.py",
        "    except TelegramError as fault:\n", "    except TimeoutError as fault:\n",
        ("tests/bot/test_reaching_telegram.py::"
         "test_t2_a_telegram_that_answers_nonsense_or_not_now_keeps_no_house_from_starting",),
    ),
    Mutation(
        "F5", "the end of a stop that hangs", "bot/ending_in_time.py",
        "    os._exit(0)\n", "",
        ("tests/bot/test_ending_in_time.py::"
         "test_f5_a_thread_that_nothing_can_break_off_does_not_keep_it_from_ending",),
    ),
    Mutation(
        "F5", "the stop that does not wait for a look at the machine",
        "bot/services/operating/all_well.py",
        "            turn.cancel()\n", "",
        ("tests/bot/services/operating/test_all_well.py::"
         "test_f5_a_look_that_hangs_does_not_keep_it_from_leaving",),
    ),
    Mutation(
        "A3", "a key of the hour for what waits in the inbox", "storage/inbox.py",
        "    body = passing.seal(raw,", "    body = keys.identity.seal(raw,",
        ("tests/storage/test_inbox.py::test_a3_what_was_taken_can_be_opened_by_nobody_soon_after",),
    ),
    Mutation(
        "F1", "each person's oldest alone", "storage/inbox.py",
        ".group_by(InboxRow.person_key)", ".group_by(InboxRow.update_id)",
        ("tests/storage/test_inbox.py::test_f1_a_flood_takes_one_place_at_a_time",),
    ),
    Mutation(
        "F7", "the lock that keeps workers and a house without any apart", "storage/holding.py",
        "if part is Part.ALONE and not await", "if not part and not await",
        ("tests/storage/test_holding.py::"
         "test_f7_whoever_must_be_alone_is_refused_beside_workers_and_they_beside_it",),
    ),
    Mutation(
        "F6", "setting aside what workers die of", "bot/telegram/working.py",
        "if one.attempts > MOST_CLAIMS:", "if not one.attempts:",
        ("tests/bot/telegram/test_working.py::"
         "test_f6_an_update_that_workers_die_of_is_set_aside_untried",),
    ),
    Mutation(
        "C3", "telling other workers of a wrong code", "bot/services/guessing.py",
        "        self._tell(marked)\n", "",
        ("tests/bot/test_ringing.py::"
         "test_c3_whoever_guesses_with_several_workers_is_slowed_as_with_one",),
    ),
    Mutation(
        "T3", "of two messages the first is marked before the second goes",
        "bot/delivery/courier.py",
        " and not any(is_message(one) for one in sent)", "",
        (
            "tests/bot/delivery/test_marking.py::"
            "test_t3_of_two_messages_the_first_is_marked_before_the_second_goes",
        ),
    ),
    Mutation(
        "T1", "help goes before a reply that is handed over with it", "storage/handing.py",
        "ordered = sorted(train, key=lambda one: (one[1].rank, one[0]))", "ordered = train",
        (
            "tests/storage/test_handing.py::"
            "test_t1_help_goes_before_a_reply_that_was_owed_before_it",
        ),
    ),
    Mutation(
        "T1", "what fails is undone alone where a commit is shared", "storage/writing.py",
        "if shared.members and near.in_transaction:", "if not near.in_transaction:",
        ("tests/storage/test_writing.py::test_what_fails_takes_nobody_with_it",),
    ),
    Mutation(
        "F1", "nobody is done before the commit they share", "storage/writing.py",
        "        shared.done.append(done)", "        done.set_result(None)",
        ("tests/storage/test_writing.py::test_nobody_is_done_before_the_commit_they_share",),
    ),
    Mutation(
        "F1", "a commit that failed is told to all who shared it", "storage/writing.py",
        "            shared.tell(fault)\n            self._pass_on()",
        "            shared.tell(None)\n            self._pass_on()",
        ("tests/storage/test_writing.py::test_where_the_disk_fails_at_the_commit_nobody_is_done",),
    ),
    Mutation(
        "A6", "a key that was taken away opens nothing any more", "storage/round_boxes.py",
        "            told = os.stat(path)  # noqa: PTH116  # a Path costs several times as much",
        "            told = os.stat(__file__)",
        (
            "tests/storage/test_round_boxes.py::"
            "test_a6_a_key_that_anybody_took_away_opens_nothing_any_more",
        ),
    ),
    Mutation(
        "A6", "a destroyed key is not kept in memory", "storage/round_boxes.py",
        "        self._made.clear()", "        return",
        ("tests/storage/test_round_boxes.py::test_a6_a_destroyed_key_is_not_kept_in_memory",),
    ),
    Mutation(
        "T8", "a tap that another handler would have does not go straight",
        "bot/telegram/straight.py",
        "        if tap is None or self._is_others(tap[1].code):", "        if tap is None:",
        (
            "tests/bot/telegram/test_straight.py::"
            "test_t8_a_tap_that_another_handler_has_goes_the_long_way",
        ),
    ),
    Mutation(
        "T8", "a way past a turn is of the turn it was shown under", "surveys/flow/engine.py",
        "    if turn is None:\n        return False\n    item = present_item(survey, sitting)\n",
        "    if turn is None or turn:\n        return False\n"
        "    item = present_item(survey, sitting)\n",
        (
            f"{OF_TURNING}::test_t8_a_way_past_a_turn_pressed_twice_passes_one_turn",
            f"{OF_TURNING}::test_t8_skip_under_the_turn_before_does_not_end_the_question",
            "tests/surveys/flow/test_engine_properties.py::"
            "test_t8_a_button_pressed_again_and_again_has_one_effect",
        ),
    ),
    Mutation(
        "T8", "a vote is taken off, and its turn not passed as well", "surveys/flow/turning.py",
        "    if reply.off or (stood and reply.turn is None):\n", "    if stood:\n",
        (
            f"{OF_TURNING}::"
            "test_t8_taking_a_vote_off_pressed_twice_takes_it_off_and_passes_nothing",
        ),
    ),
    Mutation(
        "T8", "back from words beside a choice, which leads to the choices and no further",
        "surveys/flow/engine.py",
        "    if reply.words and sitting.wanting_words is None:\n", "    if False:\n",
        (
            "tests/surveys/flow/test_engine.py::"
            "test_t8_back_from_words_beside_a_choice_leads_to_the_choices_and_no_further",
        ),
    ),
    Mutation(
        "T8", "the turn that a way past it is shown under, on its button",
        "bot/wording/keyboards.py",
        "    turn = under_turn(asked)\n", "    turn = under_turn(asked)[:0]\n",
        (
            "tests/bot/wording/test_replies.py::"
            "test_t8_a_way_past_a_turn_names_the_turn_it_is_shown_under",
        ),
    ),
)  # fmt: skip
