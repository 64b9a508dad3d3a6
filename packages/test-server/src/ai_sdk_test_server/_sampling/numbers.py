"""Numbers within the bounds of a schema."""

from __future__ import annotations

import math
from fractions import Fraction

from .._json import JSONObject
from .hints import Hints


def sample_integer(schema: JSONObject, index: int, hints: Hints) -> int:
    """An integer that the schema allows: a number of the hints, or `index + 1`, moved into the bounds."""
    step = _fraction(schema, "multipleOf") or Fraction(1)
    step = Fraction(step.numerator)  # the smallest whole multiple of a fraction in lowest terms
    return int(_nearest_multiple(schema, Fraction(int(_preferred(index, hints))), step))


def sample_number(schema: JSONObject, index: int, hints: Hints) -> float:
    """A number that the schema allows: one of the hints, or `index + 1.5`, moved into the bounds."""
    step = _fraction(schema, "multipleOf")
    preferred = Fraction(str(_preferred(index, hints, 0.5)))

    if step is not None:
        return float(_nearest_multiple(schema, preferred, step))

    lower, upper = _bounds(schema)
    is_above = lower is None or preferred > lower or (preferred == lower and "exclusiveMinimum" not in schema)
    is_below = upper is None or preferred < upper or (preferred == upper and "exclusiveMaximum" not in schema)

    if is_above and is_below:
        return float(preferred)

    return float(_between(lower, upper))


def _preferred(index: int, hints: Hints, offset: float = 0.0) -> float:
    return hints.numbers.pop(0) if hints.numbers else index + 1 + offset


def _between(lower: Fraction | None, upper: Fraction | None) -> Fraction:
    """A number inside the bounds, of which at least one is there."""
    if lower is None:
        return (upper or Fraction(0)) - 1

    return lower + 1 if upper is None else (lower + upper) / 2


def _nearest_multiple(schema: JSONObject, preferred: Fraction, step: Fraction) -> Fraction:
    lower, upper = _bounds(schema)
    count = math.ceil(preferred / step)

    if upper is not None:
        is_exclusive = "exclusiveMaximum" in schema and (upper / step).denominator == 1
        count = min(count, math.floor(upper / step) - is_exclusive)

    if lower is not None:
        is_exclusive = "exclusiveMinimum" in schema and (lower / step).denominator == 1
        count = max(count, math.ceil(lower / step) + is_exclusive)

    return count * step


def _bounds(schema: JSONObject) -> tuple[Fraction | None, Fraction | None]:
    lowers = [bound for name in ("minimum", "exclusiveMinimum") if (bound := _fraction(schema, name)) is not None]
    uppers = [bound for name in ("maximum", "exclusiveMaximum") if (bound := _fraction(schema, name)) is not None]
    return max(lowers, default=None), min(uppers, default=None)


def _fraction(schema: JSONObject, keyword: str) -> Fraction | None:
    value = schema.get(keyword)
    return Fraction(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else None
