"""A first round, rehearsed from end to end in a house that is thrown away."""
