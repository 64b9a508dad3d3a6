"""The pytest plugin: one fixture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from ._server import TestServer


@pytest.fixture
def ai_test_server() -> Iterator[TestServer]:
    """A running `TestServer`; tell it what to answer with `ai_test_server.script(...)`."""
    from ._server import TestServer  # every pytest run loads this plugin, few tests use the server

    with TestServer() as server:
        yield server
