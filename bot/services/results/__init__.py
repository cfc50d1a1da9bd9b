"""What was read and decided is let go once, shown, and answered."""
