"""Shortening conversations, and conditions under which a generation stops."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from ai_sdk_core._generate_text.prune_messages import prune_messages
from ai_sdk_core._generate_text.stop_condition import (
    has_tool_call,
    is_loop_finished,
    is_step_count,
    is_stop_condition_met,
)
from ai_sdk_core._prompt.storage import messages_to_json
from ai_sdk_core.errors import InvalidArgumentError


def reasoning(text: str) -> dict[str, Any]:
    return {"type": "reasoning", "text": text}


def text(value: str) -> dict[str, Any]:
    return {"type": "text", "text": value}


def call(call_id: str, tool: str = "a") -> dict[str, Any]:
    return {"type": "tool-call", "toolCallId": call_id, "toolName": tool, "input": {}}


def result(call_id: str, tool: str = "a") -> dict[str, Any]:
    output = {"type": "text", "value": "x"}
    return {"type": "tool-result", "toolCallId": call_id, "toolName": tool, "output": output}


def request(approval_id: str, call_id: str) -> dict[str, Any]:
    return {"type": "tool-approval-request", "approvalId": approval_id, "toolCallId": call_id}


def response(approval_id: str) -> dict[str, Any]:
    return {"type": "tool-approval-response", "approvalId": approval_id, "approved": True}


def user(value: str) -> dict[str, Any]:
    return {"role": "user", "content": value}


def assistant(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"role": "assistant", "content": list(parts)}


def tools(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"role": "tool", "content": list(parts)}


def prune(messages: list[dict[str, Any]], **options: Any) -> list[Any]:
    return messages_to_json(prune_messages(messages, **options))


TWO_ROUNDS = [
    user("q1"),
    assistant(text("t1"), call("c1"), call("c2", "b")),
    tools(result("c1"), result("c2", "b")),
    assistant(text("t2"), call("c3")),
    tools(result("c3")),
]


def test_nothing_is_removed_by_default_but_empty_messages() -> None:
    assert prune([*TWO_ROUNDS, user(""), assistant()]) == TWO_ROUNDS
    assert prune([user(""), assistant()], empty_messages="keep") == [user(""), assistant()]


def test_the_given_messages_stay_as_they_are() -> None:
    before = messages_to_json(prune_messages(TWO_ROUNDS))
    prune(TWO_ROUNDS, tool_calls="all", reasoning="all")
    assert before == TWO_ROUNDS


class TestReasoning:
    messages: ClassVar[list[dict[str, Any]]] = [
        user("q"),
        assistant(reasoning("r1"), {"type": "reasoning-file", "data": "aGk=", "mediaType": "image/png"}, text("a")),
        {"role": "assistant", "content": "plain"},
        assistant(reasoning("r2"), text("b")),
    ]

    def test_all(self) -> None:
        plain = self.messages[2]
        assert prune(self.messages, reasoning="all") == [user("q"), assistant(text("a")), plain, assistant(text("b"))]

    def test_before_the_last_message(self) -> None:
        pruned = prune(self.messages, reasoning="before-last-message")
        assert pruned == [user("q"), assistant(text("a")), *self.messages[2:]]


class TestToolCalls:
    def test_all(self) -> None:
        assert prune(TWO_ROUNDS, tool_calls="all") == [user("q1"), assistant(text("t1")), assistant(text("t2"))]

    def test_calls_that_kept_messages_refer_to_are_kept(self) -> None:
        assert prune(TWO_ROUNDS, tool_calls="before-last-message") == [
            user("q1"),
            assistant(text("t1")),
            *TWO_ROUNDS[3:],
        ]
        assert prune(TWO_ROUNDS, tool_calls="before-last-3-messages") == TWO_ROUNDS
        assert prune(TWO_ROUNDS, tool_calls="before-last-99-messages") == TWO_ROUNDS
        assert prune(TWO_ROUNDS, tool_calls="before-last-0-messages") == prune(TWO_ROUNDS, tool_calls="all")

    def test_of_some_tools_only(self) -> None:
        rule = {"type": "all", "tools": ["b"]}
        assert prune(TWO_ROUNDS, tool_calls=[rule]) == [
            user("q1"),
            assistant(text("t1"), call("c1")),
            tools(result("c1")),
            *TWO_ROUNDS[3:],
        ]

    def test_several_rules(self) -> None:
        rules = [{"type": "all", "tools": ["b"]}, {"type": "before-last-message", "tools": ["a"]}]
        assert prune(TWO_ROUNDS, tool_calls=rules) == [user("q1"), assistant(text("t1")), *TWO_ROUNDS[3:]]

    def test_approvals_go_with_their_calls(self) -> None:
        """The tool of a response is known from the request in another message."""
        messages = [
            assistant(call("c1"), request("a1", "c1"), text("x")),
            tools(response("a1"), result("c1")),
            user("q"),
        ]
        assert prune(messages, tool_calls="all") == [assistant(text("x")), user("q")]
        assert prune(messages, tool_calls=[{"type": "all", "tools": ["a"]}]) == [assistant(text("x")), user("q")]
        assert prune(messages, tool_calls=[{"type": "all", "tools": ["b"]}]) == messages

    def test_a_kept_approval_keeps_its_call(self) -> None:
        messages = [assistant(call("c1"), request("a1", "c1")), user("q"), tools(response("a1"))]
        assert prune(messages, tool_calls="before-last-message") == messages

    def test_reasoning_that_led_to_removed_calls_only_goes_with_them(self) -> None:
        messages = [
            assistant(
                reasoning("1"), reasoning("2"), call("c1"), reasoning("3"), call("c2"), text("x"), reasoning("4")
            ),
            tools(result("c1"), result("c2")),
            user("q"),
        ]
        assert prune(messages, tool_calls="all") == [assistant(reasoning("3"), text("x"), reasoning("4")), user("q")]

    @pytest.mark.parametrize("kind", ["some", "before-last-x-messages", "before-last--messages"])
    def test_unknown_rules_are_refused(self, kind: str) -> None:
        with pytest.raises(InvalidArgumentError, match="before-last-"):
            prune(TWO_ROUNDS, tool_calls=kind)


def steps(*tool_names: str) -> Any:
    return [SimpleNamespace(tool_calls=[SimpleNamespace(tool_name=name)] if name else []) for name in tool_names]


class TestStopConditions:
    async def test_step_count(self) -> None:
        assert await is_stop_condition_met([is_step_count(2)], steps("a", "b"))
        assert not await is_stop_condition_met([is_step_count(2)], steps("a"))
        assert not await is_stop_condition_met([is_step_count(2)], steps("a", "b", "c"))

    async def test_tool_calls_of_the_last_step(self) -> None:
        assert await is_stop_condition_met([has_tool_call("a", "b")], steps("x", "b"))
        assert not await is_stop_condition_met([has_tool_call("a", "b")], steps("b", "x"))
        assert not await is_stop_condition_met([has_tool_call("a")], [])

    async def test_conditions_may_be_async_and_any_of_them_stops(self) -> None:
        async def stop(_steps: Any) -> bool:
            return True

        assert await is_stop_condition_met([is_loop_finished(), stop], steps("a"))
        assert not await is_stop_condition_met([is_loop_finished()], steps("a"))
        assert not await is_stop_condition_met([], steps("a"))

    async def test_every_condition_is_asked(self) -> None:
        """A condition may count how often it is asked."""
        asked: list[int] = []

        def count(seen: Any) -> bool:
            asked.append(len(seen))
            return True

        await is_stop_condition_met([count, count], steps("a"))
        assert asked == [1, 1]
