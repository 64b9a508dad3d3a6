"""Telemetry: who is told what, in which order, and what is left out."""

import asyncio
import contextvars
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
from ai_sdk_core import (
    AbortController,
    Telemetry,
    TelemetryErrorEvent,
    embed,
    generate_speech,
    generate_text,
    is_step_count,
    register_telemetry,
    rerank,
    stream_text,
    tool,
    transcribe,
)
from ai_sdk_core._telemetry.redaction import Redaction, redact_body
from ai_sdk_core.errors import APICallError, InvalidPromptError, NoOutputGeneratedError, RetryError
from ai_sdk_core.provider import (
    LanguageModelResponse,
    ProviderTool,
    RequestInfo,
    StreamError,
    TextDelta,
    TextStart,
    ToolCall,
)
from ai_sdk_core.provider_utils import provider_defined_tool
from ai_sdk_core.testing import (
    MockEmbeddingModel,
    MockLanguageModel,
    MockRerankingModel,
    MockSpeechModel,
    MockTranscriptionModel,
    embedding_result,
    generate_result,
    reranking_result,
    speech_result,
    stream_result,
    text_stream,
    transcription_result,
)

EVENTS = (
    "on_start",
    "on_step_start",
    "on_language_model_call_start",
    "on_language_model_call_end",
    "on_tool_execution_start",
    "on_tool_execution_end",
    "on_step_end",
    "on_step_error",
    "on_end",
    "on_abort",
    "on_error",
)


class Recorder(Telemetry):
    """Keeps everything it is told."""

    def __init__(self) -> None:
        self.events: list[tuple[str, Any]] = []
        self.infos: list[Any] = []

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.events]

    def event(self, name: str) -> Any:
        return next(event for told, event in self.events if told == name)


def _keep(name: str) -> Any:
    def method(self, event, info):
        self.events.append((name, event))
        self.infos.append(info)

    return method


for _name in EVENTS:
    setattr(Recorder, _name, _keep(_name))


@tool
def weather(city: str) -> str:
    """Tell the weather."""
    return f"Sunny in {city}"


def tool_loop() -> MockLanguageModel:
    call = ToolCall(tool_call_id="c", tool_name="weather", input='{"city": "Lisbon"}')
    return MockLanguageModel(
        do_generate=[generate_result(call, finish_reason="tool-calls"), generate_result("Sunny.")],
        do_stream=[text_stream("Sunny.")],
    )


def broken(error: Exception | None = None) -> MockLanguageModel:
    return MockLanguageModel(do_generate=error or ValueError("no"), do_stream=error or ValueError("no"))


# --- Who is told what ---


async def test_a_generation_tells_its_life():
    recorder = Recorder()

    await generate_text(
        model=tool_loop(),
        prompt="Hi",
        tools={"weather": weather},
        stop_when=is_step_count(3),
        telemetry={"integrations": recorder, "function_id": "f", "metadata": {"user": 1}},
    )

    step = ["on_step_start", "on_language_model_call_start", "on_language_model_call_end"]
    tools = ["on_tool_execution_start", "on_tool_execution_end"]
    assert recorder.names == ["on_start", *step, *tools, "on_step_end", *step, "on_step_end", "on_end"]
    assert len({event.call_id for _, event in recorder.events}) == 1
    info = recorder.infos[0]
    assert (info.function_id, info.metadata, info.record_inputs, info.record_outputs) == ("f", {"user": 1}, True, True)
    assert info.version


async def test_a_stream_tells_its_life():
    recorder = Recorder()

    async with stream_text(model=tool_loop(), prompt="Hi", telemetry={"integrations": [recorder]}) as stream:
        await stream.consume()

    assert recorder.names == [
        "on_start",
        "on_step_start",
        "on_language_model_call_start",
        "on_language_model_call_end",
        "on_step_end",
        "on_end",
    ]
    assert recorder.event("on_language_model_call_end").content[0].text == "Sunny."
    assert recorder.event("on_end").text == "Sunny."


