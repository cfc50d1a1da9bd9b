"""A round's days: opened, reminded, extended, closed, sealed."""
