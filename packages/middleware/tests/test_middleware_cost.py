"""Costs and budgets."""

from contextlib import aclosing
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from ai_sdk_core import (
    generate_text,
    is_step_count,
    tool,
    wrap_embedding_model,
    wrap_image_model,
    wrap_language_model,
    wrap_reranking_model,
    wrap_speech_model,
    wrap_transcription_model,
)
from ai_sdk_core.provider import (
    EmbeddingModelCallOptions,
    ImageModelCallOptions,
    ImageModelUsage,
    InputTokens,
    LanguageModelCallOptions,
    OutputTokens,
    RerankingModelCallOptions,
    SpeechFinish,
    SpeechModelCallOptions,
    SpeechModelStreamOptions,
    SpeechModelStreamResult,
    SpeechModelStreamUsage,
    TextDocuments,
    TextStart,
    ToolCall,
    TranscriptionModelCallOptions,
    TranscriptionModelUrlCallOptions,
    Usage,
)
from ai_sdk_core.testing import (
    MockEmbeddingModel,
    MockImageModel,
    MockLanguageModel,
    MockRerankingModel,
    MockStreamingSpeechModel,
    MockTranscriptionModel,
    MockUrlTranscriptionModel,
    embedding_result,
    generate_result,
    image_result,
    reranking_result,
    simulate_stream,
    speech_result,
    stream_result,
    text_stream,
    transcription_result,
)
from ai_sdk_middleware import BudgetExceededError, CallCost, CostTracker, Price, UnknownPriceError

HI = LanguageModelCallOptions(prompt=[])
PRICE = Price(input="1", output="10")
"""A call of the mock (3 tokens in, 10 out) costs 0.000103."""

CALL = Decimal("0.000103")


def priced(tracker: CostTracker, **scripts: Any) -> Any:
    scripts = scripts or {
        "do_generate": lambda _options: generate_result("hi"),
        "do_stream": lambda _options: text_stream("hi"),
    }
    return wrap_language_model(
        model=MockLanguageModel(provider="p.chat", model_id="m", **scripts), middleware=tracker.language_model
    )


async def drain(result: Any) -> list[Any]:
    async with aclosing(result.stream) as stream:
        return [part async for batch in stream for part in batch]


# --- Prices ---


async def test_calls_are_added_up():
    tracker = CostTracker({"p:m": PRICE})
    model = priced(tracker)

    result = await model.do_generate(HI)
    await model.do_generate(HI)

    assert tracker.total == 2 * CALL
    assert result.provider_metadata == {"aiSdkMiddleware": {"cost": "0.000103"}}


async def test_streams_are_added_when_they_end():
    tracker = CostTracker({"p:m": PRICE})
    result = await priced(tracker).do_stream(HI)
    assert tracker.total == 0

    parts = await drain(result)

    assert (tracker.total, tracker.unknown_calls) == (CALL, 0)
    assert parts[-1].provider_metadata == {"aiSdkMiddleware": {"cost": "0.000103"}}


@pytest.mark.parametrize("name", ["p:m", "m", "*"])
async def test_a_price_is_found_by_provider_and_model_or_by_model(name):
    tracker = CostTracker({name: PRICE, "other": Price(input=1000)})

    await priced(tracker).do_generate(HI)

    assert tracker.total == CALL


async def test_the_more_exact_name_wins():
    tracker = CostTracker({"*": Price(call=100), "m": Price(call=10), "p:m": Price(call=1)})

    await priced(tracker).do_generate(HI)

    assert tracker.total == 1


async def test_a_model_without_a_price_is_not_called():
    tracker = CostTracker({"other": PRICE})
    model = priced(tracker)

    for call in (model.do_generate, model.do_stream):
        with pytest.raises(UnknownPriceError, match="no price for p:m"):
            await call(HI)


FULL = Price(input=1, output=10, cache_read="0.1", cache_write=2, reasoning=20)


