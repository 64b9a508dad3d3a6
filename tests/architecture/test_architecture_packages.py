"""How packages are made, and which may know which."""

import re
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

SIBLINGS = {
    # Providers that the reference builds on the wire protocol of another one. All others know the core alone.
    "amazon-bedrock": {"anthropic", "openai"},
    "azure": {"openai", "deepseek"},
    "baseten": {"openai-compatible"},
    "cerebras": {"openai-compatible"},
    "deepinfra": {"openai-compatible"},
    "fireworks": {"openai-compatible"},
    "gmicloud": {"openai-compatible"},
    "google-vertex": {"anthropic", "google", "openai-compatible"},
    "minimax": {"anthropic"},
    "togetherai": {"openai-compatible"},
    "vercel": {"openai-compatible"},
}
INDEPENDENT = {"core", "test-server"}
"""Packages that know no other package."""

REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?\s*([^;]*)")
BROUGHT_BY_THE_CALLER = {"numpy"}
"""Libraries that only those meet who ask for their types, as with `as_numpy()`."""

DISTRIBUTION_OF = {"typing_extensions": "typing-extensions", "google.auth": "google-auth"}


def requirements(package: Any) -> dict[str, str]:
    matches = (REQUIREMENT.match(text) for text in package.metadata.get("dependencies", []))
    return {match[1]: match[2].strip() for match in matches if match}


def extras(package: Any) -> set[str]:
    groups = package.metadata.get("optional-dependencies", {}).values()
    return {match[1] for group in groups for text in group if (match := REQUIREMENT.match(text))}


def sibling_names(names: set[str]) -> set[str]:
    return {name.removeprefix("ai-sdk-") for name in names if name.startswith("ai-sdk-")}


def test_a_package_has_what_every_package_has(package: Any, root: Path) -> None:
    assert package.metadata["name"] == f"ai-sdk-{package.folder.name}"
    assert [path.name for path in (package.folder / "src").iterdir() if path.is_dir()] == [package.import_name]
    assert (package.source / "py.typed").is_file()
    assert (package.folder / "README.md").read_text().startswith(f"# ai-sdk-{package.folder.name}\n")
    assert f"## {package.metadata['version']}" in (package.folder / "CHANGELOG.md").read_text()
    assert (package.folder / "LICENSE").read_text() == (root / "LICENSE").read_text()
    assert package.metadata["requires-python"] == ">=3.11"


def test_a_package_knows_its_own_version(package: Any) -> None:
    assert package.metadata["version"] == import_module(f"{package.import_name}._version").VERSION


def test_a_package_depends_on_no_sibling_that_the_reference_does_not_depend_on(package: Any) -> None:
    name = package.folder.name
    allowed = set() if name in INDEPENDENT else {"core"} | SIBLINGS.get(name, set())
    assert sibling_names(set(requirements(package))) <= allowed


def test_dependencies_are_ranges(package: Any) -> None:
    """An exact version would clash with every other package that has one; a sibling's next major version may break."""
    for name, version in requirements(package).items():
        assert version.startswith(">="), f"{name} {version}"
        assert "==" not in version
        assert not name.startswith("ai-sdk-") or "<" in version, f"{name} {version} has no upper end"


def test_a_package_imports_only_what_it_depends_on(package: Any) -> None:
    declared = {name.lower().replace("_", "-") for name in set(requirements(package)) | extras(package)}
    for _, found in package.imports:
        top = found.module.partition(".")[0]
        if found.is_relative or found.is_for_type_checkers or top == package.import_name:
            continue
        if top in sys.stdlib_module_names or top in BROUGHT_BY_THE_CALLER:
            continue
        distribution = DISTRIBUTION_OF.get(top, top.replace("_", "-"))
        # pydantic brings exactly the pydantic-core that it was made for.
        known = declared | ({"pydantic-core"} if "pydantic" in declared else set())
        if distribution == "pytest" and found.place.partition(":")[0].endswith("pytest_plugin.py"):
            continue  # pytest itself loads that module.
        assert distribution in known, f"{found.place} imports {top}, which {package.folder.name} does not depend on"


def test_a_package_imports_only_public_names_of_another_one(package: Any) -> None:
    for _, found in package.imports:
        if found.is_relative or not found.module.startswith("ai_sdk_"):
            continue
        if found.module.partition(".")[0] == package.import_name:
            continue
        path = found.module.split(".")
        assert not any(part.startswith("_") for part in path), f"{found.place} imports the private {found.module}"
        module = import_module(found.module)
        for name in found.names:
            assert is_public(module, name), f"{found.place}: {name} is no public name of {found.module}"


def is_public(module: ModuleType, name: str) -> bool:
    if hasattr(module, "__all__") and name in module.__all__:
        return True
    is_module = isinstance(getattr(module, name, None), ModuleType)
    return not name.startswith("_") and (is_module or not hasattr(module, "__all__"))


def test_imports_inside_a_package_are_relative(package: Any) -> None:
    absolute = [
        found.place
        for _, found in package.imports
        if not found.is_relative and found.module.partition(".")[0] == package.import_name
    ]
    assert absolute == []
