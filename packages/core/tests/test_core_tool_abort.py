"""Abort signals: fired once, from anywhere, and turned into cancellation that leaves nothing behind."""

import asyncio
import gc
import logging
import pickle
import threading
import weakref

import pytest
from ai_sdk_core._abort import AbortController, AbortSignal, CancelOnAbort, abortable
from ai_sdk_core.errors import AbortError


def other_tasks():
    return asyncio.all_tasks() - {asyncio.current_task()}


def test_a_signal_fires_once_and_keeps_its_first_reason():
    controller = AbortController()
    assert (controller.signal.aborted, controller.signal.reason) == (False, None)
    controller.signal.throw_if_aborted()
    first = ValueError("first")
    controller.abort(first)
    controller.abort(ValueError("second"))
    assert controller.signal.reason is first
    with pytest.raises(ValueError, match="first"):
        controller.signal.throw_if_aborted()


@pytest.mark.parametrize(("reason", "message"), [(None, "This operation was aborted"), ("enough", "enough")])
def test_without_an_exception_the_reason_is_an_abort_error(reason, message):
    controller = AbortController()
    controller.abort(reason)
    assert isinstance(controller.signal.reason, AbortError)
    assert controller.signal.reason.name == "AbortError"
    assert str(controller.signal.reason) == message


def test_callbacks_hear_the_reason_once_and_can_be_taken_back():
    controller = AbortController()
    heard = []
    controller.signal.add_callback(lambda reason: heard.append(("a", reason)))
    remove = controller.signal.add_callback(lambda reason: heard.append(("b", reason)))
    remove()
    controller.abort("stop")
    controller.abort("again")
    remove()
    assert heard == [("a", controller.signal.reason)]


def test_a_callback_that_comes_too_late_is_called_at_once():
    controller = AbortController()
    controller.abort()
    heard = []
    controller.signal.add_callback(heard.append)
    assert heard == [controller.signal.reason]


def test_a_callback_that_fails_does_not_keep_the_others_from_hearing(caplog):
    controller = AbortController()
    heard = []

    def fail(reason):
        raise RuntimeError("broken")

    controller.signal.add_callback(fail)
    controller.signal.add_callback(heard.append)
    with caplog.at_level(logging.ERROR):
        controller.abort()
    assert len(heard) == 1
    assert "callback of an abort signal failed" in caplog.text


def test_a_combined_signal_fires_with_the_first_of_its_sources_and_only_once():
    first, second = AbortController(), AbortController()
    combined = AbortSignal.any([AbortSignal.any([first.signal]), second.signal, second.signal])
    heard = []
    combined.add_callback(heard.append)
    assert not combined.aborted
    second.abort("second")
    first.abort("first")
    assert heard == [second.signal.reason]
    assert combined.aborted


def test_a_combined_signal_of_aborted_sources_calls_back_at_once_and_registers_nothing():
    first, second = AbortController(), AbortController()
    second.abort()
    combined = AbortSignal.any([first.signal, second.signal])
    heard = []
    combined.add_callback(heard.append)
    first.abort()
    assert heard == [second.signal.reason]


def test_a_signal_without_sources_never_fires():
    assert not AbortSignal.any([]).aborted


@pytest.mark.parametrize("other_aborted", [True, False])
def test_a_combined_signal_leaves_nothing_in_a_long_lived_source(other_aborted):
    """One controller for the whole program must not collect what single calls registered."""
    controller, other = AbortController(), AbortController()
    if other_aborted:
        other.abort()

    class Listener:
        def __call__(self, reason): ...

    listener = Listener()
    gone = weakref.ref(listener)
    remove = AbortSignal.any([controller.signal, other.signal]).add_callback(listener)
    if not other_aborted:
        remove()
    del listener, remove
    gc.collect()
    assert gone() is None


def test_a_call_that_is_over_no_longer_listens(caplog):
    """Its loop may be closed when the signal fires."""
    controller = AbortController()
    asyncio.run(abortable(asyncio.sleep(0), controller.signal))
    controller.abort()
    assert caplog.text == ""


def test_a_signal_shows_its_state():
    controller = AbortController()
    assert repr(controller.signal) == "AbortSignal(aborted=False)"


async def test_abortable_gives_the_result_and_stops_listening():
    controller = AbortController()

    async def work():
        return 3

    assert await abortable(work(), controller.signal) == 3
    assert await abortable(work(), None) == 3
    controller.abort()
    assert not other_tasks()


async def test_abortable_cancels_what_it_awaits_and_raises_the_reason():
    controller = AbortController()
    ended = []

    async def work():
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(True)

    reason = ValueError("stop")
    reason.__cause__ = KeyError("why")
    asyncio.get_running_loop().call_soon(controller.abort, reason)
    with pytest.raises(ValueError, match="stop") as caught:
        await abortable(work(), controller.signal)
    assert caught.value is reason
    assert isinstance(reason.__cause__, KeyError)
    assert ended == [True]
    assert asyncio.current_task().cancelling() == 0


async def test_abortable_can_be_stopped_from_another_thread():
    controller = AbortController()
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: threading.Thread(target=controller.abort).start())
    with pytest.raises(AbortError):
        await abortable(asyncio.Event().wait(), controller.signal)


@pytest.mark.parametrize("kind", ["coroutine", "future", "other"])
async def test_with_an_aborted_signal_nothing_is_awaited(kind):
    """Nor is there a warning about a coroutine that was never awaited."""
    controller = AbortController()
    controller.abort()
    started = []

    async def work():
        started.append(True)

    class Other:
        def __await__(self):
            started.append(True)
            yield

    awaitable = {"coroutine": work, "future": asyncio.Future, "other": Other}[kind]()
    with pytest.raises(AbortError):
        await abortable(awaitable, controller.signal)
    assert not started
    assert kind != "future" or awaitable.cancelled()


async def test_a_result_that_comes_in_spite_of_the_abort_counts():
    controller = AbortController()

    async def stubborn():
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            return "done all the same"

    asyncio.get_running_loop().call_soon(controller.abort)
    assert await abortable(stubborn(), controller.signal) == "done all the same"
    assert asyncio.current_task().cancelling() == 0


async def test_one_who_aborts_his_own_work_and_returns_at_once_keeps_the_result():
    controller = AbortController()
    trouble = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: trouble.append(context))

    async def work():
        controller.abort()
        return 1

    assert await abortable(work(), controller.signal) == 1
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert trouble == []


async def test_cancellation_from_elsewhere_is_not_mistaken_for_an_abort():
    controller = AbortController()
    task = asyncio.ensure_future(abortable(asyncio.Event().wait(), controller.signal))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert task.cancelled()


@pytest.mark.parametrize("abort_first", [True, False])
async def test_cancellation_wins_over_an_abort_at_the_same_moment(abort_first):
    controller = AbortController()
    task = asyncio.ensure_future(abortable(asyncio.Event().wait(), controller.signal))
    await asyncio.sleep(0)
    for stop in (controller.abort, task.cancel) if abort_first else (task.cancel, controller.abort):
        stop()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_an_error_of_the_work_itself_passes_through():
    with pytest.raises(KeyError):
        async with CancelOnAbort(AbortController().signal):
            raise KeyError("x")


def test_a_controller_needs_no_event_loop_and_serves_several():
    controller = AbortController()

    async def once():
        return await abortable(asyncio.sleep(0, "ok"), controller.signal)

    assert [asyncio.run(once()) for _ in range(3)] == ["ok"] * 3


def test_an_abort_error_crosses_processes():
    assert str(pickle.loads(pickle.dumps(AbortError(message="x")))) == "x"
