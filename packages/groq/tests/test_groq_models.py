"""The provider on a fake wire: what it sends and what it reads."""

import json
from importlib.metadata import entry_points
from typing import Any

import httpx
import pytest
from ai_sdk_core import generate_text
from ai_sdk_core.errors import (
    APICallError,
    InvalidArgumentError,
    InvalidResponseDataError,
    LoadAPIKeyError,
    NoSuchModelError,
    UnsupportedFunctionalityError,
)
from ai_sdk_core.provider import (
    AssistantMessage,
    CompatibilityWarning,
    FileDataData,
    FileDataReference,
    FileDataText,
    FileDataUrl,
    FilePart,
    FunctionTool,
    JsonResponseFormat,
    LanguageModelCallOptions,
    ProviderTool,
    ReasoningPart,
    TextOutput,
    TextPart,
    ToolCallPart,
    ToolChoice,
    ToolMessage,
    ToolResultPart,
    TranscriptionModelCallOptions,
    TranscriptionModelUrlCallOptions,
    UnsupportedWarning,
    UserMessage,
)
from ai_sdk_groq import (
    GroqLanguageModelChatOptions,
    GroqProviderSettings,
    browser_search,
    create_groq,
    groq,
    groq_model_entry,
    groq_provider_options,
)

PROMPT = [UserMessage(content=[TextPart(text="Hello")])]
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}}
WEATHER = FunctionTool(name="weather", input_schema={"type": "object"})
BROWSER = ProviderTool(id="groq.browser_search", name="browser_search", args={})
LLAMA, GPT_OSS, QWEN = "llama-3.3-70b-versatile", "openai/gpt-oss-20b", "qwen/qwen3.6-27b"


class Wire:
    """A server that gives one answer and remembers what it was asked."""

    def __init__(self, answer: object, status: int = 200) -> None:
        self.requests: list[httpx.Request] = []
        self._content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self._status = status

    def provider(self, **settings: Any) -> Any:
        def answer(request: httpx.Request) -> httpx.Response:
            self.requests.append(request)
            return httpx.Response(self._status, content=self._content)

        client = httpx.AsyncClient(transport=httpx.MockTransport(answer))
        return create_groq(**{"api_key": "test-key", "http_client": client, **settings})

    @property
    def body(self) -> Any:
        return json.loads(self.requests[-1].content)


def answer(finish_reason: str | None = "stop", **message: Any) -> dict[str, Any]:
    return {"id": "1", "choices": [{"index": 0, "message": message, "finish_reason": finish_reason}]}


def events(*chunks: dict[str, Any]) -> bytes:
    return b"".join(b"data: " + json.dumps(chunk).encode() + b"\n\n" for chunk in chunks) + b"data: [DONE]\n\n"


def delta(finish_reason: str | None = None, **fields: Any) -> dict[str, Any]:
    return {"id": "1", "choices": [{"index": 0, "delta": fields, "finish_reason": finish_reason}]}


def call_delta(name: str | None, arguments: str, index: int = 0) -> dict[str, Any]:
    function = {"name": name, "arguments": arguments}
    identity = {} if name is None else {"id": f"call-{index}", "type": "function"}
    return delta(tool_calls=[{"index": index, **identity, "function": function}])


async def generate(wire: Wire, model_id: str = LLAMA, **options: Any) -> Any:
    return await wire.provider()(model_id).do_generate(LanguageModelCallOptions(**{"prompt": PROMPT, **options}))


async def stream(wire: Wire, **options: Any) -> list[Any]:
    result = await wire.provider()(LLAMA).do_stream(LanguageModelCallOptions(**{"prompt": PROMPT, **options}))
    return [part async for batch in result.stream for part in batch]


async def sent(model_id: str = LLAMA, **options: Any) -> tuple[dict[str, Any], list[Any]]:
    """The body that was sent, and the warnings."""
    wire = Wire(answer(content="Hi"))
    result = await generate(wire, model_id, **options)
    return wire.body, result.warnings


# --- The provider ---


