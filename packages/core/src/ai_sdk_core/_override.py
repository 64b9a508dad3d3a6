"""`typing_extensions.override` for type checkers, at no cost when the program runs.

`typing.override` needs Python 3.12, and importing `typing_extensions` takes as long as the rest of the package.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from typing_extensions import override as override
else:
    Method = TypeVar("Method", bound=Callable[..., Any])

    def override(method: Method) -> Method:
        """Marks a method that overrides one of a base class."""
        return method
