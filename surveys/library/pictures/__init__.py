"""Pictures that come with Earshot, for any survey to name. Our own artwork."""

from __future__ import annotations

from importlib.resources import files


def list_shipped() -> tuple[str, ...]:
    """The names of the shipped pictures, without ``.png``, sorted."""
    names = (path.name for path in files(__name__).iterdir())
    return tuple(sorted(n.removesuffix(".png") for n in names if n.endswith(".png")))


def find_shipped(name: str) -> bytes | None:
    """A shipped picture's bytes (PNG), with or without ``.png`` in its name; None if unknown."""
    bare = name.removesuffix(".png")
    if bare not in list_shipped():
        return None
    return files(__name__).joinpath(f"{bare}.png").read_bytes()