async def test_callbacks_are_told_before_telemetry():
    order: list[str] = []

    class Late(Telemetry):
        async def on_start(self, event, info):
            order.append("telemetry")

    await generate_text(
        model=MockLanguageModel(do_generate=generate_result("hi")),
        prompt="Hi",
        on_start=lambda event: order.append("callback"),
        telemetry={"integrations": Late()},
    )

    assert order == ["callback", "telemetry"]


async def test_a_failed_generation_ends_with_its_error():
    recorder = Recorder()
    error = ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await generate_text(model=broken(error), prompt="Hi", telemetry={"integrations": recorder})

    assert recorder.names[-2:] == ["on_step_error", "on_error"]
    assert recorder.event("on_error").error is error
    assert recorder.event("on_error").call_id == recorder.event("on_start").call_id


async def test_a_generation_that_does_not_begin_tells_nothing():
    recorder = Recorder()

    with pytest.raises(InvalidPromptError):
        await generate_text(model=broken(), messages=[], telemetry={"integrations": recorder})

    assert recorder.names == []


async def test_a_stream_that_does_not_begin_ends_with_its_error():
    recorder = Recorder()

    async with stream_text(model=broken(), prompt="Hi", telemetry={"integrations": recorder}) as stream:
        await stream.consume()

    assert recorder.names[-2:] == ["on_step_error", "on_error"]


async def test_a_stream_that_breaks_ends_with_its_error():
    recorder = Recorder()
    parts = [TextStart(id="1"), TextDelta(id="1", delta="a"), OSError("gone")]
    model = MockLanguageModel(do_stream=stream_result(parts))

    async with stream_text(model=model, prompt="Hi", telemetry={"integrations": recorder}) as stream:
        with pytest.raises(OSError, match="gone"):
            await stream.consume()

    assert recorder.names[-2:] == ["on_step_error", "on_error"]


async def test_a_stream_without_an_end_ends_with_an_error():
    recorder = Recorder()
    model = MockLanguageModel(do_stream=stream_result([TextStart(id="1")]))

    async with stream_text(model=model, prompt="Hi", telemetry={"integrations": recorder}) as stream:
        await stream.consume()

    assert recorder.names[-1] == "on_error"
    assert isinstance(recorder.event("on_error").error, NoOutputGeneratedError)


async def test_an_error_in_a_stream_that_goes_on_is_no_failure():
    recorder = Recorder()
    model = MockLanguageModel(do_stream=stream_result([StreamError(error="odd"), TextStart(id="1")]))

    async with stream_text(model=model, prompt="Hi", telemetry={"integrations": recorder}) as stream:
        await stream.consume()

    assert "on_error" not in recorder.names


async def test_an_aborted_stream_says_so():
    recorder = Recorder()
    controller = AbortController()
    stream = stream_text(
        model=MockLanguageModel(do_stream=text_stream("a", "b")),
        prompt="Hi",
        abort_signal=controller.signal,
        telemetry={"integrations": recorder},
    )

    async with stream:
        async for part in stream.stream:
            if part.type == "text-delta":
                controller.abort()

    assert recorder.names[-1] == "on_abort"


async def test_a_stream_that_nobody_reads_on_says_so():
    """Otherwise its spans would stay open for ever."""
    recorder = Recorder()
    stream = stream_text(
        model=MockLanguageModel(do_stream=text_stream("a", "b")), prompt="Hi", telemetry={"integrations": recorder}
    )

    async with stream:
        async for _ in stream.text_stream:
            break

    assert recorder.names[-1] == "on_abort"
    assert recorder.event("on_abort").call_id == recorder.event("on_start").call_id


async def test_a_cancelled_generation_ends_with_its_error():
    recorder = Recorder()
    called = asyncio.Event()

    async def hang(options: Any) -> Any:
        called.set()
        await asyncio.Event().wait()

    model = MockLanguageModel(do_generate=hang)
    task = asyncio.create_task(generate_text(model=model, prompt="Hi", telemetry={"integrations": recorder}))
    await called.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert recorder.names[-1] == "on_error"


# --- Which integrations ---


@pytest.fixture
def registered() -> Iterator[Recorder]:
    recorder = Recorder()
    take_back = register_telemetry(recorder)
    yield recorder
    take_back()
    take_back()  # Does no harm.


async def test_registered_integrations_know_about_every_call(registered):
    await generate_text(model=tool_loop(), prompt="Hi")

    assert registered.names[0] == "on_start"


