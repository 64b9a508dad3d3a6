"""Requests that the real API refuses are refused, with the field that is to blame."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from ai_sdk_test_server import TestServer

USER = {"role": "user", "content": "hi"}
TOOL = {"type": "function", "function": {"name": "weather", "parameters": {"type": "object"}}}
CALL = {"id": "c1", "type": "function", "function": {"name": "weather", "arguments": "{}"}}
CALLING = {"role": "assistant", "content": None, "tool_calls": [CALL]}
RESULT = {"role": "tool", "tool_call_id": "c1", "content": "sunny"}


def post(path: str, body: dict[str, Any]) -> httpx.Response:
    with TestServer() as server:
        return httpx.post(server.base_url + path, json=body)


@pytest.mark.parametrize(
    ("settings", "param"),
    [
        ({"model": None}, "model"),
        ({"model": ""}, "model"),
        ({"messages": []}, "messages"),
        ({"messages": ["hi"]}, "messages[0].role"),
        ({"messages": [{"role": "robot", "content": "hi"}]}, "messages[0].role"),
        ({"messages": [{"role": "user"}]}, "messages[0].content"),
        ({"messages": [{"role": "user", "content": 1}]}, "messages[0].content"),
        ({"messages": [USER, RESULT]}, "messages[1].role"),
        ({"messages": [USER, CALLING]}, "messages[2]"),
        ({"messages": [USER, CALLING, USER]}, "messages[2]"),
        ({"messages": [USER, CALLING, {**RESULT, "tool_call_id": "c2"}]}, "messages[2].role"),
        ({"messages": [USER, CALLING, RESULT, RESULT]}, "messages[3].role"),
        ({"tools": []}, "tools"),
        ({"tools": [{"type": "function", "function": {}}]}, "tools[0].function.name"),
        ({"tools": [{"type": "other", "function": {"name": "x"}}]}, "tools[0].function.name"),
        ({"tool_choice": "auto"}, "tool_choice"),
        ({"tools": [TOOL], "tool_choice": {"type": "function", "function": {"name": "other"}}}, "tool_choice"),
        ({"stream_options": {"include_usage": True}}, "stream_options"),
        ({"response_format": {"type": "yaml"}}, "response_format.type"),
        ({"response_format": {"type": "json_schema"}}, "response_format.json_schema"),
        ({"response_format": {"type": "json_schema", "json_schema": {"schema": {}}}}, "response_format.json_schema"),
    ],
)
def test_a_wrong_chat_request_is_refused(settings: dict[str, Any], param: str) -> None:
    response = post("/chat/completions", {"model": "m", "messages": [USER], **settings})

    assert response.status_code == 400
    assert response.json()["error"]["type"] == "invalid_request_error"
    assert response.json()["error"]["param"] == param


@pytest.mark.parametrize(
    "settings",
    [
        {"messages": [{"role": "developer", "content": "be brief"}, USER, CALLING, RESULT]},
        {"messages": [{"role": "user", "content": [{"type": "text", "text": "hi"}]}]},
        {"tools": [TOOL], "tool_choice": {"type": "function", "function": {"name": "weather"}}},
        {"stream": True, "stream_options": {"include_usage": True}},
        {"response_format": {"type": "text"}, "temperature": 0.5, "unknown": True},
    ],
)
def test_a_right_chat_request_is_answered(settings: dict[str, Any]) -> None:
    assert post("/chat/completions", {"model": "m", "messages": [USER], **settings}).status_code == 200


@pytest.mark.parametrize(
    ("path", "body", "param"),
    [
        ("/completions", {}, "prompt"),
        ("/embeddings", {}, "input"),
        ("/embeddings", {"input": ""}, "input"),
        ("/embeddings", {"input": []}, "input"),
        ("/embeddings", {"input": ["a", ""]}, "input"),
        ("/embeddings", {"input": ["a"] * 2049}, "input"),
        ("/embeddings", {"input": "a", "encoding_format": "hex"}, "encoding_format"),
        ("/embeddings", {"input": "a", "dimensions": 0}, "dimensions"),
        ("/embeddings", {"input": "a", "dimensions": True}, "dimensions"),
        ("/images/generations", {}, "prompt"),
        ("/images/generations", {"prompt": "a", "n": 11}, "n"),
        ("/images/generations", {"prompt": "a", "n": True}, "n"),
        ("/images/generations", {"prompt": "a", "size": "big"}, "size"),
        ("/images/generations", {"prompt": "a", "response_format": "url"}, "response_format"),
        ("/images/edits", {"prompt": "a"}, "image"),
    ],
)
def test_a_wrong_request_of_another_kind_is_refused(path: str, body: dict[str, Any], param: str) -> None:
    response = post(path, {"model": "m", **body})

    assert response.status_code == 400
    assert response.json()["error"]["param"] == param
