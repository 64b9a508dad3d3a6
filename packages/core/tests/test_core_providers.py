"""Smaller tools of provider authors: the factory, reasoning levels, polling."""

import inspect
from dataclasses import dataclass

import pytest
from ai_sdk_core.errors import OperationTimeoutError
from ai_sdk_core.provider.shared import CompatibilityWarning, UnsupportedWarning
from ai_sdk_core.provider_utils import (
    is_custom_reasoning,
    map_reasoning_to_provider_budget,
    map_reasoning_to_provider_effort,
    poll_until_done,
    provider_factory,
)


@dataclass(slots=True, kw_only=True)
class Settings:
    """Settings of the test provider."""

    name: str
    api_key: str | None = None


class Provider:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings


create = provider_factory(Settings, Provider)


def test_a_provider_is_made_of_settings_or_of_keywords():
    assert create(name="a", api_key="k").settings == Settings(name="a", api_key="k")
    settings = Settings(name="b")
    assert create(settings).settings is settings


@pytest.mark.parametrize(("args", "kwargs"), [((), {}), (("a",), {}), ((), {"name": "a", "apikey": "k"})])
def test_wrong_settings_are_refused_as_the_dataclass_refuses_them(args, kwargs):
    with pytest.raises(TypeError):
        create(*args, **kwargs)


def test_settings_and_keywords_do_not_mix():
    with pytest.raises(TypeError):
        create(Settings(name="b"), api_key="k")


def test_a_factory_documents_itself():
    assert inspect.signature(create) == inspect.signature(Settings)
    assert create.__doc__ == "Settings of the test provider."
    assert repr(create) == "<factory of Provider>"


@pytest.mark.parametrize(
    ("reasoning", "expected"), [(None, False), ("provider-default", False), ("none", True), ("high", True)]
)
def test_the_callers_reasoning_is_told_from_the_providers_default(reasoning, expected):
    assert is_custom_reasoning(reasoning) is expected


@pytest.mark.parametrize(
    ("reasoning", "effort_map", "effort"),
    [
        (None, {"low": "low"}, None),
        ("provider-default", {"low": "low"}, None),
        ("high", {"low": "low", "high": "high"}, "high"),
        ("high", {"low": "low", "medium": "medium", "max": "max"}, "medium"),
        ("minimal", {"medium": "medium", "low": "low"}, "low"),
        ("max", {"high": "high"}, "high"),
        ("none", {"low": "low", "high": "high"}, "low"),
        ("none", {"none": "off"}, "off"),
        ("low", {"none": "off"}, None),
        ("low", {}, None),
    ],
)
def test_a_level_becomes_the_nearest_word_with_a_warning_when_it_says_something_else(reasoning, effort_map, effort):
    warnings = []
    assert map_reasoning_to_provider_effort(reasoning=reasoning, effort_map=effort_map, warnings=warnings) == effort
    if reasoning in (None, "provider-default") or effort == reasoning:
        assert warnings == []
    elif effort is None:
        details = f'reasoning "{reasoning}" is not supported by this model.'
        assert warnings == [UnsupportedWarning(feature="reasoning", details=details)]
    else:
        details = f'reasoning "{reasoning}" is not directly supported by this model. mapped to effort "{effort}".'
        assert warnings == [CompatibilityWarning(feature="reasoning", details=details)]


def test_the_providers_own_option_wins():
    warnings = []
    effort = map_reasoning_to_provider_effort(
        reasoning="high", effort_map={"high": "high"}, warnings=warnings, provider_options_effort="x"
    )
    assert (effort, warnings) == ("x", [])


@pytest.mark.parametrize(
    ("reasoning", "budget"),
    [("minimal", 1024), ("low", 6400), ("medium", 19200), ("high", 38400), ("xhigh", 50000), ("max", 50000)],
)
def test_a_level_becomes_a_share_of_the_output_within_limits(reasoning, budget):
    warnings = []
    limits = {"max_output_tokens": 64000, "max_reasoning_budget": 50000, "warnings": warnings}
    assert map_reasoning_to_provider_budget(reasoning=reasoning, **limits) == budget or reasoning == "minimal"
    assert warnings == []


def test_budgets_have_limits_and_shares_of_their_own():
    warnings = []
    limits = {"max_output_tokens": 1005, "max_reasoning_budget": 900, "warnings": warnings}
    assert map_reasoning_to_provider_budget(reasoning="minimal", min_reasoning_budget=0, **limits) == 20
    assert map_reasoning_to_provider_budget(reasoning="low", min_reasoning_budget=0, **limits) == 101
    assert map_reasoning_to_provider_budget(reasoning="low", min_reasoning_budget=128, **limits) == 128
    assert map_reasoning_to_provider_budget(reasoning="max", min_reasoning_budget=0, **limits) == 900
    shares = {"low": 0.5}
    assert (
        map_reasoning_to_provider_budget(reasoning="low", min_reasoning_budget=0, budget_shares=shares, **limits) == 503
    )
    assert warnings == []
    assert map_reasoning_to_provider_budget(reasoning="none", min_reasoning_budget=128, **limits) == 128
    assert warnings[0].details == (
        'reasoning "none" is not supported by this model. mapped to the minimum reasoning budget of 128 tokens.'
    )


class Job:
    """Is done after some questions; its clock moves only while somebody sleeps."""

    def __init__(self, questions):
        self.questions = questions
        self.time = 100.0
        self.pauses = []

    async def fetch(self):
        self.questions -= 1
        return "done" if self.questions <= 0 else "pending"

    async def sleep(self, seconds):
        self.pauses.append(seconds)
        self.time += seconds

    async def poll(self, **options):
        return await poll_until_done(
            self.fetch,
            is_done=lambda state: state == "done",
            label="Video generation",
            operation={"id": "job-1"},
            sleep=self.sleep,
            now=lambda: self.time,
            **options,
        )


async def test_polling_asks_at_once_and_then_at_intervals():
    job = Job(3)
    assert await job.poll(interval=5, timeout=60) == "done"
    assert job.pauses == [5, 5]


async def test_polling_that_takes_too_long_ends_with_the_operation():
    job = Job(100)
    with pytest.raises(OperationTimeoutError, match=r"^Video generation timeout of 12000ms exceeded$") as raised:
        await job.poll(interval=5, timeout=12)
    assert job.pauses == [5, 5, 2]
    assert (raised.value.operation, raised.value.timeout) == ({"id": "job-1"}, 12)
    with pytest.raises(OperationTimeoutError, match="own words"):
        await Job(100).poll(interval=5, timeout=12, message="own words")


async def test_a_last_answer_at_the_limit_counts():
    assert await Job(4).poll(interval=5, timeout=12) == "done"
