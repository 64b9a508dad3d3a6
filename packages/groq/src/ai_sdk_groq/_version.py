VERSION = "0.1.0"
"""The version of this package; a test compares it with the one in pyproject.toml."""
