"""Rules of the provider and the package: what it makes, what it exports, what it costs to import."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import ai_sdk_openai_compatible
import pytest
from ai_sdk_core.provider import (
    EmbeddingModel,
    EmbeddingModelProvider,
    ImageModel,
    ImageModelProvider,
    LanguageModel,
    LanguageModelProvider,
)
from ai_sdk_openai_compatible import (
    OpenAICompatibleProviderSettings,
    create_openai_compatible,
    openai_compatible_model_entry,
    openai_compatible_provider_options,
)
from ai_sdk_openai_compatible._option_keys import to_camel_case
from ai_sdk_openai_compatible._version import VERSION

package: Any = ai_sdk_openai_compatible

SETTINGS = OpenAICompatibleProviderSettings(name="local", base_url="http://localhost/v1")


class TestProvider:
    def test_it_is_made_from_settings_or_from_keywords(self) -> None:
        for provider in (
            create_openai_compatible(SETTINGS),
            create_openai_compatible(name="local", base_url="http://localhost/v1"),
        ):
            assert provider("m").provider == "local.chat"

    @pytest.mark.parametrize(
        ("method", "provider", "protocol"),
        [
            ("__call__", "local.chat", LanguageModel),
            ("language_model", "local.chat", LanguageModel),
            ("chat_model", "local.chat", LanguageModel),
            ("completion_model", "local.completion", LanguageModel),
            ("embedding_model", "local.embedding", EmbeddingModel),
            ("text_embedding_model", "local.embedding", EmbeddingModel),
            ("image_model", "local.image", ImageModel),
        ],
    )
    def test_each_kind_of_model_has_its_method(self, method: str, provider: str, protocol: Any) -> None:
        model = getattr(create_openai_compatible(SETTINGS), method)("some/model")
        assert (model.provider, model.model_id, model.specification_version) == (provider, "some/model", "v4")
        assert isinstance(model, protocol)

    def test_it_is_a_provider_of_the_specification(self) -> None:
        provider = create_openai_compatible(SETTINGS)
        for protocol in (LanguageModelProvider, EmbeddingModelProvider, ImageModelProvider):
            assert isinstance(provider, protocol)

    def test_what_chat_models_can_do_is_a_setting(self) -> None:
        patterns = {"image/*": [re.compile("^https:")]}
        provider = create_openai_compatible(
            name="local",
            base_url="http://localhost/v1",
            supports_structured_outputs=True,
            supported_urls=lambda: patterns,
        )
        assert provider("m").supports_structured_outputs
        assert provider("m").supported_urls == patterns
        other = create_openai_compatible(SETTINGS)
        assert not other("m").supports_structured_outputs
        assert (other("m").supported_urls, other.completion_model("m").supported_urls) == ({}, {})

    def test_secrets_are_in_no_repr(self) -> None:
        settings = OpenAICompatibleProviderSettings(
            name="local",
            base_url="http://localhost/v1",
            api_key="secret-key",
            headers={"x-token": "secret-token"},
            query_params={"key": "secret-parameter"},
        )
        provider = create_openai_compatible(settings)
        assert "secret" not in repr([settings, provider, provider("m"), provider("m")._config])


def test_names_become_camel_case() -> None:
    names = ["openai", "my-provider", "my_provider-x", "My-Provider", "a-1"]
    assert [to_camel_case(name) for name in names] == ["openai", "myProvider", "myProviderX", "My-Provider", "a-1"]


def test_the_catalogue_knows_options_and_no_capabilities() -> None:
    options = openai_compatible_provider_options()
    assert {section: sorted(names) for section, names in options.items()} == {
        "language": ["echo", "logitBias", "reasoningEffort", "strictJsonSchema", "suffix", "textVerbosity", "user"],
        "embedding": ["dimensions", "user"],
        "image": ["background", "output_compression", "output_format", "quality", "size"],
    }
    assert all(option.description for section in options.values() for option in section.values())
    entry = openai_compatible_model_entry("anything")
    assert entry.provider_options == {section: dict.fromkeys(names, "unknown") for section, names in options.items()}
    assert entry.capabilities.language is not None
    assert entry.capabilities.language.object_generation == "unknown"
    assert entry.request_config is not None
    assert entry.request_config.embedding.max_embeddings_per_call == 2048


class TestPackage:
    def test_every_export_is_there_for_programs_and_for_type_checkers(self) -> None:
        source = Path(package.__file__).read_text()
        typed = re.findall(r" as (\w+)", source.partition("else:")[0])
        assert sorted(typed) == package.__all__ == sorted(package.__all__)
        for name in package.__all__:
            assert getattr(package, name) is not None

    def test_everything_public_is_documented(self) -> None:
        for name in package.__all__:
            if callable(value := getattr(package, name)):
                assert value.__doc__, name

    def test_the_version_is_that_of_the_distribution(self) -> None:
        project = Path(__file__).parents[1] / "pyproject.toml"
        assert tomllib.loads(project.read_text())["project"]["version"] == VERSION

    def test_making_a_model_loads_neither_pydantic_nor_httpx(self) -> None:
        program = (
            "import sys\n"
            "from ai_sdk_openai_compatible import create_openai_compatible\n"
            "create_openai_compatible(name='x', base_url='http://x')('m')\n"
            "print(sorted({'pydantic', 'httpx', 'pydantic_core'} & set(sys.modules)))"
        )
        output = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
        assert output.strip() == "[]"
