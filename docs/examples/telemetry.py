"""Telemetry: an integration is told what happens, as far as the call allows it.

Run it with `python docs/examples/telemetry.py`; it finds a model as the quickstart does.
"""

from __future__ import annotations

import asyncio
from typing import Any

from ai_sdk_core import StepResult, Telemetry, TelemetryInfo, generate_text, register_telemetry
from model_finder import find_model
from typing_extensions import override


class Printed(Telemetry):
    """An integration overrides the methods for what it wants to know."""

    @override
    def on_start(self, event: Any, info: TelemetryInfo) -> None:
        print(f"{event.operation_id} of {info.function_id} begins, user {event.runtime_context.get('user')}")

    @override
    async def on_step_end(self, event: StepResult, info: TelemetryInfo) -> None:
        print(f"step {event.step_number}: {event.usage.total_tokens} tokens, text {event.text!r}")

    @override
    def on_end(self, event: Any, info: TelemetryInfo) -> None:
        print(f"the end: {info.metadata}")


async def main() -> None:
    """Make a call that is watched, but whose texts are nobody's business."""
    take_back = register_telemetry(Printed())
    try:
        async with find_model() as found:
            await generate_text(
                model=found.model,
                prompt="Why is the sky blue?",
                runtime_context={"user": "ann", "card": "4111"},
                telemetry={
                    "function_id": "sky",
                    "metadata": {"experiment": "b"},
                    "record_inputs": False,
                    "record_outputs": False,
                    "include_runtime_context": {"user": True},
                },
            )
    finally:
        take_back()


if __name__ == "__main__":
    asyncio.run(main())
