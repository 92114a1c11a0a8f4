"""Braille: BRF and PEF."""
