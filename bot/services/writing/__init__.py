"""Words to one person, at any time, and what they send back."""
