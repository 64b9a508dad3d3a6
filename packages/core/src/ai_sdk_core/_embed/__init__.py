"""Texts become vectors: `embed` and `embed_many`."""
