"""Rate limits: never more than allowed within any minute, first come first served."""

import asyncio
import threading
from contextlib import aclosing
from typing import Any

import pytest
from ai_sdk_core import wrap_embedding_model, wrap_language_model, wrap_speech_model
from ai_sdk_core.errors import InvalidArgumentError
from ai_sdk_core.provider import (
    EmbeddingModelCallOptions,
    LanguageModelCallOptions,
    SpeechFinish,
    SpeechModelStreamOptions,
    SpeechModelStreamResult,
    TextPart,
    UserMessage,
)
from ai_sdk_core.testing import (
    MockEmbeddingModel,
    MockLanguageModel,
    MockStreamingSpeechModel,
    embedding_result,
    generate_result,
    simulate_stream,
    text_stream,
)
from ai_sdk_middleware import ModelCall, RateLimit, estimate_tokens
from hypothesis import given
from hypothesis import strategies as st

HI = LanguageModelCallOptions(prompt=[])


def limited(clock: Any, **settings: Any) -> tuple[Any, list[float]]:
    """A model, and when it was called."""
    times: list[float] = []

    def answer(options: Any) -> Any:
        times.append(clock())
        return generate_result("hi")

    limit = RateLimit(clock=clock, sleep=clock.sleep, **settings)
    inner = MockLanguageModel(do_generate=answer, do_stream=lambda _options: text_stream("hi"))
    return wrap_language_model(model=inner, middleware=limit.language_model), times


async def test_calls_wait_until_the_minute_has_room(clock):
    model, times = limited(clock, requests_per_minute=2)

    for _ in range(5):
        await model.do_generate(HI)
        clock.now += 1

    assert times == [0, 1, 60, 61, 120]


async def test_without_a_limit_nobody_waits(clock):
    model, times = limited(clock)

    for _ in range(5):
        await model.do_generate(HI)

    assert (times, clock.pauses) == ([0] * 5, [])


async def test_calls_are_made_in_the_order_in_which_they_came(clock):
    order: list[int] = []
    limit = RateLimit(requests_per_minute=1, clock=clock, sleep=clock.sleep)

    def answer(options: Any) -> Any:
        order.append(options.seed)
        return generate_result("hi")

    model = wrap_language_model(model=MockLanguageModel(do_generate=answer), middleware=limit.language_model)
    await asyncio.gather(*(model.do_generate(LanguageModelCallOptions(prompt=[], seed=n)) for n in range(6)))

    assert order == list(range(6))
    assert clock.now == 300


@given(
    limit=st.integers(1, 4),
    tokens=st.integers(20, 60),
    calls=st.lists(st.tuples(st.floats(0, 40), st.integers(0, 30)), max_size=12),
)
async def test_no_minute_has_more_than_is_allowed(make_clock, limit, tokens, calls):
    clock = make_clock()
    sizes = iter([size for _, size in calls])
    began: list[tuple[float, int]] = []
    layer = RateLimit(
        requests_per_minute=limit,
        tokens_per_minute=tokens,
        estimate=lambda call: call.params.seed,
        clock=clock,
        sleep=clock.sleep,
    )

    def answer(options: Any) -> Any:
        began.append((clock(), options.seed))
        result = generate_result("hi")
        result.usage.input_tokens.total, result.usage.output_tokens.total = options.seed, 0
        return result

    model = wrap_language_model(model=MockLanguageModel(do_generate=answer), middleware=layer.language_model)
    for pause, _ in calls:
        clock.now += pause
        await model.do_generate(LanguageModelCallOptions(prompt=[], seed=next(sizes)))

    for begin, _ in began:
        window = [size for time, size in began if begin <= time < begin + 60 - 1e-6]
        assert len(window) <= limit
        assert sum(window) <= max(tokens, *window)


async def test_tokens_are_corrected_when_the_usage_is_known(clock):
    """The mock uses 13 tokens, whatever was guessed."""
    model, times = limited(clock, tokens_per_minute=30, estimate=lambda call: 1)

    for _ in range(4):
        await model.do_generate(HI)

    assert times == [0, 0, 0, 60]