async def test_integrations_of_the_call_replace_registered_ones(registered):
    own = Recorder()

    await generate_text(model=tool_loop(), prompt="Hi", telemetry={"integrations": [own]})

    assert (own.names[0], registered.names) == ("on_start", [])


async def test_a_call_can_be_kept_from_telemetry(registered):
    await generate_text(model=tool_loop(), prompt="Hi", telemetry={"is_enabled": False})

    assert registered.names == []


async def test_what_was_taken_back_is_told_no_more():
    recorder = Recorder()
    register_telemetry(recorder)()

    await generate_text(model=tool_loop(), prompt="Hi")

    assert recorder.names == []


async def test_an_integration_that_raises_breaks_nothing(caplog):
    class Broken(Telemetry):
        def on_start(self, event, info):
            raise ValueError("broken telemetry")

        async def on_end(self, event, info):
            raise ValueError("broken telemetry")

    recorder = Recorder()
    result = await generate_text(
        model=MockLanguageModel(do_generate=generate_result("hi")),
        prompt="Hi",
        telemetry={"integrations": [Broken(), recorder]},
    )

    assert result.text == "hi"
    assert recorder.names[0] == "on_start"
    assert caplog.text.count("ValueError: broken telemetry") == 2


async def test_any_object_with_methods_is_an_integration():
    class Plain:
        started = False

        def on_start(self, event, info):
            self.started = True

    plain: Any = Plain()
    await generate_text(model=tool_loop(), prompt="Hi", telemetry={"integrations": plain})

    assert plain.started


# --- What is left out ---


@dataclass
class Person:
    name: str
    password: str


CONTEXT: dict[str, Any] = {"user": "ann", "card": "4111"}


async def test_contexts_are_left_out():
    recorder = Recorder()

    await generate_text(
        model=tool_loop(),
        prompt="Hi",
        tools={"weather": weather},
        runtime_context=CONTEXT,
        tools_context={"weather": {"key": "k", "unit": "C"}},
        stop_when=is_step_count(2),
        telemetry={
            "integrations": recorder,
            "include_runtime_context": {"user": True, "card": False, "missing": True},
            "include_tools_context": {"weather": {"unit": True}},
        },
    )

    for name in ("on_start", "on_step_start", "on_step_end"):
        assert recorder.event(name).runtime_context == {"user": "ann"}
        assert recorder.event(name).tools_context == {"weather": {"unit": "C"}}
    assert recorder.event("on_tool_execution_start").tool_context == {"unit": "C"}
    assert recorder.event("on_end").steps[1].runtime_context == {"user": "ann"}
    last_start = [event for name, event in recorder.events if name == "on_step_start"][-1]
    assert last_start.steps[0].runtime_context == {"user": "ann"}


async def test_a_context_may_be_any_object():
    recorder = Recorder()

    await generate_text(
        model=tool_loop(),
        prompt="Hi",
        runtime_context=Person("ann", "secret"),
        telemetry={"integrations": recorder, "include_runtime_context": {"name": True}},
    )

    assert recorder.event("on_start").runtime_context == {"name": "ann"}


async def test_what_users_see_stays_whole():
    seen: list[Any] = []

    result = await generate_text(
        model=tool_loop(),
        prompt="Hi",
        runtime_context=CONTEXT,
        on_start=seen.append,
        telemetry={"integrations": Recorder(), "record_inputs": False, "record_outputs": False},
    )

    assert seen[0].runtime_context is CONTEXT
    assert seen[0].messages[0].content == "Hi"
    assert result.final_step.runtime_context is CONTEXT
    assert result.tool_calls[0].input == {"city": "Lisbon"}


SECRET_INPUT = "question-7153"
SECRET_OUTPUT = "answer-2891"


