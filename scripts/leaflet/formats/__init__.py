"""The files to download: a room for each, and one registry."""
