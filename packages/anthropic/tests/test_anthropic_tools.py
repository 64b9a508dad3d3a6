"""Rules for the tools that the API defines."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from ai_sdk_anthropic import create_anthropic, tools
from ai_sdk_anthropic._tool_names import TOOL_NAMES
from ai_sdk_core import Tool
from ai_sdk_core.errors import TypeValidationError
from ai_sdk_core.provider import LanguageModelCallOptions, ProviderTool
from syrupy.assertion import SnapshotAssertion

REQUIRED: dict[str, Any] = {"model": "m", "display_width_px": 1, "display_height_px": 2}


def make(name: str, **settings: Any) -> Tool[Any, Any]:
    function = getattr(tools, name)
    needed = {key for key, value in inspect.signature(function).parameters.items() if value.kind is value.KEYWORD_ONLY}
    return function(**{**{key: value for key, value in REQUIRED.items() if key in needed}, **settings})  # type: ignore[no-any-return]


FUNCTIONS = [tool_id.removeprefix("anthropic.") for tool_id in TOOL_NAMES]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_tool_has_a_function_of_its_name(name: str) -> None:
    tool = make(name)
    assert (tool.type, tool.id) == ("provider", f"anthropic.{name}")
    assert isinstance(tool.input_schema.json_schema, dict)
    assert tool.is_provider_executed == (tool.output_schema is not None)


def test_what_every_tool_becomes(call: Callable[..., LanguageModelCallOptions], snapshot: SnapshotAssertion) -> None:
    model = create_anthropic(api_key="k")("claude-opus-5")
    sent = {}
    for name in FUNCTIONS:
        tool = make(name)
        assert tool.id is not None
        provider_tool = ProviderTool(id=tool.id, name="mine", args=dict(tool.args or {}))
        request = model.prepare_request(call(tools=[provider_tool]))
        sent[name] = (request.body["tools"], request.betas, request.warnings)
    assert sent == snapshot


def test_settings_get_the_names_of_the_wire(call: Callable[..., LanguageModelCallOptions]) -> None:
    location: Any = {"type": "approximate", "city": "Zürich"}
    made = [
        tools.web_search_20260318(
            max_uses=1, allowed_domains=["a"], blocked_domains=["b"], user_location=location, response_inclusion="full"
        ),
        tools.web_fetch_20260318(citations={"enabled": True}, max_content_tokens=5, use_cache=False),
        tools.advisor_20260301(model="m", max_uses=2, max_tokens=2048, caching={"type": "ephemeral", "ttl": "5m"}),
        tools.text_editor_20250728(max_characters=7),
        tools.computer_20251124(display_width_px=1, display_height_px=2, display_number=3, enable_zoom=True),
        tools.computer_toolset_20260801(configs={"zoom": {"enabled": False, "deferLoading": True}}),
    ]
    provider_tools: Any = [ProviderTool(id=tool.id or "", name="t", args=dict(tool.args or {})) for tool in made]
    request = create_anthropic(api_key="k")("claude-opus-5").prepare_request(call(tools=provider_tools))
    assert [
        {key: value for key, value in tool.items() if key not in {"type", "name"}} for tool in request.body["tools"]
    ] == [
        {
            "max_uses": 1,
            "allowed_domains": ["a"],
            "blocked_domains": ["b"],
            "user_location": location,
            "response_inclusion": "full",
        },
        {"citations": {"enabled": True}, "max_content_tokens": 5, "use_cache": False},
        {"model": "m", "max_uses": 2, "max_tokens": 2048, "caching": {"type": "ephemeral", "ttl": "5m"}},
        {"max_characters": 7},
        {"display_width_px": 1, "display_height_px": 2, "display_number": 3, "enable_zoom": True},
        {"configs": {"zoom": {"enabled": False, "defer_loading": True}}},
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("bash_20250124", {"command": "ls"}),
        ("computer_20251124", {"action": "zoom", "region": [1, 2, 3, 4]}),
        ("memory_20250818", {"command": "rename", "old_path": "a", "new_path": "b"}),
        ("text_editor_20241022", {"command": "undo_edit", "path": "a"}),
        ("code_execution_20250825", {"type": "text_editor_code_execution", "command": "view", "path": "a"}),
        ("tool_search_regex_20251119", {"pattern": "a.*", "limit": 3}),
        ("advisor_20260301", {}),
    ],
)
def test_inputs_are_checked(name: str, value: Any) -> None:
    schema = make(name).input_schema
    assert set(schema.validate(value)) == set(value)
    if value:
        with pytest.raises(TypeValidationError):
            schema.validate({next(iter(value)): object()})


def test_the_model_cannot_do_what_is_switched_off() -> None:
    schema = tools.computer_toolset_20260801(configs={"zoom": {"enabled": False}}).input_schema
    assert schema.validate({"action": "wait", "duration": 1}) == {"action": "wait", "duration": 1}
    with pytest.raises(TypeValidationError, match="switched off"):
        schema.validate({"action": "zoom"})
    described: Any = schema.json_schema
    assert "zoom" not in described["properties"]["action"]["enum"]
    complete: Any = tools.computer_toolset_20260801().input_schema.json_schema
    assert "zoom" in complete["properties"]["action"]["enum"]


def test_functions_are_passed_on() -> None:
    def run(given: Any) -> str:
        return str(given)

    tool = tools.bash_20250124(execute=run, needs_approval=True)
    assert (tool.execute, tool.needs_approval) == (run, True)


def test_programs_may_call_tools_that_allow_it() -> None:
    caller: Any = tools.code_execution_20260120().tool_caller
    assert caller.type == "provider"
    options = caller.prepare_provider_options({"anthropic": {"allowedCallers": ["direct"]}, "other": {"a": 1}})
    assert options == {"anthropic": {"allowedCallers": ["direct", "code_execution_20260120"]}, "other": {"a": 1}}
    assert caller.prepare_provider_options(None) == {"anthropic": {"allowedCallers": ["code_execution_20260120"]}}