async def everything_told(**settings: Any) -> str:
    """Runs a tool loop in which both secrets are everywhere, and fails; returns all that telemetry saw."""
    recorder = Recorder()
    call = ToolCall(tool_call_id="c", tool_name="echo", input='{"text": "x"}')

    @tool
    def echo(text: str) -> str:
        """Give an answer."""
        return SECRET_OUTPUT

    first = generate_result(call, SECRET_OUTPUT, finish_reason="tool-calls")
    first.provider_metadata = {"p": {"raw": SECRET_OUTPUT + SECRET_INPUT}}
    first.request = RequestInfo(body={"prompt": SECRET_INPUT})
    first.response = LanguageModelResponse(body={"text": SECRET_OUTPUT})
    model = MockLanguageModel(
        do_generate=[first, generate_result(SECRET_OUTPUT), ValueError(SECRET_INPUT + SECRET_OUTPUT)]
    )
    for _ in range(2):
        with suppress(ValueError):
            await generate_text(
                model=model,
                prompt=SECRET_INPUT,
                instructions=SECRET_INPUT,
                tools={"echo": echo},
                stop_when=is_step_count(2),
                include={"request_body": True, "response_body": True, "request_messages": True},
                telemetry={"integrations": recorder, **settings},  # type: ignore[typeddict-item]
            )
    return repr(recorder.events)


@pytest.mark.parametrize(
    ("settings", "inputs", "outputs"),
    [
        ({}, True, True),
        ({"record_inputs": False}, False, True),
        ({"record_outputs": False}, True, False),
        ({"record_inputs": False, "record_outputs": False}, False, False),
    ],
)
async def test_inputs_and_outputs_can_be_left_out(settings, inputs, outputs):
    told = await everything_told(**settings)

    assert (SECRET_INPUT in told) is inputs
    # The messages of a later step hold what the earlier one gave: outputs that are inputs.
    assert (SECRET_OUTPUT in told) is (outputs or inputs)


async def test_hidden_outputs_are_in_no_step():
    recorder = Recorder()

    await generate_text(
        model=tool_loop(),
        prompt="Hi",
        tools={"weather": weather},
        stop_when=is_step_count(2),
        telemetry={"integrations": recorder, "record_outputs": False},
    )

    assert recorder.event("on_end").text == ""
    assert recorder.event("on_end").usage.total_tokens == 26
    assert recorder.event("on_language_model_call_end").content == []
    executed = recorder.event("on_tool_execution_end")
    assert (executed.tool_call.input, executed.tool_output.output) == ({"city": "Lisbon"}, None)


# --- Credentials ---


async def test_headers_are_redacted():
    recorder = Recorder()

    await generate_text(
        model=tool_loop(),
        prompt="Hi",
        headers={"Authorization": "Bearer s3cret", "x-trace": "1"},
        telemetry={"integrations": recorder},
    )

    headers = recorder.event("on_start").headers
    assert (headers["authorization"], headers["x-trace"]) == ("[redacted]", "1")


def mcp(redact: Any) -> Any:
    return provider_defined_tool(
        id="openai.mcp",
        input_schema={"type": "object"},
        args={"server": "https://example.com", "authorization": "s3cret", "odd": "s3cret too"},
        redact_args=redact,
    )


@pytest.mark.parametrize(
    ("redact", "expected"),
    [
        (lambda args: {**args, "authorization": "*", "odd": "*"}, {"authorization": "*", "odd": "*"}),
        (None, {"authorization": "[redacted]", "odd": "s3cret too"}),
        (lambda args: 1 / 0, {}),
    ],
    ids=["by the provider", "by name", "a redactor that fails"],
)
async def test_settings_of_tools_are_redacted(redact, expected):
    recorder = Recorder()

    await generate_text(
        model=MockLanguageModel(do_generate=generate_result("hi")),
        prompt="Hi",
        tools={"mcp": mcp(redact)},
        telemetry={"integrations": recorder},
    )

    step = recorder.event("on_step_start")
    shown = [
        recorder.event("on_start").tools["mcp"].args,
        step.tools["mcp"].args,
        step.step_tools[0].args,
        recorder.event("on_language_model_call_start").tools[0].args,
    ]
    assert all({key: args.get(key) for key in expected} == expected for args in shown)
    assert all(("s3cret" in repr(args)) is ("s3cret too" in repr(expected)) for args in shown)


