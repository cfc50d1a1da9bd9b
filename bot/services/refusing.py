"""Refusing: what cannot be done as planned, said with the value and the way out."""

from __future__ import annotations


class PlanRefused(Exception):
    """Something in the plan cannot be: the text names it, the value and the way out."""
