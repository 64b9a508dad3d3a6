"""Agents: a model, its tools and its settings in one object."""
