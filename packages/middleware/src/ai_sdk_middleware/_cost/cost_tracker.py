"""Costs and budgets.

```python
costs = CostTracker({"openai:gpt-5": Price(input="1.25", output="10")}, budget="0.50")
model = wrap_language_model(model=openai("gpt-5"), middleware=costs.language_model)
result = await generate_text(model=model, prompt=..., tools=..., stop_when=[is_step_count(20), costs.is_spent])
costs.total  # Decimal("0.0123")
```
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from ai_sdk_core.errors import AISDKError
from typing_extensions import override

from .._layer import Layer, ModelCall, Proceed, ResultT
from .._metadata import with_facts
from .._streams import StreamWatcher, watched
from .price import Amount, Price, as_decimal, cost_of, find_price


@dataclass(slots=True, kw_only=True, frozen=True)
class CallCost:
    """What one call cost."""

    call: ModelCall
    cost: Decimal | None
    """`None` if nobody knows: the provider does not say what it counted, or a stream was left before its end."""
    total: Decimal
    """What all calls cost so far."""


class BudgetExceededError(AISDKError):
    """The budget is spent; the call was not made."""

    def __init__(self, *, budget: Decimal, total: Decimal) -> None:
        super().__init__(message=f"The budget of {budget} is spent: calls have cost {total} so far.")
        self.budget = budget
        self.total = total


class CostTracker(Layer):
    """Adds up what calls cost, and makes no more of them when a budget is spent.

    A call is made as long as something is left of the budget, and may cost more than that. What a call cost is in
    `provider_metadata["aiSdkMiddleware"]["cost"]`, as text; not for images, whose metadata are about each image.
    May be shared by models and threads.

    Args:
        prices: Prices by `provider:model`, by model id, or `*` for all others.
        budget: What calls may cost together; `None` for no limit.
        parent: A tracker that counts these calls, too, and whose budget counts as well: one for a user, and in it one
            for each conversation.
        on_cost: Told after each call.
    """

    def __init__(
        self,
        prices: Mapping[str, Price],
        *,
        budget: Amount | None = None,
        parent: CostTracker | None = None,
        on_cost: Callable[[CallCost], object] | None = None,
    ) -> None:
        self._prices = prices
        self._budget = None if budget is None else as_decimal(budget)
        self._parent = parent
        self._on_cost = on_cost
        self._lock = threading.Lock()
        self.total = Decimal(0)
        """What calls have cost so far."""
        self.unknown_calls = 0
        """How many calls there were whose cost nobody knows."""

    @property
    def remaining(self) -> Decimal | None:
        """What is left of the budget, and of the parent's; `None` if there is none."""
        own = None if self._budget is None else self._budget - self.total
        above = self._parent.remaining if self._parent is not None else None
        if own is None or above is None:
            return above if own is None else own
        return min(own, above)

    def is_spent(self, steps: object = None) -> bool:
        """Tell whether the budget is spent; pass this method to `stop_when` to end a loop of steps without an error.

        Args:
            steps: The steps of a generation, which make no difference.

        Returns:
            True if nothing is left.
        """
        remaining = self.remaining
        return remaining is not None and remaining <= 0

    @override
    async def around(self, call: ModelCall, proceed: Proceed[ResultT]) -> ResultT:
        """Make a call if the budget allows it, and add its cost.

        Args:
            call: The call.
            proceed: Makes it.

        Returns:
            The result.

        Raises:
            BudgetExceededError: Nothing is left of the budget.
            UnknownPriceError: The model has no price.
        """
        price = self._admit(call)
        result = await proceed()
        return self._record(call, cost_of(price, call, result), result)

    @override
    async def around_stream(self, call: ModelCall, proceed: Proceed[ResultT]) -> ResultT:
        """Make a call if the budget allows it, and add its cost when the stream ends.

        Args:
            call: The call.
            proceed: Makes it.

        Returns:
            The stream.

        Raises:
            BudgetExceededError: Nothing is left of the budget.
            UnknownPriceError: The model has no price.
        """
        price = self._admit(call)
        result: Any = await proceed()
        meter = _Meter(lambda part: self._record(call, None if part is None else cost_of(price, call, part), part))
        return replace(result, stream=watched(result.stream, meter))  # type: ignore[no-any-return]

    def _admit(self, call: ModelCall) -> Price:
        self._check_budget()
        return find_price(self._prices, call)

    def _check_budget(self) -> None:
        if self._budget is not None and self.total >= self._budget:
            raise BudgetExceededError(budget=self._budget, total=self.total)
        if self._parent is not None:
            self._parent._check_budget()

    def _record(self, call: ModelCall, cost: Decimal | None, result: ResultT) -> ResultT:
        self._add(call, cost)
        if cost is None or result is None or call.kind == "image_model":
            return result
        return with_facts(result, cost=format(cost, "f"))

    def _add(self, call: ModelCall, cost: Decimal | None) -> None:
        with self._lock:
            self.total += cost or 0
            self.unknown_calls += cost is None
            total = self.total
        if self._parent is not None:
            self._parent._add(call, cost)
        if self._on_cost is not None:
            self._on_cost(CallCost(call=call, cost=cost, total=total))


class _Meter(StreamWatcher):
    """Waits for the part of a stream that says what it used."""

    def __init__(self, record: Callable[[Any], Any]) -> None:
        self._record = record
        self._is_recorded = False

    @override
    def batch(self, parts: list[Any]) -> list[Any]:
        return [self._counted(part) if part.type == "finish" else part for part in parts]

    @override
    async def end(self) -> None:
        self._give_up()

    @override
    async def fail(self, error: BaseException) -> None:
        self._give_up()

    def _counted(self, part: Any) -> Any:
        self._is_recorded = True
        return self._record(part)

    def _give_up(self) -> None:
        if not self._is_recorded:
            self._record(None)
