"""Bringing the tables of a database up to what this version of the program needs."""

from storage.migrations.upgrading import is_behind, is_known, revision_of, upgrade

__all__ = ["is_behind", "is_known", "revision_of", "upgrade"]
