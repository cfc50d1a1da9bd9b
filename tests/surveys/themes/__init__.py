"""Themes: suggesting, agreeing, approving."""
