"""`docs/pitfalls.md` names tests that exist, for every complaint that core and its first provider answer for."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "pitfalls.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| (\d+) \|(.*)$", PAGE, re.MULTILINE))
NAMED = re.compile(r"`(test_\w+)::(test_\w+)`")
ANSWERED_FOR = [*range(1, 19), *range(22, 27), 37, 38]


@cache
def names_of_tests(module):
    """The names of the tests in a file, also of those in classes."""
    found = [path for folder in ("packages", "tests") for path in (ROOT / folder).rglob(f"{module}.py")]
    if len(found) != 1:
        return set()
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    tree = ast.parse(found[0].read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, functions)}


@pytest.mark.parametrize("number", ANSWERED_FOR)
def test_every_complaint_has_tests_that_exist(number):
    named = NAMED.findall(ROWS[str(number)])
    assert named
    assert [f"{module}::{test}" for module, test in named if test not in names_of_tests(module)] == []
