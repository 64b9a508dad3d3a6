"""A server without a script answers helpfully, the same for the same request."""

from __future__ import annotations

import base64
import json
import struct
import zlib
from typing import Any

import httpx
import pytest
from ai_sdk_test_server import RecordedRequest, Reply, TestServer, ToolCall, helpful_answer

WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "The weather in a city",
        "parameters": {
            "type": "object",
            "properties": {"city": {"type": "string"}, "unit": {"enum": ["celsius", "fahrenheit"]}},
            "required": ["city", "unit"],
        },
    },
}
CONVERT = {
    "type": "function",
    "function": {
        "name": "convertTemperature",
        "parameters": {"type": "object", "properties": {"degrees": {"type": "number"}}, "required": ["degrees"]},
    },
}


def ask(path: str, **body: Any) -> Any:
    request = RecordedRequest(method="POST", path=f"/v1{path}", body=json.dumps({"model": "m", **body}).encode())
    return helpful_answer(request)


def ask_chat(*messages: dict[str, Any] | str, **settings: Any) -> Reply:
    written = [{"role": "user", "content": message} if isinstance(message, str) else message for message in messages]
    reply = ask("/chat/completions", messages=written, **settings)
    assert isinstance(reply, Reply)
    return reply


def text_of(reply: Reply) -> str:
    assert isinstance(reply.text, str)
    return reply.text


def after_call(name: str, arguments: str, result: str) -> list[dict[str, Any]]:
    call = {"id": f"call-{name}", "type": "function", "function": {"name": name, "arguments": arguments}}
    return [
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": call["id"], "content": result},
    ]


def test_a_chat_is_echoed_with_its_instructions_turn_and_attachments() -> None:
    image = {"type": "image_url", "image_url": {"url": "data:,"}}
    question = {"role": "user", "content": [{"type": "text", "text": "Look!"}, image]}
    text = text_of(ask_chat({"role": "system", "content": "Be kind."}, "Hello", question))

    assert "“Look!”" in text
    assert "message 2 of our conversation" in text
    assert "Attachments received: 1." in text
    assert "“Be kind.”" in text


def test_a_long_question_is_quoted_in_part() -> None:
    assert len(text_of(ask_chat("word " * 1000))) < 600


def test_the_tool_that_fits_the_question_is_called_with_what_the_question_names() -> None:
    reply = ask_chat("What is the weather in San Francisco in fahrenheit?", tools=[CONVERT, WEATHER])

    assert reply.tool_calls == [ToolCall(name="get_weather", arguments={"city": "San Francisco", "unit": "fahrenheit"})]


def test_several_names_are_several_calls_unless_parallel_calls_are_off() -> None:
    question = "Compare the weather in Paris and Rome, please."
    parallel = ask_chat(question, tools=[WEATHER])
    single = ask_chat(question, tools=[WEATHER], parallel_tool_calls=False)

    assert [call.arguments for call in parallel.tool_calls] == [
        {"city": "Paris", "unit": "celsius"},
        {"city": "Rome", "unit": "celsius"},
    ]
    assert [call.arguments for call in single.tool_calls] == [{"city": "Paris", "unit": "celsius"}]


def test_quoted_texts_are_arguments() -> None:
    (call,) = ask_chat('Tell me the weather of "new york"', tools=[WEATHER]).tool_calls

    assert call.arguments == {"city": "new york", "unit": "celsius"}


def test_tools_are_called_step_by_step_and_then_reported() -> None:
    question = "What is the weather in Paris? Convert the temperature."
    settings = {"tools": [WEATHER, CONVERT]}
    first = after_call("get_weather", '{"city": "Paris"}', '{"degrees": 21.5}')
    second = after_call("convertTemperature", '{"degrees": 21.5}', "70.7")

    (step_1,) = ask_chat(question, **settings).tool_calls
    (step_2,) = ask_chat(question, *first, **settings).tool_calls
    step_3 = ask_chat(question, *first, *second, **settings)

    assert step_1.name == "get_weather"
    assert (step_2.name, step_2.arguments) == ("convertTemperature", {"degrees": 21.5})
    assert step_3.tool_calls == ()
    assert '- get_weather says: {"degrees": 21.5}\n- convertTemperature says: 70.7' in text_of(step_3)


