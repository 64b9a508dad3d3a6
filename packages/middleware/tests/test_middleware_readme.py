"""The README's examples run as they are printed, with the test server in place of the server that they name."""

import ast
import asyncio
import logging
import re
from pathlib import Path
from typing import Any

import pytest
from ai_sdk_test_server import TestServer

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
FUNCTIONS = [node.name for block in BLOCKS for node in ast.parse(block).body if isinstance(node, ast.AsyncFunctionDef)]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_example_of_the_readme_runs(
    name: str, ai_test_server: TestServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(logging, "basicConfig", lambda **_settings: None)
    namespace: dict[str, Any] = {}
    for block in BLOCKS:
        exec(re.sub(r"http://localhost:\d+/v1", ai_test_server.base_url, block), namespace)
    try:
        assert asyncio.run(namespace[name]())
    finally:
        namespace["cache"]._store.close()


def test_every_part_of_the_package_has_an_example() -> None:
    assert len(FUNCTIONS) == 7
