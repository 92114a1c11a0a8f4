"""Checks of the built site (L, H, A)."""
