"""From measurements to ratios, a table and a file."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass, field
from typing import Any

from environments import BASE
from scenarios import (
    DISTRIBUTIONS_TARGET,
    GROWTH_EXPONENT_TARGET,
    MEGABYTES_TARGET,
    MEMORY_PER_STREAM_TARGET,
    Scenario,
)

_FACTORS = {"us": 1e6, "ms": 1e3, "KB": 1.0}


@dataclass
class Measured:
    """The figures of all rounds of a scenario, by client; every round has the same place in each list."""

    scenario: Scenario
    figures: dict[str, list[dict[str, float]]] = field(default_factory=dict)

    def values(self, client: str) -> list[float]:
        """A client's figures, in the scenario's unit."""
        factor = _FACTORS[self.scenario.unit] / self.scenario.per
        return [figures["value"] * factor for figures in self.figures[client]]

    def ratios(self, client: str) -> list[float]:
        """A client's figures divided by those of the base in the same round."""
        return [value / base for value, base in zip(self.values(client), self.values(BASE), strict=True)]

    def summary(self, client: str) -> dict[str, Any]:
        """What the file says about a client."""
        values, ratios = self.values(client), self.ratios(client) if BASE in self.figures else []
        extra = [name for name in self.figures[client][0] if name not in ("value", "size")]
        return {
            "value": _spread(values),
            "ratio": None if self.scenario.is_absolute or not ratios else _spread(ratios),
            **{name: _spread([figures[name] for figures in self.figures[client]]) for name in extra},
        }


def _spread(values: list[float]) -> dict[str, float]:
    return {"median": statistics.median(values), "min": min(values), "max": max(values)}


def as_json(
    results: list[Measured], installed: dict[str, tuple[int, float]], machine: dict[str, str]
) -> dict[str, Any]:
    """Everything that was measured."""
    return {
        "machine": machine,
        "scenarios": {
            measured.scenario.name: {
                "title": measured.scenario.title,
                "unit": measured.scenario.unit,
                "target": measured.scenario.target,
                "clients": {client: measured.summary(client) for client in measured.figures},
            }
            for measured in results
        },
        "growth_exponent": {
            client: exponent
            for client in sorted({client for measured in results for client in measured.figures})
            if (exponent := growth_exponent(results, client)) is not None
        },
        "installed": {
            name: {"distributions": count, "megabytes": round(size, 1)} for name, (count, size) in installed.items()
        },
    }


def growth_exponent(results: list[Measured], client: str) -> float | None:
    """How the cost of an object grows with its size, from 20 to 80 KB: 1 is in proportion."""
    by_name = {measured.scenario.name: measured for measured in results}
    small, large = by_name.get("object-2000"), by_name.get("object-8000")
    if small is None or large is None or not (client in small.figures and client in large.figures):
        return None
    return math.log(statistics.median(large.values(client)) / statistics.median(small.values(client)), 4)


def as_markdown(report: dict[str, Any], clients: list[str]) -> str:
    """Two tables: our figures against their targets, and everybody's ratios."""
    sections = [_targets_table(report), _ratios_table(report, clients), _installed_table(report)]
    return "\n\n".join(section for section in sections if section)


def _targets_table(report: dict[str, Any]) -> str:
    rows = []
    for scenario in report["scenarios"].values():
        ours = scenario["clients"].get("ours")
        if ours is not None and scenario["target"] is not None:
            spread = ours["ratio"] or ours["value"]
            unit = "x" if ours["ratio"] else f" {scenario['unit']}"
            rows.append(_target_row(scenario["title"], spread, scenario["target"], unit))
    rows += _derived_rows(report)
    return _table(["ours", "median (min to max)", "target", "met"], rows) if rows else ""


def _derived_rows(report: dict[str, Any]) -> list[list[str]]:
    rows = []
    largest = report["scenarios"].get("concurrent-1000", {}).get("clients", {}).get("ours")
    if largest is not None:
        memory = largest["kilobytes_per_stream"]
        rows.append(_target_row("memory per concurrent stream", memory, MEMORY_PER_STREAM_TARGET, " KB"))
        rows.append(_target_row("failures of 1,000 streams", largest["failures"], 0, ""))
    exponent = report["growth_exponent"].get("ours")
    if exponent is not None:
        one = {"median": exponent, "min": exponent, "max": exponent}
        rows.append(_target_row("growth exponent of the object, 20 to 80 KB", one, GROWTH_EXPONENT_TARGET, ""))
    size = report["installed"].get("ours")
    if size is not None:
        for title, value, target in (
            ("distributions installed", size["distributions"], DISTRIBUTIONS_TARGET),
            ("installed megabytes", size["megabytes"], MEGABYTES_TARGET),
        ):
            rows.append(_target_row(title, {"median": value, "min": value, "max": value}, target, ""))
    return rows


def _target_row(title: str, spread: dict[str, float], target: float, unit: str) -> list[str]:
    figures = f"{_number(spread['median'])}{unit} ({_number(spread['min'])} to {_number(spread['max'])})"
    return [title, figures, f"{_number(target)}{unit}", "yes" if spread["median"] <= target else "**no**"]


def _ratios_table(report: dict[str, Any], clients: list[str]) -> str:
    rows = []
    for scenario in report["scenarios"].values():
        base = scenario["clients"].get(BASE)
        if base is None:
            continue
        absolute = f"{_number(base['value']['median'])} {scenario['unit']}"
        cells = [_cell(scenario["clients"].get(client)) for client in clients if client != BASE]
        rows.append([scenario["title"], absolute, *cells])
    header = ["ratio to raw httpx, median (min to max)", "raw httpx", *(name for name in clients if name != BASE)]
    return _table(header, rows) if rows else ""


def _cell(summary: dict[str, Any] | None) -> str:
    if summary is None:
        return "-"
    spread = summary["ratio"]
    if spread is None:
        return f"{_number(summary['value']['median'])}, absolute"
    return f"{_number(spread['median'])} ({_number(spread['min'])} to {_number(spread['max'])})"


def _installed_table(report: dict[str, Any]) -> str:
    rows = [
        [name, str(size["distributions"]), _number(size["megabytes"])] for name, size in report["installed"].items()
    ]
    return _table(["environment", "distributions", "MB"], rows) if rows else ""


def _table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _number(value: float) -> str:
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) >= 10 else f"{value:.2f}"
