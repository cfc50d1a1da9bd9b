"""The codebook that an organisation starts from: plain themes of a children's home."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from surveys.themes.codebook import Codebook
from surveys.themes.files.yaml import read_yaml

_FILE = Path(__file__).with_suffix(".yaml")


@cache
def load_starter() -> Codebook:
    """The starter codebook, version 1. The same for every organisation, until they change it."""
    return read_yaml(_FILE.read_bytes())
