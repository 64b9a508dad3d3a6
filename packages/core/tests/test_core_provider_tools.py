"""Rules for tools that a provider defines."""

from typing import Any

from ai_sdk_core.provider_utils.provider_tools import provider_defined_tool, provider_executed_tool
from ai_sdk_core.provider_utils.schema import as_schema


def _hook(*_: object) -> None:
    """Stands for a user's function."""


hook: Any = _hook


def test_a_provider_executed_tool_says_so_and_has_nothing_to_run() -> None:
    tool = provider_executed_tool(
        id="p.search",
        input_schema=as_schema(int),
        output_schema=as_schema(str),
        args={"maxUses": 3, "unset": None, "zero": 0},
        supports_deferred_results=True,
        on_input_start=hook,
        on_input_delta=hook,
        on_input_available=hook,
    )
    assert (tool.type, tool.id, tool.is_provider_executed, tool.supports_deferred_results) == (
        "provider",
        "p.search",
        True,
        True,
    )
    assert tool.args == {"maxUses": 3, "zero": 0}
    assert tool.execute is None
    assert [tool.on_input_start, tool.on_input_delta, tool.on_input_available] == [hook, hook, hook]
    assert tool.input_schema is as_schema(int)
    assert tool.output_schema is as_schema(str)


def test_a_provider_defined_tool_is_run_by_the_caller() -> None:
    tool = provider_defined_tool(
        id="p.bash",
        input_schema=as_schema(int),
        output_schema=as_schema(str),
        args={"version": 1},
        execute=hook,
        needs_approval=True,
        to_model_output=hook,
        on_input_start=hook,
        on_input_delta=hook,
        on_input_available=hook,
    )
    assert (tool.type, tool.id, tool.is_provider_executed, tool.args) == ("provider", "p.bash", False, {"version": 1})
    assert (tool.execute, tool.needs_approval, tool.to_model_output) == (hook, True, hook)
    assert [tool.on_input_start, tool.on_input_delta, tool.on_input_available] == [hook, hook, hook]
    assert tool.output_schema is as_schema(str)


def test_settings_are_optional() -> None:
    assert provider_executed_tool(id="p.x", input_schema=as_schema(int), output_schema=as_schema(int)).args == {}
    assert provider_defined_tool(id="p.x", input_schema=as_schema(int)).args == {}