async def test_the_key_of_the_environment_is_read_when_a_request_is_made(monkeypatch) -> None:
    wire = Wire(answer(content="Hi"))
    provider = wire.provider(api_key=None)
    monkeypatch.setenv("GROQ_API_KEY", "from-environment")
    await provider("m").do_generate(LanguageModelCallOptions(prompt=PROMPT))
    assert wire.requests[0].headers["authorization"] == "Bearer from-environment"
    assert str(wire.requests[0].url) == "https://api.groq.com/openai/v1/chat/completions"
    assert wire.requests[0].headers["user-agent"].startswith("ai-sdk-groq/")


async def test_a_missing_key_is_an_error_that_says_where_it_belongs(monkeypatch) -> None:
    monkeypatch.delenv("GROQ_API_KEY", raising=False)
    with pytest.raises(LoadAPIKeyError, match="GROQ_API_KEY"):
        await groq("m").do_generate(LanguageModelCallOptions(prompt=PROMPT))


async def test_a_key_may_be_a_function_that_is_asked_before_each_request() -> None:
    keys = iter(["first", "second"])

    async def next_key() -> str:
        return next(keys)

    wire = Wire(answer(content="Hi"))
    model = wire.provider(api_key=next_key)("m")
    for _ in range(2):
        await model.do_generate(LanguageModelCallOptions(prompt=PROMPT))
    assert [request.headers["authorization"] for request in wire.requests] == ["Bearer first", "Bearer second"]


async def test_settings_may_be_an_object_and_show_no_key() -> None:
    settings = GroqProviderSettings(api_key="secret", base_url="http://localhost:1/v1/", headers={"x": "y"})
    model = create_groq(settings)("m")
    assert "secret" not in repr(settings) + repr(vars(model))


async def test_headers_of_a_call_win_over_those_of_the_provider() -> None:
    wire = Wire(answer(content="Hi"))
    model = wire.provider(headers={"x": "provider", "y": "provider"}, base_url="http://localhost:1/v1/").chat("m")
    await model.do_generate(LanguageModelCallOptions(prompt=PROMPT, headers={"x": "call"}))
    assert (wire.requests[0].headers["x"], wire.requests[0].headers["y"]) == ("call", "provider")
    assert str(wire.requests[0].url) == "http://localhost:1/v1/chat/completions"


def test_the_provider_is_found_by_its_entry_point() -> None:
    (entry_point,) = entry_points(group="ai_sdk.providers", name="groq")
    assert entry_point.load() is groq


def test_kinds_that_groq_lacks_are_errors() -> None:
    for method in (groq.embedding_model, groq.text_embedding_model, groq.image_model):
        with pytest.raises(NoSuchModelError):
            method("m")


# --- Requests ---


async def test_settings_and_options_of_groq_become_fields() -> None:
    options = {
        "reasoning_format": "parsed",
        "reasoningEffort": "high",
        "user": "u",
        "parallel_tool_calls": False,
        "serviceTier": "flex",
    }
    body, warnings = await sent(temperature=0.5, seed=1, max_output_tokens=9, provider_options={"groq": options})
    assert body == {
        "model": LLAMA,
        "messages": [{"role": "user", "content": "Hello"}],
        "temperature": 0.5,
        "seed": 1,
        "max_tokens": 9,
        "reasoning_format": "parsed",
        "reasoning_effort": "high",
        "user": "u",
        "parallel_tool_calls": False,
        "service_tier": "flex",
    }
    assert warnings == []


async def test_options_may_be_an_instance_of_their_class() -> None:
    body, _ = await sent(provider_options={"groq": GroqLanguageModelChatOptions(service_tier="auto")})
    assert body["service_tier"] == "auto"


async def test_an_option_of_the_wrong_type_is_an_error() -> None:
    with pytest.raises(InvalidArgumentError):
        await sent(provider_options={"groq": {"service_tier": "slow"}})


async def test_top_k_is_left_out_with_a_warning() -> None:
    body, warnings = await sent(top_k=3)
    assert "top_k" not in body
    assert warnings == [UnsupportedWarning(feature="topK")]


