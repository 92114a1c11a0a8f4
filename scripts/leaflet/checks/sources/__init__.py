"""Checks of the words and the settings (S, W, T, R)."""
