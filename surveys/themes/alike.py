"""How alike a question and some texts are, by the sentence encoder where it is installed.

Rows of numbers are kept by the caller, in memory: nothing of this is ever written to a disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from surveys.themes.embedding import WrongModel, is_installed, load_encoder
from surveys.themes.vectors import PLACES


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike texts are to what was asked.

    Args:
        to: By text, from -1 to 1; of those that were compared.
        left: How many texts were not compared this time. Unit: texts.
    """

    to: dict[str, float] = field(default_factory=dict)
    left: int = 0


def likeness(
    asked: str, texts: Sequence[str], rows: dict[str, Any], *, most: int | None = None
) -> Likeness | None:
    """Compare a question with texts by what they mean.

    Args:
        asked: The question. It is kept nowhere.
        texts: What it is compared with, the most wanted first.
        rows: What is known of texts from before; changed to hold these texts and no others, so
            that nothing outlives the result it stood in.
        most: Most texts that are read anew; None: all of them. Unit: texts.

    Returns:
        None where no encoder is installed, or its files are not those that were measured.
    """
    if not is_installed():
        return None
    try:
        encoder = load_encoder()
    except WrongModel:
        return None
    wanted = list(dict.fromkeys(texts))
    for gone in set(rows) - set(wanted):
        rows.pop(gone, None)
    new = [text for text in wanted if text not in rows]
    read = new if most is None else new[:most]
    for text, row in zip(read, encoder.encode(read), strict=True):
        rows[text] = _unit(row)
    compared = {text: row for text in wanted if (row := rows.get(text)) is not None}
    question = _unit(encoder.encode([asked])[0])
    to = {text: round(float(row @ question), PLACES) for text, row in compared.items()}
    return Likeness(to, len(new) - len(read))


def _unit(row: Any) -> Any:
    import numpy

    length = float(numpy.linalg.norm(row))
    return (row / length if length else row).astype(numpy.float32)
