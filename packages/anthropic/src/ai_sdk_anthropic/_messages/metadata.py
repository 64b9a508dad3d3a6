"""From the facts of an answer to its metadata and finish reason."""

from __future__ import annotations

from typing import Any, cast

from ai_sdk_core.provider import FinishReason, JSONObject, ProviderMetadata, UnifiedFinishReason

from .._metadata import (
    AnthropicAppliedEdit,
    AnthropicContainer,
    AnthropicContextManagementResult,
    AnthropicMessageMetadata,
    AnthropicStopDetails,
    AnthropicUsageIteration,
)
from .schemas import (
    ClearedThinking,
    ClearedToolUses,
    Compacted,
    Container,
    ContextManagement,
    InputTransformation,
    SafeguardResult,
    StopDetails,
    UsageIteration,
)

_FINISH_REASONS: dict[str | None, UnifiedFinishReason] = {
    "pause_turn": "stop",
    "end_turn": "stop",
    "stop_sequence": "stop",
    "refusal": "content-filter",
    "tool_use": "tool-calls",
    "max_tokens": "length",
    "model_context_window_exceeded": "length",
}


def convert_stop_reason(stop_reason: str | None, *, is_json_from_tool: bool = False) -> FinishReason:
    """Translate the reason why a model stopped.

    Args:
        stop_reason: The API's word for it.
        is_json_from_tool: Whether the model called the tool that we added for a JSON answer.

    Returns:
        The finish reason.
    """
    unified = _FINISH_REASONS.get(stop_reason, "other")
    if unified == "tool-calls" and is_json_from_tool:
        unified = "stop"
    return FinishReason(unified=unified, raw=stop_reason)


def build_provider_metadata(
    *,
    keys: tuple[str, ...],
    usage: JSONObject | None,
    iterations: list[UsageIteration] | None,
    stop_sequence: str | None,
    service_tier: str | None,
    stop_details: StopDetails | None,
    input_transformations: list[InputTransformation] | None,
    safeguard_results: list[SafeguardResult] | None,
    container: Container | None,
    context_management: ContextManagement | None,
) -> ProviderMetadata:
    """Put together the metadata of an answer.

    Args:
        keys: The names under which users look for it.
        usage: The usage as the API sent it.
        iterations: The usage of the runs that led to the answer.
        stop_sequence: The sequence that ended the answer.
        service_tier: The tier that served the request.
        stop_details: Why the request was refused.
        input_transformations: What was changed in the prompt.
        safeguard_results: What safeguards found.
        container: The container that programs ran in.
        context_management: What was done to the context.

    Returns:
        The metadata.
    """
    metadata: AnthropicMessageMetadata = {
        "usage": usage,
        "stopSequence": stop_sequence,
        "iterations": [_convert_iteration(run) for run in iterations] if iterations is not None else None,
        "container": _convert_container(container) if container is not None else None,
        "contextManagement": _convert_context_management(context_management) if context_management else None,
    }
    if service_tier is not None:
        metadata["serviceTier"] = service_tier
    if stop_details is not None:
        metadata["stopDetails"] = _convert_stop_details(stop_details)
    if input_transformations is not None:
        metadata["inputTransformations"] = [{**transformation} for transformation in input_transformations]
    if safeguard_results is not None:
        metadata["safeguardResults"] = [{**result} for result in safeguard_results]
    return {key: cast("JSONObject", metadata) for key in keys}


def _convert_iteration(run: UsageIteration) -> AnthropicUsageIteration:
    converted: AnthropicUsageIteration = {
        "type": run["type"],
        "inputTokens": run["input_tokens"],
        "outputTokens": run["output_tokens"],
    }
    model = run.get("model")
    if model is not None:
        converted["model"] = model
    cache_write, cache_read = run.get("cache_creation_input_tokens"), run.get("cache_read_input_tokens")
    if cache_write:
        converted["cacheCreationInputTokens"] = cache_write
    if cache_read:
        converted["cacheReadInputTokens"] = cache_read
    return converted


def _convert_container(container: Container) -> AnthropicContainer:
    skills = container["skills"]
    return {
        "expiresAt": container["expires_at"],
        "id": container["id"],
        "skills": None
        if skills is None
        else [{"type": skill["type"], "skillId": skill["skill_id"], "version": skill["version"]} for skill in skills],
    }


def _convert_context_management(context_management: ContextManagement) -> AnthropicContextManagementResult:
    return {"appliedEdits": [_convert_edit(edit) for edit in context_management["applied_edits"]]}


def _convert_edit(edit: ClearedToolUses | ClearedThinking | Compacted) -> AnthropicAppliedEdit:
    if edit["type"] == "clear_tool_uses_20250919":
        return {
            "type": edit["type"],
            "clearedToolUses": edit["cleared_tool_uses"],
            "clearedInputTokens": edit["cleared_input_tokens"],
        }
    if edit["type"] == "clear_thinking_20251015":
        return {
            "type": edit["type"],
            "clearedThinkingTurns": edit["cleared_thinking_turns"],
            "clearedInputTokens": edit["cleared_input_tokens"],
        }
    return {"type": edit["type"]}


def _convert_stop_details(details: StopDetails) -> AnthropicStopDetails:
    converted: dict[str, Any] = {
        "type": details["type"],
        "category": details["category"],
        "explanation": details["explanation"],
        "recommendedModel": details["recommended_model"],
    }
    return cast("AnthropicStopDetails", {name: value for name, value in converted.items() if value is not None})
