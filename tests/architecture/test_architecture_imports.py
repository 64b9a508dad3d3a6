"""What happens when a package is imported: next to nothing."""

import json
import subprocess
import sys
from typing import Any

import pytest

OBSERVE = """
import json, logging, sys, threading

FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "urllib.", "http.client.")
events = []

def watch(event, arguments):
    if event.startswith(FORBIDDEN):
        events.append(event)
    elif event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        events.append(f"open {arguments[0]} to write")

sys.addaudithook(watch)
__import__(sys.argv[1])
handlers = {name: [type(handler).__name__ for handler in logging.getLogger(name or None).handlers]
            for name in ("", sys.argv[1])} if "logging" in sys.modules else {}
print(json.dumps({
    "events": events,
    "modules": sorted({name.partition(".")[0] for name in sys.modules}),
    "threads": threading.active_count(),
    "handlers": handlers,
}))
"""
EXPENSIVE = {"aiohttp", "httpcore", "httpx", "numpy", "pydantic", "pydantic_core"}
"""Libraries that load when they are first used: importing them costs more than importing the SDK."""


@pytest.fixture
def observed(package: Any) -> dict[str, Any]:
    """What was seen in a new process that imported the package."""
    command = [sys.executable, "-I", "-B", "-c", OBSERVE, package.import_name]
    finished = subprocess.run(command, capture_output=True, text=True, check=True)
    seen: dict[str, Any] = json.loads(finished.stdout)
    return seen


def test_importing_a_package_does_no_io(observed: dict[str, Any]) -> None:
    assert observed["events"] == []
    assert observed["threads"] == 1


def test_importing_a_package_loads_no_expensive_library(observed: dict[str, Any]) -> None:
    assert EXPENSIVE & set(observed["modules"]) == set()


def test_importing_a_package_configures_no_logging(observed: dict[str, Any]) -> None:
    """A library adds no handlers, except one that does nothing."""
    assert {handler for handlers in observed["handlers"].values() for handler in handlers} <= {"NullHandler"}


def test_the_watch_sees_io() -> None:
    """The tests above would notice a package that connects, starts a process or writes a file."""
    source = OBSERVE.replace(
        "__import__(sys.argv[1])", "import socket; socket.socket().close(); open(sys.argv[1], 'w').close()"
    )
    command = [sys.executable, "-I", "-c", source, "/dev/null"]
    finished = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(finished.stdout)["events"] == ["socket.__new__", "open /dev/null to write"]
