"""Sets of tools: active ones, those that other tools call, those that are searched, those that changed."""

import json

import pytest
from ai_sdk_core._generate_text.active_tools import filter_active_tools
from ai_sdk_core._generate_text.tool_callers import (
    DIRECT_TOOL_CALL,
    append_tool_caller_messages,
    prepare_tools_for_callers,
    resolve_tool_callers,
)
from ai_sdk_core._generate_text.tool_fingerprint import ToolDrift, detect_tool_drift, fingerprint_tools
from ai_sdk_core._generate_text.tool_search_state import create_tool_search_state
from ai_sdk_core._prompt.messages import AssistantModelMessage, UserModelMessage
from ai_sdk_core._tool_search import tool_search
from ai_sdk_core._tools import LocalToolCaller, ProviderToolCaller, tool
from ai_sdk_core.errors import InvalidArgumentError


def make(description=None, **options):
    return tool(input_schema={"type": "object"}, description=description, **options)


# --- Active tools ---


def test_without_a_choice_all_tools_are_active():
    tools = {"a": make()}
    assert filter_active_tools(tools, None) is tools
    assert filter_active_tools(None, ["a"]) is None


@pytest.mark.parametrize(("active", "left"), [([], []), (["b", "a"], ["a", "b"]), (["a", "nope"], ["a"])])
def test_active_tools_keep_the_order_of_the_set(active, left):
    assert list(filter_active_tools({"a": make(), "b": make(), "c": make()}, active)) == left


# --- Tools that call tools ---


def runner(prepare_model_message=None, bound=None):
    def bind(tools):
        if bound is not None:
            bound.append(sorted(tools))
        return make("bound to " + ", ".join(sorted(tools)))

    return make("runner", tool_caller=LocalToolCaller(bind=bind, prepare_model_message=prepare_model_message))


def test_callers_must_be_configured_for_tools_that_exist():
    with pytest.raises(InvalidArgumentError, match='unknown tool "nope"'):
        resolve_tool_callers({"a": make()}, {"nope": []})
    assert resolve_tool_callers(None, {"nope": []}) is None
    assert resolve_tool_callers({"a": make()}, None) is None
    assert resolve_tool_callers({"a": make()}, {"a": ["x"]}) == {"a": ["x"]}


def test_without_configuration_nothing_changes():
    tools = {"a": make()}
    prepared = prepare_tools_for_callers(tools, None)
    assert (prepared.execution_tools, prepared.model_tools, prepared.messages) == (tools, tools, [])
    assert prepare_tools_for_callers(None, {"a": []}).model_tools is None


def test_tools_that_only_other_tools_call_are_hidden_from_the_model():
    tools = {"a": make("a"), "b": make("b"), "code": runner()}
    callers = {"a": ["code"], "b": ["code", DIRECT_TOOL_CALL]}
    prepared = prepare_tools_for_callers(tools, callers)
    assert list(prepared.model_tools) == ["b", "code"]
    assert list(prepared.execution_tools) == ["a", "b", "code"]
    assert prepared.model_tools["code"].description == "bound to a, b"
    assert prepared.execution_tools["code"] is prepared.model_tools["code"]
    assert tools["code"].description == "runner"


@pytest.mark.parametrize("callers", [[], ["nope"], ["a"]])
def test_a_tool_that_nothing_can_call_is_hidden(callers):
    assert list(prepare_tools_for_callers({"a": make(), "b": make()}, {"b": callers}).model_tools) == ["a"]


def test_tools_for_a_caller_of_the_provider_get_its_options_and_stay_visible():
    caller = ProviderToolCaller(
        prepare_provider_options=lambda options: {**(options or {}), "p": {"allowed": ["code"]}}
    )
    tools = {"a": make(provider_options={"q": {}}), "code": make(tool_caller=caller)}
    prepared = prepare_tools_for_callers(tools, {"a": ["code"]})
    assert prepared.model_tools["a"].provider_options == {"q": {}, "p": {"allowed": ["code"]}}
    assert prepared.execution_tools["a"] is prepared.model_tools["a"]
    assert prepared.messages == []


@pytest.mark.parametrize("description", ["You may call a.", None])
def test_a_caller_may_announce_its_tools_in_a_message(description):
    """Its own definition then stays the same, whatever it can call: prompt caches keep working."""
    bound = []
    tools = {"a": make(), "code": runner(lambda callable_tools: description, bound)}
    prepared = prepare_tools_for_callers(tools, {"a": ["code"]})
    assert prepared.model_tools["code"] is tools["code"]
    assert prepared.execution_tools["code"].description == "bound to a"
    assert bound == [["a"]]
    assert prepared.messages == ([UserModelMessage(content=description)] if description else [])


