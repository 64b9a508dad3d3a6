"""One retry loop for everything: how often, how long, and what comes out."""

import asyncio
from datetime import UTC, datetime

import pytest
from ai_sdk_core.errors import (
    AbortError,
    AISDKError,
    APICallError,
    OperationTimeoutError,
    RetryError,
    StreamProviderError,
)
from ai_sdk_core.provider_utils import add_jitter, is_retryable_error, retry_delay, retry_with_exponential_backoff

NOW = datetime(2026, 1, 1, tzinfo=UTC).timestamp()


def call_error(status_code=500, **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    return APICallError(message="m", url="u", request_body_values={}, status_code=status_code, response_headers=headers)


class Attempts:
    """Fails with each of some errors, then succeeds; remembers the pauses between."""

    def __init__(self, *errors):
        self.errors = list(errors)
        self.count = 0
        self.pauses = []

    async def attempt(self):
        self.count += 1
        if self.errors:
            raise self.errors.pop(0)
        return "done"

    async def sleep(self, seconds):
        self.pauses.append(seconds)

    async def run(self, **options):
        options = {"jitter": lambda delay: delay, "sleep": self.sleep, "now": lambda: NOW, **options}
        return await retry_with_exponential_backoff(self.attempt, **options)


async def test_pauses_grow_until_the_call_succeeds():
    attempts = Attempts(call_error(), call_error(429), call_error(503))
    assert await attempts.run(max_retries=3) == "done"
    assert attempts.pauses == [2, 4, 8]


async def test_pauses_can_be_configured():
    attempts = Attempts(call_error(), call_error())
    assert await attempts.run(initial_delay=0.5, backoff_factor=3) == "done"
    assert attempts.pauses == [0.5, 1.5]


async def test_after_the_last_attempt_all_errors_are_told():
    errors = [call_error(500), call_error(503), call_error(429)]
    attempts = Attempts(*errors)
    with pytest.raises(RetryError, match=r"^Failed after 3 attempts\. Last error: AI_APICallError: m$") as raised:
        await attempts.run()
    assert (raised.value.reason, raised.value.errors) == ("maxRetriesExceeded", errors)
    assert raised.value.__cause__ is errors[-1]
    assert attempts.pauses == [2, 4]


async def test_the_first_error_that_no_retry_mends_is_raised_as_it_is():
    error = call_error(401)
    with pytest.raises(APICallError) as raised:
        await Attempts(error).run()
    assert raised.value is error


async def test_a_later_error_that_no_retry_mends_is_told_with_those_before():
    errors = [call_error(500), call_error(401)]
    with pytest.raises(
        RetryError, match="Failed after 2 attempts with non-retryable error: 'AI_APICallError: m'"
    ) as raised:
        await Attempts(*errors).run()
    assert (raised.value.reason, raised.value.errors) == ("errorNotRetryable", errors)


async def test_without_retries_errors_are_raised_as_they_are():
    error = call_error(500)
    with pytest.raises(APICallError) as raised:
        await Attempts(error).run(max_retries=0)
    assert raised.value is error


@pytest.mark.parametrize(
    "error",
    [
        AbortError(),
        TimeoutError(),
        OperationTimeoutError(label="Step", timeout=1),
        asyncio.CancelledError(),
        SystemExit(),
    ],
)
async def test_aborts_and_timeouts_end_the_loop_at_once(error):
    attempts = Attempts(call_error(), error)
    with pytest.raises(type(error)) as raised:
        await attempts.run(should_retry=lambda error: True)
    assert raised.value is error


async def test_the_caller_may_decide_what_is_retryable():
    attempts = Attempts(KeyError("x"))
    assert await attempts.run(should_retry=lambda error: isinstance(error, KeyError)) == "done"


class OtherRetryableError(AISDKError):
    """An error of a provider package."""

    is_retryable = True


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (call_error(500), True),
        (call_error(400), False),
        (OtherRetryableError(message="m"), True),
        (AISDKError(message="m"), False),
        (StreamProviderError(message="m", status_code=500), False),
        (ConnectionError(), False),
    ],
)
def test_errors_say_whether_they_are_retryable(error, expected):
    assert is_retryable_error(error) is expected


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({}, None),
        ({"retry_after_ms": "1234.5"}, 1.2345),
        ({"retry_after_ms": "0"}, 0),
        ({"retry_after_ms": "1500 ms"}, 1.5),
        ({"retry_after_ms": "soon"}, None),
        ({"retry_after_ms": "soon", "retry_after": "3"}, 3),
        ({"retry_after_ms": "100", "retry_after": "3"}, 0.1),
        ({"retry_after_ms": "-1", "retry_after": "3"}, None),
        ({"retry_after": "0.5"}, 0.5),
        ({"retry_after": "59.9"}, 59.9),
        ({"retry_after": "60"}, None),
        ({"retry_after": "-1"}, None),
        ({"retry_after": ""}, None),
        ({"retry_after": "nonsense"}, None),
        ({"retry_after": "Thu, 01 Jan 2026 00:00:07 GMT"}, 7),
        ({"retry_after": "Thu, 01 Jan 2026 00:00:08 -0000"}, 8),
        ({"retry_after": "Thu, 01 Jan 2026 00:01:07 GMT"}, None),
        ({"retry_after": "Wed, 31 Dec 2025 23:59:59 GMT"}, None),
    ],
)
def test_the_provider_may_say_when_to_come_back(headers, pause):
    assert retry_delay(call_error(429, **headers), 2, now=lambda: NOW) == pytest.approx(pause)


def test_a_long_wait_is_kept_where_the_planned_one_is_longer():
    assert retry_delay(call_error(429, retry_after="70"), 80) == 70


def test_the_response_may_be_that_of_the_cause():
    assert retry_delay(OtherRetryableError(message="m", cause=call_error(429, retry_after="5")), 2) == 5
    assert retry_delay(OtherRetryableError(message="m"), 2) is None


async def test_what_the_provider_asks_for_is_not_lengthened():
    attempts = Attempts(call_error(429, retry_after="3"), call_error(500))
    await attempts.run(jitter=lambda delay: delay + 100)
    assert attempts.pauses == [3, 104]


def test_chance_lengthens_a_pause_by_a_quarter_at_most():
    pauses = {add_jitter(8) for _ in range(100)}
    assert len(pauses) > 1
    assert all(8 <= pause < 10 for pause in pauses)
