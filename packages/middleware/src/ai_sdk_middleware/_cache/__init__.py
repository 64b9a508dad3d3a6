"""A cache of responses."""
