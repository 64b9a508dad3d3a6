"""Runs the golden vectors: calls that the reference made, with all that went in and came out.

One module for each concern: `cases` finds the files, `values` and `functions` turn what stands in them into Python
values, `language_models`, `provider_models` and `core` make the call through the public API, `encoding` writes down
what came of it in the shape of the file's `expected`, `matching` compares the two, `report` says how it went.
"""
