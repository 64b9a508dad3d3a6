"""Options of the generation functions: from the reference's names and signatures to ours.

Deprecated names of the reference are taken for the current ones, because our functions have only those.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

from ai_sdk_core import Schema, Timeout, Tool, dynamic_tool, json_schema, smooth_stream, tool
from ai_sdk_core._callbacks import resolve
from ai_sdk_core._generate_text.approval import ToolApprovalDecision
from ai_sdk_core._tool_search import tool_search
from ai_sdk_core.provider import ToolCall, from_json

from .encoding import JSON, encode
from .names import to_snake
from .stage import Stage, logged
from .values import UNDEFINED

_EXPERIMENTAL = "experimental_"

_CURRENT_NAMES = {
    "system": "instructions",
    "onFinish": "onEnd",
    "onStepFinish": "onStepEnd",
}
"""What deprecated options are called now."""


def current_name(name: str) -> str:
    """Name of an option without its history."""
    name = name.removeprefix(_EXPERIMENTAL)
    return _CURRENT_NAMES.get(name, name)


class OptionsAdapter:
    """Adapts the options of one case.

    Args:
        stage: The case's surroundings.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.pauses: list[float | None] = []
        """Pauses that smoothed streams made, in milliseconds."""

    def __call__(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """Adapt options.

        Args:
            options: As they stand in the file.

        Returns:
            Our keyword arguments.
        """
        stage = self._stage
        adapted: dict[str, Any] = {}
        deprecated_first = sorted(options, key=lambda name: current_name(name) == name)
        for name in deprecated_first:
            current = current_name(name)
            adapt = getattr(self, f"_option_{current}", None)
            value = adapt(options[name]) if adapt is not None else stage.decode(options[name])
            if value is not UNDEFINED:
                adapted[to_snake(current)] = value
        adapted.setdefault("model", stage.models.get("m"))
        adapted.update(self._callbacks())
        signal = stage.data.get("abortSignal")
        if signal:
            adapted["abort_signal"] = stage.controller.signal
            if signal == "aborted":
                stage.abort()
            elif isinstance(signal, dict):
                stage.abort(signal["reason"])
        return adapted

    def _callbacks(self) -> dict[str, Callable[..., Any]]:
        data = self._stage.data
        wanted: dict[str, Any] = {
            **dict.fromkeys(data.get("record", ())),
            **data.get("recordKeys", {}),
            **dict.fromkeys(data.get("recordFull", ()), "*"),
        }
        deprecated_first = sorted(wanted, key=lambda name: current_name(name) == name)
        return {to_snake(current_name(name)): logged(self._stage, name, wanted[name]) for name in deprecated_first}

    # --- Options that are more than data ---

    def _option_model(self, model: Any) -> Any:
        decoded = self._stage.decode(model)
        if not isinstance(decoded, Mapping):
            return decoded
        return SimpleNamespace(**{to_snake(name): value for name, value in decoded.items()})

    def _option_tools(self, tools: Mapping[str, Any]) -> Any:
        return {name: build_tool(self._stage, description) for name, description in tools.items()}

    def _option_timeout(self, timeout: Any) -> Any:
        if isinstance(timeout, Mapping):
            per_tool = {name.removesuffix("Ms"): ms / 1000 for name, ms in (timeout.get("tools") or {}).items()}
            limits = {to_snake(name.removesuffix("Ms")): ms / 1000 for name, ms in timeout.items() if name != "tools"}
            return Timeout(**limits, tools=per_tool or None)
        return timeout / 1000 if isinstance(timeout, int | float) else self._stage.decode(timeout)

    def _option_include(self, include: Mapping[str, Any]) -> Any:
        return {to_snake(name): wanted for name, wanted in include.items()}

    def _option_transform(self, transform: Any) -> Any:
        if isinstance(transform, list):
            return [self._option_transform(entry) for entry in transform]
        settings = self._stage.decode(transform["$smoothStream"])
        delay = settings.pop("delayInMs", 10)
        return smooth_stream(delay=None if delay is None else delay / 1000, sleep=self._pause, **settings)

    async def _pause(self, delay: float) -> None:
        self.pauses.append(delay * 1000)

    def _option_prepareStep(self, description: Mapping[str, Any]) -> Any:  # noqa: N802 - named after the option
        if description["$fn"] != "byStep":
            return self._stage.decode(description)

        def prepare(options: Any) -> Any:
            if description.get("record"):
                shown = encode(options)
                self._stage.log("prepareStep", {key: shown[key] for key in description["record"] if key in shown})
            steps = description.get("steps", {})
            chosen = steps.get(str(options.step_number), description.get("default"))
            return None if chosen is None else self._step_settings(chosen)

        return prepare

    def _step_settings(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        return {to_snake(current_name(name)): self._stage.decode(value) for name, value in settings.items()}

    def _option_repairToolCall(self, description: Mapping[str, Any]) -> Any:  # noqa: N802 - named after the option
        kind = description["$fn"]
        if kind not in ("repairInput", "repairName", "repairDump"):
            function = self._stage.decode(description)

            async def other(options: Any) -> Any:
                repaired = await resolve(function(options))
                return None if repaired is None else from_json(ToolCall, encode(repaired))

            return other

        async def repair(options: Any) -> Any:
            if kind == "repairDump":
                self._stage.log("repairToolCall", _repair_facts(options))
            call = encode(options.tool_call)
            changed = {"toolName": description["toolName"]} if kind == "repairName" else {"input": description["input"]}
            return from_json(ToolCall, {**call, **changed})

        return repair

    def _option_toolApproval(self, approval: Any) -> Any:  # noqa: N802 - named after the option
        if "$fn" in approval:
            return _verdict(self._stage.decode(approval))
        rules = {name: self._stage.decode(rule) for name, rule in approval.items()}
        return {name: _verdict(rule) for name, rule in rules.items()}


def _repair_facts(options: Any) -> JSON:
    tools = dict(options.tools)
    return {
        "toolCall": encode(options.tool_call),
        "error": encode(options.error),
        "instructions": encode(options.instructions),
        "system": encode(options.instructions),
        "messages": encode(options.messages),
        "inputSchema": options.input_schema(options.tool_call.tool_name),
        "toolNames": list(tools),
    }


def _verdict(rule: Any) -> Any:
    """Turn a verdict, or a function that gives one, into ours."""
    if callable(rule):

        async def decide(*arguments: Any) -> Any:
            return _verdict(await resolve(rule(*arguments)))

        return decide
    if isinstance(rule, Mapping):
        return ToolApprovalDecision(type=rule["type"], reason=rule.get("reason"))
    return rule


# --- Tools ---


def build_tool(stage: Stage, description: Mapping[str, Any]) -> Tool[Any, Any]:
    """Build a tool.

    Args:
        stage: The case's surroundings.
        description: As it stands in the file.

    Returns:
        The tool.
    """
    fields = stage.decode({key: value for key, value in description.items() if key != "type"})
    kind = description.get("type", "function")
    settings = {to_snake(current_name(key)): value for key, value in fields.items()}
    for name, adapt in _HOOKS.items():
        if callable(settings.get(name)):
            settings[name] = adapt(settings[name])
    if kind == "provider":
        return _provider_tool(settings)
    settings.setdefault("input_schema", _ANY_OBJECT)
    return dynamic_tool(**settings) if kind == "dynamic" else tool(**settings)


_ANY_OBJECT: Schema[Any] = json_schema({"type": "object", "properties": {}})


def _provider_tool(settings: dict[str, Any]) -> Tool[Any, Any]:
    known = {field.name for field in dataclasses.fields(Tool)}
    settings.setdefault("input_schema", _ANY_OBJECT)
    return Tool(type="provider", **{name: value for name, value in settings.items() if name in known})


def search_tool(settings: Mapping[str, Any]) -> Tool[Any, Any]:
    """Build a tool search.

    Args:
        settings: As they stand in the file, decoded.

    Returns:
        The tool.
    """
    return tool_search(**{to_snake(key): value for key, value in settings.items()})


def _to_model_output(function: Any) -> Any:
    async def convert(output: Any, options: Any) -> Any:
        return await resolve(function({**encode(options), "output": encode(output)}))

    return convert


def _on_input_delta(function: Any) -> Any:
    async def tell(delta: str, options: Any) -> Any:
        await resolve(function({**encode(options), "inputTextDelta": delta}))

    return tell


def _on_input_available(function: Any) -> Any:
    async def tell(given: Any, options: Any) -> Any:
        await resolve(function({**encode(options), "input": given}))

    return tell


def _description(function: Any) -> Any:
    def describe(options: Any) -> str:
        # The vocabulary is async; what it has for descriptions never waits.
        coroutine = function(encode(options))
        try:
            coroutine.send(None)
        except StopIteration as done:
            return str(done.value)
        raise AssertionError("a description waits")

    return describe


_HOOKS: Mapping[str, Callable[[Any], Any]] = {
    "to_model_output": _to_model_output,
    "on_input_delta": _on_input_delta,
    "on_input_available": _on_input_available,
    "description": _description,
}
"""Functions of tools that take their arguments in another form than ours."""
