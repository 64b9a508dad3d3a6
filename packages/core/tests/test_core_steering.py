"""Steering: messages join a running generation, each is delivered at most once, and every sender learns the outcome."""

import asyncio
import threading

import pytest
from ai_sdk_core._generate_text.steering import (
    DeliveredSteeringMessage,
    Steering,
    UndeliveredSteeringMessage,
    start_steering_run,
)
from ai_sdk_core._prompt.messages import TextPart, UserModelMessage
from ai_sdk_core.errors import InvalidArgumentError, InvalidPromptError


def user(text):
    return UserModelMessage(content=text)


def test_without_a_steering_object_there_is_no_run():
    assert start_steering_run(None) is None


async def test_a_message_is_delivered_with_the_step_that_is_sent():
    steering = Steering()
    run = start_steering_run(steering)
    ticket = steering.steer("Use Paris.", id="s1")
    assert ticket.outcome is None
    assert run.has_pending_messages()
    taken = run.take_messages()
    assert taken == [user("Use Paris.")]
    assert not run.has_pending_messages()
    delivered = run.resolve_taken_messages(step_number=2, sent_messages=[user("Hello"), *taken])
    assert delivered == [DeliveredSteeringMessage(id="s1", message=user("Use Paris."), step_number=2)]
    assert await ticket == delivered[0] == ticket.outcome


def test_messages_that_are_sent_before_the_run_wait_for_its_first_step():
    steering = Steering()
    steering.steer("a")
    assert start_steering_run(steering).take_messages() == [user("a")]


def test_a_message_that_prepare_step_removes_is_not_delivered():
    steering = Steering()
    ticket = steering.steer("a", id="s1")
    run = start_steering_run(steering)
    run.take_messages()
    assert run.resolve_taken_messages(step_number=0, sent_messages=[user("other")]) == []
    assert ticket.outcome == UndeliveredSteeringMessage(id="s1", message=user("a"), reason="removed-by-prepare-step")


def test_a_message_counts_as_sent_when_one_of_equal_content_is():
    """`prepare_step` may add provider options, for example."""
    steering = Steering()
    steering.steer("a")
    run = start_steering_run(steering)
    run.take_messages()
    rewritten = UserModelMessage(content="a", provider_options={"p": {"x": 1}})
    assert len(run.resolve_taken_messages(step_number=0, sent_messages=[rewritten])) == 1


def test_taken_messages_are_taken_again_until_they_are_resolved():
    steering = Steering()
    steering.steer("a")
    run = start_steering_run(steering)
    run.take_messages()
    steering.steer("b")
    assert run.take_messages() == [user("a"), user("b")]


def test_queued_messages_come_one_at_a_time_after_those_that_steer():
    steering = Steering()
    run = start_steering_run(steering)
    steering.queue("q1")
    steering.queue("q2")
    assert run.take_messages() == []
    steering.steer("s")
    assert run.promote_queued_message()
    assert run.take_messages() == [user("s"), user("q1")]
    assert run.promote_queued_message()
    assert not run.promote_queued_message()
    assert run.take_messages()[-1] == user("q2")


@pytest.mark.parametrize("reason", ["finished", "stop-condition", "waiting-for-tool-results", "aborted", "error"])
async def test_what_still_waits_at_the_end_is_told_why(reason):
    steering = Steering()
    run = start_steering_run(steering)
    taken = steering.steer("taken")
    run.take_messages()
    pending, queued = steering.steer("pending"), steering.queue("queued")
    run.end(reason)
    run.end("error")
    outcomes = [await ticket for ticket in (taken, pending, queued)]
    assert [outcome.reason for outcome in outcomes] == [reason] * 3
    assert not run.has_pending_messages()
    assert not run.promote_queued_message()
    assert run.take_messages() == []


async def test_after_the_end_nothing_is_delivered():
    steering = Steering()
    start_steering_run(steering).end("error")
    assert (await steering.steer("late")).reason == "finished"
    assert steering.queue("late").outcome.reason == "finished"


def test_the_same_id_is_the_same_message():
    steering = Steering()
    first = steering.steer("a", id="same")
    assert steering.steer("b", id="same") is first
    assert steering.queue("c", id="same") is first
    run = start_steering_run(steering)
    assert run.take_messages() == [user("a")]
    run.end("finished")
    assert steering.steer("d", id="same") is first


def test_messages_without_an_id_get_one():
    steering = Steering()
    tickets = [steering.steer("a"), steering.queue("a")]
    assert all(ticket.id.startswith("steer-") for ticket in tickets)
    assert tickets[0].id != tickets[1].id


def test_a_steering_object_serves_one_generation():
    steering = Steering()
    run = start_steering_run(steering)
    for _ in range(2):
        with pytest.raises(InvalidArgumentError, match="already used"):
            start_steering_run(steering)
        run.end("finished")


def test_messages_may_be_written_in_every_form():
    steering = Steering()
    steering.steer({"role": "user", "content": [{"type": "text", "text": "a"}]})
    steering.steer(UserModelMessage(content="b"))
    assert start_steering_run(steering).take_messages() == [
        UserModelMessage(content=[TextPart(text="a")]),
        user("b"),
    ]


@pytest.mark.parametrize("message", [{"role": "assistant", "content": "x"}, {"role": "user"}])
def test_only_valid_user_messages_join(message):
    steering = Steering()
    with pytest.raises(InvalidPromptError):
        steering.steer(message)
    assert start_steering_run(steering).take_messages() == []


async def test_waiting_for_an_outcome_may_be_given_up_and_taken_up_again():
    steering = Steering()
    run = start_steering_run(steering)
    ticket = steering.steer("a")

    async def wait():
        return await ticket

    waiting = asyncio.ensure_future(wait())
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    run.end("finished")
    assert (await ticket).reason == "finished"
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_messages_may_come_from_any_thread():
    steering = Steering()
    run = start_steering_run(steering)
    threads = [threading.Thread(target=steering.steer, args=(str(n),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(message.content for message in run.take_messages()) == [str(n) for n in range(8)]


def test_an_outcome_can_be_awaited_on_several_loops():
    steering = Steering()
    start_steering_run(steering).end("finished")

    async def wait():
        return await steering.steer("a", id="x")

    assert asyncio.run(wait()) == asyncio.run(wait())
