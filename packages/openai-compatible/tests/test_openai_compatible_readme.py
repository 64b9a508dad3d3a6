"""The README's examples run as they are printed, with the test server in place of the servers that they name."""

import ast
import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from ai_sdk_test_server import Reply, TestServer

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def load(server: TestServer) -> dict[str, Any]:
    """Run all blocks, one after the other, in a thread without an event loop."""
    namespace: dict[str, Any] = {}
    for block in BLOCKS:
        exec(re.sub(r"http://localhost:\d+/v1", server.base_url, block), namespace)
    return namespace


FUNCTIONS = [
    node.name
    for block in BLOCKS
    for node in ast.parse(block).body
    if isinstance(node, ast.AsyncFunctionDef) and node.name != "main"
]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_example_of_the_readme_runs(
    name: str, ai_test_server: TestServer, capsys: pytest.CaptureFixture[str]
) -> None:
    namespace = load(ai_test_server)
    assert "Why is the sky blue?" in capsys.readouterr().out
    assert asyncio.run(namespace[name]())


def test_options_for_the_server_reach_it(ai_test_server: TestServer) -> None:
    namespace = load(ai_test_server)
    ai_test_server.script(Reply(text="Sunny."))
    asyncio.run(namespace["forecast"]())
    request = ai_test_server.requests[-1].json
    assert request["top_k"] == 20
    assert request["chat_template_kwargs"] == {"enable_thinking": False}


def test_the_readme_has_examples_for_each_server() -> None:
    assert FUNCTIONS == ["recipe", "forecast", "answer"]
