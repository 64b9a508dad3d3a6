"""Packages whose names load when they are first used (PEP 562).

A package imports its names for type checkers only, and hands the same table to `lazy_exports` for the running program::

    if TYPE_CHECKING:
        from ._chat import ChatModel as ChatModel
    else:
        __getattr__, __dir__, __all__ = lazy_exports(__name__, {"_chat": ("ChatModel",)})

The assignment stands in the `else` branch so that type checkers do not see a `__getattr__` that knows every name.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, TypeAlias

LazyExports: TypeAlias = tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]


def lazy_exports(package: str, exports: Mapping[str, tuple[str, ...]]) -> LazyExports:
    """Makes the `__getattr__`, `__dir__` and `__all__` of a package.

    Args:
        package: The package's `__name__`.
        exports: Module names, relative to the package and without the leading dot, with the names each one defines.

    Returns:
        The three values, in this order.
    """
    modules = {name: module for module, names in exports.items() for name in names}
    public_names = sorted(modules)

    def load(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f".{modules[name]}", package), name)
        setattr(sys.modules[package], name, value)  # The next access does not come here.
        return value

    def list_names() -> list[str]:
        return sorted({*vars(sys.modules[package]), *public_names})

    return load, list_names, public_names
