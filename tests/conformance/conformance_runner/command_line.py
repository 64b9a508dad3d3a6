"""The command `scripts/conformance`."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

from .cases import OWN_VECTORS, default_vector_folders, find_cases
from .report import complaints, crowded_areas, dump, failures, summary, table
from .verdicts import Outcome, Verdict
from .workers import run_cases


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the cases that the command line asks for.

    Args:
        arguments: The command line; by default the process's own.

    Returns:
        The exit code: 1 if a case failed, or too many deviate.
    """
    options = _parser().parse_args(arguments)
    folders = [*(options.vectors or default_vector_folders()), OWN_VECTORS]
    started = time.perf_counter()
    try:
        cases = find_cases(list(dict.fromkeys(folder.resolve() for folder in folders)), only=options.only)
    except FileNotFoundError as error:
        print(error)
        return 2
    outcomes: list[Outcome] = []
    for outcome in run_cases(cases):
        if options.dump:
            dump(outcome, options.dump)
        outcome.observed = None
        outcomes.append(outcome)
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(summary(outcomes), indent=1) + "\n", encoding="utf-8")
    _print(outcomes, time.perf_counter() - started)
    failed = any(outcome.verdict is Verdict.FAILED for outcome in outcomes)
    return 1 if failed or crowded_areas(outcomes) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/conformance", description="Run the golden vectors.")
    parser.add_argument(
        "--vectors",
        type=Path,
        action="append",
        metavar="DIR",
        help="a folder of vectors, may be repeated; default: $AI_SDK_VECTORS, else ../shared/vectors where it exists. "
        "The project's own vectors always run.",
    )
    parser.add_argument("--only", default="", metavar="PREFIX", help="run the cases whose path begins so")
    parser.add_argument("--dump", type=Path, metavar="DIR", help="write what was observed for each case")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the report as JSON")
    return parser


def _print(outcomes: Sequence[Outcome], seconds: float) -> None:
    failed = failures(outcomes)
    if failed:
        print(failed, end="\n\n")
    print(table(outcomes))
    for complaint in complaints(outcomes):
        print(f"Note: {complaint}")
    print(f"\n{len(outcomes)} cases in {seconds:.1f} s")
