"""Starts the real server once for the whole run.

It is llama.cpp's OpenAI-compatible server on a tiny model with random weights.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from ai_sdk_core.provider import CallWarning
from ai_sdk_openai_compatible import (
    OpenAICompatibleProvider,
    OpenAICompatibleProviderSettings,
    create_openai_compatible,
)

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "real-server"
INTERPRETER = CACHE / "venv" / "bin" / "python"
BUILT = CACHE / "built"
FAILURE = CACHE / "failure.txt"
MODEL_WRITER = Path(__file__).with_name("tiny_model.py")
LAUNCHER = Path(__file__).with_name("serve.py")

API_KEY = "key-of-the-real-server"
CONTEXT_LENGTH = 2048
START_SECONDS = 60.0
STOP_SECONDS = 10.0
POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class RealServer:
    """The running server."""

    base_url: str
    """Ends in `/v1`."""
    api_key: str = field(repr=False)
    log: Path
    """Everything that the server prints."""


def why_not() -> str | None:
    """Return why the tests with the real server cannot run, or None."""
    if os.environ.get("AI_SDK_REAL_SERVERS") != "1":
        return "the real server is off: scripts/test --real-servers builds it and turns it on"
    if FAILURE.exists():
        return f"the real server could not be built: {FAILURE.read_text().strip()}"
    if not BUILT.exists():
        return "the real server has not been built: run scripts/build_real_server"
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that asks for the real server, and skip them together where there is none."""
    reason = why_not()
    for item in items:
        if "real_server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.real_server)
            if reason is not None:
                item.add_marker(pytest.mark.skip(reason=reason))


def settings(model: Path) -> dict[str, object]:
    """Return the server's settings: one file of weights, served for chat and for embeddings."""
    common = {"model": str(model), "n_threads": 1, "n_threads_batch": 1, "use_mlock": False, "verbose": False}
    return {
        "host": "127.0.0.1",
        "port": 0,
        "api_key": API_KEY,
        # A request waits for the one before. Otherwise it would end that one and hide whether the client's leaving had.
        "interrupt_requests": False,
        "models": [
            {**common, "model_alias": "tiny-chat", "n_ctx": CONTEXT_LENGTH, "logits_all": False},
            {**common, "model_alias": "tiny-embedding", "n_ctx": 512, "embedding": True},
        ],
    }


def wait_until_listening(process: subprocess.Popen[bytes], log: Path) -> str:
    """Return the address that the server prints once it is ready; fail when it dies or takes too long."""
    for _ in range(int(START_SECONDS / POLL_SECONDS)):
        printed = log.read_text(errors="replace")
        address = re.search(r"running on (http://127\.0\.0\.1:\d+)", printed)
        if address is not None:
            return address[1]
        try:
            process.wait(POLL_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        pytest.fail(f"the real server ended with exit code {process.returncode}:\n{printed}", pytrace=False)
    pytest.fail(
        f"the real server was not ready after {START_SECONDS} seconds:\n{log.read_text(errors='replace')}",
        pytrace=False,
    )


@contextmanager
def running(command: list[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the launcher; closing its standard input ends it, force is for the case that it does not go."""
    # The server takes settings from the environment as well, so it gets none of ours.
    environment = {"PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    with (
        log.open("wb") as output,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=output, stderr=output, env=environment) as process,
    ):
        try:
            yield process
        finally:
            try:
                process.communicate(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture(scope="session")
def real_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    """The real server, started at the first test that asks for it and stopped at the end of the run."""
    folder = tmp_path_factory.mktemp("real-server")
    model, configuration, log = folder / "tiny.gguf", folder / "settings.json", folder / "server.log"
    subprocess.run([INTERPRETER, MODEL_WRITER, model], check=True)
    configuration.write_text(json.dumps(settings(model)))
    with running([str(INTERPRETER), str(LAUNCHER), "--config_file", str(configuration)], log) as process:
        base_url = f"{wait_until_listening(process, log)}/v1"
        httpx.get(
            f"{base_url}/models", headers={"Authorization": f"Bearer {API_KEY}"}, trust_env=False
        ).raise_for_status()
        yield RealServer(base_url=base_url, api_key=API_KEY, log=log)


def adapt_to_llama_cpp(body: dict[str, Any], warnings: list[CallWarning]) -> dict[str, Any]:
    """Write a request as this server wants it: the schema inside `json_object`, no null for absent content."""
    messages = [{key: value for key, value in message.items() if value is not None} for message in body["messages"]]
    adapted = {**body, "messages": messages}
    response_format = body.get("response_format")
    if response_format is not None and response_format["type"] == "json_schema":
        adapted["response_format"] = {"type": "json_object", "schema": response_format["json_schema"]["schema"]}
    return adapted


@pytest.fixture
def settings_of_real_server(real_server: RealServer) -> OpenAICompatibleProviderSettings:
    """How a user reaches the real server with our package."""
    return OpenAICompatibleProviderSettings(
        name="real",
        base_url=real_server.base_url,
        api_key=real_server.api_key,
        supports_structured_outputs=True,
        transform_request_body=adapt_to_llama_cpp,
    )


@pytest.fixture
def provider(settings_of_real_server: OpenAICompatibleProviderSettings) -> OpenAICompatibleProvider:
    """The real server as a provider; it serves the models `tiny-chat` and `tiny-embedding`."""
    return create_openai_compatible(settings_of_real_server)


@pytest.fixture
def departures(real_server: RealServer) -> Callable[[], int]:
    """Counts the clients that have left in mid-stream, as the real server noticed them.

    The server works on one request at a time, so it has noticed before it answers the next one.
    """
    return lambda: real_server.log.read_text(errors="replace").count("Disconnected from client")
