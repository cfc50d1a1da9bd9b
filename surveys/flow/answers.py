"""What a reply becomes once it is accepted. Kept with the questions, which publish it."""

from surveys.definitions.answers import Answer, Chose, Declined, Rated, Wrote

__all__ = ["Answer", "Chose", "Declined", "Rated", "Wrote"]
