"""Agents and sessions for blocking code."""

from ai_sdk_core import agent_tool, tool
from ai_sdk_core.provider import ToolCall
from ai_sdk_core.sync import AgentSession, ToolLoopAgent
from ai_sdk_core.testing import MockLanguageModel, generate_result, text_stream


@tool
def weather(city: str) -> str:
    """Tell the weather."""
    return f"Sunny in {city}"


def test_an_agent_is_called_by_blocking_code():
    call = ToolCall(tool_call_id="c", tool_name="weather", input='{"city": "Lisbon"}')
    model = MockLanguageModel(do_generate=[generate_result(call, finish_reason="tool-calls"), generate_result("hi")])
    agent = ToolLoopAgent(model=model, tools={"weather": weather}, id="a")

    result = agent.generate(prompt="Hi")

    assert (result.text, result.tool_results[0].output) == ("hi", "Sunny in Lisbon")
    assert (agent.id, agent.tools) == ("a", {"weather": weather})


def test_an_agent_streams_to_blocking_code():
    agent = ToolLoopAgent(model=MockLanguageModel(do_stream=text_stream("a", "b")))

    with agent.stream(prompt="Hi") as stream:
        assert list(stream.text_stream) == ["a", "b"]
        assert stream.result().text == "ab"


def test_a_session_is_held_by_blocking_code():
    model = MockLanguageModel(
        do_generate=lambda options: generate_result(f"{len(options.prompt)}"),
        do_stream=lambda options: text_stream(f"{len(options.prompt)}"),
    )
    session = AgentSession(ToolLoopAgent(model=model), runtime_context={"user": 1})

    assert session.generate("one").text == "1"
    with session.stream("two") as stream:
        assert stream.result().text == "3"
    assert len(session.messages) == 4
    assert session.runtime_context == {"user": 1}


def test_an_agent_for_blocking_code_can_be_a_tool():
    inner = ToolLoopAgent(model=MockLanguageModel(do_generate=generate_result("fact")))
    call = ToolCall(tool_call_id="c", tool_name="ask", input='{"task": "x"}')
    model = MockLanguageModel(do_generate=[generate_result(call, finish_reason="tool-calls"), generate_result("hi")])
    agent = ToolLoopAgent(model=model, tools={"ask": agent_tool(inner.agent, description="Asks.")})

    assert agent.generate(prompt="Hi").tool_results[0].output == "fact"
