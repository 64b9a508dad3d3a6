"""Messages that join a running generation."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from .._prompt.messages import MessageInput, ModelMessage, UserModelMessage
from .._prompt.parsing import parse_messages
from ..errors import InvalidArgumentError, InvalidPromptError
from ..provider_utils.ids import create_id_generator

NotDeliveredReason: TypeAlias = Literal[
    "finished", "removed-by-prepare-step", "stop-condition", "waiting-for-tool-results", "aborted", "error"
]
"""Why a message did not reach the model: the generation had ended, `prepare_step` left it out, a stop condition ended
the generation, it ended to wait for tool results, was aborted, or failed."""

_generate_steering_id = create_id_generator(prefix="steer", size=24)


@dataclass(slots=True, kw_only=True, frozen=True)
class DeliveredSteeringMessage:
    """The model was given the message."""

    id: str
    message: UserModelMessage
    step_number: int
    """The step whose model call received it."""
    type: Literal["delivered"] = "delivered"


@dataclass(slots=True, kw_only=True, frozen=True)
class UndeliveredSteeringMessage:
    """The model was not given the message."""

    id: str
    message: UserModelMessage
    reason: NotDeliveredReason
    type: Literal["not-delivered"] = "not-delivered"


SteeringOutcome: TypeAlias = DeliveredSteeringMessage | UndeliveredSteeringMessage
"""What became of a steering message."""


class SteeringTicket:
    """A message on its way to the model. Await it to learn what becomes of it; nobody has to, and it never fails."""

    __slots__ = ("_future", "id", "message")

    def __init__(self, message_id: str, message: UserModelMessage) -> None:
        self.id = message_id
        self.message = message
        self._future: Future[SteeringOutcome] = Future()

    @property
    def outcome(self) -> SteeringOutcome | None:
        """What became of the message; `None` as long as it waits."""
        return self._future.result() if self._future.done() else None

    def __await__(self) -> Generator[Any, None, SteeringOutcome]:
        """Wait for the outcome, on any event loop."""
        # One who stops waiting does not take the message back.
        return asyncio.shield(asyncio.wrap_future(self._future)).__await__()

    def _deliver(self, step_number: int) -> DeliveredSteeringMessage:
        outcome = DeliveredSteeringMessage(id=self.id, message=self.message, step_number=step_number)
        self._future.set_result(outcome)
        return outcome

    def _give_up(self, reason: NotDeliveredReason) -> None:
        self._future.set_result(UndeliveredSteeringMessage(id=self.id, message=self.message, reason=reason))


class Steering:
    """Sends user messages to a running generation: pass it as `steering=`. Serves one generation, from any thread.

    Example:
        ```python
        steering = Steering()
        async with stream_text(model=model, prompt=task, tools=tools, steering=steering) as stream:
            ...
            outcome = await steering.steer("Use Paris, Texas instead.")
        ```
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: Literal["idle", "running", "ended"] = "idle"
        self._pending: list[SteeringTicket] = []
        self._queued: deque[SteeringTicket] = deque()
        self._taken: list[SteeringTicket] = []
        self._tickets: dict[str, SteeringTicket] = {}

    def steer(self, message: str | MessageInput, *, id: str | None = None) -> SteeringTicket:  # noqa: A002
        """Give the model a message with its next step, after the current one and its tools are done.

        A generation that would end because the model has answered goes on, unless a stop condition is met. Messages
        sent before the generation starts are part of its first step.

        Args:
            message: The user message, or its text.
            id: Names the message: sending the same id again gives the ticket of the first message.

        Returns:
            Tells, when it is awaited, what became of the message.

        Raises:
            InvalidPromptError: The message is not a valid user message.
        """
        return self._add(message, id, self._pending)

    def queue(self, message: str | MessageInput, *, id: str | None = None) -> SteeringTicket:  # noqa: A002
        """Give the model a message once it is done with its task, that is, has answered without calling tools.

        The generation goes on with the message, unless a stop condition is met. Each answer releases one queued
        message, the oldest first.

        Args:
            message: The user message, or its text.
            id: Names the message: sending the same id again gives the ticket of the first message.

        Returns:
            Tells, when it is awaited, what became of the message.

        Raises:
            InvalidPromptError: The message is not a valid user message.
        """
        return self._add(message, id, self._queued)

    def _add(
        self,
        message: str | MessageInput,
        message_id: str | None,
        line: list[SteeringTicket] | deque[SteeringTicket],
    ) -> SteeringTicket:
        user_message = _user_message(message)
        with self._lock:
            known = self._tickets.get(message_id) if message_id is not None else None
            if known is not None:
                return known
            ticket = SteeringTicket(message_id or _generate_steering_id(), user_message)
            self._tickets[ticket.id] = ticket
            if self._state == "ended":
                ticket._give_up("finished")
            else:
                line.append(ticket)
            return ticket