def test_bodies_are_redacted():
    body = {"tools": [{"headers": {"Authorization": "Bearer a"}, "authorization_token": "b", "max_tokens": 5}], "n": 1}

    assert redact_body(body) == {
        "tools": [{"headers": {"Authorization": "[redacted]"}, "authorization_token": "[redacted]", "max_tokens": 5}],
        "n": 1,
    }
    untouched = {"messages": [{"content": "token"}]}
    assert redact_body(untouched) is untouched


def test_errors_are_redacted_in_a_copy():
    failed = APICallError(
        message="no",
        url="https://example.com/v1?key=s3cret",
        request_body_values={"api_key": "s3cret", "model": "m"},
        response_headers={"set-cookie": "s3cret", "x": "1"},
    )
    error = RetryError(reason="maxRetriesExceeded", errors=[failed])
    event = TelemetryErrorEvent(call_id="c", error=error)

    shown = Redaction({}).apply(event).error

    attempt = shown.errors[0]
    assert (attempt.url, attempt.request_body_values) == (
        "https://example.com/v1",
        {"api_key": "[redacted]", "model": "m"},
    )
    assert attempt.response_headers == {"set-cookie": "[redacted]", "x": "1"}
    assert failed.request_body_values == {"api_key": "s3cret", "model": "m"}
    assert str(shown) == str(error)


def test_an_error_with_nothing_to_hide_is_shown_itself():
    error = ValueError("no")

    assert Redaction({}).apply(TelemetryErrorEvent(call_id="c", error=error)).error is error


def test_tools_without_settings_are_shown_themselves():
    tools = [ProviderTool(id="p.x", name="x", args={})]

    assert Redaction({})._tools(tools) is tools


# --- Contexts around calls and tools ---

current: contextvars.ContextVar[str] = contextvars.ContextVar("current", default="outside")


class Spans(Telemetry):
    """Sets a context variable as OpenTelemetry does."""

    def __init__(self, name: str) -> None:
        self._name = name

    async def execute_language_model_call(self, event, info, execute):
        token = current.set(f"{current.get()}/{self._name}:model")
        try:
            await execute()
        finally:
            current.reset(token)

    async def execute_tool(self, event, info, execute):
        token = current.set(f"{current.get()}/{self._name}:{event.tool_call.tool_name}")
        try:
            await execute()
        finally:
            current.reset(token)


async def test_calls_and_tools_run_inside_the_contexts_of_integrations():
    seen: list[str] = []

    @tool
    def look() -> str:
        """Look around."""
        seen.append(current.get())
        return "ok"

    async def answer(options: Any) -> Any:
        seen.append(current.get())
        call = ToolCall(tool_call_id="c", tool_name="look", input="{}")
        return generate_result(call, finish_reason="tool-calls")

    await generate_text(
        model=MockLanguageModel(do_generate=answer),
        prompt="Hi",
        tools={"look": look},
        telemetry={"integrations": [Spans("inner"), Spans("outer")]},
    )

    assert seen == ["outside/outer:model/inner:model", "outside/outer:look/inner:look"]
    assert current.get() == "outside"


async def test_no_context_is_held_while_a_stream_is_read():
    async def answer(options: Any) -> Any:
        assert current.get() == "outside/a:model"
        return text_stream("a", "b")

    async with stream_text(
        model=MockLanguageModel(do_stream=answer), prompt="Hi", telemetry={"integrations": Spans("a")}
    ) as stream:
        async for _ in stream.text_stream:
            assert current.get() == "outside"
            break


async def test_each_attempt_has_its_own_context():
    error = APICallError(
        message="busy", url="u", request_body_values={}, status_code=500, response_headers={"retry-after-ms": "0"}
    )
    calls = 0

    class Counting(Telemetry):
        async def execute_language_model_call(self, event, info, execute):
            nonlocal calls
            calls += 1
            await execute()

    model = MockLanguageModel(do_generate=[error, generate_result("hi")])
    result = await generate_text(model=model, prompt="Hi", telemetry={"integrations": Counting()})

    assert (result.text, calls) == ("hi", 2)


