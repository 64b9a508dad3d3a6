"""Generating text: the loop of model calls and tools, its parts and its results."""