def _user_message(message: str | MessageInput) -> UserModelMessage:
    if isinstance(message, str):
        return UserModelMessage(content=message)
    parsed = parse_messages([message], name="message")[0]
    if not isinstance(parsed, UserModelMessage):
        raise InvalidPromptError(prompt=message, message="only user messages can join a running generation")
    return parsed


class SteeringRun:
    """What a generation does with its steering messages.

    Raises:
        InvalidArgumentError: The steering object served another generation before.
    """

    def __init__(self, steering: Steering) -> None:
        with steering._lock:
            if steering._state != "idle":
                raise InvalidArgumentError(
                    parameter="steering",
                    value=steering,
                    message="The steering object was already used by a generation. Create a new one for each call.",
                )
            steering._state = "running"
        self._steering = steering

    def has_pending_messages(self) -> bool:
        """Tell whether a message waits for the next step.

        Returns:
            True if there is one.
        """
        return bool(self._steering._pending)

    def promote_queued_message(self) -> bool:
        """Let the oldest queued message join the next step.

        Returns:
            False if none is queued.
        """
        steering = self._steering
        with steering._lock:
            if not steering._queued:
                return False
            steering._pending.append(steering._queued.popleft())
            return True

    def take_messages(self) -> list[UserModelMessage]:
        """Take the messages for the next step; `resolve_taken_messages` decides on them.

        Returns:
            The messages, in the order in which they were sent.
        """
        steering = self._steering
        with steering._lock:
            steering._taken += steering._pending
            steering._pending.clear()
            return [ticket.message for ticket in steering._taken]

    def resolve_taken_messages(
        self, *, step_number: int, sent_messages: Sequence[ModelMessage]
    ) -> list[DeliveredSteeringMessage]:
        """Settle the messages that were taken, once it is known what the model is sent.

        Args:
            step_number: The step, from 0.
            sent_messages: The step's messages, as `prepare_step` left them.

        Returns:
            Those that are among the messages sent.
        """
        steering = self._steering
        with steering._lock:
            taken, steering._taken = steering._taken, []
            delivered: list[DeliveredSteeringMessage] = []
            for ticket in taken:
                if _is_sent(ticket.message, sent_messages):
                    delivered.append(ticket._deliver(step_number))
                else:
                    ticket._give_up("removed-by-prepare-step")
            return delivered

    def end(self, reason: NotDeliveredReason) -> None:
        """Settle all messages that still wait. Later calls have nothing left to settle.

        Args:
            reason: Why the generation ended.
        """
        steering = self._steering
        with steering._lock:
            steering._state = "ended"
            for ticket in (*steering._taken, *steering._pending, *steering._queued):
                ticket._give_up(reason)
            steering._taken.clear()
            steering._pending.clear()
            steering._queued.clear()


def _is_sent(message: UserModelMessage, sent_messages: Sequence[ModelMessage]) -> bool:
    """`prepare_step` may rewrite messages, for example to add provider options: equal content counts as sent."""
    return any(sent.role == "user" and sent.content == message.content for sent in sent_messages)


def start_steering_run(steering: Steering | None) -> SteeringRun | None:
    """Begin to use a steering object.

    Args:
        steering: What the user passed.

    Returns:
        The generation's side of it.

    Raises:
        InvalidArgumentError: The steering object served another generation before.
    """
    return None if steering is None else SteeringRun(steering)
