"""A survey while it is being written: unfinished, changed one step at a time, undone."""