@pytest.mark.parametrize(
    ("model_id", "reasoning", "effort", "warning"),
    [
        (LLAMA, "none", None, UnsupportedWarning),
        (GPT_OSS, "none", "low", CompatibilityWarning),
        (QWEN, "none", "none", None),
        (GPT_OSS, "high", "high", None),
        (GPT_OSS, "max", "high", CompatibilityWarning),
        (GPT_OSS, "provider-default", None, None),
    ],
)
async def test_the_level_of_reasoning_becomes_what_the_model_understands(model_id, reasoning, effort, warning) -> None:
    body, warnings = await sent(model_id, reasoning=reasoning)
    assert body.get("reasoning_effort") == effort
    assert [type(given) for given in warnings] == ([] if warning is None else [warning])


async def test_a_schema_is_sent_strictly_unless_options_say_otherwise() -> None:
    json_format = JsonResponseFormat(schema=SCHEMA)
    body, _ = await sent(response_format=json_format)
    assert body["response_format"]["json_schema"] == {"schema": SCHEMA, "strict": True, "name": "response"}
    body, _ = await sent(response_format=json_format, provider_options={"groq": {"strict_json_schema": False}})
    assert body["response_format"]["json_schema"]["strict"] is False
    body, warnings = await sent(response_format=json_format, provider_options={"groq": {"structured_outputs": False}})
    assert body["response_format"] == {"type": "json_object"}
    assert [warning.feature for warning in warnings] == ["responseFormat"]


async def test_browser_search_is_sent_except_to_models_that_are_known_to_lack_it() -> None:
    assert browser_search().id == groq.tools.browser_search().id == BROWSER.id
    for model_id in (GPT_OSS, "model-of-tomorrow"):
        body, warnings = await sent(model_id, tools=[BROWSER])
        assert (body["tools"], warnings) == ([{"type": "browser_search"}], [])
    body, warnings = await sent(LLAMA, tools=[BROWSER, ProviderTool(id="acme.x", name="x", args={})])
    assert body["tools"] == []
    assert [warning.feature for warning in warnings] == [
        "provider-defined tool groq.browser_search",
        "provider-defined tool acme.x",
    ]


async def test_a_conversation_becomes_messages_with_images_reasoning_calls_and_results() -> None:
    image = FilePart(media_type="image/*", data=FileDataData(data=b"\x89PNG\r\n\x1a\n"))
    link = FilePart(media_type="image/png", data=FileDataUrl(url="https://example.com/a.png"))
    call = ToolCallPart(tool_call_id="1", tool_name="weather", input={"city": "Rome"})
    result = ToolResultPart(tool_call_id="1", tool_name="weather", output=TextOutput(value="sunny"))
    body, _ = await sent(
        prompt=[
            UserMessage(content=[TextPart(text="Look"), image, link]),
            AssistantMessage(content=[ReasoningPart(text="Hm."), TextPart(text="Wait."), call]),
            ToolMessage(content=[result]),
        ]
    )
    assert body["messages"] == [
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "Look"},
                {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}},
                {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}},
            ],
        },
        {
            "role": "assistant",
            "content": "Wait.",
            "reasoning": "Hm.",
            "tool_calls": [
                {"id": "1", "type": "function", "function": {"name": "weather", "arguments": '{"city":"Rome"}'}}
            ],
        },
        {"role": "tool", "tool_call_id": "1", "content": "sunny"},
    ]


@pytest.mark.parametrize(
    "part",
    [
        FilePart(media_type="application/pdf", data=FileDataData(data=b"%PDF")),
        FilePart(media_type="text/plain", data=FileDataText(text="x")),
        FilePart(media_type="image/png", data=FileDataReference(reference={"groq": "1"})),
    ],
)
async def test_files_that_are_no_images_are_errors(part) -> None:
    with pytest.raises(UnsupportedFunctionalityError):
        await sent(prompt=[UserMessage(content=[part])])


# --- Answers ---


