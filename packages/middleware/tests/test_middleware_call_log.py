"""Logging: one record for each call, without secrets."""

import asyncio
import logging
from contextlib import aclosing, suppress
from typing import Any

import pytest
from ai_sdk_core import wrap_embedding_model, wrap_image_model, wrap_language_model, wrap_speech_model
from ai_sdk_core.errors import APICallError
from ai_sdk_core.provider import (
    EmbeddingModelCallOptions,
    FileDataData,
    FilePart,
    ImageModelCallOptions,
    LanguageModelCallOptions,
    LanguageModelResponse,
    OtherWarning,
    ProviderTool,
    RequestInfo,
    SpeechModelStreamOptions,
    SpeechModelStreamResult,
    StreamError,
    TextPart,
    TextStart,
    UserMessage,
)
from ai_sdk_core.testing import (
    MockEmbeddingModel,
    MockImageModel,
    MockLanguageModel,
    MockStreamingSpeechModel,
    embedding_result,
    generate_result,
    image_result,
    simulate_stream,
    stream_result,
    text_stream,
)
from ai_sdk_middleware import CallLog

HI = LanguageModelCallOptions(prompt=[UserMessage(content=[TextPart(text="question-1")])])


@pytest.fixture(autouse=True)
def capture(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "ai_sdk_middleware.calls")


def logged(model: MockLanguageModel, clock: Any = lambda: 0.0, **settings: Any) -> Any:
    return wrap_language_model(model=model, middleware=CallLog(clock=clock, **settings).language_model)


def facts(caplog: pytest.LogCaptureFixture) -> dict[str, Any]:
    (record,) = caplog.records
    return record.ai_sdk  # type: ignore[attr-defined, no-any-return]


async def test_a_call_is_logged_when_it_ends(caplog, clock):
    def answer(options: Any) -> Any:
        clock.now += 1.5
        result = generate_result("answer-1")
        result.warnings = [OtherWarning(message="odd")]
        return result

    inner = MockLanguageModel(do_generate=answer, provider="openai.chat", model_id="gpt")
    await logged(inner, clock).do_generate(HI)

    assert caplog.messages == ["generate of openai:gpt answered, 13 tokens after 1.500 s"]
    assert caplog.records[0].levelno == logging.INFO
    assert facts(caplog) == {
        "kind": "language_model",
        "operation": "generate",
        "model": "openai:gpt",
        "tokens": 13,
        "finish_reason": "stop",
        "warnings": 1,
        "duration": 1.5,
    }


async def test_nothing_that_was_said_is_logged(caplog):
    await logged(MockLanguageModel(do_generate=generate_result("answer-1"))).do_generate(HI)

    assert "question-1" not in repr(facts(caplog))
    assert "answer-1" not in repr(facts(caplog))


async def test_what_was_said_is_logged_on_request(caplog):
    model = logged(MockLanguageModel(do_generate=generate_result("answer-1")), inputs=True, outputs=True)

    await model.do_generate(HI)

    assert facts(caplog)["input"]["prompt"][0]["content"] == [{"type": "text", "text": "question-1"}]
    assert facts(caplog)["output"]["content"][0]["text"] == "answer-1"


async def test_secrets_and_files_are_never_logged(caplog):
    secret = "s3cret"
    answer = generate_result("hi")
    answer.request = RequestInfo(body={"key": secret})
    answer.response = LanguageModelResponse(id="r", headers={"set-cookie": secret}, body={"raw": secret})
    params = LanguageModelCallOptions(
        prompt=[
            UserMessage(
                content=[
                    FilePart(data=FileDataData(data=b"s3cret"), media_type="image/png"),
                    FilePart(data=FileDataData(data="czNjcmV0s3cret"), media_type="image/png"),
                ]
            )
        ],
        headers={"authorization": secret},
        provider_options={"p": {"apiKey": secret, "api_key": secret, "max_tokens": 5}},
        tools=[ProviderTool(id="p.mcp", name="mcp", args={"authorization": secret, "headers": {"x": secret}})],
    )

    await logged(MockLanguageModel(do_generate=answer), inputs=True, outputs=True).do_generate(params)

    assert secret not in repr(facts(caplog)) + caplog.text
    assert "<6 bytes>" in repr(facts(caplog))
    assert facts(caplog)["input"]["provider_options"]["p"]["max_tokens"] == 5


