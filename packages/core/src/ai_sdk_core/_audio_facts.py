"""What events tell about audio."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, kw_only=True)
class AudioFacts:
    """What is known about audio; not the audio itself, which may be large."""

    byte_length: int | None
    """`None` if it is not known: the provider fetches the audio itself, or it is yet to be streamed."""
    media_type: str | None
    format: str | None = None
