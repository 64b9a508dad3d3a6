"""Middleware for models that write their reasoning into the text, between tags."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import NamedTuple

from .._override import override
from ..errors import InvalidArgumentError
from ..provider.language_model.call_options import LanguageModelCallOptions
from ..provider.language_model.content import Content, Reasoning, Text
from ..provider.language_model.model import LanguageModel
from ..provider.language_model.result import LanguageModelGenerateResult, LanguageModelStreamResult
from ..provider.language_model.stream_part import (
    LanguageModelStreamPart,
    ReasoningDelta,
    ReasoningEnd,
    ReasoningStart,
    TextDelta,
    TextEnd,
    TextStart,
)
from ..provider.middleware import LanguageModelMiddleware
from .batches import map_batches


class ReasoningTags(NamedTuple):
    """What stands before and after reasoning."""

    opening: str
    closing: str


def extract_reasoning_middleware(
    *, tag_name: str | ReasoningTags, separator: str = "\n", start_with_reasoning: bool = False
) -> LanguageModelMiddleware:
    """Make middleware that turns the reasoning in texts into reasoning of its own.

    Args:
        tag_name: Name of an XML tag, without brackets (`think`), or what stands before and after reasoning as it is.
        separator: Stands between stretches of reasoning, or of text, that become one.
        start_with_reasoning: Whether the model leaves the first opening tag out.

    Returns:
        The middleware.

    Raises:
        InvalidArgumentError: A tag is empty.

    Source: the reference's `extractReasoningMiddleware`.
    """
    tags = ReasoningTags(f"<{tag_name}>", f"</{tag_name}>") if isinstance(tag_name, str) else ReasoningTags(*tag_name)
    if not tags.opening or not tags.closing:
        raise InvalidArgumentError(
            parameter="tagName", value=tag_name, message="Reasoning delimiters must not be empty."
        )
    return _ExtractReasoning(_Format(tags, separator, start_with_reasoning))


class _Format(NamedTuple):
    """How reasoning is written."""

    tags: ReasoningTags
    separator: str
    starts_with_reasoning: bool


class _ExtractReasoning(LanguageModelMiddleware):
    def __init__(self, format_: _Format) -> None:
        self._format = format_

    @override
    async def wrap_generate(
        self, model: LanguageModel, params: LanguageModelCallOptions
    ) -> LanguageModelGenerateResult:
        result = await model.do_generate(params)
        structured = result.structured_output_text
        return replace(
            result,
            content=[piece for part in result.content for piece in self._split_content(part)],
            structured_output_text=None if structured is None else _split(structured, self._format)[0],
        )

    def _split_content(self, part: Content) -> list[Content]:
        if not isinstance(part, Text):
            return [part]
        text, reasoning = _split(part.text, self._format)
        if reasoning is None:
            return [part]
        return [Reasoning(text=reasoning), replace(part, text=text, citations=None)]

    @override
    async def wrap_stream(self, model: LanguageModel, params: LanguageModelCallOptions) -> LanguageModelStreamResult:
        result = await model.do_stream(params)
        return replace(result, stream=map_batches(result.stream, _ReasoningInTexts(self._format).feed))


def _split(written: str, format_: _Format) -> tuple[str, str | None]:
    """The text without reasoning, and the reasoning; `None` if there is none."""
    tags, separator, starts_with_reasoning = format_
    text = tags.opening + written if starts_with_reasoning else written
    stretches = list(_stretches(text, tags))
    if not stretches:
        return written, None
    ends = [0, *(end for _, end in stretches)]
    rest = text[ends[-1] :]
    for (begin, _), end_before in zip(reversed(stretches), reversed(ends[:-1]), strict=True):
        glue = separator if begin > 0 and rest else ""
        rest = text[end_before:begin] + glue + rest
    reasoning = (text[begin + len(tags.opening) : end - len(tags.closing)] for begin, end in stretches)
    return rest, separator.join(reasoning)


def _stretches(text: str, tags: ReasoningTags) -> Iterator[tuple[int, int]]:
    """Where reasoning begins and ends, with its tags."""
    end = 0
    while (begin := text.find(tags.opening, end)) >= 0:
        closing = text.find(tags.closing, begin + len(tags.opening))
        if closing < 0:
            return
        end = closing + len(tags.closing)
        yield begin, end


@dataclass(slots=True, kw_only=True)
class _Block:
    """Where one block of text stands."""

    text_id: str
    in_reasoning: bool
    buffer: str = ""
    """What may be the beginning of a tag."""
    switched: bool = False
    """A tag has gone by, and nothing has come after it."""
    had_reasoning: bool = False
    had_text: bool = False
    reasoning_id: str | None = None
    """Id of the reasoning that has begun."""


class _ReasoningInTexts:
    """Finds the reasoning in the texts of one stream."""

    def __init__(self, format_: _Format) -> None:
        self._format = format_
        self._blocks: dict[str, _Block] = {}
        self._starts: dict[str, TextStart] = {}
        """Texts that have begun without giving any: reasoning may come before them."""
        self._numbers = count()

    def feed(self, batch: list[LanguageModelStreamPart]) -> list[LanguageModelStreamPart]:
        out: list[LanguageModelStreamPart] = []
        for part in batch:
            if part.type == "text-start":
                self._starts[part.id] = part
            elif part.type == "text-delta":
                self._take(part, out)
            elif part.type == "text-end":
                self._end(part, out)
            else:
                out.append(part)
        return out

    def _take(self, part: TextDelta, out: list[LanguageModelStreamPart]) -> None:
        block = self._blocks.get(part.id)
        if block is None:
            block = _Block(text_id=part.id, in_reasoning=self._format.starts_with_reasoning)
            self._blocks[part.id] = block
        block.buffer += part.delta
        while True:
            tag = self._format.tags.closing if block.in_reasoning else self._format.tags.opening
            begin = _possible_start(block.buffer, tag)
            self._publish(block, block.buffer[:begin], out)
            block.buffer = block.buffer[begin:]
            if not block.buffer.startswith(tag):
                return
            block.buffer = block.buffer[len(tag) :]
            self._switch(block, out)

    def _end(self, part: TextEnd, out: list[LanguageModelStreamPart]) -> None:
        block = self._blocks.get(part.id)
        if block is not None:
            self._publish(block, block.buffer, out)
            block.buffer = ""
        self._begin_text(part.id, out)
        out.append(part)

    def _switch(self, block: _Block, out: list[LanguageModelStreamPart]) -> None:
        if block.in_reasoning:
            if not block.had_reasoning:
                out.append(ReasoningStart(id=self._reasoning_id(block)))
            out.append(ReasoningEnd(id=self._reasoning_id(block)))
            block.reasoning_id = None
        block.in_reasoning = not block.in_reasoning
        block.switched = True

    def _publish(self, block: _Block, text: str, out: list[LanguageModelStreamPart]) -> None:
        if not text:
            return
        goes_on = block.had_reasoning if block.in_reasoning else block.had_text
        delta = self._format.separator + text if block.switched and goes_on else text
        if block.in_reasoning:
            if block.switched or not block.had_reasoning:
                out.append(ReasoningStart(id=self._reasoning_id(block)))
            out.append(ReasoningDelta(id=self._reasoning_id(block), delta=delta))
            block.had_reasoning = True
        else:
            self._begin_text(block.text_id, out)
            out.append(TextDelta(id=block.text_id, delta=delta))
            block.had_text = True
        block.switched = False

    def _begin_text(self, text_id: str, out: list[LanguageModelStreamPart]) -> None:
        start = self._starts.pop(text_id, None)
        if start is not None:
            out.append(start)

    def _reasoning_id(self, block: _Block) -> str:
        if block.reasoning_id is None:
            block.reasoning_id = f"reasoning-{next(self._numbers)}"
        return block.reasoning_id


def _possible_start(text: str, tag: str) -> int:
    """Where a tag begins, or what may become one; the length of the text if nothing may."""
    found = text.find(tag)
    if found >= 0:
        return found
    for length in range(min(len(tag) - 1, len(text)), 0, -1):
        if text.endswith(tag[:length]):
            return len(text) - length
    return len(text)
