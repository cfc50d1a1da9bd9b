"""Each requirement as a promise in plain words, and what could be worked out all the same.

``python -m tests.trust`` puts them into ``docs/trust.md`` with the tests that hold them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Promise:
    """What is promised, for a young person or an officer to read, and what is left."""

    said: str
    left: str


PROMISES: Mapping[str, Promise] = {
    "A1": Promise(
        "Once a round is sealed, nothing stored leads from an answer to whoever gave it.",
        "Somebody who knows you may guess from what you said or how you said it.",
    ),
    "A2": Promise(
        "Where answers lie on the disk does not tell who answered first.",
        "Whoever sits beside you sees when you had the phone in your hand.",
    ),
    "A3": Promise(
        "What you write lies nowhere in clear: not in the database, its log, backups, or logs.",
        "Telegram has what was typed there. A released result has words whose author said yes.",
    ),
    "A4": Promise(
        "Somebody with every backup, made after every message, and the keys that stay, does no "
        "better than guessing who said what.",
        "Whoever copied a round's key before the seal, or changed the program, could read it.",
    ),
    "A5": Promise(
        "A full envelope, an empty one and one that was torn up look the same from outside.",
        "That somebody was asked can be seen in the database.",
    ),
    "A6": Promise(
        "At the seal the key of the envelopes is destroyed, and every old backup of them with it. "
        "Until its last copy is gone nothing is released.",
        "Before the seal, whoever keeps the computer could open envelopes by breaking the rules; "
        "the second screen says so. An SSD may keep an overwritten key in a spare cell.",
    ),
    "A7": Promise(
        "A power cut in the middle of the seal loses no answer, doubles none and keeps no link.",
        "None known.",
    ),
    "A8": Promise(
        "Your answers to two questions cannot be put together again.",
        "With your six take-back words and the database, somebody could find your answers.",
    ),
    "A9": Promise(
        "While a round is open nobody who works with it can see an answer or a count.",
        "The safety read, after the close, shows words without names to its readers.",
    ),
    "A10": Promise(
        "Whoever compares every screen before and after you press Send learns at most that "
        "'not enough yet' became 'enough'.",
        "The word changes once a day, so somebody who knows all but one could guess that day.",
    ),
    "A11": Promise(
        "One young person among accounts of other people cannot be asked 'anonymously', and no "
        "more slips open than there are people in the room.",
        "Whoever confirms the head-count has to count honestly.",
    ),
    "A12": Promise(
        "Two rounds whose people differ by one to four cannot be compared to find those few.",
        "After eight weeks they may be asked again; what was printed by then stays printed.",
    ),
    "A13": Promise(
        "Putting an old backup back brings nothing back that was sealed, torn up or erased.",
        "Tombstones last 400 days; older backups are refused.",
    ),
    "A14": Promise(
        "The program's logs have no name, number, word or id of anybody, whatever goes wrong.",
        "What runs the program, or stands before it, may keep logs of its own.",
    ),
    "A15": Promise(
        "A slip drawn from a hat leads to nobody, and its sheet tells no order.",
        "The sitting's Expert by Experience saw who was in the room.",
    ),
    "A16": Promise(
        "Taking answers back leaves no trace of who did it.",
        "Whoever compares the store before and after sees which answers went together.",
    ),
    "A17": Promise(
        "Only somebody with the six words can find answers by them: no message, backup or key "
        "is enough.",
        "Whoever finds the slip with the words on it has them.",
    ),
    "A18": Promise(
        "The browser chat leaves no words in the browser's storage or in our proxy's log.",
        "Somebody at the same browser while the page is open sees what it shows.",
    ),
    "C1": Promise(
        "Everybody can do what their role may, and nothing else: every role was tried at every "
        "page, button and command.",
        "Whoever can log in to the computer itself stands above every role.",
    ),
    "C2": Promise(
        "An invitation works once, for one role, for a few days, however many try it at once.",
        "Until it is used, whoever holds the link can use it.",
    ),
    "C3": Promise(
        "Guessing codes is slowed, an administrator hears of many tries, and a wrong code is "
        "answered like a right one that ended.",
        "None known.",
    ),
    "C4": Promise(
        "A role that is taken away is gone at the next tap, on buttons already shown too.",
        "What was read before stays read.",
    ),
    "C5": Promise(
        "Nobody reaches another person's round, draft, worry or page by changing an address or "
        "a button.",
        "None known.",
    ),
    "C6": Promise(
        "The administrator's screens have no answers and no worries; the lead's have no more "
        "results than others'; authors cannot tell whether there are worries.",
        "The administrator has the computer, and with it keys and files.",
    ),
    "C7": Promise(
        "A worry about the safeguarding lead never reaches the lead.",
        "It depends on the words naming the lead, by name or by job.",
    ),
    "C8": Promise(
        "Opening who wrote something, and exporting words, takes two people and is in the trail.",
        "Two people can agree to do wrong; the trail says that they did.",
    ),
    "C9": Promise(
        "Only Telegram can hand the bot messages; forged, huge or repeated ones are refused.",
        "None known.",
    ),
    "C10": Promise(
        "In a group or a channel the bot says nothing private, and leaves.",
        "None known.",
    ),
    "C11": Promise(
        "Changing the trail of what staff did shows.",
        "Whoever makes all of it anew is caught only by a head noted elsewhere; the lead gets "
        "one a week.",
    ),
    "D1": Promise(
        "With fewer than five answers every screen and file says the same 'not enough to show'.",
        "That a round had too few is itself said.",
    ),
    "D2": Promise(
        "From what is printed nobody can pin down what one or two others chose, not even by "
        "putting two people's knowledge together.",
        "Three or more who compare notes know more.",
    ),
    "D3": Promise(
        "Of sensitive questions nothing printed lets an outsider conclude nobody or everybody.",
        "Somebody inside knows their own answer.",
    ),
    "D4": Promise(
        "Order, bars, percentages and a file's inner data say no more than the words on the page.",
        "None known.",
    ),
    "D5": Promise("Under twenty answers no average is shown.", "None known."),
    "D6": Promise(
        "Groups are compared only where each, and everybody outside it, is ten or more; else "
        "which group you are in is dropped for good.",
        "A group's result is about everybody in it.",
    ),
    "D7": Promise(
        "Where fewer than five took a way through the questions, or fewer than three wrote about "
        "a theme, nothing of it is shown, nor that it is there.",
        "Who sorted, and the lead, know themes that are not printed; quotes follow their own "
        "numbers.",
    ),
    "D8": Promise(
        "One home is never asked 'anonymously' by itself; there are four honest ways instead.",
        "A house talk is not anonymous, and says so.",
    ),
    "R4": Promise(
        "Of answers that name somebody or something, redaction alone lets at most one in five "
        "through; after their author and a reader looked, none of those tried came out.",
        "It misses things: `docs/redaction.md` says which, and how often. Descriptions no program "
        "sees, and a reader is a person.",
    ),
    "R6": Promise(
        "What stands in place of a name tells its kind, never its length, and where it stood is "
        "kept nowhere.",
        "The words around it stay: they may tell whom it was about.",
    ),
    "R7": Promise(
        "You see your words as readers will get them, and may show your own name; nobody else's.",
        "By trying names somebody could learn that one is known here; not who, and not whether "
        "they answered.",
    ),
    "R8": Promise(
        "Once a round is sealed your words as you typed them are nowhere, but in a worry that was "
        "passed on.",
        "What you sent to one person with your name is theirs to read. Telegram has what was "
        "typed there. The safety read, before the seal, sees words as typed.",
    ),
    "R10": Promise(
        "Where you did not say yes to your own words, no five of them in a row come out.",
        "Words that are in the question too, or that somebody else shared, may stand there.",
    ),
    "E1": Promise(
        "What you write is text in every file, never something a spreadsheet carries out.",
        "Older versions of somebody's own programs were not tried.",
    ),
    "E2": Promise("Whatever signs you use, your words stay one line of a table.", "None known."),
    "E3": Promise(
        "Nothing typed makes a link, a mention or a button in a chat or on a page.",
        "A chat may make links of its own in what its owner types.",
    ),
    "E5": Promise(
        "A file holds what it must and no more: no ids, no times, no order, no author.",
        "The day of the release stands in it.",
    ),
    "E6": Promise(
        "Whoever saves a result is written down, and the file says which result it is.",
        "What happens to a file once it is saved is not known here.",
    ),
    "X1": Promise(
        "What you tear up before the close is gone within a minute, and from later backups.",
        "An older backup could hold it, encrypted, until the round closes; the words say so. A "
        "PostgreSQL server's own files may until the night's vacuum, and its log a bit longer.",
    ),
    "X2": Promise(
        "Six words take back exactly your answers, also with nothing but the slip.",
        "Figures that were printed stay printed.",
    ),
    "X3": Promise(
        "After /deleteme your name, number and words are nowhere but in older backups.",
        "A worry that was passed on stays, and you are told who has it.",
    ),
    "X4": Promise(
        "When their time is over, answers can be read by nobody, in no backup.",
        "Overwriting on an SSD is not certain; the custodian's copy has to be destroyed too.",
    ),
    "X5": Promise(
        "/mydata shows all that is linked to you; /privacy is the same for everybody.",
        "What cannot be found any more cannot be shown, and that is said.",
    ),
    "X6": Promise(
        "Once you say no, you are sent no reminder and counted nowhere.",
        "Everybody who was asked gets the same news at the end.",
    ),
    "F1": Promise(
        "However often the program is killed, each of your answers is kept exactly once; somebody "
        "who writes a lot holds nobody else up.",
        "Telegram forgets what it could not hand over within a day.",
    ),
    "F2": Promise(
        "A reply that was owed when the power went comes when it is back; what was not kept by "
        "then is taken again.",
        "A tap lives for two and a half minutes at Telegram; after a longer cut you are asked "
        "again. A message that was on its way as the house died may come twice; a worker that "
        "dies repeats none.",
    ),
    "F3": Promise(
        "What was said to be saved is there, once, as you sent it; of what you changed, the last.",
        "A disk that lies about what it has written can lose what it said it had.",
    ),
    "F4": Promise(
        "With a full, locked, read-only or failing disk nothing is said to be saved that is not; "
        "you are told once, and it goes on by itself.",
        "Until there is room again you wait.",
    ),
    "F5": Promise(
        "Told to stop, it stops within ten seconds and drops nothing.",
        "A message on its way just then may come twice, one that takes over four seconds always. "
        "What hangs past nine seconds is cut short as by a power cut.",
    ),
    "F6": Promise(
        "One message that nothing can read holds nobody up: it is set aside, encrypted, and its "
        "sender told.",
        "An engineer at the machine may have to look at it; how many there are is shown.",
    ),
    "F7": Promise(
        "Two programs on one database never answer you twice.",
        "None known.",
    ),
    "F8": Promise(
        "Putting an old backup back opens nothing that was sealed, asks nobody twice and stops at "
        "nothing that came since.",
        "What was sent after the backup is lost with the disk it was on; people are told. A round "
        "that opened since opens anew and asks again. A reminder that was due and had not gone "
        "out goes out to nobody. A server put back by its own means may repeat one of twelve "
        "hours.",
    ),
    "F9": Promise(
        "A torn database or a missing key stops the start with a clear message, never a fresh one "
        "in its place; numbers to ring are still given.",
        "A lost round key ends that round.",
    ),
    "T1": Promise(
        "When Telegram says wait, it waits, in order; what is about safety goes first.",
        "How long Telegram asks for is Telegram's to say.",
    ),
    "T2": Promise(
        "When Telegram fails, is slow or answers nonsense, nothing is done twice and replies come "
        "later.",
        "While Telegram is away nobody can be told so in Telegram.",
    ),
    "T3": Promise(
        "A reply whose receipt was lost comes at most twice, and twice does no harm.",
        "None known.",
    ),
    "T4": Promise(
        "Whoever blocked the bot is let be, and looks to nobody as if they had refused.",
        "Telegram knows who blocked it.",
    ),
    "T5": Promise(
        "Messages that come twice, late or out of order count once; after the close none is kept, "
        "and its sender is told.",
        "None known.",
    ),
    "T6": Promise(
        "After a quiet week Telegram numbers from anywhere, and nothing is taken for old by it.",
        "None known.",
    ),
    "T7": Promise(
        "When Telegram refuses the bot's token it stops, tells an administrator, loses nothing.",
        "What waits at Telegram for longer than a day is gone.",
    ),
    "T8": Promise(
        "Old buttons, double taps and edited messages do nothing twice and are answered kindly.",
        "Telegram lets nobody remove messages older than 48 hours; the bot says what is left.",
    ),
    "T9": Promise(
        "Thirty people who answer in the same second all hear back within fifteen.",
        "Telegram itself may be slow.",
    ),
    "S1": Promise(
        "On the two nights when the clocks change a reminder comes exactly once.",
        "None known.",
    ),
    "S2": Promise(
        "A closing time is by the clock on the wall, before and after the clocks change.",
        "The wall is the organisation's, wherever its people are.",
    ),
    "S3": Promise(
        "After a cut each thing that fell due happens once, in order; reminders that are twelve "
        "hours late are left out.",
        "None known.",
    ),
    "S4": Promise(
        "In quiet hours nothing comes that you did not ask for, but what is about safety.",
        "Telegram may show an older message late.",
    ),
    "S5": Promise(
        "A computer whose clock jumps, or stands in another zone, closes nothing early and says "
        "nothing twice.",
        "A clock that stays wrong for a day is believed.",
    ),
    "S6": Promise(
        "At most two reminders a round, the same words for everybody, so that one shows nothing "
        "about you.",
        "That a question waits can be read on a locked phone.",
    ),
}
"""In the order in which they are read."""
