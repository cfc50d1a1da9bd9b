"""The card of a survey that is being built in chat: one card, whatever stands on it."""
