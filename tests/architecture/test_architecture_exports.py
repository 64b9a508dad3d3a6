"""What packages export."""

import ast
import inspect
from importlib import import_module
from pathlib import Path
from typing import Any

import ai_sdk_core
import ai_sdk_core.sync
import pytest


def public_modules(package: Any) -> list[str]:
    """Modules that users import from: those that list their names."""
    names = [name for name in package.modules if not any(part.startswith("_") for part in name.split("."))]
    return [name for name in names if hasattr(import_module(name), "__all__")]


def reexports(path: Path) -> set[str]:
    """Names that an `__init__` shows to type checkers: `from .x import Name as Name`."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)]
    return {alias.name for node in nodes for alias in node.names if alias.asname == alias.name}


def test_public_names_are_listed_once_and_exist(package: Any) -> None:
    for module_name in public_modules(package):
        module = import_module(module_name)
        assert len(set(module.__all__)) == len(module.__all__), module_name
        for name in module.__all__:
            assert not name.startswith("_"), f"{module_name}.{name}"
            assert hasattr(module, name), f"{module_name} lists {name}, which it does not have"


def test_public_names_are_sorted(package: Any) -> None:
    """By case, as the linter sorts them: constants, classes, functions."""

    def order(name: str) -> tuple[bool, bool, str]:
        return (not name.isupper(), not name[0].isupper(), name)

    for module_name in public_modules(package):
        names = import_module(module_name).__all__
        assert names in (sorted(names), sorted(names, key=order)), module_name


def test_type_checkers_and_programs_see_the_same_names(package: Any) -> None:
    seen = 0
    for module_name in public_modules(package):
        path = package.modules[module_name]
        if path.name == "__init__.py":
            assert reexports(path) == set(import_module(module_name).__all__), module_name
            seen += 1
    assert seen > 0


def test_a_package_lists_its_names(package: Any) -> None:
    module = import_module(package.import_name)
    assert "VERSION" in module.__all__
    assert set(module.__all__) <= set(dir(module))


def test_no_module_has_the_name_of_what_its_parent_exports(package: Any) -> None:
    """Such a name means the module or the function, depending on what was imported before."""
    for module_name in public_modules(package):
        exported = set(import_module(module_name).__all__)
        children = {name.rpartition(".")[2] for name in package.modules if name.rpartition(".")[0] == module_name}
        assert exported & children == set()


def test_every_asynchronous_function_has_a_blocking_twin() -> None:
    without_twin = {"aclose_all"}
    functions = {name: getattr(ai_sdk_core, name) for name in ai_sdk_core.__all__}
    asynchronous = {name for name, function in functions.items() if inspect.iscoroutinefunction(function)}
    streaming = {name for name in functions if name.startswith("stream_")}
    assert (asynchronous | streaming) - without_twin <= set(ai_sdk_core.sync.__all__)


def test_an_unknown_name_is_an_attribute_error(package: Any) -> None:
    module = import_module(package.import_name)
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = module.no_such_name
