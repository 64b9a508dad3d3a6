"""Containers that outlive a step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from ai_sdk_core import PrepareStepResult


class _Step(Protocol):
    @property
    def provider_metadata(self) -> Mapping[str, Any] | None: ...


class _Steps(Protocol):
    @property
    def steps(self) -> Sequence[_Step]: ...


def forward_anthropic_container_id_from_last_step(options: _Steps) -> PrepareStepResult | None:
    """Run the programs of a step in the container of the steps before it. Pass it as `prepare_step`.

    Args:
        options: The state of the generation.

    Returns:
        Options with the id of the newest container; None if there is no container yet.
    """
    for step in reversed(options.steps):
        container = ((step.provider_metadata or {}).get("anthropic") or {}).get("container")
        if container and container.get("id"):
            return {"provider_options": {"anthropic": {"container": {"id": container["id"]}}}}
    return None
