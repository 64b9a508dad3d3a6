"""Cases run in processes of their own, several at a time."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from .cases import CaseFile

if TYPE_CHECKING:
    from .verdicts import Outcome

_BATCH = 40


def run_cases(cases: Sequence[CaseFile], *, processes: int | None = None) -> Iterator[Outcome]:
    """Run cases.

    Args:
        cases: The cases.
        processes: How many run at a time; by default one for each processor.

    Yields:
        Outcomes, in the order of the cases.
    """
    batches = [cases[start : start + _BATCH] for start in range(0, len(cases), _BATCH)]
    count = min(processes or os.cpu_count() or 1, len(batches))
    if not count:
        return
    # A fresh interpreter for each: the clock must be in place before the packages under test are imported.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=context, initializer=_prepare) as pool:
        for outcomes in pool.map(_judge_all, batches):
            yield from outcomes


def _prepare() -> None:
    from . import clock

    clock.install()


def _judge_all(cases: Sequence[CaseFile]) -> list[Outcome]:
    from .deviations import Deviations
    from .judging import judge, silence_logs

    silence_logs()
    deviations = Deviations.read()
    return [judge(case, deviations) for case in cases]
