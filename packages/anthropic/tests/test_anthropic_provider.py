"""Rules for the provider, its settings and its catalogue."""

from importlib.metadata import entry_points
from typing import Any

import pytest
from ai_sdk_anthropic import (
    AnthropicProvider,
    AnthropicProviderSettings,
    anthropic,
    anthropic_model_catalog,
    anthropic_model_entry,
    anthropic_provider_options,
    create_anthropic,
    forward_anthropic_container_id_from_last_step,
    get_model_capabilities,
    tools,
)
from ai_sdk_core.errors import InvalidArgumentError, NoSuchModelError
from ai_sdk_core.provider import BatchProvider, FilesProvider, LanguageModel, LanguageModelProvider, SkillsProvider


def test_the_provider_has_the_interfaces_of_what_it_offers() -> None:
    for interface in (LanguageModelProvider, FilesProvider, SkillsProvider, BatchProvider):
        assert isinstance(anthropic, interface)
    assert isinstance(anthropic("claude-opus-5"), LanguageModel)


def test_all_ways_to_a_model_lead_to_the_same() -> None:
    models = [anthropic("m"), anthropic.language_model("m"), anthropic.chat("m"), anthropic.messages("m")]
    assert {(model.provider, model.model_id) for model in models} == {("anthropic.messages", "m")}


def test_names_of_the_interfaces() -> None:
    provider = create_anthropic(name="mine.messages")
    assert [provider.files().provider, provider.skills().provider, provider.batch().provider] == [
        "mine.messages",
        "mine.skills",
        "mine.batch",
    ]


def test_there_are_no_other_models() -> None:
    for method in (anthropic.embedding_model, anthropic.text_embedding_model, anthropic.image_model):
        with pytest.raises(NoSuchModelError):
            method("m")


def test_settings_may_be_one_object() -> None:
    provider = create_anthropic(AnthropicProviderSettings(api_key="k"))
    assert isinstance(provider, AnthropicProvider)
    assert provider.tools is tools


def test_a_key_and_a_token_exclude_each_other() -> None:
    with pytest.raises(InvalidArgumentError, match="Both apiKey and authToken were provided"):
        create_anthropic(api_key="k", auth_token="t")


def test_the_provider_is_found_by_its_name() -> None:
    (entry_point,) = entry_points(group="ai_sdk.providers", name="anthropic")
    assert entry_point.load() is anthropic


@pytest.mark.parametrize(
    ("setting", "environment", "url"),
    [
        (None, None, "https://api.anthropic.com/v1/messages"),
        ("https://api.anthropic.com/", None, "https://api.anthropic.com/v1/messages"),
        ("https://proxy.test/x/", "https://other.test", "https://proxy.test/x/messages"),
        (None, "https://other.test", "https://other.test/messages"),
    ],
)
async def test_where_requests_go(
    setting: str | None, environment: str | None, url: str, wire: Any, call: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANTHROPIC_BASE_URL", raising=False)
    model = wire.provider(base_url=setting)("m")
    if environment is not None:
        monkeypatch.setenv("ANTHROPIC_BASE_URL", environment)  # read with the first request, not before
    wire.say()
    await model.do_generate(call(max_output_tokens=1))
    assert str(wire.requests[0].url) == url


async def test_an_empty_base_url_is_refused(wire: Any, call: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="non-empty"):
        await wire.provider(base_url=" ")("m").do_generate(call())


@pytest.mark.parametrize(
    ("model_id", "tokens", "is_known"),
    [
        ("us.anthropic.claude-opus-4-7-v1:0", 128_000, True),
        ("claude-sonnet-4@20250514", 64_000, True),
        ("claude-opus-4-20250514", 32_000, True),
        ("claude-3-haiku-20240307", 4096, True),
        ("claude-2.1", 4096, False),
        ("claude-unknown-9", 128_000, False),
        ("minimax-m3", 4096, False),
    ],
)
def test_capabilities_are_told_from_the_name(model_id: str, tokens: int, is_known: bool) -> None:
    capabilities = get_model_capabilities(model_id)
    assert (capabilities.max_output_tokens, capabilities.is_known_model) == (tokens, is_known)


def test_the_catalogue_describes_models() -> None:
    entry = anthropic_model_entry("claude-opus-4-6")
    language: Any = entry.capabilities.language
    assert language.reasoning.adaptive
    assert entry.provider_options is not None
    assert entry.provider_options["language"]["speed"] is True
    assert entry.request_config is not None
    assert entry.request_config.max_output_tokens == 128_000
    assert anthropic_model_entry("x").capabilities.language.inputs.image == "unknown"  # type: ignore[union-attr]
    assert "claude-opus-5-5" in anthropic_model_catalog()
    assert set(anthropic_provider_options()["language"]) == set(entry.provider_options["language"])


def test_the_catalogue_lists_the_options_that_there_are() -> None:
    from ai_sdk_anthropic import AnthropicLanguageModelOptions

    aliases = {field.alias for field in AnthropicLanguageModelOptions.model_fields.values()}
    assert set(anthropic_provider_options()["language"]) == aliases


class Step:
    """A step of a generation."""

    def __init__(self, container: Any) -> None:
        self.provider_metadata = None if container is None else {"anthropic": {"container": container}}


class Steps:
    """The state of a generation."""

    def __init__(self, *containers: Any) -> None:
        self.steps = [Step(container) for container in containers]


def test_the_newest_container_is_taken_along() -> None:
    options = {"anthropic": {"container": {"id": "b"}}}
    forward = forward_anthropic_container_id_from_last_step
    assert forward(Steps({"id": "a"}, {"id": "b"}, None)) == {"provider_options": options}
    assert forward(Steps(None)) is None
    assert forward(Steps()) is None
