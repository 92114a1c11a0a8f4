"""Checks of translations beside their English (T)."""
