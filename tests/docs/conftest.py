"""The code blocks of the pages, and a place to run them.

How a page's Python runs:

- The blocks of a page run one after the other in one namespace, as in a notebook: `await` may stand at the top level.
  A block without it runs in a thread that has no event loop, so that `asyncio.run` works as in a program.
- Addresses of local servers (`http://localhost:11434/v1`) become the address of a test server that answers helpfully.
  Nothing else is changed, nothing is patched.
- Functions named `test_...` run at the end of their block, with the fixture `ai_test_server` if they ask for it.
- A block that cannot run says so: ```` ```python no-run ````. Its imports are run nevertheless. How many a page has
  stands in `test_docs_pages.py`.
- Keys in the environment are hidden, so that no test reaches a service. A package whose README needs more than this has
  a `test_..._readme.py` of its own, and is left to it.
"""

import ast
import asyncio
import inspect
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from ai_sdk_test_server import TestServer

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```python(?P<mark>[^\n]*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
LOCAL_SERVER = re.compile(r"http://localhost:\d+/v1")


@dataclass(frozen=True)
class Block:
    """A piece of Python on a page."""

    code: str
    line: int
    runs: bool


@dataclass
class Notebook:
    """Runs blocks in one namespace."""

    page: Path
    server: TestServer
    namespace: dict[str, Any] = field(default_factory=lambda: {"__name__": "docs_page"})

    async def run(self, block: Block) -> None:
        """Run a block, and the tests that it defines."""
        code = "\n" * (block.line - 1) + LOCAL_SERVER.sub(self.server.base_url, block.code)
        compiled = compile(code, str(self.page), "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        before = set(self.namespace)
        if compiled.co_flags & inspect.CO_COROUTINE:
            await eval(compiled, self.namespace)
        else:
            await asyncio.to_thread(exec, compiled, self.namespace)
        for name in self.namespace.keys() - before:
            if name.startswith("test_"):
                await self._run_test(self.namespace[name])

    def run_imports(self, block: Block) -> None:
        """Run only the import statements of a block."""
        tree = ast.parse(block.code, str(self.page))
        tree.body = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        exec(compile(tree, str(self.page), "exec"), self.namespace)

    async def _run_test(self, test: Any) -> None:
        if "ai_test_server" in inspect.signature(test).parameters:
            with TestServer() as server:
                outcome = test(ai_test_server=server)
                if inspect.isawaitable(outcome):
                    await outcome
            return
        outcome = test()
        if inspect.isawaitable(outcome):
            await outcome


def blocks_of(page: Path) -> list[Block]:
    """Find the Python of a page."""
    text = page.read_text("utf-8")
    return [
        Block(code=match["code"], line=text.count("\n", 0, match.start("code")) + 1, runs=match["mark"].strip() == "")
        for match in BLOCK.finditer(text)
    ]


def pages() -> Iterator[Path]:
    """Every page with Python, except those whose package runs them itself."""
    yield ROOT / "README.md"
    yield from sorted(ROOT.glob("docs/**/*.md"))
    for page in sorted(ROOT.glob("packages/*/README.md")):
        if not list(page.parent.glob("tests/test_*readme*.py")):
            yield page


PAGES = {str(page.relative_to(ROOT)): page for page in pages() if page.exists()}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "page" in metafunc.fixturenames:
        metafunc.parametrize("page", PAGES.values(), ids=PAGES.keys())


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.endswith(("_KEY", "_TOKEN")):
            monkeypatch.delenv(name)


@pytest.fixture
def notebook(page: Path) -> Iterator[Notebook]:
    """Runs the blocks of the page, with a test server that lives as long as the test."""
    with TestServer() as server:
        yield Notebook(page=page, server=server)


@pytest.fixture
def blocks(page: Path) -> list[Block]:
    """The Python of the page."""
    return blocks_of(page)


@pytest.fixture
def root() -> Path:
    """The repository."""
    return ROOT
