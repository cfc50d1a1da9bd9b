"""A codebook of any kind of file, by how its name ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from surveys.themes.codebook import Codebook, Theme
from surveys.themes.codebook_texts import CodebookMistake
from surveys.themes.files.csv import bring_csv, write_csv
from surveys.themes.files.qdc import bring_qdc, write_qdc
from surveys.themes.files.shapes import Brought
from surveys.themes.files.yaml import bring_yaml, write_yaml

READERS: Mapping[str, Callable[[bytes], Brought]] = {
    **dict.fromkeys((".yaml", ".yml", ".json"), bring_yaml),
    **dict.fromkeys((".csv", ".tsv", ".txt"), bring_csv),
    ".qdc": bring_qdc,
}
WRITERS: Mapping[str, Callable[[Codebook], bytes]] = {
    **dict.fromkeys((".yaml", ".yml"), write_yaml),
    ".csv": write_csv,
    ".qdc": write_qdc,
}


def bring_codebook(data: bytes, ending: str, known: Sequence[Theme] = ()) -> Brought:
    """Read a codebook.

    Args:
        data: The file's bytes.
        ending: How the file's name ends: ``.yaml``, ``.csv``, ``.qdc``; capitals do not matter.
        known: Themes there are, to know them again in a .qdc file.

    Raises:
        CodebookMistake: It is of another kind, or cannot be used.
    """
    if ending.casefold() == ".qdc":
        return bring_qdc(data, known)
    read = READERS.get(ending.casefold())
    if read is None:
        raise _unknown(ending, READERS)
    return read(data)


def write_codebook(codebook: Codebook, ending: str) -> bytes:
    """Write a codebook as that kind of file.

    Raises:
        CodebookMistake: There is no such kind.
    """
    write = WRITERS.get(ending.casefold())
    if write is None:
        raise _unknown(ending, WRITERS)
    return write(codebook)


def _unknown(ending: str, kinds: Mapping[str, object]) -> CodebookMistake:
    what = f'"{ending or "no ending"}" is no kind of codebook'
    return CodebookMistake("file", what, f"Use one of {', '.join(kinds)}.", "the file's name")