def test_a_hidden_caller_announces_nothing():
    tools = {"a": make(), "code": runner(lambda callable_tools: "text")}
    prepared = prepare_tools_for_callers(tools, {"a": ["code"], "code": []})
    assert prepared.messages == []
    assert list(prepared.model_tools) == []


def test_callers_of_tools_that_are_not_active_do_not_matter():
    assert list(prepare_tools_for_callers({"a": make()}, {"gone": [], "a": [DIRECT_TOOL_CALL]}).model_tools) == ["a"]


def test_an_announcement_is_added_unless_the_last_user_text_says_the_same():
    first, second = UserModelMessage(content="one"), UserModelMessage(content="two")
    assistant = AssistantModelMessage(content="x")
    messages = [first, assistant]
    assert append_tool_caller_messages(messages, []) is messages
    assert append_tool_caller_messages(messages, [first]) is messages
    assert append_tool_caller_messages(messages, [first, second, second]) == [first, assistant, second]
    assert append_tool_caller_messages([first, second], [first]) == [first, second, first]
    assert append_tool_caller_messages([], [first]) == [first]


# --- Tool search ---


def weather_tools(**search_options):
    return {
        "get_weather": make("Get the weather", defer_loading=True),
        "addNumbers": make("Add numbers", defer_loading=True),
        "weather_history": make("Past weather by city", defer_loading=True),
        "untold": make(defer_loading=True),
        "always": make("Client tool"),
        "search": tool_search(**search_options),
    }


async def find(state, tools, query, **fields):
    return await state(tools, fields.get("tools_context"))["search"].execute({"query": query})


def names(found):
    return [entry["name"] for entry in found["tools"]]


def test_without_deferred_tools_there_is_nothing_to_do():
    tools = {"a": make()}
    assert create_tool_search_state(tools, None)(tools, None) is tools
    assert create_tool_search_state(None, None)(None, None) is None


def test_deferred_tools_are_hidden_at_first():
    tools = weather_tools()
    assert list(create_tool_search_state(tools, None)(tools, None)) == ["always", "search"]
    assert create_tool_search_state(tools, None)(None, None) is None


async def test_found_tools_join_the_next_step_and_stay():
    tools = weather_tools()
    state = create_tool_search_state(tools, None)
    step = state(tools, None)
    found = await step["search"].execute({"query": "weather city"})
    assert found == {
        "tools": [
            {"name": "weather_history", "description": "Past weather by city"},
            {"name": "get_weather", "description": "Get the weather"},
        ]
    }
    assert "get_weather" not in step
    assert list(state(tools, None)) == ["get_weather", "weather_history", "always", "search"]
    assert await find(state, tools, "nothing") == {"tools": []}
    assert "get_weather" in state(tools, None)


async def test_each_generation_finds_for_itself():
    tools = weather_tools()
    await find(create_tool_search_state(tools, None), tools, "weather")
    assert "get_weather" not in create_tool_search_state(tools, None)(tools, None)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("add", ["addNumbers"]),
        ("NUMBERS", ["addNumbers"]),
        ("addNumbers", ["addNumbers"]),
        ("client", []),
        ("untold", ["untold"]),
        ("search", []),
        ("the", ["get_weather"]),
        ("numbers weather numbers", ["get_weather", "addNumbers", "weather_history"]),
        ("", []),
        ("!?", []),
    ],
)
async def test_words_are_looked_up_in_names_and_descriptions(query, found):
    """Words in names count twice, equal scores keep the order; tools that are not deferred are known anyway."""
    tools = weather_tools()
    assert names(await find(create_tool_search_state(tools, None), tools, query)) == found


async def test_results_are_limited():
    tools = weather_tools(max_results=1)
    state = create_tool_search_state(tools, None)
    assert names(await find(state, tools, "weather")) == ["get_weather"]
    assert "weather_history" not in state(tools, None)


@pytest.mark.parametrize("asynchronous", [True, False])
async def test_the_user_may_search_himself(asynchronous):
    seen = []

    def search(query, tools):
        seen.append((query, [entry["name"] for entry in tools]))
        tools[0]["description"] = "changed"
        return ["untold", "nope", "untold", "always", "get_weather"]

    async def later(query, tools):
        return search(query, tools)

    tools = weather_tools(search=later if asynchronous else search)
    found = await find(create_tool_search_state(tools, None), tools, "x")
    assert found == {"tools": [{"name": "untold"}, {"name": "get_weather", "description": "Get the weather"}]}
    assert seen == [("x", ["get_weather", "addNumbers", "weather_history", "untold"])]


