"""The Python on every page of the documentation runs. `conftest.py` says how."""

import re
from pathlib import Path
from typing import Any

from ai_sdk_core import aclose_all

NOT_RUN: dict[str, int] = {}
"""How many blocks of a page cannot run here, because they need a service or a program that tests do not have."""

LINK = re.compile(r"\]\((?!https?://|#|mailto:)(?P<target>[^)#\s]+)(?:#[^)]*)?\)")


async def test_the_python_of_a_page_runs(blocks: list[Any], notebook: Any) -> None:
    for block in blocks:
        if block.runs:
            await notebook.run(block)
        else:
            notebook.run_imports(block)
    await aclose_all()


def test_what_does_not_run_is_counted(page: Path, blocks: list[Any], root: Path) -> None:
    """A block that stops running is a decision that shows in a review."""
    assert sum(not block.runs for block in blocks) == NOT_RUN.get(str(page.relative_to(root)), 0)


def test_links_to_files_lead_somewhere(page: Path) -> None:
    targets = [match["target"] for match in LINK.finditer(page.read_text("utf-8"))]
    assert [target for target in targets if not (page.parent / target).exists()] == []
