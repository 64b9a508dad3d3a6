"""What the decoders of texts, reasoning and tools share while they read one stream."""

from __future__ import annotations

from ai_sdk_core.provider import LanguageModelStreamPart
from ai_sdk_core.provider_utils import SurrogateJoiner

from .content_settings import ContentSettings


class StreamState:
    """The state of one stream.

    Args:
        settings: What decides about content.
    """

    __slots__ = ("_joiners", "item_ids", "parts", "settings")

    def __init__(self, settings: ContentSettings) -> None:
        self.settings = settings
        self.parts: list[LanguageModelStreamPart] = []
        """Parts that are ready and not yet handed out."""
        self.item_ids: dict[int | None, str] = {}
        """The ids under which items began, by their places in the output: some platforms change ids half way."""
        self._joiners: dict[str, SurrogateJoiner] = {}

    def whole_characters(self, part_id: str, delta: str) -> str:
        """Hold half a character back until its other half comes.

        Args:
            part_id: The block that the delta belongs to.
            delta: The delta.

        Returns:
            What is complete; may be empty.
        """
        if delta.isascii() and not self._joiners:
            return delta
        joiner = self._joiners.setdefault(part_id, SurrogateJoiner())
        text = joiner.feed(delta)
        if not joiner.half:
            del self._joiners[part_id]
        return text

    def rest(self, part_id: str) -> str:
        """End a block.

        Args:
            part_id: The block.

        Returns:
            What stands for half a character that was left over; almost always nothing.
        """
        joiner = self._joiners.pop(part_id, None)
        return "" if joiner is None else joiner.flush()
