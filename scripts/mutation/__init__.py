"""Seeded faults in the real, clean project, one at a time: does the right code name the right place?

`words` edits lines of a page; `sources`, `files`, `pages` and `sounds` say which kinds of edits are made in what, and
how the checks look at it; `engine` draws the places and counts.
"""
