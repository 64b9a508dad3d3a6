"""From the options of a call to fields of the request, and the betas that they need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ai_sdk_core.provider_utils import resolve_provider_reference

Options = dict[str, Any]
"""The options that are set, with the names on the wire."""


def service_fields(options: Options) -> dict[str, Any]:
    """Make the fields that say how the request is served.

    Args:
        options: The options of the call.

    Returns:
        The fields that stand before the prompt.
    """
    fields = {name: options.get(name) for name in ("speed", "service_tier", "inference_geo")}
    fields["fallbacks"] = options.get("fallbacks") or None
    fields["cache_control"] = options.get("cache_control")
    fields["metadata"] = options.get("metadata") or None
    fields["mcp_servers"] = options.get("mcp_servers") or None
    fields["container"] = _container(options.get("container"))
    return {name: value for name, value in fields.items() if value is not None}


def context_fields(options: Options) -> dict[str, Any]:
    """Make the fields that say what the API does with prompt and answer.

    Args:
        options: The options of the call.

    Returns:
        The fields that stand behind the prompt.
    """
    fields = {
        "safeguards": options.get("safeguards") or None,
        "compaction": options.get("compaction"),
        "context_management": options.get("context_management"),
    }
    return {name: value for name, value in fields.items() if value is not None}


def thread_field(thread: dict[str, Any] | None) -> dict[str, Any]:
    """Make the field that creates or continues a thread.

    Args:
        thread: The option.

    Returns:
        The field, or nothing.
    """
    return {} if thread is None else {"thread": dict(thread)}


def option_betas(options: Options) -> Iterator[str]:
    """List the betas that options need.

    Args:
        options: The options of the call.

    Yields:
        The betas.
    """
    if options.get("mcp_servers"):
        yield "mcp-client-2025-04-04"
    if options.get("safeguards"):
        yield "dangerous-tool-use-2026-09-03"
    if options.get("compaction"):
        yield "compact-2026-09-04"
    yield from _context_betas(options.get("context_management"))
    if has_skills(options):
        yield from ("code-execution-2025-08-25", "skills-2025-10-02", "files-api-2025-04-14")
    if options.get("task_budget"):
        yield "task-budgets-2026-03-13"
    if options.get("speed") == "fast":
        yield "fast-mode-2026-02-01"


def thinking_betas(thinking: dict[str, Any] | None) -> Iterator[str]:
    """List the betas that thinking needs.

    Args:
        thinking: The `thinking` of the request.

    Yields:
        The betas.
    """
    if thinking and thinking.get("display") == "updates":
        yield "thinking-display-updates-2026-08-18"
    if thinking and thinking.get("block_binding"):
        yield "thinking-binding-controls-2026-08-01"


def fallback_betas(options: Options) -> Iterator[str]:
    """List the betas that fallbacks need.

    Args:
        options: The options of the call.

    Yields:
        The betas.
    """
    fallbacks = options.get("fallbacks")
    if fallbacks == "default":
        yield "server-side-fallback-2026-07-01"
    elif fallbacks:
        yield "server-side-fallback-2026-06-01"


def has_skills(options: Options) -> bool:
    """Tell whether the container is to have skills.

    Args:
        options: The options of the call.

    Returns:
        True if there is a skill.
    """
    return bool((options.get("container") or {}).get("skills"))


def _context_betas(context_management: dict[str, Any] | None) -> Iterator[str]:
    if context_management is not None:
        yield "context-management-2025-06-27"
        if any(edit["type"] == "compact_20260112" for edit in context_management["edits"]):
            yield "compact-2026-01-12"


def _container(container: dict[str, Any] | None) -> dict[str, Any] | str | None:
    """The id alone where no skills are wanted: that is how programs go on."""
    if not container or not container.get("skills"):
        return (container or {}).get("id")
    return {**container, "skills": [_skill(skill) for skill in container["skills"]]}


def _skill(skill: dict[str, Any]) -> dict[str, Any]:
    if skill["type"] == "custom":
        skill_id = resolve_provider_reference(skill["provider_reference"], "anthropic")
    else:
        skill_id = skill["skill_id"]
    version = {"version": skill["version"]} if "version" in skill else {}
    return {"type": skill["type"], "skill_id": skill_id, **version}
