"""Themes in short answers: suggestions alike every time, and no finding before people decide."""
