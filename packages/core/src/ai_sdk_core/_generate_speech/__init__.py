"""Texts become speech: `generate_speech` and `stream_speech`."""
