"""Who is here: ways in, new phones, moves, going, and what is kept about each."""
