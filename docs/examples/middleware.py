"""Middleware: changes what a model does without touching it.

Run it with `python docs/examples/middleware.py`; it finds a model as the quickstart does.
"""

from __future__ import annotations

import asyncio
import time

from ai_sdk_core import (
    LanguageModel,
    default_instructions_middleware,
    default_settings_middleware,
    extract_reasoning_middleware,
    generate_text,
    simulate_streaming_middleware,
    stream_text,
    wrap_language_model,
)
from ai_sdk_core.provider import LanguageModelCallOptions, LanguageModelGenerateResult, LanguageModelMiddleware
from model_finder import find_model
from typing_extensions import override


class Timed(LanguageModelMiddleware):
    """Middleware of one's own overrides what it wants to change."""

    @override
    async def wrap_generate(
        self, model: LanguageModel, params: LanguageModelCallOptions
    ) -> LanguageModelGenerateResult:
        started = time.perf_counter()
        result = await model.do_generate(params)
        print(f"{model.model_id} answered after {time.perf_counter() - started:.1f} s")
        return result


async def use_built_in_middleware(model: LanguageModel) -> None:
    """The first middleware is the outermost, the last one stands directly around the model."""
    wrapped = wrap_language_model(
        model=model,
        middleware=[
            default_instructions_middleware(instructions="Answer in one sentence."),
            default_settings_middleware(settings={"max_output_tokens": 200, "temperature": 0.2}),
            extract_reasoning_middleware(tag_name="think"),
            Timed(),
        ],
    )
    result = await generate_text(model=wrapped, prompt="Why is the sky blue?")
    print(result.text)


async def stream_what_does_not_stream(model: LanguageModel) -> None:
    """A model that answers at once looks like one that streams."""
    wrapped = wrap_language_model(model=model, middleware=simulate_streaming_middleware())
    async with stream_text(model=wrapped, prompt="Why is the sea salty?") as stream:
        async for delta in stream.text_stream:
            print(delta)


async def main() -> None:
    """Show all of it."""
    async with find_model() as found:
        await use_built_in_middleware(found.model)
        await stream_what_does_not_stream(found.model)


if __name__ == "__main__":
    asyncio.run(main())
