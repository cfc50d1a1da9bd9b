"""What was answered so far in a conversation, so that Ctrl-C loses none of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from storage.files import write_whole


@dataclass(slots=True)
class Kept:
    """Answers by what was asked, in a file for this account alone. Without a path none is kept."""

    path: Path | None = None
    answers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def at(cls, path: Path) -> Kept:
        """What is kept there; nothing where the file cannot be read."""
        try:
            found = json.loads(path.read_bytes())
            return cls(path, {str(asked): str(said) for asked, said in found.items()})
        except (OSError, ValueError, AttributeError):
            return cls(path)

    def put(self, asked: str, said: str) -> str:
        """Keep an answer."""
        self.answers[asked] = said
        self._write()
        return said

    def drop(self, *asked: str) -> None:
        """Forget answers that did not fit: they are asked again."""
        for one in asked:
            self.answers.pop(one, None)
        self._write()

    def end(self) -> None:
        """Forget all: it is done."""
        self.answers.clear()
        if self.path is not None:
            self.path.unlink(missing_ok=True)

    def _write(self) -> None:
        if self.path is not None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.path, json.dumps(self.answers, ensure_ascii=False).encode())
