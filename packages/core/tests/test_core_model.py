"""Model names: installed providers, the default provider, and errors that help."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from ai_sdk_core import set_default_provider
from ai_sdk_core._model import (
    MODEL_TYPES,
    _installed_providers,
    resolve_embedding_model,
    resolve_image_model,
    resolve_language_model,
    resolve_reranking_model,
    resolve_speech_model,
    resolve_transcription_model,
    resolve_video_model,
)
from ai_sdk_core.errors import NoSuchModelError, NoSuchProviderError, UnsupportedModelVersionError
from ai_sdk_core.testing import MockLanguageModel

RESOLVERS = {
    "language_model": resolve_language_model,
    "embedding_model": resolve_embedding_model,
    "image_model": resolve_image_model,
    "speech_model": resolve_speech_model,
    "transcription_model": resolve_transcription_model,
    "reranking_model": resolve_reranking_model,
    "video_model": resolve_video_model,
}

PROVIDER_MODULE = """
class Provider:
    specification_version = "v4"

    def language_model(self, model_id):
        return f"{model_id} of {self.name}"

    def __init__(self, name):
        self.name = name


acme = Provider("acme")
gateway = Provider("gateway")
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Install a distribution with providers, as pip would, and nothing else."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), *(path for path in sys.path if "site-packages" not in path)])
    (tmp_path / "fake_ai_providers.py").write_text(PROVIDER_MODULE)

    def install(*names: str) -> None:
        metadata = tmp_path / "fake_ai_providers-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: fake-ai-providers\nVersion: 1.0\n")
        lines = [f"{name} = fake_ai_providers:{name}" for name in names]
        (metadata / "entry_points.txt").write_text("\n".join(["[ai_sdk.providers]", *lines, ""]))
        _installed_providers.cache_clear()

    yield install
    _installed_providers.cache_clear()


@pytest.fixture(autouse=True)
def default_provider() -> Iterator[None]:
    """Put the default provider back that was set before the test."""
    previous = set_default_provider(None)
    yield
    set_default_provider(previous)


def provider(name: str) -> SimpleNamespace:
    return SimpleNamespace(specification_version="v4", language_model=lambda model_id: f"{model_id} of {name}")


def test_a_model_stands_for_itself():
    model = MockLanguageModel()

    assert resolve_language_model(model) is model


@pytest.mark.parametrize("kind", RESOLVERS)
def test_models_of_another_specification_are_refused(kind):
    model = SimpleNamespace(specification_version="v9", provider="p", model_id="m")

    with pytest.raises(UnsupportedModelVersionError, match="v9"):
        RESOLVERS[kind](model)


def test_a_prefix_names_an_installed_provider(install):
    install("acme")

    assert resolve_language_model("acme:big:latest") == "big:latest of acme"


def test_plain_names_go_to_the_gateway(install):
    install("acme", "gateway")

    assert resolve_language_model("openai/gpt-5") == "openai/gpt-5 of gateway"


def test_plain_names_go_to_the_default_provider_rather_than_the_gateway(install):
    install("acme", "gateway")
    set_default_provider(provider("mine"))

    assert resolve_language_model("openai/gpt-5") == "openai/gpt-5 of mine"
    assert resolve_language_model("llama3:8b") == "llama3:8b of mine"
    assert resolve_language_model("acme:big") == "big of acme"


def test_a_default_provider_that_knows_the_prefix_goes_before_installed_ones(install):
    install("acme")
    registry = provider("registry")
    registry.resolves = lambda name: name.startswith("acme:")
    set_default_provider(registry)

    assert resolve_language_model("acme:big") == "acme:big of registry"


def test_setting_the_default_provider_gives_the_one_before():
    first = provider("first")

    assert set_default_provider(first) is None
    assert set_default_provider(None) is first


@pytest.mark.parametrize("kind", RESOLVERS)
def test_a_provider_that_lacks_the_kind_is_an_error(kind):
    set_default_provider(SimpleNamespace(specification_version="v4"))

    with pytest.raises(NoSuchModelError, match=f"has no {kind.replace('_', ' ')}s") as caught:
        RESOLVERS[kind]("m")
    assert caught.value.model_type == MODEL_TYPES[kind]


def test_an_unknown_prefix_names_what_is_installed_and_the_command(install):
    install("acme")

    with pytest.raises(NoSuchProviderError, match=r"\(installed: acme\)\. Try: pip install ai-sdk-groq") as caught:
        resolve_language_model("groq:llama")
    assert caught.value.available_providers == ["acme"]
    assert caught.value.provider_id == "groq"


def test_a_plain_name_without_gateway_says_what_to_do(install):
    install("acme")

    with pytest.raises(NoSuchModelError, match=r"installed providers: acme\)\. Try: pip install ai-sdk-gateway"):
        resolve_language_model("openai/gpt-5")


def test_a_name_of_the_gateway_with_a_colon_is_no_missing_provider(install):
    install("acme")

    with pytest.raises(NoSuchModelError, match="pip install ai-sdk-gateway"):
        resolve_language_model("meta/llama:free")
