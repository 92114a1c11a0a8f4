"""The programs that checks drive."""


class ToolMissing(Exception):
    """A program that a check drives is not installed."""
