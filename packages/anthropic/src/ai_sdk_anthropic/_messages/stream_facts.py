"""Facts about an answer that a stream tells bit by bit."""

from __future__ import annotations

from typing import Any

from ai_sdk_core.provider import Finish, FinishReason, JSONObject

from .metadata import build_provider_metadata, convert_stop_reason
from .schemas import (
    Container,
    ContextManagement,
    InputTransformation,
    MessageDelta,
    SafeguardResult,
    StartedMessage,
    StopDetails,
)
from .usage import convert_usage

_USAGE_FIELDS = (
    "input_tokens",
    "output_tokens",
    "output_tokens_details",
    "cache_read_input_tokens",
    "cache_creation_input_tokens",
    "iterations",
)


class StreamFacts:
    """Collects the facts of one stream.

    Args:
        metadata_keys: The keys for provider metadata.
    """

    def __init__(self, metadata_keys: tuple[str, ...]) -> None:
        self.stop_reason: str | None = None
        """Why the model stopped."""
        self._metadata_keys = metadata_keys
        self._usage: dict[str, Any] = {"input_tokens": 0, "output_tokens": 0}
        self._raw_usage: JSONObject | None = None
        self._stop_sequence: str | None = None
        self._service_tier: str | None = None
        self._stop_details: StopDetails | None = None
        self._input_transformations: list[InputTransformation] | None = None
        self._safeguard_results: list[SafeguardResult] | None = None
        self._container: Container | None = None
        self._context_management: ContextManagement | None = None

    def start(self, message: StartedMessage) -> JSONObject:
        """Take what is known when a message begins.

        Args:
            message: The message.

        Returns:
            The usage as the API sent it.
        """
        usage: Any = message["usage"]
        self._usage["input_tokens"] = usage["input_tokens"]
        self._usage["cache_read_input_tokens"] = usage.get("cache_read_input_tokens")
        self._usage["cache_creation_input_tokens"] = usage.get("cache_creation_input_tokens")
        self._raw_usage = {**usage}
        self._service_tier = _known(usage.get("service_tier"), message["service_tier"])
        self._input_transformations = _known(message["input_transformations"], self._input_transformations)
        container = message["container"]
        if container is not None:
            self._container = {**container, "skills": None}
        self.stop_reason = _known(message["stop_reason"], self.stop_reason)
        return {**usage}

    def update(self, event: MessageDelta) -> None:
        """Take what becomes known at the end of a message.

        Args:
            event: The event.
        """
        usage: Any = event["usage"]
        self._usage.update({name: usage[name] for name in _USAGE_FIELDS if usage.get(name) is not None})
        self._raw_usage = {**(self._raw_usage or {}), **usage}
        delta = event["delta"]
        self.stop_reason = delta["stop_reason"]
        self._stop_sequence = delta["stop_sequence"]
        self._stop_details = delta["stop_details"]
        self._container = delta["container"]
        self._service_tier = _known(usage.get("service_tier"), self._service_tier)
        # A safeguard that is still busy says null; its last word counts.
        self._safeguard_results = _known(delta["safeguard_results"], self._safeguard_results)
        self._input_transformations = _known(event["input_transformations"], self._input_transformations)
        self._context_management = _known(event["context_management"], self._context_management)

    def finish_reason(self, *, is_json_from_tool: bool) -> FinishReason:
        """Tell why the model stopped.

        Args:
            is_json_from_tool: Whether the model called the tool that we added for a JSON answer.

        Returns:
            The reason.
        """
        return convert_stop_reason(self.stop_reason, is_json_from_tool=is_json_from_tool)

    def finish(self, *, is_json_from_tool: bool) -> Finish:
        """Make the last part of a message.

        Args:
            is_json_from_tool: Whether the model called the tool that we added for a JSON answer.

        Returns:
            The part.
        """
        return Finish(
            finish_reason=self.finish_reason(is_json_from_tool=is_json_from_tool),
            usage=convert_usage(self._usage, self._raw_usage or {**self._usage}),
            provider_metadata=build_provider_metadata(
                keys=self._metadata_keys,
                usage=self._raw_usage,
                iterations=self._usage.get("iterations"),
                stop_sequence=self._stop_sequence,
                service_tier=self._service_tier,
                stop_details=self._stop_details,
                input_transformations=self._input_transformations,
                safeguard_results=self._safeguard_results,
                container=self._container,
                context_management=self._context_management,
            ),
        )


def _known(new: Any, old: Any) -> Any:
    return old if new is None else new
