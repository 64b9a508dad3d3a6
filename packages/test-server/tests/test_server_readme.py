"""The README's examples run as they are printed."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from ai_sdk_test_server import TestServer

README = Path(__file__).parents[1] / "README.md"
BLOCKS = re.findall(r"^```python\n(.*?)^```$", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)
NAMES = re.findall(r"^(?:async )?def (test_\w+)", "\n".join(BLOCKS), re.MULTILINE)


@pytest.fixture(scope="module")
def examples() -> dict[str, Any]:
    namespace: dict[str, Any] = {}
    exec(compile("\n".join(BLOCKS), str(README), "exec"), namespace)
    return namespace


@pytest.mark.parametrize("name", NAMES)
async def test_an_example_of_the_readme_runs(name: str, examples: dict[str, Any], ai_test_server: TestServer) -> None:
    example = examples[name]
    arguments = [ai_test_server] if inspect.signature(example).parameters else []
    outcome = example(*arguments)

    if inspect.isawaitable(outcome):
        await outcome


def test_the_readme_has_examples() -> None:
    assert len(NAMES) == 4