class Faulty(Telemetry):
    def __init__(self, when: str) -> None:
        self._when = when

    async def execute_language_model_call(self, event, info, execute):
        if self._when == "before":
            raise ValueError("broken telemetry")
        await execute()
        raise ValueError("broken telemetry")


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_context_that_fails_keeps_no_call_from_being_made_once(when, caplog):
    model = MockLanguageModel(do_generate=generate_result("hi"))

    result = await generate_text(model=model, prompt="Hi", telemetry={"integrations": Faulty(when)})

    assert result.text == "hi"
    assert len(model.do_generate.calls) == 1
    assert "broken telemetry" in caplog.text


async def test_a_context_cannot_swallow_an_error():
    class Swallowing(Telemetry):
        async def execute_language_model_call(self, event, info, execute):
            with suppress(ValueError):
                await execute()

    with pytest.raises(ValueError, match="no"):
        await generate_text(model=broken(), prompt="Hi", telemetry={"integrations": Swallowing()})


async def test_the_error_of_a_call_is_not_logged_as_one_of_telemetry(caplog):
    with pytest.raises(ValueError, match="no"):
        await generate_text(model=broken(), prompt="Hi", telemetry={"integrations": Spans("a")})

    assert "telemetry integration" not in caplog.text


async def test_a_context_must_wait_for_the_call():
    class Impatient(Telemetry):
        async def execute_tool(self, event, info, execute):
            self.task = asyncio.ensure_future(execute())
            await asyncio.sleep(0)

    @tool
    async def wait() -> str:
        """Wait for ever."""
        await asyncio.Event().wait()
        return ""

    impatient = Impatient()
    call = ToolCall(tool_call_id="c", tool_name="wait", input="{}")
    result = await generate_text(
        model=MockLanguageModel(do_generate=generate_result(call, finish_reason="tool-calls")),
        prompt="Hi",
        tools={"wait": wait},
        telemetry={"integrations": impatient},
    )
    impatient.task.cancel()

    error = result.content[-1]
    assert error.type == "tool-error"
    assert "did not wait for the end" in str(error.error)


async def test_inputs_of_tools_are_inputs():
    recorder = Recorder()

    await generate_text(
        model=tool_loop(),
        prompt="Hi",
        tools={"weather": weather},
        telemetry={"integrations": recorder, "record_inputs": False},
    )

    executed = recorder.event("on_tool_execution_end")
    assert (executed.tool_call.input, executed.tool_output.input) == (None, None)
    assert executed.tool_output.output == "Sunny in Lisbon"


# --- Other functions ---


async def told_by(call: Any, **settings: Any) -> str:
    recorder = Recorder()
    await call(telemetry={"integrations": recorder, **settings})
    assert recorder.names[0] == "on_start"
    assert recorder.names[-1] == "on_end"
    return repr(recorder.events)


FUNCTIONS: dict[str, tuple[Any, set[str], set[str]]] = {
    "embed": (
        lambda **options: embed(
            model=MockEmbeddingModel(do_embed=embedding_result([0.4711])), value="text-in", **options
        ),
        {"text-in"},
        {"0.4711"},
    ),
    "rerank": (
        lambda **options: rerank(
            model=MockRerankingModel(do_rerank=reranking_result((0, 0.4711))),
            documents=["text-in"],
            query="query-in",
            **options,
        ),
        {"text-in", "query-in"},
        {"0.4711"},
    ),
    "speech": (
        lambda **options: generate_speech(
            model=MockSpeechModel(do_generate=speech_result(b"audio-out")), text="text-in", **options
        ),
        {"text-in"},
        set(),
    ),
    "transcribe": (
        lambda **options: transcribe(
            model=MockTranscriptionModel(do_generate=transcription_result("text-out")),
            audio=b"RIFF audio-in",
            **options,
        ),
        set(),
        {"text-out"},
    ),
}


@pytest.mark.parametrize("name", FUNCTIONS)
async def test_inputs_and_outputs_of_other_functions_can_be_left_out(name):
    call, inputs, outputs = FUNCTIONS[name]
    everything = await told_by(call)
    without_inputs = await told_by(call, record_inputs=False)
    without_outputs = await told_by(call, record_outputs=False)

    assert all(text in everything for text in inputs | outputs)
    assert not any(text in without_inputs for text in inputs)
    assert all(text in without_inputs for text in outputs)
    assert all(text in without_outputs for text in inputs)
    assert not any(text in without_outputs for text in outputs)