async def test_long_texts_are_cut(caplog):
    await logged(MockLanguageModel(do_generate=generate_result("x" * 5000)), outputs=True).do_generate(HI)

    assert facts(caplog)["output"]["content"][0]["text"] == "x" * 2000 + "... (5000 characters)"


async def test_a_failure_is_a_warning(caplog):
    error = APICallError(message="busy", url="u", request_body_values={"k": "s3cret"}, status_code=503)

    with pytest.raises(APICallError):
        await logged(MockLanguageModel(do_generate=error)).do_generate(HI)

    assert caplog.records[0].levelno == logging.WARNING
    assert caplog.messages == ["generate of mock-provider:mock-model-id failed: AI_APICallError: busy after 0.000 s"]
    assert (facts(caplog)["error"], facts(caplog)["status_code"]) == ("AI_APICallError: busy", 503)
    assert "s3cret" not in caplog.text


async def test_a_stream_that_is_refused_is_a_warning(caplog):
    with pytest.raises(ValueError, match="no"):
        await logged(MockLanguageModel(do_stream=ValueError("no"))).do_stream(HI)

    assert caplog.records[0].levelno == logging.WARNING


async def test_a_cancelled_call_says_so(caplog):
    started = asyncio.Event()

    async def hang(options: Any) -> Any:
        started.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(logged(MockLanguageModel(do_generate=hang)).do_generate(HI))
    await started.wait()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task

    assert (facts(caplog)["cancelled"], caplog.records[0].levelno) == (True, logging.INFO)


async def test_a_stream_is_logged_when_it_ends(caplog):
    result = await logged(MockLanguageModel(do_stream=text_stream("a", "b"))).do_stream(HI)
    assert caplog.records == []

    async with aclosing(result.stream) as stream:
        async for _ in stream:
            pass

    assert (facts(caplog)["operation"], facts(caplog)["tokens"]) == ("stream", 13)


async def test_errors_in_a_stream_are_logged_with_it(caplog):
    result = await logged(MockLanguageModel(do_stream=stream_result([StreamError(error="odd")]))).do_stream(HI)
    async for _ in result.stream:
        pass

    assert facts(caplog)["stream_error"] == "odd"


async def test_a_stream_that_breaks_is_a_warning(caplog):
    parts = [TextStart(id="1"), OSError("gone")]
    result = await logged(MockLanguageModel(do_stream=stream_result(parts))).do_stream(HI)

    with pytest.raises(OSError, match="gone"):
        async for _ in result.stream:
            pass
    assert facts(caplog)["error"] == "OSError: gone"


async def test_a_stream_that_is_left_says_so(caplog):
    result = await logged(MockLanguageModel(do_stream=text_stream("a", "b"))).do_stream(HI)
    await anext(result.stream)
    await result.stream.aclose()

    assert facts(caplog)["cancelled"] is True


async def test_models_of_other_kinds_are_logged(caplog):
    log = CallLog(inputs=True, outputs=True)
    embed = wrap_embedding_model(
        model=MockEmbeddingModel(do_embed=embedding_result([1.0])), middleware=log.embedding_model
    )
    draw = wrap_image_model(model=MockImageModel(do_generate=image_result(b"png")), middleware=log.image_model)
    speak: Any = wrap_speech_model(
        model=MockStreamingSpeechModel(do_stream=SpeechModelStreamResult(stream=simulate_stream([]))),
        middleware=log.speech_model,
    )

    await embed.do_embed(EmbeddingModelCallOptions(values=["a"]))
    await draw.do_generate(ImageModelCallOptions(prompt="cat"))
    result = await speak.do_stream(SpeechModelStreamOptions(text=simulate_stream([])))
    async for _ in result.stream:
        pass

    shown: list[Any] = [record.ai_sdk for record in caplog.records]  # type: ignore[attr-defined]
    assert [(fact["kind"], fact["operation"]) for fact in shown] == [
        ("embedding_model", "embed"),
        ("image_model", "generate"),
        ("speech_model", "stream"),
    ]
    assert shown[1]["output"]["images"] == ["<3 bytes>"]
    assert "input" not in shown[2]


async def test_logger_and_level_can_be_chosen(caplog):
    logger = logging.getLogger("mine")
    caplog.set_level(logging.DEBUG, "mine")

    await logged(MockLanguageModel(do_generate=generate_result("hi")), logger=logger, level=logging.DEBUG).do_generate(
        HI
    )

    assert (caplog.records[0].name, caplog.records[0].levelno) == ("mine", logging.DEBUG)