def test_a_tool_that_nobody_asked_for_is_not_called_after_the_first() -> None:
    messages = after_call("get_weather", "{}", "sunny")

    assert ask_chat("How is the weather in Paris?", *messages, tools=[WEATHER, CONVERT]).tool_calls == ()


def test_a_new_question_is_met_with_a_tool_again() -> None:
    before = after_call("get_weather", "{}", "sunny")

    assert len(ask_chat("Weather in Paris?", *before, "And the weather in Rome?", tools=[WEATHER]).tool_calls) == 1


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        ("none", []),
        ("auto", ["get_weather"]),
        ("required", ["get_weather"]),
        ({"type": "function", "function": {"name": "convertTemperature"}}, ["convertTemperature"]),
    ],
)
def test_the_tool_choice_is_obeyed(choice: Any, names: list[str]) -> None:
    reply = ask_chat("How is the weather?", tools=[WEATHER, CONVERT], tool_choice=choice)

    assert [call.name for call in reply.tool_calls] == names


def test_a_required_tool_is_called_even_after_results() -> None:
    messages = after_call("get_weather", "{}", "sunny")

    assert ask_chat("Hm?", *messages, tools=[WEATHER], tool_choice="required").tool_calls != ()


def test_a_json_schema_gets_an_instance_and_a_json_object_an_object() -> None:
    schema = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
    response_format = {"type": "json_schema", "json_schema": {"name": "thing", "schema": schema}}
    typed = ask_chat("Invent a thing.", response_format=response_format)
    free = ask_chat("Invent a thing.", response_format={"type": "json_object"})

    assert json.loads(text_of(typed)) == {"name": "Sample name"}
    assert "Invent a thing." in json.loads(text_of(free))["answer"]


def test_tools_come_before_structured_output() -> None:
    response_format = {"type": "json_schema", "json_schema": {"name": "thing", "schema": {"type": "object"}}}
    settings = {"tools": [WEATHER], "response_format": response_format}
    first = ask_chat("Weather?", **settings)
    second = ask_chat("Weather?", *after_call("get_weather", "{}", "sunny"), **settings)

    assert len(first.tool_calls) == 1
    assert json.loads(text_of(second)) == {}


def test_reasoning_is_sent_when_an_effort_is_asked_for() -> None:
    assert ask_chat("Hello there").reasoning == ""
    assert ask_chat("Hello there", reasoning_effort="none").reasoning == ""
    assert "2 words" in str(ask_chat("Hello there", reasoning_effort="low").reasoning)
    assert "report" in str(ask_chat("Hm", *after_call("x", "{}", "y"), reasoning_effort="low").reasoning)


def test_a_token_limit_ends_the_text_early() -> None:
    reply = ask_chat("Hello", max_completion_tokens=3)

    assert reply.text == "You wrote:"
    assert reply.finish_reason == "length"


@pytest.mark.parametrize("stop", [" I am", ["nonsense", " I am"]])
def test_a_stop_sequence_ends_the_text_before_it(stop: Any) -> None:
    reply = ask_chat("Hello", stop=stop)

    assert reply.text == "You wrote: “Hello”"
    assert reply.finish_reason is None


def test_a_completion_echoes_its_prompt() -> None:
    with TestServer() as server:
        body = {"model": "m", "prompt": "Once upon"}
        whole = httpx.post(f"{server.base_url}/completions", json=body).json()
        stream = httpx.post(
            f"{server.base_url}/completions",
            json={**body, "stream": True, "stream_options": {"include_usage": True}},
        )

    *chunks, usage, done = [event.removeprefix("data: ") for event in stream.text.split("\n\n") if event]
    texts = [json.loads(chunk)["choices"][0]["text"] for chunk in chunks]

    assert whole["object"] == "text_completion"
    assert whole["choices"][0]["finish_reason"] == "stop"
    assert "“Once upon”" in whole["choices"][0]["text"]
    assert "".join(texts) == whole["choices"][0]["text"]
    assert json.loads(usage)["usage"] == whole["usage"]
    assert done == "[DONE]"