@pytest.mark.parametrize(
    ("price", "given", "made", "expected"),
    [
        (FULL, InputTokens(total=1_000_000), OutputTokens(), "1"),
        (FULL, InputTokens(), OutputTokens(total=1_000_000), "10"),
        (
            FULL,
            InputTokens(total=3_000_000, no_cache=1_000_000, cache_read=1_000_000, cache_write=1_000_000),
            OutputTokens(),
            "3.1",
        ),
        (FULL, InputTokens(total=3_000_000, cache_read=1_000_000), OutputTokens(), "2.1"),
        (FULL, InputTokens(), OutputTokens(total=3_000_000, reasoning=1_000_000), "40"),
        (
            Price(input=1, output=10),
            InputTokens(total=2_000_000, cache_read=1_000_000),
            OutputTokens(total=2_000_000, reasoning=1_000_000),
            "22",
        ),
        (Price(call="0.01"), InputTokens(total=1), OutputTokens(total=1), "0.01"),
        (Price(input=0.1), InputTokens(total=3_000_000), OutputTokens(), "0.3"),
    ],
)
async def test_every_kind_of_token_has_its_price(price, given, made, expected):
    answer = replace(generate_result("hi"), usage=Usage(input_tokens=given, output_tokens=made))
    tracker = CostTracker({"*": price})

    await priced(tracker, do_generate=answer).do_generate(HI)

    assert tracker.total == Decimal(expected)


async def test_a_cost_that_nobody_knows_is_counted():
    answer = replace(generate_result("hi"), usage=Usage(input_tokens=InputTokens(), output_tokens=OutputTokens()))
    tracker = CostTracker({"*": PRICE})

    result = await priced(tracker, do_generate=answer).do_generate(HI)

    assert (tracker.total, tracker.unknown_calls, result.provider_metadata) == (0, 1, None)


@pytest.mark.parametrize("leave", [True, False], ids=["left", "without an end"])
async def test_the_cost_of_a_stream_without_its_end_is_not_known(leave):
    tracker = CostTracker({"*": PRICE})
    result = await priced(tracker, do_stream=stream_result([TextStart(id="1")])).do_stream(HI)

    await (result.stream.aclose() if leave else drain(result))

    assert (tracker.total, tracker.unknown_calls) == (0, 1)


async def test_a_call_that_fails_costs_nothing():
    tracker = CostTracker({"*": Price(call=1)})

    with pytest.raises(ValueError, match="no"):
        await priced(tracker, do_generate=ValueError("no")).do_generate(HI)

    assert (tracker.total, tracker.unknown_calls) == (0, 0)


async def test_models_of_other_kinds_cost_by_what_they_do():
    tracker = CostTracker({"*": Price(input=1, output=10, call="0.01", image="0.04", character=15, minute="0.006")})
    costs: list[Decimal | None] = []
    tracker = CostTracker(
        {"*": Price(input=1, output=10, call="0.01", image="0.04", character=15, minute="0.006")},
        on_cost=lambda event: costs.append(event.cost),
    )
    embed = wrap_embedding_model(
        model=MockEmbeddingModel(do_embed=embedding_result([1.0], tokens=1_000_000)),
        middleware=tracker.embedding_model,
    )
    images = image_result(b"1", b"2")
    with_usage = replace(images, usage=ImageModelUsage(input_tokens=1_000_000, output_tokens=1_000_000))
    draw = wrap_image_model(model=MockImageModel(do_generate=[images, with_usage]), middleware=tracker.image_model)
    speech_end = SpeechFinish(usage=SpeechModelStreamUsage(input_characters=1_000_000))
    speak: Any = wrap_speech_model(
        model=MockStreamingSpeechModel(
            do_generate=speech_result(b"1"),
            do_stream=SpeechModelStreamResult(stream=simulate_stream([speech_end])),
        ),
        middleware=tracker.speech_model,
    )
    heard = replace(transcription_result("hi"), duration_in_seconds=90.0)
    listen = wrap_transcription_model(
        model=MockTranscriptionModel(do_generate=heard), middleware=tracker.transcription_model
    )
    rank = wrap_reranking_model(
        model=MockRerankingModel(do_rerank=reranking_result()), middleware=tracker.reranking_model
    )

    await embed.do_embed(EmbeddingModelCallOptions(values=["a"]))
    await draw.do_generate(ImageModelCallOptions(prompt="cat"))
    await draw.do_generate(ImageModelCallOptions(prompt="cat"))
    await speak.do_generate(SpeechModelCallOptions(text="x" * 1000))
    await drain(await speak.do_stream(SpeechModelStreamOptions(text=simulate_stream([]))))
    await listen.do_generate(TranscriptionModelCallOptions(audio=b"1", media_type="audio/wav"))
    await rank.do_rerank(RerankingModelCallOptions(documents=TextDocuments(values=["a"]), query="q"))

    expected = ["1.01", "0.09", "11.09", "0.025", "15.01", "0.019", "0.01"]
    assert [str(cost.normalize()) for cost in costs if cost is not None] == expected
    assert tracker.total == sum(map(Decimal, expected))


