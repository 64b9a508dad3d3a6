"""Stages of a stream that hand over to other stages."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

import pytest
from ai_sdk_core._generate_text.parts import StartPart
from ai_sdk_core._generate_text.relay import Relay


def part() -> list[Any]:
    return [StartPart()]


async def test_batches_of_inner_stages_come_where_the_stage_handed_over():
    first, second, third = part(), part(), part()

    async def innermost() -> AsyncGenerator[Any, None]:
        yield second

    async def inner() -> AsyncGenerator[Any, None]:
        yield innermost()

    async def outer() -> AsyncGenerator[Any, None]:
        yield first
        yield inner()
        yield third

    given = [batch async for batch in Relay(outer())]
    assert [id(batch) for batch in given] == [id(first), id(second), id(third)]


async def test_an_error_is_raised_in_the_stage_that_handed_over_which_may_go_on():
    caught, after = [], part()

    async def inner() -> AsyncGenerator[Any, None]:
        raise ValueError("broken")
        yield

    async def outer() -> AsyncGenerator[Any, None]:
        try:
            yield inner()
        except ValueError as error:
            caught.append(error)
        yield after

    assert [batch async for batch in Relay(outer())] == [after]
    assert [str(error) for error in caught] == ["broken"]


async def test_a_stage_that_ends_with_the_error_of_another_ends_quietly():
    async def inner() -> AsyncGenerator[Any, None]:
        raise ValueError("broken")
        yield

    async def middle() -> AsyncGenerator[Any, None]:
        try:
            yield inner()
        except ValueError:
            return

    after = part()

    async def outer() -> AsyncGenerator[Any, None]:
        yield middle()
        yield after

    assert [batch async for batch in Relay(outer())] == [after]


async def test_an_error_that_no_stage_catches_is_raised_and_all_stages_are_left():
    left = []

    async def inner() -> AsyncGenerator[Any, None]:
        yield part()
        raise ValueError("broken")

    async def outer() -> AsyncGenerator[Any, None]:
        try:
            yield inner()
        finally:
            left.append("outer")

    relay = Relay(outer())
    await anext(relay)
    with pytest.raises(ValueError, match="broken"):
        await anext(relay)
    assert left == ["outer"]
    with pytest.raises(StopAsyncIteration):
        await anext(relay)


async def test_closing_leaves_the_innermost_stage_first():
    left = []

    async def inner() -> AsyncGenerator[Any, None]:
        try:
            yield part()
        finally:
            left.append("inner")

    async def outer() -> AsyncGenerator[Any, None]:
        try:
            yield inner()
        finally:
            left.append("outer")

    relay = Relay(outer())
    await anext(relay)
    await relay.aclose()
    await relay.aclose()
    assert left == ["inner", "outer"]


async def test_closing_leaves_all_stages_even_if_one_fails_to_be_left():
    left = []

    async def inner() -> AsyncGenerator[Any, None]:
        try:
            yield part()
        finally:
            raise ValueError("cannot be left")

    async def outer() -> AsyncGenerator[Any, None]:
        try:
            yield inner()
        finally:
            left.append("outer")

    relay = Relay(outer())
    await anext(relay)
    with pytest.raises(ValueError, match="cannot be left"):
        await relay.aclose()
    assert left == ["outer"]
