"""Danger: noticed, told first, passed to a person who sees to it, and looked after."""