async def test_an_answer_is_read_with_reasoning_text_calls_and_usage() -> None:
    function = {"name": "weather", "arguments": "{}"}
    body = answer(
        "tool_calls", reasoning="Hm.", content="Hi", tool_calls=[{"id": "", "type": "function", "function": function}]
    )
    body["usage"] = {
        "prompt_tokens": 10,
        "completion_tokens": 5,
        "prompt_tokens_details": {"cached_tokens": 4},
        "completion_tokens_details": {"reasoning_tokens": 2},
    }
    result = await generate(Wire(body))
    assert [part.type for part in result.content] == ["reasoning", "text", "tool-call"]
    assert result.content[2].tool_call_id
    assert (result.finish_reason.unified, result.finish_reason.raw) == ("tool-calls", "tool_calls")
    assert (result.usage.input_tokens.no_cache, result.usage.input_tokens.cache_read) == (6, 4)
    assert (result.usage.output_tokens.text, result.usage.output_tokens.reasoning) == (3, 2)


async def test_tokens_that_are_not_told_stay_unknown() -> None:
    result = await generate(Wire({**answer(content="Hi"), "usage": {"prompt_tokens": 1}}))
    assert result.usage.input_tokens.cache_read is None
    assert result.usage.output_tokens.reasoning is None


async def test_an_answer_without_choices_is_an_error() -> None:
    with pytest.raises(InvalidResponseDataError, match="any choices"):
        await generate(Wire({"choices": []}))


async def test_an_error_response_has_its_message_and_no_key() -> None:
    with pytest.raises(APICallError, match="Slow down") as caught:
        await generate(Wire({"error": {"message": "Slow down", "type": "rate_limit_error"}}, status=429))
    assert caught.value.is_retryable
    assert "test-key" not in repr(vars(caught.value))


async def test_a_stream_takes_its_usage_from_the_facts_of_groq() -> None:
    usage = {"prompt_tokens": 3, "completion_tokens": 2}
    parts = await stream(
        Wire(events(delta(reasoning="Hm."), delta(content="Hi"), {**delta("stop"), "x_groq": {"usage": usage}}))
    )
    assert [part.type for part in parts] == [
        "stream-start",
        "response-metadata",
        "reasoning-start",
        "reasoning-delta",
        "reasoning-end",
        "text-start",
        "text-delta",
        "text-end",
        "finish",
    ]
    assert parts[-1].usage.input_tokens.total == 3
    assert parts[-1].finish_reason.unified == "stop"


async def test_a_stream_without_a_finish_reason_was_interrupted() -> None:
    parts = await stream(Wire(events(delta(content="Hi"))))
    assert parts[-1].finish_reason.unified == "interrupted"


@pytest.mark.parametrize(
    ("kind", "meaning"),
    [
        ("rate_limit_error", {"statusCode": 429, "isRetryable": True}),
        ("invalid_api_key", {"statusCode": 401, "isRetryable": False}),
        ("new_kind", {}),
    ],
)
async def test_an_error_in_a_stream_says_what_it_means(kind, meaning) -> None:
    frame = {"error": {"message": "No", "type": kind}}
    parts = await stream(Wire(events(delta(content="Hi"), frame)))
    (error,) = [part.error for part in parts if part.type == "error"]
    assert error == {"message": "No", "type": kind, **meaning, "data": frame}
    assert parts[-1].finish_reason.unified == "error"


async def test_a_chunk_that_cannot_be_read_is_an_error_and_the_stream_goes_on() -> None:
    parts = await stream(Wire(events({"choices": "?"}, delta("stop", content="Hi"))))
    assert [part.type for part in parts if part.type in {"error", "text-delta"}] == ["error", "text-delta"]
    assert parts[-1].finish_reason.unified == "stop"


# --- A schema beside tools ---

WITH_TOOLS = {"response_format": JsonResponseFormat(schema=SCHEMA), "tools": [WEATHER]}


