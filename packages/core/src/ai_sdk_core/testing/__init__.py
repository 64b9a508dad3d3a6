"""Helpers for tests of programs that use the SDK, and of providers: models that answer what the test says.

No test framework is needed, no network is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from ._language_model import MockLanguageModel as MockLanguageModel
    from ._language_model import generate_result as generate_result
    from ._language_model import text_stream as text_stream
    from ._language_model import usage as usage
    from ._scripts import Script as Script
    from ._scripts import Scripted as Scripted
    from ._streams import mock_id as mock_id
    from ._streams import mock_values as mock_values
    from ._streams import simulate_stream as simulate_stream
    from ._streams import stream_result as stream_result
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "_language_model": ("MockLanguageModel", "generate_result", "text_stream", "usage"),
            "_scripts": ("Script", "Scripted"),
            "_streams": ("mock_id", "mock_values", "simulate_stream", "stream_result"),
        },
    )
