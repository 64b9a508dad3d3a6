"""The processes of a run: the mock server, the workers, and programs that are measured from start to end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import environments
from environments import ClientEntry
from scenarios import Scenario

_HERE = Path(__file__).parent

_IMPORT = """
import time
started = time.process_time()
{imports}
print(time.process_time() - started)
"""

_COLD = """
import sys
sys.path.insert(0, {folder!r})
import asyncio
from clients.{module} import create
async def main():
    client = create({url!r})
    await client.call("call")
    await client.stream("short")
    await client.aclose()
try:
    asyncio.run(main())
except NotImplementedError:
    sys.exit({not_implemented})
"""
_NOT_IMPLEMENTED_STATUS = 77


def child_environment() -> dict[str, str]:
    """Without what would make a client talk to anybody but the mock server, or write bytecode never or elsewhere."""
    dropped = {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "VIRTUAL_ENV"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped and "proxy" not in name.lower()}
    return {**kept, "NO_PROXY": "*", "LITELLM_LOCAL_MODEL_COST_MAP": "True", "OPENAI_API_KEY": "key"}


@contextmanager
def mock_server() -> Iterator[str]:
    """Run the mock server; gives its URL."""
    process = subprocess.Popen([sys.executable, str(_HERE / "server.py")], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


class Worker:
    """A process that runs one client."""

    def __init__(self, entry: ClientEntry, url: str) -> None:
        command = [environments.python(entry.environment), str(_HERE / "worker.py"), entry.module, url]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=child_environment()
        )

    def measure(self, scenario: Scenario) -> dict[str, float]:
        """Measure once; empty if the client cannot do it."""
        order = {"kind": scenario.kind, "path": scenario.path, "count": scenario.count}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"the worker ended with status {self._process.wait()}")
        figures: dict[str, float] = json.loads(answer)
        return figures

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def measure_import(entry: ClientEntry) -> float:
    """CPU seconds of the imports of a program, in a process of their own."""
    code = _IMPORT.format(imports=entry.imports)
    output = subprocess.run(
        [environments.python(entry.environment), "-c", code],
        capture_output=True, text=True, check=True, env=child_environment(),
    ).stdout  # fmt: skip
    return float(output)


def measure_cold(entry: ClientEntry, url: str) -> float | None:
    """CPU seconds of a whole process that makes one call and one stream; None if the client cannot do that."""
    code = _COLD.format(folder=str(_HERE), module=entry.module, url=url, not_implemented=_NOT_IMPLEMENTED_STATUS)
    process = subprocess.Popen([environments.python(entry.environment), "-c", code], env=child_environment())
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == _NOT_IMPLEMENTED_STATUS:
        return None
    if process.returncode:
        raise RuntimeError(f"the cold process of {entry.name} failed")
    return usage.ru_utime + usage.ru_stime


def measure_fresh(entry: ClientEntry, scenario: Scenario, url: str) -> dict[str, Any]:
    """Measure in a new process."""
    if scenario.kind == "import":
        return {"value": measure_import(entry)}
    if scenario.kind == "cold":
        seconds = measure_cold(entry, url)
        return {} if seconds is None else {"value": seconds}
    worker = Worker(entry, url)
    try:
        return worker.measure(scenario)
    finally:
        worker.close()
