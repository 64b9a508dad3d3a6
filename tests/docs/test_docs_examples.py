"""The programs in docs/examples run, and the quickstart finds the model that it should."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import pytest
from ai_sdk_core import generate_text
from ai_sdk_test_server import ErrorReply, JsonReply, TestServer

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"
PROGRAMS = [path for path in sorted(EXAMPLES.glob("*.py")) if '__name__ == "__main__"' in path.read_text()]


def run_program(path: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run an example as users do, with no keys in the environment."""
    kept = {name: value for name, value in os.environ.items() if not name.endswith(("_KEY", "_TOKEN"))}
    return subprocess.run(
        [sys.executable, "-W", "error", str(path), *arguments],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_an_example_runs(path: Path) -> None:
    finished = run_program(path, AI_SDK_PROVIDER="test-server")
    assert finished.stderr == ""
    assert finished.returncode == 0
    assert finished.stdout


def test_the_quickstart_shows_text_tools_an_object_and_usage() -> None:
    output = run_program(EXAMPLES / "quickstart.py", AI_SDK_PROVIDER="test-server").stdout
    assert "Model: the embedded test server" in output
    assert "why the sky is blue" in output
    assert 'the model calls get_weather({"city": "Lisbon"})' in output
    assert "convert_to_fahrenheit gives 64.4" in output
    assert "[step 3]" in output
    assert "It is complete and valid: Recipe(title=" in output
    assert output.count("(tokens: ") == 3
    assert "To choose another model" in output


def test_the_quickstart_says_what_is_missing() -> None:
    finished = run_program(EXAMPLES / "quickstart.py", "--provider", "groq")
    assert finished.returncode == 1
    assert finished.stderr == "\nGROQ_API_KEY is not set.\n\n"
    assert "To choose another model" in finished.stdout


@pytest.fixture(scope="module")
def finder() -> ModuleType:
    specification = importlib.util.spec_from_file_location("model_finder", EXAMPLES / "model_finder.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules[specification.name] = module
    specification.loader.exec_module(module)
    return module


def local_server(finder: ModuleType, server: TestServer) -> Any:
    return finder.LocalServer("ollama", urlsplit(server.base_url).port)


async def test_a_key_comes_first(finder: ModuleType, ai_test_server: TestServer) -> None:
    servers = (local_server(finder, ai_test_server),)
    environment = {"MISTRAL_API_KEY": "secret"}
    async with finder.find_model(environment=environment, local_servers=servers) as found:
        assert found.model.model_id == "mistral-small-latest"
        assert "MISTRAL_API_KEY" in found.description
        assert "secret" not in found.description + repr(found)


async def test_then_comes_a_local_server(finder: ModuleType, ai_test_server: TestServer) -> None:
    servers = (local_server(finder, ai_test_server),)
    async with finder.find_model(environment={}, local_servers=servers) as found:
        result = await generate_text(model=found.model, prompt="Hello there")
    assert "Hello there" in result.text
    assert found.description.endswith(f"{ai_test_server.base_url} (ollama)")


@pytest.mark.parametrize(
    "reply",
    [
        ErrorReply(status=404),
        JsonReply(body={"hello": "world"}),
        JsonReply(body=[]),
        JsonReply(body={"data": []}),
        JsonReply(body={"data": [{"id": "nomic-embed-text"}]}),
    ],
)
async def test_a_port_that_serves_something_else_is_passed_over(
    finder: ModuleType, reply: JsonReply | ErrorReply
) -> None:
    with TestServer(rules=[lambda request: reply]) as server:
        async with finder.find_model(environment={}, local_servers=(local_server(finder, server),)) as found:
            assert "embedded test server" in found.description


async def test_a_provider_can_be_chosen_by_name_or_environment(finder: ModuleType) -> None:
    keys = {"OPENAI_API_KEY": "1", "GROQ_API_KEY": "2"}
    async with finder.find_model(provider="groq", model="other", environment=keys) as found:
        assert found.model.model_id == "other"
        assert found.model.provider.startswith("groq")
    async with finder.find_model(environment={**keys, "AI_SDK_PROVIDER": "test-server"}) as found:
        assert "embedded test server" in found.description


@pytest.mark.parametrize(("provider", "message"), [("vllm", "port 1"), ("nobody", "no provider 'nobody'")])
async def test_a_provider_that_is_not_there_is_an_error(finder: ModuleType, provider: str, message: str) -> None:
    servers = (finder.LocalServer("vllm", 1),)
    with pytest.raises(LookupError, match=message):
        async with finder.find_model(provider=provider, environment={}, local_servers=servers):
            raise AssertionError("not reached")
