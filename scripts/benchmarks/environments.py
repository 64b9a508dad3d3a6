"""The environments of the clients: each sees what its users would install, and nothing else."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FOLDER = ROOT / ".cache" / "bench"

_OURS = (
    "--no-default-groups",
    "--no-editable",
    "--package=ai-sdk-core",
    "--package=ai-sdk-openai-compatible",
    "--reinstall-package=ai-sdk-core",
    "--reinstall-package=ai-sdk-openai-compatible",
)

SYNC_OPTIONS: dict[str, tuple[str, ...]] = {
    "raw": ("--only-group=bench",),
    "ours": _OURS,
    "aiohttp": (*_OURS, "--extra=aiohttp"),
    "ours-anthropic": (*_OURS, "--package=ai-sdk-anthropic", "--reinstall-package=ai-sdk-anthropic"),
    "packages": ("--only-group=bench-packages",),
    "litellm": ("--only-group=bench-litellm",),
}


@dataclass(frozen=True, kw_only=True)
class ClientEntry:
    """A client and where it runs."""

    name: str
    module: str
    environment: str
    imports: str
    """What a program that uses it imports."""


BASE = "raw"

CLIENTS = [
    ClientEntry(name=BASE, module="raw_httpx", environment="raw", imports="import httpx, pydantic_core"),
    ClientEntry(name="raw-sniffio", module="raw_httpx", environment="ours", imports="import httpx, pydantic_core"),
    ClientEntry(name="sockets", module="raw_sockets", environment="raw", imports="import asyncio, pydantic_core"),
    ClientEntry(
        name="ours",
        module="ours",
        environment="ours",
        imports="from ai_sdk_core import generate_text, stream_text\n"
        "from ai_sdk_openai_compatible import create_openai_compatible",
    ),
    ClientEntry(
        name="ours-aiohttp",
        module="ours",
        environment="aiohttp",
        imports="from ai_sdk_core import generate_text, stream_text\n"
        "from ai_sdk_openai_compatible import create_openai_compatible",
    ),
    ClientEntry(
        name="ours-anthropic",
        module="ours_anthropic",
        environment="ours-anthropic",
        imports="from ai_sdk_core import generate_text, stream_text\nfrom ai_sdk_anthropic import create_anthropic",
    ),
    ClientEntry(name="openai", module="openai_sdk", environment="packages", imports="import openai"),
    ClientEntry(name="anthropic", module="anthropic_sdk", environment="packages", imports="import anthropic"),
    ClientEntry(
        name="langchain-openai",
        module="langchain_openai_sdk",
        environment="packages",
        imports="from langchain_openai import ChatOpenAI",
    ),
    ClientEntry(
        name="pydantic-ai",
        module="pydantic_ai_sdk",
        environment="packages",
        imports="from pydantic_ai import Agent\nfrom pydantic_ai.models.openai import OpenAIChatModel",
    ),
    ClientEntry(name="litellm", module="litellm_sdk", environment="litellm", imports="import litellm"),
]


def prepare(environment: str) -> None:
    """Install an environment as the lock file says, compiled, with this repository's packages as they are now."""
    variables = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(_FOLDER / environment)}
    command = ["uv", "sync", "--quiet", "--frozen", "--compile-bytecode", *SYNC_OPTIONS[environment]]
    subprocess.run(command, cwd=ROOT, env=variables, check=True)


def python(environment: str) -> str:
    """The interpreter of an environment."""
    return str(_FOLDER / environment / "bin" / "python")


def installed(environment: str) -> tuple[int, float]:
    """The number of distributions in an environment, and their size in megabytes without bytecode."""
    site_packages = next((_FOLDER / environment).glob("lib/python*/site-packages"))
    files = [path for path in site_packages.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return len(list(site_packages.glob("*.dist-info"))), sum(path.stat().st_size for path in files) / 1e6
