"""Messages that join a running generation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ai_sdk_core import Steering
from ai_sdk_core._callbacks import resolve
from ai_sdk_core._generate_text.generate import generate_run
from ai_sdk_core._generate_text.stream import stream_run

from .encoding import JSON, encode, encode_error, encode_user_part
from .stage import Stage
from .text import make_run, read_fields

SHORT_FIELDS = ("text", "finishReason", "responseMessages", "toolResults", "content")
"""Fields of results that a case about the course of a generation reads."""


async def steering(stage: Stage) -> dict[str, JSON]:
    """Run a `steering` case."""
    sender = _Sender(stage)
    sender.send(stage.data.get("before", ()))
    observed: dict[str, JSON] = {}
    try:
        result = await _generate(stage, sender, observed)
        observed["result"] = read_fields(result, SHORT_FIELDS)
        observed["stepCount"] = len(result.steps)
        observed["steeringMessages"] = [
            [encode(message) for message in step.steering_messages] or None for step in result.steps
        ]
    except Exception as error:
        observed["throws"] = encode_error(error)
    sender.send(stage.data.get("after", ()))
    return {**observed, "outcomes": sender.outcomes(), **stage.observed()}


async def _generate(stage: Stage, sender: _Sender, observed: dict[str, JSON]) -> Any:
    operation = "ai.streamText" if stage.data.get("stream") else "ai.generateText"
    run, _ = make_run(stage, operation, steering=sender.steering)
    for name, messages in (stage.data.get("duringTool") or {}).items():
        assert run.tools is not None
        run.tools[name].execute = _sending(run.tools[name].execute, sender, messages)
    if not stage.data.get("stream"):
        return await generate_run(run)
    async with stream_run(run) as streamed:
        observed["fullStream"] = [encode_user_part(part) async for part in streamed.stream]
        return await streamed


def _sending(execute: Any, sender: _Sender, messages: Sequence[Mapping[str, Any]]) -> Any:
    async def wrapped(*arguments: Any) -> Any:
        nonlocal messages
        sender.send(messages)
        messages = ()
        return await resolve(execute(*arguments))

    return wrapped


class _Sender:
    """Sends the case's messages and keeps their tickets."""

    def __init__(self, stage: Stage) -> None:
        self.steering = Steering()
        self._stage = stage
        self._tickets: list[Any] = []

    def send(self, entries: Sequence[Mapping[str, Any]]) -> None:
        for entry in entries:
            send = self.steering.queue if entry["kind"] == "queue" else self.steering.steer
            self._tickets.append(send(self._stage.decode(entry["message"]), id=entry.get("id")))

    def outcomes(self) -> list[JSON]:
        """What became of the messages, in the order in which they were sent."""
        return [{"pending": True} if ticket.outcome is None else encode(ticket.outcome) for ticket in self._tickets]
