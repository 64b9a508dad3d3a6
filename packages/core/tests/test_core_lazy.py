"""A lazy package names the same things to type checkers and to the running program."""

import ast
import importlib
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

LAZY_PACKAGES = ["ai_sdk_core.provider_utils"]


def type_checking_block(package) -> ast.If:
    tree = ast.parse(Path(inspect.getfile(package)).read_text(encoding="utf-8"))
    return next(node for node in tree.body if isinstance(node, ast.If))


def checked_names(package) -> list[tuple[str, str]]:
    """What type checkers see: pairs of module and name."""
    return [
        ("." * (node.level - 1) + node.module, alias.name)
        for node in type_checking_block(package).body
        for alias in node.names
        if alias.asname == alias.name
    ]


def table(package) -> dict[str, tuple[str, ...]]:
    """What the program sees: the argument of `lazy_exports`."""
    call = next(node for node in ast.walk(type_checking_block(package)) if isinstance(node, ast.Call))
    return ast.literal_eval(call.args[1])


@pytest.mark.parametrize("name", LAZY_PACKAGES)
def test_the_table_and_the_imports_for_type_checkers_agree(name):
    package = importlib.import_module(name)
    assert sorted(checked_names(package)) == sorted(
        (module, export) for module, exports in table(package).items() for export in exports
    )


@pytest.mark.parametrize("name", LAZY_PACKAGES)
def test_the_table_is_sorted(name):
    exports = table(importlib.import_module(name))
    assert list(exports) == sorted(exports)
    assert all(list(names) == sorted(names) for names in exports.values())


@pytest.mark.parametrize("name", LAZY_PACKAGES)
def test_every_exported_name_loads(name):
    package = importlib.import_module(name)
    assert package.__all__ == sorted(package.__all__)
    assert {export for export in package.__all__ if not hasattr(package, export)} == set()
    assert set(package.__all__) <= set(dir(package))


@pytest.mark.parametrize("name", LAZY_PACKAGES)
def test_no_name_is_also_a_module(name):
    """Importing the module would put it in the place of the name."""
    package = importlib.import_module(name)
    modules = {path.stem for path in Path(inspect.getfile(package)).parent.iterdir()}
    assert modules.isdisjoint(package.__all__)


def test_an_unknown_name_is_an_attribute_error():
    package = importlib.import_module("ai_sdk_core.provider_utils")
    with pytest.raises(AttributeError, match="has no attribute 'no_such_name'"):
        _ = package.no_such_name


def test_a_name_loads_its_own_module_only():
    code = (
        "import sys; import ai_sdk_core.provider_utils as package; before = set(sys.modules); package.SSEDecoder; "
        "print(sorted(name for name in sys.modules if name.startswith('ai_sdk_core.provider_utils.')), "
        "'SSEDecoder' in vars(package))"
    )
    printed = subprocess.check_output([sys.executable, "-I", "-c", code], text=True).strip()
    assert printed == "['ai_sdk_core.provider_utils.sse'] True"