async def test_descriptions_that_are_functions_are_searched_with_their_context():
    tools = {
        "a": make(lambda options: f"for {options.context}", defer_loading=True),
        "search": tool_search(),
    }
    state = create_tool_search_state(tools, None)
    assert names(await find(state, tools, "ann", tools_context={"a": "Ann"})) == ["a"]


async def test_only_active_tools_are_searched():
    tools = weather_tools()
    state = create_tool_search_state(tools, None)
    assert names(await find(state, {"search": tools["search"]}, "weather")) == []


def announcing():
    return runner(lambda callable_tools: "text")


@pytest.mark.parametrize(
    ("changes", "callers"),
    [
        ({}, {"get_weather": ["runner"]}),
        ({}, {"get_weather": ["nope"]}),
        ({}, {"search": ["runner"]}),
        ({"search": {"defer_loading": True}}, {}),
    ],
)
def test_deferred_tools_need_a_caller_that_can_learn_of_them(changes, callers):
    tools = {**weather_tools(), "runner": runner()}
    for name, fields in changes.items():
        for field, value in fields.items():
            setattr(tools[name], field, value)
    with pytest.raises(InvalidArgumentError, match="must be callable directly"):
        create_tool_search_state(tools, callers)


async def test_a_search_finds_what_can_be_called_in_the_same_way():
    tools = {**weather_tools(), "runner": announcing()}
    callers = {"search": ["runner"], "get_weather": ["runner"], "untold": []}
    state = create_tool_search_state(tools, callers)
    assert names(await find(state, tools, "weather untold")) == ["get_weather"]
    without_runner = {name: value for name, value in tools.items() if name != "runner"}
    assert names(await find(state, without_runner, "weather")) == []


def test_a_search_outside_of_a_generation_says_so():
    with pytest.raises(RuntimeError, match="within a generation"):
        tool_search().execute({"query": "x"})


@pytest.mark.parametrize("max_results", [0, -1, 1.5, True])
def test_the_limit_of_results_is_a_whole_number_from_one(max_results):
    with pytest.raises(InvalidArgumentError, match="max_results must be a positive safe integer"):
        tool_search(max_results=max_results)


def test_the_model_is_told_how_the_search_works():
    assert "by keywords" in tool_search().description
    assert "up to five matching" in tool_search().description
    assert "up to 3 matching" in tool_search(max_results=3).description
    assert "matching a query" in tool_search(search=lambda query, tools: []).description


# --- Fingerprints ---


def schema(**properties):
    return {
        "type": "object",
        "properties": {name: {"type": kind} for name, kind in properties.items()},
        "required": list(properties),
        "additionalProperties": False,
    }


def test_fingerprints_equal_those_of_the_typescript_sdk():
    tools = {
        "a": tool(description="Client tool", input_schema=schema(q="string")),
        "b": tool(description="Get the weather", input_schema=schema(city="string"), execute=lambda value: 1),
    }
    assert fingerprint_tools(tools) == {
        "a": "rwBc1MVwXRL1X3aU1g99BzUIWry4Yu6k3ZB07MzIyeg",
        "b": "mH_8VmPjsziiaL4pjXJF-qqBr6LA2Y22C2FgDPlfenw",
    }


def test_every_change_that_a_server_could_make_changes_the_fingerprint():
    variants = [
        tool(input_schema=schema(q="string")),
        tool(input_schema=schema(q="string"), description="d"),
        tool(input_schema=schema(q="string"), description="function"),
        tool(input_schema=schema(q="string"), description=lambda options: "d"),
        tool(input_schema=schema(q="number")),
        tool(input_schema=schema(q="string"), title="t"),
        tool(input_schema=schema(q="string"), title=""),
    ]
    fingerprints = {json.dumps(fingerprint_tools({"t": variant})) for variant in variants}
    assert len(fingerprints) == len(variants)


def test_the_order_of_a_schema_does_not_matter():
    backwards = dict(reversed(schema(q="string").items()))
    assert fingerprint_tools({"t": tool(input_schema=backwards)}) == fingerprint_tools(
        {"t": tool(input_schema=schema(q="string"))}
    )


def test_drift_is_told_by_name():
    current = {"new": "1", "same": "2", "changed": "3"}
    baseline = {"same": "2", "changed": "4", "toString": "5"}
    assert detect_tool_drift(current, baseline) == ToolDrift(added=["new"], removed=["toString"], changed=["changed"])
