"""`scripts/bench`: all clients, all scenarios, interleaved in shuffled order within one run."""

from __future__ import annotations

import argparse
import json
import platform
import random
import sys
from dataclasses import replace
from pathlib import Path

import environments
from environments import BASE, CLIENTS, ClientEntry
from processes import Worker, measure_fresh, mock_server
from report import Measured, as_json, as_markdown
from scenarios import SCENARIOS, Scenario


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds, only ours against raw httpx")
    parser.add_argument("--only", default="", metavar="SCENARIO,...", help="scenarios by the beginnings of their names")
    parser.add_argument("--clients", default="", metavar="CLIENT,...", help=", ".join(c.name for c in CLIENTS))
    parser.add_argument("--rounds", type=int, help="rounds of each scenario")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to a file")
    return parser.parse_args()


def choose_scenarios(arguments: argparse.Namespace) -> list[Scenario]:
    """The scenarios that were asked for."""
    beginnings = tuple(arguments.only.split(","))
    chosen = [scenario for scenario in SCENARIOS if scenario.name.startswith(beginnings)]
    if not chosen:
        sys.exit(f"There is no such scenario; there are: {', '.join(scenario.name for scenario in SCENARIOS)}")
    if arguments.rounds:
        return [replace(scenario, rounds=arguments.rounds) for scenario in chosen]
    if arguments.quick:
        return [replace(scenario, rounds=max(1, scenario.rounds // 3)) for scenario in chosen]
    return chosen


def choose_clients(arguments: argparse.Namespace) -> list[ClientEntry]:
    """The clients that were asked for; the base is always among them."""
    wanted = {BASE, *(arguments.clients or ("ours" if arguments.quick else "")).split(",")} - {""}
    if wanted == {BASE} and not arguments.clients:
        return CLIENTS
    unknown = wanted - {entry.name for entry in CLIENTS}
    if unknown:
        sys.exit(f"There is no client {', '.join(sorted(unknown))}; there are: {', '.join(c.name for c in CLIENTS)}")
    return [entry for entry in CLIENTS if entry.name in wanted]


def run_scenario(scenario: Scenario, entries: list[ClientEntry], url: str) -> Measured:
    """Measure all clients, round by round, in a new order each time."""
    measured = Measured(scenario)
    entries = [entry for entry in entries if not scenario.clients or entry.name in scenario.clients]
    workers = {} if scenario.is_fresh else {entry.name: Worker(entry, url) for entry in entries}

    def measure(entry: ClientEntry) -> dict[str, float]:
        if scenario.is_fresh:
            return measure_fresh(entry, scenario, url)
        return workers[entry.name].measure(scenario)

    try:
        able = entries if scenario.is_fresh else [entry for entry in entries if measure(entry)]  # The first warms up.
        sizes = set()
        for _ in range(scenario.rounds):
            for entry in random.sample(able, len(able)):
                figures = measure(entry)
                if figures:
                    sizes.add(figures.get("size"))
                    measured.figures.setdefault(entry.name, []).append(figures)
        if len(sizes) > 1 and scenario.kind != "concurrent":
            print(f"{scenario.name}: the clients did not read the same: {sizes}", file=sys.stderr)
    finally:
        for worker in workers.values():
            worker.close()
    return measured


def main() -> None:
    """Prepare, measure, report."""
    arguments = parse_arguments()
    scenarios, entries = choose_scenarios(arguments), choose_clients(arguments)
    names = sorted({entry.environment for entry in entries})
    for name in names:
        print(f"preparing the environment {name}", file=sys.stderr)
        environments.prepare(name)
    results = []
    with mock_server() as url:
        for scenario in scenarios:
            print(f"measuring {scenario.name}", file=sys.stderr)
            results.append(run_scenario(scenario, entries, url))
    machine = {"python": platform.python_version(), "machine": platform.machine(), "system": platform.system()}
    report = as_json(results, {name: environments.installed(name) for name in names}, machine)
    if arguments.json:
        arguments.json.write_text(json.dumps(report, indent=2) + "\n")
    print(as_markdown(report, [entry.name for entry in entries]))


if __name__ == "__main__":
    main()
