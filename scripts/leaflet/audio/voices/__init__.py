"""The voices that read."""