async def test_nobody_waits_longer_than_needed(clock):
    """Three calls of 13 tokens fill the minute; the fourth may begin when the first of them is a minute ago."""
    model, times = limited(clock, tokens_per_minute=39, estimate=lambda call: 13)

    for _ in range(4):
        await model.do_generate(HI)
        clock.now += 15

    assert times == [0, 15, 30, 60]


async def test_a_call_that_needs_more_than_a_minute_has_is_made_alone(clock):
    model, times = limited(clock, tokens_per_minute=5, estimate=lambda call: 1000)

    await model.do_generate(HI)
    await model.do_generate(HI)

    assert times == [0, 60]


async def test_streams_wait_and_are_corrected(clock):
    model, _ = limited(clock, tokens_per_minute=20, estimate=lambda call: 10)

    for _ in range(2):
        async with aclosing((await model.do_stream(HI)).stream) as stream:
            assert [part.type async for batch in stream for part in batch][-1] == "finish"

    assert clock.now == 60


async def test_models_share_a_limit(clock):
    limit = RateLimit(requests_per_minute=1, clock=clock, sleep=clock.sleep)
    text = wrap_language_model(
        model=MockLanguageModel(do_generate=generate_result("hi")), middleware=limit.language_model
    )
    embed = wrap_embedding_model(
        model=MockEmbeddingModel(do_embed=embedding_result([1.0])), middleware=limit.embedding_model
    )

    await text.do_generate(HI)
    await embed.do_embed(EmbeddingModelCallOptions(values=["a"]))

    assert clock.now == 60


async def test_streams_that_take_streams_are_counted_as_requests(clock):
    limit = RateLimit(requests_per_minute=1, tokens_per_minute=10, clock=clock, sleep=clock.sleep)
    inner = MockStreamingSpeechModel(
        do_stream=lambda _options: SpeechModelStreamResult(stream=simulate_stream([SpeechFinish()]))
    )
    model: Any = wrap_speech_model(model=inner, middleware=limit.speech_model)

    for _ in range(2):
        result = await model.do_stream(SpeechModelStreamOptions(text=simulate_stream([])))
        async for _batch in result.stream:
            pass

    assert clock.now == 60


async def test_one_who_waits_can_leave_and_the_next_takes_the_turn():
    """Without time passing: the second is cancelled, the third must not wait for it."""
    released = asyncio.Event()
    now = 0.0

    async def sleep(seconds: float) -> None:
        nonlocal now
        await released.wait()
        now += seconds

    limit = RateLimit(requests_per_minute=1, clock=lambda: now, sleep=sleep)
    inner = MockLanguageModel(do_generate=generate_result("hi"))
    model = wrap_language_model(model=inner, middleware=limit.language_model)
    await model.do_generate(HI)
    tasks = [asyncio.create_task(model.do_generate(HI)) for _ in range(3)]
    await asyncio.sleep(0)
    tasks[0].cancel()
    tasks[1].cancel()
    released.set()
    results = await asyncio.gather(*tasks, return_exceptions=True)

    assert [isinstance(result, asyncio.CancelledError) for result in results] == [True, True, False]
    assert len(inner.do_generate.calls) == 2


def test_a_limit_belongs_to_no_event_loop():
    """Threads with loops of their own wait for each other."""
    limit = RateLimit(requests_per_minute=3, clock=lambda: 0.0, sleep=asyncio.sleep)
    began: list[int] = []

    async def call() -> None:
        model = wrap_language_model(
            model=MockLanguageModel(do_generate=generate_result("hi")), middleware=limit.language_model
        )
        await model.do_generate(HI)
        began.append(1)

    threads = [threading.Thread(target=asyncio.run, args=(call(),)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert len(began) == 3


@pytest.mark.parametrize("settings", [{"requests_per_minute": 0}, {"tokens_per_minute": -1}])
def test_limits_are_positive(settings):
    with pytest.raises(InvalidArgumentError, match="must be positive"):
        RateLimit(**settings)


def test_tokens_are_guessed_by_the_size_of_the_request():
    params = LanguageModelCallOptions(
        prompt=[UserMessage(content=[TextPart(text="x" * 400)])], max_output_tokens=50, headers={"a": "b" * 9999}
    )
    call = ModelCall(kind="language_model", operation="generate", model=MockLanguageModel(), params=params)

    assert 150 <= estimate_tokens(call) <= 200
