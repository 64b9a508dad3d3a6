"""The specification's names: complete, documented, loaded on first use."""

import ast
import inspect
import json
import subprocess
import sys
from pathlib import Path

import pytest
from ai_sdk_core import provider
from ai_sdk_core.provider import language_model

PACKAGES = [provider, language_model]
MODULES = sorted(
    path
    for path in Path(provider.__path__[0]).rglob("*.py")
    if not path.stem.startswith("_") or path.stem == "__init__"
)


def defined_names(path: Path) -> set[str]:
    """Classes, functions and type aliases of a module, also those that only type checkers see."""
    tree = ast.parse(path.read_text())
    statements = [*tree.body, *(inner for node in tree.body if isinstance(node, ast.If) for inner in node.body)]
    names = set()
    for node in statements:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias":
            names.add(ast.unparse(node.target))
    return {name for name in names if not name.startswith("_")}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_every_public_name_of_a_package_is_exported(package):
    modules = [path for path in Path(package.__path__[0]).rglob("*.py") if not path.stem.startswith("_")]
    defined = set().union(*map(defined_names, modules))

    assert defined - set(package.__all__) == set()
    assert package.__all__ == sorted(set(package.__all__))


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_type_checkers_and_programs_see_the_same_exports(package):
    """The block for type checkers and the table for the running program list the same names from the same modules."""
    tree = ast.parse(Path(package.__file__).read_text())
    [checked] = [node for node in tree.body if isinstance(node, ast.If)]
    seen_by_checkers = {
        (statement.module, alias.name)
        for statement in checked.body
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
        if alias.asname == alias.name
    }
    [table] = [node for node in ast.walk(checked) if isinstance(node, ast.Dict)]
    loaded = {(module, name) for module, names in ast.literal_eval(table).items() for name in names}

    assert seen_by_checkers == loaded
    assert {name for _, name in loaded} == set(package.__all__)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_every_export_loads(package):
    assert all(getattr(package, name, None) is not None for name in package.__all__)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_public_thing_is_documented(path):
    """Classes, functions, methods and type aliases have docstrings."""
    tree = ast.parse(path.read_text())
    assert ast.get_docstring(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            is_local = node.name == "encode"
            is_overload = any(ast.unparse(decorator) == "overload" for decorator in getattr(node, "decorator_list", []))
            assert is_local or is_overload or ast.get_docstring(node), f"{path.stem}.{node.name}"


def test_dataclasses_describe_themselves():
    """No class shows the signature that `dataclass` puts where a docstring is missing."""
    classes = [getattr(provider, name) for name in provider.__all__ if inspect.isclass(getattr(provider, name))]
    assert [cls.__name__ for cls in classes if not cls.__doc__ or cls.__doc__.startswith(f"{cls.__name__}(")] == []


def loaded_modules(code: str) -> set[str]:
    program = f"import json, sys\n{code}\nprint(json.dumps(sorted(sys.modules)))"
    output = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    return set(json.loads(output))


def test_importing_the_specification_loads_no_model_kind():
    modules = loaded_modules("import ai_sdk_core.provider")

    assert {name for name in modules if name.startswith("ai_sdk_core.")} == {
        "ai_sdk_core._lazy",
        "ai_sdk_core.provider",
    }


@pytest.mark.parametrize(
    "name", ["LanguageModel", "EmbeddingModel", "VideoModel", "Batch", "Provider", "LanguageModelMiddleware", "to_json"]
)
def test_no_part_of_the_specification_loads_what_is_heavy(name):
    modules = loaded_modules(f"from ai_sdk_core.provider import {name}")

    assert modules & {"pydantic", "pydantic_core", "httpx", "anyio", "asyncio", "typing_extensions"} == set()


def test_a_model_kind_does_not_load_the_others():
    modules = loaded_modules("from ai_sdk_core.provider import EmbeddingModel, SpeechModel, Provider, ModelMiddleware")

    assert {name for name in modules if name.startswith("ai_sdk_core.provider.language_model")} == set()
    assert "ai_sdk_core.provider.image_model" not in modules


def test_encoding_loads_no_pydantic():
    """Until text is written, and then only its Rust core."""
    code = "from ai_sdk_core.provider import {names}, TextDelta\n{function}(TextDelta(id='1', delta='a'))"

    assert "pydantic_core" not in loaded_modules(code.format(names="to_json", function="to_json"))
    assert "pydantic" not in loaded_modules(code.format(names="to_json_bytes", function="to_json_bytes"))
