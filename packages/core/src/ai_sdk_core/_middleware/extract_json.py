"""Middleware for models that put their JSON between the fences of a Markdown code block."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from .._override import override
from ..provider.language_model.call_options import LanguageModelCallOptions
from ..provider.language_model.model import LanguageModel
from ..provider.language_model.result import LanguageModelGenerateResult, LanguageModelStreamResult
from ..provider.language_model.stream_part import LanguageModelStreamPart, TextDelta, TextEnd, TextStart
from ..provider.middleware import LanguageModelMiddleware
from .batches import map_batches

_FENCE = "```"
_OPENING = re.compile(r"```(?:json)?\s*\n?")
_OPENING_LINE = re.compile(r"```(?:json)?\s*\n")
_CLOSING = re.compile(r"\n?```\s*\Z")


def extract_json_middleware(*, transform: Callable[[str], str] | None = None) -> LanguageModelMiddleware:
    """Make middleware that takes Markdown fences away from texts.

    Args:
        transform: Changes whole texts in another way; then a text is streamed when it is complete.

    Returns:
        The middleware.

    Source: the reference's `extractJsonMiddleware`.
    """
    return _ExtractJson(transform)


class _ExtractJson(LanguageModelMiddleware):
    def __init__(self, transform: Callable[[str], str] | None) -> None:
        self._transform = transform

    @override
    async def wrap_generate(
        self, model: LanguageModel, params: LanguageModelCallOptions
    ) -> LanguageModelGenerateResult:
        result = await model.do_generate(params)
        transform = self._transform or _without_fences
        structured = result.structured_output_text
        return replace(
            result,
            content=[
                replace(part, text=transform(part.text)) if part.type == "text" else part for part in result.content
            ],
            structured_output_text=None if structured is None else transform(structured),
        )

    @override
    async def wrap_stream(self, model: LanguageModel, params: LanguageModelCallOptions) -> LanguageModelStreamResult:
        result = await model.do_stream(params)
        return replace(result, stream=map_batches(result.stream, _JsonTexts(self._transform).feed))


def _without_fences(text: str) -> str:
    opening = _OPENING.match(text)
    return _CLOSING.sub("", text[opening.end() :] if opening is not None else text).strip()


def _without_closing_fence(text: str) -> str:
    return _CLOSING.sub("", text).rstrip()


@dataclass(slots=True, kw_only=True)
class _Block:
    """A block of text that has not ended."""

    start: TextStart
    phase: Literal["undecided", "streaming", "complete"]
    """Whether it is open what the text begins with, or clear, or whether all of it has to be there first."""
    buffer: str = ""
    """What has not been passed on."""


class _JsonTexts:
    """Takes the fences away from the texts of one stream.

    What may become a closing fence is held back, and so is the beginning until it is clear whether it is a fence.
    """

    def __init__(self, transform: Callable[[str], str] | None) -> None:
        self._transform = transform
        self._blocks: dict[str, _Block] = {}

    def feed(self, batch: list[LanguageModelStreamPart]) -> list[LanguageModelStreamPart]:
        out: list[LanguageModelStreamPart] = []
        for part in batch:
            if part.type == "text-start":
                phase: Literal["undecided", "complete"] = "undecided" if self._transform is None else "complete"
                self._blocks[part.id] = _Block(start=part, phase=phase)
            elif part.type == "text-delta" and part.id in self._blocks:
                self._take(self._blocks[part.id], part, out)
            elif part.type == "text-end" and part.id in self._blocks:
                self._end(self._blocks.pop(part.id), part, out)
            else:
                out.append(part)
        return out

    def _take(self, block: _Block, part: TextDelta, out: list[LanguageModelStreamPart]) -> None:
        block.buffer += part.delta
        if block.phase == "undecided" and _is_decided(block.buffer):
            block.phase = "streaming"
            opening = _OPENING_LINE.match(block.buffer)
            block.buffer = block.buffer[opening.end() :] if opening is not None else block.buffer
            out.append(block.start)
        if block.phase == "streaming":
            held = _possible_closing(block.buffer)
            if held:
                out.append(TextDelta(id=part.id, delta=block.buffer[:held]))
                block.buffer = block.buffer[held:]

    def _end(self, block: _Block, part: TextEnd, out: list[LanguageModelStreamPart]) -> None:
        if block.phase == "streaming":
            rest = _without_closing_fence(block.buffer)
        else:
            out.append(block.start)
            rest = (self._transform or _without_fences)(block.buffer)
        if rest:
            out.append(TextDelta(id=part.id, delta=rest))
        out.append(part)


def _is_decided(text: str) -> bool:
    """Whether it is clear if a text begins with a fence: that takes a whole line."""
    if text.startswith(_FENCE):
        return "\n" in text
    return bool(text) and (not text.startswith("`") or len(text) >= len(_FENCE))


def _possible_closing(text: str) -> int:
    """Where the end begins that may belong to a closing fence."""
    index = len(text.rstrip())
    fence = len(text[:index]) - len(text[:index].rstrip("`"))
    if fence == 0:
        return index
    index -= min(fence, len(_FENCE))
    return len(text[:index].rstrip())
