"""What each kind of worry sounds like: one module of signs for each category."""
