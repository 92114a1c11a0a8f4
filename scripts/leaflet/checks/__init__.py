"""The gate: which checks there are, and how they are run."""
