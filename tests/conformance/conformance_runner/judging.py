"""Running one case, and saying how it went."""

from __future__ import annotations

import logging
import signal
import traceback
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import Any

from . import clock, core, language_models, provider_models
from .cases import Case, CaseFile, Family
from .deviations import Deviations
from .matching import differences
from .verdicts import NotApplicable, Outcome, Unimplemented, Verdict

_OBSERVERS: Mapping[Family, Callable[[Case], Awaitable[Any]]] = {
    "core": core.observe,
    "language-models": language_models.observe,
    "models": provider_models.observe,
}

_MAX_SECONDS = 30.0
"""A case takes milliseconds; one that takes longer never ends."""


class CaseTimeout(Exception):
    """A case does not end."""


def judge(case_file: CaseFile, deviations: Deviations) -> Outcome:
    """Run a case and compare what happened with what was expected.

    Args:
        case_file: Where the case is.
        deviations: Differences that we want.

    Returns:
        The outcome.
    """
    outcome = Outcome(path=case_file.path, area=case_file.area, verdict=Verdict.FAILED)
    try:
        case = case_file.load()
        with _time_limit(_MAX_SECONDS):
            outcome.observed = clock.run(_observe(case))
        outcome.differences = differences(case.data, outcome.observed)
    except NotApplicable as reason:
        outcome.verdict, outcome.note = Verdict.NOT_APPLICABLE, str(reason)
    except Unimplemented as missing:
        outcome.verdict, outcome.note = Verdict.UNIMPLEMENTED, str(missing)
    except Exception:
        outcome.differences = [f"the case broke off: {traceback.format_exc()}"]
    else:
        _settle(outcome, deviations)
    return outcome


async def _observe(case: Case) -> Any:
    return await _OBSERVERS[case.family](case)


def _settle(outcome: Outcome, deviations: Deviations) -> None:
    reason = deviations.reason(outcome.path)
    if not outcome.differences:
        outcome.verdict = Verdict.PASSED
        outcome.note = "is listed as a deviation and does not deviate" if reason else ""
    elif reason is not None:
        outcome.verdict, outcome.note = Verdict.DEVIATING, reason


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise CaseTimeout(f"the case did not end within {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def silence_logs() -> None:
    """Cases provoke warnings by the hundred."""
    logging.disable(logging.CRITICAL)