@pytest.mark.parametrize(
    ("choice", "sent_choice"),
    [
        (None, "required"),
        (ToolChoice(type="auto"), "required"),
        (ToolChoice(type="none"), {"type": "function", "function": {"name": "json"}}),
        (ToolChoice(type="tool", tool_name="weather"), {"type": "function", "function": {"name": "weather"}}),
    ],
)
async def test_a_schema_beside_function_tools_becomes_a_tool(choice, sent_choice) -> None:
    body, warnings = await sent(**WITH_TOOLS, tool_choice=choice)
    assert [tool["function"]["name"] for tool in body["tools"]] == ["weather", "json"]
    assert (body["tool_choice"], body["parallel_tool_calls"]) == (sent_choice, False)
    assert "response_format" not in body
    assert warnings == []


async def test_the_tool_takes_a_name_that_is_free() -> None:
    taken = [FunctionTool(name=name, input_schema={}) for name in ("json", "json_1")]
    body, _ = await sent(response_format=JsonResponseFormat(schema=SCHEMA), tools=taken)
    assert body["tools"][-1]["function"]["name"] == "json_2"


async def test_what_the_model_writes_into_the_tool_is_the_answer() -> None:
    json_call = {"id": "1", "type": "function", "function": {"name": "json", "arguments": '{"city":"Rome"}'}}
    result = await generate(Wire(answer("tool_calls", content="Sure!", tool_calls=[json_call])), **WITH_TOOLS)
    assert [part.text for part in result.content] == ['{"city":"Rome"}']
    assert (result.finish_reason.unified, result.finish_reason.raw) == ("stop", "tool_calls")


async def test_calls_of_other_tools_stay_calls() -> None:
    call = {"id": "1", "type": "function", "function": {"name": "weather", "arguments": "{}"}}
    result = await generate(Wire(answer("tool_calls", tool_calls=[call])), **WITH_TOOLS)
    assert [part.type for part in result.content] == ["tool-call"]
    assert result.finish_reason.unified == "tool-calls"


async def test_a_stream_turns_the_tool_into_text_and_drops_what_is_said_beside_it() -> None:
    chunks = [delta(content="Sure!"), call_delta("json", '{"city"'), call_delta(None, ':"Rome"}'), delta("tool_calls")]
    parts = await stream(Wire(events(*chunks)), **WITH_TOOLS)
    assert [part.type for part in parts[2:]] == ["text-start", "text-delta", "text-delta", "text-end", "finish"]
    assert "".join(part.delta for part in parts if part.type == "text-delta") == '{"city":"Rome"}'
    assert parts[-1].finish_reason.unified == "stop"


async def test_a_stream_with_a_call_of_another_tool_is_not_finished() -> None:
    chunks = [call_delta("json", "{}"), call_delta("weather", "{}", index=1), delta("tool_calls")]
    parts = await stream(Wire(events(*chunks)), **WITH_TOOLS)
    assert [part.tool_name for part in parts if part.type == "tool-call"] == ["weather"]
    assert parts[-1].finish_reason.unified == "tool-calls"


async def test_raw_chunks_and_errors_pass_the_tool() -> None:
    frame = {"error": {"message": "No", "type": "x"}}
    parts = await stream(Wire(events({"choices": "?"}, frame)), include_raw_chunks=True, **WITH_TOOLS)
    assert [part.type for part in parts] == ["stream-start", "raw", "error", "raw", "error", "finish"]


# --- The catalogue ---


def test_the_catalogue_knows_what_is_documented_and_nothing_else() -> None:
    known, unknown = groq_model_entry(GPT_OSS), groq_model_entry("model-of-tomorrow")
    assert known.capabilities.language.reasoning.efforts == ["low", "medium", "high"]
    assert known.provider_options["language"]["reasoningEffort"] is True
    assert groq_model_entry(QWEN).capabilities.language.reasoning.efforts == ["none", "default"]
    assert groq_model_entry("llama-3.1-8b-instant").provider_options["language"]["strictJsonSchema"] is False
    assert unknown.capabilities.language.tools.usage == "unknown"
    assert unknown.provider_options["language"]["user"] == "unknown"


