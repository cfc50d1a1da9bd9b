"""One browser's sitting at one question's themes: what its page remembers, in memory only."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.services.themes.sorting import Sorting


@dataclass(slots=True)
class Sitting:
    """Where one reader is, in one browser chat.

    Args:
        sorting: The sitting as the service knows it.
        put_off: Texts that were put off, by their names here.
        depth: How fine a cut of the machine's groups they look at.
        seen: The newest version of the board that a page of theirs showed.
        said: What was done by the last press, until a page said it.
        also: What others did meanwhile, until a page said it.
        undoes: The entries that a press on "Undo" takes back.
        told: What stood in the way, until a page said it.
        typed: What somebody typed that could not be kept, so that nothing is typed twice.
        focus: The group to go on at.
        begins: They begin without the machine, which still reads.
        came_from: The group that the last press was about, to go back to with an undo.
    """

    sorting: Sorting
    put_off: set[str] = field(default_factory=set)
    depth: int = 0
    seen: int = -1
    said: str = ""
    also: str = ""
    undoes: tuple[int, ...] = ()
    told: str = ""
    typed: str = ""
    focus: str = ""
    begins: bool = False
    came_from: str = ""
