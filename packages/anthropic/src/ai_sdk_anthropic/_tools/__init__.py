"""The tools that the API defines."""