def test_the_catalogue_has_all_options_of_both_kinds() -> None:
    options = groq_provider_options()
    assert groq_model_entry(LLAMA).provider_options["language"].keys() == options["language"].keys()
    whisper = groq_model_entry("whisper-large-v3")
    assert whisper.capabilities.transcription.transcription is True
    assert whisper.provider_options["transcription"].keys() == options["transcription"].keys()


# --- Transcription ---

TRANSCRIPT = {"text": "Hello", "x_groq": {"id": "1"}}


async def transcribe(wire: Wire, **options: Any) -> Any:
    model = wire.provider().transcription("whisper-large-v3")
    return await model.do_generate(
        TranscriptionModelCallOptions(audio=b"RIFF", media_type="audio/wav", provider_options={"groq": options})
    )


async def test_audio_is_sent_as_a_form_with_the_options() -> None:
    wire = Wire({**TRANSCRIPT, "segments": [{"text": "Hello", "start": 0, "end": 1.5}], "duration": 1.5})
    result = await transcribe(wire, language="en", timestamp_granularities=["word", "segment"], temperature=0)
    assert str(wire.requests[0].url) == "https://api.groq.com/openai/v1/audio/transcriptions"
    form = wire.requests[0].content.decode()
    assert 'name="file"; filename="audio.wav"' in form
    assert form.count('name="timestamp_granularities[]"') == 2
    assert 'name="language"\r\n\r\nen' in form
    assert (result.text, result.duration_in_seconds) == ("Hello", 1.5)
    assert [(segment.text, segment.end_second) for segment in result.segments] == [("Hello", 1.5)]
    assert result.response.body["x_groq"] == {"id": "1"}


async def test_words_stand_in_for_segments() -> None:
    result = await transcribe(Wire({**TRANSCRIPT, "words": [{"word": "Hello", "start": 0, "end": 1}]}))
    assert [segment.text for segment in result.segments] == ["Hello"]


async def test_a_transcript_may_be_plain_text() -> None:
    result = await transcribe(Wire("Größe".encode()), response_format="text")
    assert (result.text, result.response.body, result.segments) == ("Größe", "Größe", [])


async def test_a_temperature_beyond_one_is_an_error() -> None:
    with pytest.raises(InvalidArgumentError):
        await transcribe(Wire(TRANSCRIPT), temperature=2)


async def from_url(wire: Wire, url: str) -> Any:
    model = wire.provider().transcription_model("whisper-large-v3")
    return await model.do_generate_from_url(TranscriptionModelUrlCallOptions(audio=url))


async def test_groq_fetches_audio_from_a_url_and_learns_nothing_of_its_fragment() -> None:
    wire = Wire(TRANSCRIPT)
    assert (await from_url(wire, "https://example.com/a.mp3?x=1#private")).text == "Hello"
    assert b'name="url"\r\n\r\nhttps://example.com/a.mp3?x=1\r\n' in wire.requests[0].content


@pytest.mark.parametrize("url", ["ftp://example.com/a.mp3", "https://user:word@example.com/a.mp3"])
async def test_other_urls_and_urls_with_credentials_are_refused(url) -> None:
    wire = Wire(TRANSCRIPT)
    with pytest.raises(InvalidArgumentError, match="without userinfo"):
        await from_url(wire, url)
    assert wire.requests == []


async def test_a_url_that_leads_elsewhere_is_left_to_the_caller() -> None:
    error = {"error": {"message": "failed to retrieve media: received status code: 302", "type": "x"}}
    assert await from_url(Wire(error, status=400), "https://example.com/a.mp3") is None
    other = {"error": {"message": "failed to retrieve media: received status code: 404", "type": "x"}}
    with pytest.raises(APICallError, match="404"):
        await from_url(Wire(other, status=400), "https://example.com/a.mp3")


async def test_the_tool_of_the_provider_reaches_the_wire_through_generate_text() -> None:
    wire = Wire(answer(content="Hi"))
    result = await generate_text(
        model=wire.provider()(GPT_OSS), prompt="News?", tools={"browser_search": groq.tools.browser_search()}
    )
    assert (result.text, wire.body["tools"]) == ("Hi", [{"type": "browser_search"}])
