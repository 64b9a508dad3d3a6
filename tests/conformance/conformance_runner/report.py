"""What is printed and written at the end."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from .deviations import MAX_SHARE
from .verdicts import Outcome, Verdict

_MAX_DIFFERENCES = 4
_COLUMNS = (*Verdict,)


def area_counts(outcomes: Iterable[Outcome]) -> dict[str, Counter[Verdict]]:
    """Count verdicts by area."""
    areas: dict[str, Counter[Verdict]] = {}
    for outcome in outcomes:
        areas.setdefault(outcome.area, Counter())[outcome.verdict] += 1
    return dict(sorted(areas.items()))


def table(outcomes: Sequence[Outcome]) -> str:
    """Make the table of areas."""
    areas = area_counts(outcomes)
    ran = {area: counts for area, counts in areas.items() if set(counts) != {Verdict.UNIMPLEMENTED}}
    missing = {area: counts.total() for area, counts in areas.items() if area not in ran}
    total: Counter[Verdict] = sum(areas.values(), Counter())
    rows = [["area", *(verdict.value for verdict in _COLUMNS), "total"]]
    rows += [_row(area, counts) for area, counts in ran.items()]
    rows.append(_row("total", total))
    lines = _aligned(rows)
    if missing:
        lines += ["", "Not implemented: " + ", ".join(f"{area} ({count})" for area, count in missing.items())]
    return "\n".join(lines)


def _row(name: str, counts: Counter[Verdict]) -> list[str]:
    return [name, *(str(counts[verdict]) for verdict in _COLUMNS), str(counts.total())]


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    ]


def failures(outcomes: Iterable[Outcome]) -> str:
    """Describe what failed."""
    lines: list[str] = []
    for outcome in outcomes:
        if outcome.verdict is Verdict.FAILED:
            lines.append(f"FAILED {outcome.path}")
            lines += [f"    {difference}" for difference in outcome.differences[:_MAX_DIFFERENCES]]
            if len(outcome.differences) > _MAX_DIFFERENCES:
                lines.append(f"    and {len(outcome.differences) - _MAX_DIFFERENCES} more")
    return "\n".join(lines)


def crowded_areas(outcomes: Iterable[Outcome]) -> list[str]:
    """Areas in which more cases deviate than may."""
    return [
        f"{area}: {counts[Verdict.DEVIATING]} of {counts.total()} cases deviate, which is more than {MAX_SHARE:.0%}"
        for area, counts in area_counts(outcomes).items()
        if counts[Verdict.DEVIATING] > MAX_SHARE * counts.total()
    ]


def complaints(outcomes: Sequence[Outcome]) -> list[str]:
    """What is wrong besides failures: too many deviations, and listed deviations that are none any more."""
    stale = [outcome for outcome in outcomes if outcome.verdict is Verdict.PASSED and outcome.note]
    return [*(f"{outcome.path} {outcome.note}" for outcome in stale), *crowded_areas(outcomes)]


def summary(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Make the report for programs."""
    return {
        "areas": {
            area: {**{verdict.value: counts[verdict] for verdict in _COLUMNS}, "total": counts.total()}
            for area, counts in area_counts(outcomes).items()
        },
        "cases": [
            {
                "path": outcome.path,
                "verdict": outcome.verdict.value,
                **({"note": outcome.note} if outcome.note else {}),
                **({"differences": outcome.differences} if outcome.differences else {}),
            }
            for outcome in outcomes
        ],
    }


def dump(outcome: Outcome, folder: Path) -> None:
    """Write what was observed, if the case ran."""
    if outcome.observed is not None:
        file = folder / f"{outcome.path}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(outcome.observed, indent=1) + "\n", encoding="utf-8")
