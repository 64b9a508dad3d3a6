"""What the tests of the architecture look at: the packages, their sources, and what those import."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Import:
    """One import statement, with relative names resolved."""

    module: str
    names: tuple[str, ...]
    """What is taken from the module; empty for `import module`."""
    is_relative: bool
    is_for_type_checkers: bool
    """Stands in an `if TYPE_CHECKING:` block."""
    place: str
    """File and line, for messages."""


@dataclass(frozen=True)
class Package:
    """One distribution of the workspace."""

    folder: Path

    @cached_property
    def metadata(self) -> dict[str, Any]:
        """The `project` table."""
        project: dict[str, Any] = tomllib.loads((self.folder / "pyproject.toml").read_text())["project"]
        return project

    @property
    def import_name(self) -> str:
        return f"ai_sdk_{self.folder.name.replace('-', '_')}"

    @property
    def source(self) -> Path:
        return self.folder / "src" / self.import_name

    @cached_property
    def modules(self) -> dict[str, Path]:
        """Every module by its full name."""
        modules = {}
        for path in self.source.rglob("*.py"):
            parts = path.relative_to(self.source.parent).with_suffix("").parts
            modules[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
        return modules

    @cached_property
    def imports(self) -> list[tuple[str, Import]]:
        """Every import in the sources, with the name of the module that it stands in."""
        return [(name, found) for name, path in self.modules.items() for found in read_imports(name, path)]


def read_imports(module: str, path: Path) -> Iterator[Import]:
    """Read all import statements of a module."""
    parent = module if path.name == "__init__.py" else module.rpartition(".")[0]
    tree = ast.parse(path.read_text())
    unseen = {id(node) for block in ast.walk(tree) if is_type_checking(block) for node in body_of(block)}
    for node in ast.walk(tree):
        place = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, (), False, id(node) in unseen, place)
        elif isinstance(node, ast.ImportFrom):
            names = tuple(alias.name for alias in node.names)
            yield Import(full_name(parent, node), names, node.level > 0, id(node) in unseen, place)


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def body_of(block: ast.AST) -> Iterator[ast.AST]:
    assert isinstance(block, ast.If)
    for statement in block.body:
        yield from ast.walk(statement)


def full_name(package: str, node: ast.ImportFrom) -> str:
    if node.level == 0:
        return node.module or ""
    parts = package.split(".")
    return ".".join([*parts[: len(parts) - node.level + 1], *filter(None, [node.module])])


PACKAGES = [Package(folder.parent) for folder in sorted(ROOT.glob("packages/*/pyproject.toml"))]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "package" in metafunc.fixturenames:
        metafunc.parametrize("package", PACKAGES, ids=[package.folder.name for package in PACKAGES])


@pytest.fixture
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture
def packages() -> list[Package]:
    """All packages."""
    return PACKAGES


@pytest.fixture(scope="session")
def tracked_files() -> list[Path]:
    """Everything in the repository, also what is about to be added; nothing that is ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = [ROOT / name for name in sorted(set(listed.stdout.split("\0"))) if name]
    return [path for path in paths if path.is_file()]
