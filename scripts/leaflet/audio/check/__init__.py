"""Checks of recordings (V)."""