async def test_a_call_that_a_provider_passes_back_costs_nothing():
    tracker = CostTracker({"*": Price(call=1, minute=1)})
    model: Any = wrap_transcription_model(
        model=MockUrlTranscriptionModel(do_generate_from_url=lambda _options: None),
        middleware=tracker.transcription_model,
    )

    assert await model.do_generate_from_url(TranscriptionModelUrlCallOptions(audio="https://example.com/a")) is None
    assert tracker.total == 0


# --- Budgets ---


async def test_no_call_is_made_when_the_budget_is_spent():
    tracker = CostTracker({"*": PRICE}, budget="0.0002")
    model = priced(tracker)

    await model.do_generate(HI)
    assert not tracker.is_spent()
    await model.do_generate(HI)  # Something was left.

    assert tracker.is_spent()
    assert tracker.remaining == Decimal("-0.000006")
    for call in (model.do_generate, model.do_stream):
        with pytest.raises(BudgetExceededError, match=r"budget of 0\.0002 is spent.*0\.000206") as caught:
            await call(HI)
    assert (caught.value.budget, caught.value.total) == (Decimal("0.0002"), 2 * CALL)


@tool
def ping() -> str:
    """Ping."""
    return "pong"


def looping(tracker: CostTracker) -> Any:
    call = ToolCall(tool_call_id="c", tool_name="ping", input="{}")
    return priced(tracker, do_generate=lambda _options: generate_result(call, finish_reason="tool-calls"))


async def test_a_budget_ends_a_loop_without_an_error():
    tracker = CostTracker({"*": PRICE}, budget=3 * CALL)

    result = await generate_text(
        model=looping(tracker),
        prompt="Hi",
        tools={"ping": ping},
        stop_when=[is_step_count(20), tracker.is_spent],
    )

    assert len(result.steps) == 3
    assert (result.provider_metadata or {})["aiSdkMiddleware"]["cost"] == "0.000103"


async def test_a_budget_ends_a_loop_with_an_error_that_has_the_steps():
    tracker = CostTracker({"*": PRICE}, budget=2 * CALL)

    with pytest.raises(BudgetExceededError) as caught:
        await generate_text(model=looping(tracker), prompt="Hi", tools={"ping": ping}, stop_when=is_step_count(20))

    assert len(caught.value.partial_results) == 2


async def test_budgets_can_be_nested():
    prices = {"*": PRICE}
    user = CostTracker(prices, budget=3 * CALL)
    first = CostTracker(prices, budget=2 * CALL, parent=user)
    second = CostTracker(prices, parent=user)

    await priced(first).do_generate(HI)
    await priced(first).do_generate(HI)
    with pytest.raises(BudgetExceededError, match=r"0\.000206 is spent"):
        await priced(first).do_generate(HI)
    await priced(second).do_generate(HI)

    assert (user.total, first.total, second.total) == (3 * CALL, 2 * CALL, CALL)
    assert (first.remaining, second.remaining, second.is_spent()) == (0, 0, True)
    with pytest.raises(BudgetExceededError, match=r"0\.000309 is spent"):
        await priced(second).do_generate(HI)


def test_without_a_budget_nothing_is_ever_spent():
    tracker = CostTracker({})

    assert (tracker.remaining, tracker.is_spent()) == (None, False)


async def test_each_cost_is_told():
    told: list[CallCost] = []
    tracker = CostTracker({"*": PRICE}, on_cost=told.append)

    await priced(tracker).do_generate(HI)
    await priced(tracker).do_generate(HI)

    assert [(event.cost, event.total, event.call.name) for event in told] == [
        (CALL, CALL, "p:m"),
        (CALL, 2 * CALL, "p:m"),
    ]