def test_embeddings_are_the_same_in_both_encodings() -> None:
    with TestServer() as server:
        body = {"model": "m", "input": ["a cat", "a dog"], "dimensions": 5}
        floats = httpx.post(f"{server.base_url}/embeddings", json=body).json()
        packed = httpx.post(f"{server.base_url}/embeddings", json={**body, "encoding_format": "base64"}).json()

    unpacked = [list(struct.unpack("<5f", base64.b64decode(item["embedding"]))) for item in packed["data"]]
    assert [item["embedding"] for item in floats["data"]] == unpacked
    assert [item["index"] for item in floats["data"]] == [0, 1]
    assert floats["usage"] == {"prompt_tokens": 4, "total_tokens": 4}


def test_texts_that_share_words_have_similar_embeddings() -> None:
    vectors = ask("/embeddings", input=["a small cat", "the small cat", "quarterly revenue"]).embeddings
    near = sum(a * b for a, b in zip(vectors[0], vectors[1], strict=True))
    far = sum(a * b for a, b in zip(vectors[0], vectors[2], strict=True))

    assert near > 0.4 > abs(far)


@pytest.mark.parametrize("tokens", [[1, 2, 3], [[1, 2, 3]]])
def test_tokens_are_embedded_like_text(tokens: Any) -> None:
    with TestServer() as server:
        answer = httpx.post(f"{server.base_url}/embeddings", json={"model": "m", "input": tokens}).json()

    assert len(answer["data"]) == 1
    assert len(answer["data"][0]["embedding"]) == 64
    assert answer["usage"] == {"prompt_tokens": 3, "total_tokens": 3}


def read_png(data: bytes) -> tuple[int, int, bytes]:
    """Width, height and pixel rows of a PNG whose checksums are right."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    sections: dict[bytes, bytes] = {}
    position = 8

    while position < len(data):
        (length,) = struct.unpack_from(">I", data, position)
        kind, content = data[position + 4 : position + 8], data[position + 8 : position + 8 + length]
        assert struct.unpack_from(">I", data, position + 8 + length) == (zlib.crc32(kind + content),)
        sections[kind] = content
        position += 12 + length

    width, height = struct.unpack_from(">II", sections[b"IHDR"])
    return width, height, zlib.decompress(sections[b"IDAT"])


def test_images_are_real_files_of_the_size_that_was_asked_for() -> None:
    with TestServer() as server:
        body = {"model": "m", "prompt": "a red square", "n": 2, "size": "20x10", "response_format": "b64_json"}
        images = httpx.post(f"{server.base_url}/images/generations", json=body).json()["data"]

    files = [base64.b64decode(image["b64_json"]) for image in images]
    assert [read_png(file) for file in files] == [(20, 10, b"\x00\x00\x00\x00" * 10)] * 2
    assert files[0] != files[1]


def test_an_edit_takes_a_form_with_files() -> None:
    content = bytes(range(256)) + b"\r\n--x"

    with TestServer() as server:
        response = httpx.post(
            f"{server.base_url}/images/edits",
            data={"model": "m", "prompt": "bluer", "size": "auto", "n": "1"},
            files=[("image[]", ("a b.png", content, "image/png"))],
        )
        form = server.requests[0].form

    assert read_png(base64.b64decode(response.json()["data"][0]["b64_json"]))[:2] == (64, 64)
    assert [(field.name, field.text) for field in form[:2]] == [("model", "m"), ("prompt", "bluer")]
    assert (form[-1].name, form[-1].filename, form[-1].content_type) == ("image[]", "a b.png", "image/png")
    assert form[-1].content == content


def test_other_requests_are_left_to_other_rules() -> None:
    assert helpful_answer(RecordedRequest(method="POST", path="/v1/other")) is None
    assert helpful_answer(RecordedRequest(method="GET", path="/v1/chat/completions")) is None
