"""After the seal: people read first, one result is let go, and anybody may read it."""
