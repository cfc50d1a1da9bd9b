"""Figures about the machine, for those who watch it; none that could single a person out."""
