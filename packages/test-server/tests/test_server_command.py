"""`python -m ai_sdk_test_server`, and what the package exports."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys

import ai_sdk_test_server
import httpx
import pytest

COMMAND = [sys.executable, "-m", "ai_sdk_test_server"]
CHAT = {"model": "m", "messages": [{"role": "user", "content": "hi"}]}


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_until_it_is_told_to_stop(stop: signal.Signals) -> None:
    arguments = [*COMMAND, "--port", "0", "--delay", "0", "--api-key", "key"]

    def heed_interrupts() -> None:  # Programs in the background start without.
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heed_interrupts
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            url = next(word for word in line.split() if word.startswith("http://"))
            refused = httpx.post(f"{url}/chat/completions", json=CHAT)
            answered = httpx.post(f"{url}/chat/completions", json=CHAT, headers={"authorization": "Bearer key"})
            process.send_signal(stop)
            output, errors = process.communicate(timeout=10)
        finally:
            process.kill()

    assert line == f"The AI SDK test server listens on {url} (stop it with Ctrl+C).\n"
    assert (refused.status_code, answered.status_code) == (401, 200)
    assert (process.returncode, output, errors) == (0, "Stopped.\n", "")


def test_a_port_that_is_taken_is_said_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = subprocess.run(
            [*COMMAND, "--port", str(port)], capture_output=True, text=True, check=False, timeout=30
        )

    assert result.returncode == 1
    assert result.stderr.startswith(f"Cannot listen on 127.0.0.1:{port}: ")
    assert result.stderr.count("\n") == 1


def test_the_exports_are_unique_and_importable() -> None:
    names = ai_sdk_test_server.__all__

    assert sorted(names) == sorted(set(names))
    assert all(hasattr(ai_sdk_test_server, name) for name in names)
