"""Approvals: decided by rules, signed, found again in the messages, and checked before a tool runs."""

import asyncio
import itertools

import pytest
from ai_sdk_core._generate_text.approval import (
    ApprovalPolicy,
    ToolApprovalDecision,
    apply_decision,
)
from ai_sdk_core._generate_text.approval_history import collect_tool_approvals, validate_tool_approvals
from ai_sdk_core._generate_text.approval_signature import is_valid_tool_approval, sign_tool_approval
from ai_sdk_core._generate_text.content import TypedToolCall
from ai_sdk_core._prompt.messages import (
    AssistantModelMessage,
    ToolApprovalRequestPart,
    ToolApprovalResponsePart,
    ToolModelMessage,
    ToolResultPart,
    UserModelMessage,
)
from ai_sdk_core._tools import dynamic_tool, tool
from ai_sdk_core.errors import (
    InvalidArgumentError,
    InvalidToolApprovalError,
    InvalidToolApprovalSignatureError,
    InvalidToolInputError,
    ToolCallNotFoundForApprovalError,
    TypeValidationError,
)
from ai_sdk_core.provider.language_model.prompt import ExecutionDenied, TextOutput, ToolCallPart
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, field_validator

CALL = TypedToolCall(tool_call_id="c1", tool_name="weather", input={"city": "A"})
USER = UserModelMessage(content="Hello")


def policy(tools=None, tool_approval=None, tools_context=None, runtime_context=None):
    return ApprovalPolicy(
        tools=tools,
        tool_approval=tool_approval,
        tools_context=tools_context,
        runtime_context=runtime_context,
        messages=[USER],
    )


def make(**options):
    return {"weather": tool(input_schema={"type": "object"}, execute=lambda value: "sunny", **options)}


# --- Rules ---


async def test_without_rules_no_approval_is_needed():
    for tools in (None, {}, make(), make(needs_approval=False)):
        assert await policy(tools).decide(CALL) == ToolApprovalDecision(type="not-applicable")


@pytest.mark.parametrize("status", ["not-applicable", "approved", "denied", "user-approval"])
async def test_a_rule_may_be_a_status_a_decision_or_a_function(status):
    decision = ToolApprovalDecision(type=status, reason="because")

    async def asynchronous(value):
        return status

    for rule in (status, lambda value: status, asynchronous):
        assert await policy(tool_approval={"weather": rule}).decide(CALL) == ToolApprovalDecision(type=status)
    for rule in (decision, lambda value, options: decision):
        assert await policy(tool_approval={"weather": rule}).decide(CALL) is decision
    assert await policy(tool_approval=lambda options: decision).decide(CALL) is decision


async def test_a_rule_that_says_nothing_needs_no_approval():
    rule = {"weather": lambda value: None}
    assert (await policy(make(needs_approval=True), rule).decide(CALL)).type == "not-applicable"
    assert (await policy(tool_approval=lambda options: None).decide(CALL)).type == "not-applicable"


async def test_rules_of_the_generation_come_before_those_of_the_tool():
    tools = make(needs_approval=True)
    assert (await policy(tools).decide(CALL)).type == "user-approval"
    assert (await policy(tools, {"weather": "approved"}).decide(CALL)).type == "approved"
    assert (await policy(tools, {"other": "approved"}).decide(CALL)).type == "user-approval"
    assert (await policy(tools, {"weather": None}).decide(CALL)).type == "user-approval"
    assert (await policy(tools, lambda options: "denied").decide(CALL)).type == "denied"


async def test_a_rule_for_one_tool_sees_the_call_and_both_contexts():
    seen = []

    def rule(value, options):
        seen.append((value, options.tool_call_id, options.messages, options.tool_context, options.runtime_context))

    await policy(make(context_schema=int), {"weather": rule}, {"weather": 3}, "runtime").decide(CALL)
    assert seen == [({"city": "A"}, "c1", [USER], 3, "runtime")]


async def test_a_rule_for_all_tools_sees_everything():
    seen = []
    tools, contexts = make(), {"weather": 3}
    await policy(tools, seen.append, contexts, "runtime").decide(CALL)
    [options] = seen
    assert (options.tool_call, options.tools, options.messages) == (CALL, tools, [USER])
    assert (options.tools_context, options.runtime_context) == (contexts, "runtime")


@pytest.mark.parametrize("answer", [True, False])
async def test_a_tool_may_decide_by_its_input_and_context(answer):
    seen = []

    async def needs_approval(value, options):
        seen.append((value, options.tool_call_id, options.messages, options.context))
        return answer

    decision = await policy(make(needs_approval=needs_approval), tools_context={"weather": 3}).decide(CALL)
    assert decision.type == ("user-approval" if answer else "not-applicable")
    assert seen == [({"city": "A"}, "c1", [USER], 3)]
    assert (await policy(make(needs_approval=lambda value: answer)).decide(CALL)) == decision


@pytest.mark.parametrize("options", [{"needs_approval": lambda value: True}, {}])
async def test_rules_are_not_asked_about_an_invalid_context(options):
    rules = None if options else {"weather": lambda value: "approved"}
    with pytest.raises(TypeValidationError):
        await policy(make(context_schema=int, **options), rules, {"weather": "x"}).decide(CALL)


@pytest.mark.parametrize("verdict", ["deny", True, {"type": "denied"}, ToolApprovalDecision(type="nope")])
async def test_a_rule_with_a_typo_does_not_let_the_tool_run(verdict):
    with pytest.raises(InvalidArgumentError, match="tool_approval"):
        await policy(tool_approval=lambda options: verdict).decide(CALL)


# --- Requests and automatic decisions ---


def apply(kind, reason=None, secret=None, **fields):
    ids = itertools.count(1)
    call = TypedToolCall(tool_call_id="c1", tool_name="t", input={}, **fields)
    return apply_decision(
        call, ToolApprovalDecision(type=kind, reason=reason), generate_id=lambda: f"id-{next(ids)}", secret=secret
    )


def test_a_call_that_needs_no_approval_uses_up_no_id():
    result = apply_decision(
        CALL, ToolApprovalDecision(type="not-applicable"), generate_id=lambda: pytest.fail("called"), secret="s"
    )
    assert (result.request, result.response, result.blocked) == (None, None, False)


def test_the_user_is_asked_with_the_reason():
    result = apply("user-approval", "costs money")
    assert (result.request.approval_id, result.request.reason) == ("id-1", "costs money")
    assert (result.request.is_automatic, result.request.signature) == (None, None)
    assert (result.response, result.blocked) == (None, True)


@pytest.mark.parametrize(("kind", "approved"), [("approved", True), ("denied", False)])
def test_an_automatic_decision_is_recorded_as_request_and_response(kind, approved):
    result = apply(kind, "rule 7", provider_executed=True)
    assert (result.request.is_automatic, result.request.reason) == (True, None)
    assert (result.response.approved, result.response.reason) == (approved, "rule 7")
    assert (result.response.approval_id, result.response.provider_executed) == ("id-1", True)
    assert result.blocked is not approved


@pytest.mark.parametrize("kind", ["approved", "denied", "user-approval"])
def test_with_a_secret_every_request_is_signed(kind):
    signature = apply(kind, secret="k").request.signature
    assert is_valid_tool_approval(
        secret="k", signature=signature, approval_id="id-1", tool_call_id="c1", tool_name="t", tool_input={}
    )


# --- Signatures ---

SIGNED = {"approval_id": "id-1", "tool_call_id": "c1", "tool_name": "weather", "tool_input": {"city": "A"}}


@pytest.mark.parametrize(
    ("secret", "fields", "signature"),
    [
        ("top-secret", SIGNED, "DL9xLDolR3h8i3RFhmR1Z90ZWFyd24RyikjkYex7vmI"),
        (
            "k3y",
            {**SIGNED, "tool_name": "t", "tool_input": {"ключ": "值", "e": "👋"}},
            "F6xn3I53e38leYf-S_IXcZvuhs3dQF_3-Ry8egPYRfI",
        ),
    ],
)
def test_signatures_equal_those_of_the_typescript_sdk(secret, fields, signature):
    assert sign_tool_approval(secret=secret, **fields) == signature
    assert sign_tool_approval(secret=secret.encode(), **fields) == signature
    assert is_valid_tool_approval(secret=secret, signature=signature, **fields)


@given(st.text(), st.text(), st.text(), st.dictionaries(st.text(), st.integers() | st.text()))
def test_a_signature_is_valid_for_what_it_covers(approval_id, tool_call_id, tool_name, tool_input):
    fields = {
        "secret": "s",
        "approval_id": approval_id,
        "tool_call_id": tool_call_id,
        "tool_name": tool_name,
        "tool_input": tool_input,
    }
    assert is_valid_tool_approval(signature=sign_tool_approval(**fields), **fields)


@pytest.mark.parametrize(
    "change",
    [
        {"approval_id": "id-2"},
        {"tool_call_id": "c2"},
        {"tool_name": "delete"},
        {"tool_input": {"city": "B"}},
        {"tool_input": {"city": "A", "more": None}},
        {"secret": "other"},
    ],
)
def test_a_signature_is_not_valid_for_anything_else(change):
    signature = sign_tool_approval(secret="s", **SIGNED)
    assert not is_valid_tool_approval(**{"secret": "s", "signature": signature, **SIGNED, **change})


def test_true_and_one_are_different_inputs():
    signature = sign_tool_approval(secret="s", **{**SIGNED, "tool_input": {"all": 1}})
    assert not is_valid_tool_approval(secret="s", signature=signature, **{**SIGNED, "tool_input": {"all": True}})


@pytest.mark.parametrize("signature", ["", "x", "not base64!", "é", "AAAA", "=" * 9])
def test_a_malformed_signature_is_not_valid(signature):
    assert not is_valid_tool_approval(secret="s", signature=signature, **SIGNED)


def test_standard_base64_with_padding_is_accepted():
    signature = sign_tool_approval(secret="top-secret", **SIGNED).replace("-", "+").replace("_", "/") + "="
    assert is_valid_tool_approval(secret="top-secret", signature=signature, **SIGNED)


def legacy_signature(fields):
    """As versions signed that joined the fields with line breaks."""
    import hmac

    from ai_sdk_core._canonical_json import hash_canonical, to_base64url

    values = [fields["approval_id"], fields["tool_call_id"], fields["tool_name"], hash_canonical(fields["tool_input"])]
    return to_base64url(hmac.digest(b"s", "\n".join(values).encode(), "sha256"))


def test_signatures_of_older_versions_are_accepted_where_they_are_unambiguous():
    assert is_valid_tool_approval(secret="s", signature=legacy_signature(SIGNED), **SIGNED)
    moved = {**SIGNED, "approval_id": "id-1\nc1", "tool_call_id": "weather", "tool_name": ""}
    assert not is_valid_tool_approval(secret="s", signature=legacy_signature(moved), **moved)


# --- Approvals in messages ---


def assistant(*parts):
    return AssistantModelMessage(content=list(parts))


def tool_call(call_id="c1", name="weather", value=None, **fields):
    return ToolCallPart(tool_call_id=call_id, tool_name=name, input={"city": "A"} if value is None else value, **fields)


def request(approval_id="a1", call_id="c1", **fields):
    return ToolApprovalRequestPart(approval_id=approval_id, tool_call_id=call_id, **fields)


def response(approval_id="a1", approved=True, **fields):
    return ToolApprovalResponsePart(approval_id=approval_id, approved=approved, **fields)


def result(call_id="c1", output=None):
    return ToolResultPart(tool_call_id=call_id, tool_name="weather", output=output or TextOutput(value="sunny"))


def history(*parts, calls=None):
    return [USER, assistant(*(calls or [tool_call(), request()])), ToolModelMessage(content=list(parts))]


def ids(approvals):
    return [approval.tool_call.tool_call_id for approval in approvals]


def test_only_a_tool_message_at_the_end_holds_new_decisions():
    assert collect_tool_approvals([]).approved == []
    assert collect_tool_approvals([*history(response()), USER]).approved == []


def test_decisions_are_found_with_what_belongs_to_them():
    collected = collect_tool_approvals(history(response(reason="fine")))
    [approval] = collected.approved
    assert (approval.request, approval.response) == (request(), response(reason="fine"))
    assert approval.tool_call == CALL
    assert approval.existing_result is None
    assert ids(collect_tool_approvals(history(response(approved=False))).denied) == ["c1"]


def test_a_decision_without_a_request_is_an_error():
    with pytest.raises(InvalidToolApprovalError, match='unknown approvalId: "forged"'):
        collect_tool_approvals(history(response("forged")))


def test_a_request_without_its_call_is_an_error():
    with pytest.raises(ToolCallNotFoundForApprovalError, match='Tool call "c9" not found'):
        collect_tool_approvals(history(response(), calls=[request(call_id="c9")]))


@pytest.mark.parametrize("name", ["__class__", "toString", "__proto__"])
def test_ids_that_mean_something_to_the_language_are_just_unknown(name):
    with pytest.raises(InvalidToolApprovalError):
        collect_tool_approvals(history(response(name)))


def test_a_call_that_has_its_result_is_done():
    assert collect_tool_approvals(history(result(), response())).approved == []
    assert collect_tool_approvals(history(result(), response(approved=False))).denied == []


def test_a_denial_with_its_result_is_still_a_denial_but_no_approval():
    denied = result(output=ExecutionDenied())
    [approval] = collect_tool_approvals(history(denied, response(approved=False))).denied
    assert approval.existing_result is denied
    assert collect_tool_approvals(history(denied, response())).approved == []


def test_only_the_first_decision_on_a_call_counts():
    """A replay must not run a tool twice, nor both run and deny it."""
    calls = [tool_call(), request(), request("a2")]
    collected = collect_tool_approvals(history(response(), response(approved=False), response("a2"), calls=calls))
    assert (ids(collected.approved), ids(collected.denied)) == (["c1"], [])


def test_approved_calls_come_in_the_order_of_the_model():
    calls = [tool_call("c1"), tool_call("c2"), request("a1", "c1"), request("a2", "c2")]
    assert ids(collect_tool_approvals(history(response("a2"), response("a1"), calls=calls)).approved) == ["c1", "c2"]


def test_calls_and_requests_of_earlier_messages_count():
    messages = [assistant(tool_call()), assistant(request()), AssistantModelMessage(content="text")]
    assert ids(collect_tool_approvals([*messages, ToolModelMessage(content=[response()])]).approved) == ["c1"]


# --- Checks before a tool runs ---


async def validate(messages, approval_policy, **options):
    return await validate_tool_approvals(collect_tool_approvals(messages).approved, approval_policy, **options)


async def test_a_valid_approval_may_run():
    validated = await validate(history(response()), policy(make()))
    assert ids(validated.approved) == ["c1"]
    assert (validated.denied, validated.invalid) == ([], [])


@pytest.mark.parametrize(
    ("signature", "reason"), [(None, "missing signature"), ("AAAA", "invalid signature"), ("!", "invalid signature")]
)
async def test_with_a_secret_only_signed_requests_count(signature, reason):
    messages = history(response(), calls=[tool_call(), request(signature=signature)])
    with pytest.raises(InvalidToolApprovalSignatureError, match=reason):
        await validate(messages, policy(make()), secret="s")
    assert ids((await validate(messages, policy(make()))).approved) == ["c1"]


async def test_a_signed_request_is_accepted_and_a_changed_call_is_not():
    signature = sign_tool_approval(secret="s", **{**SIGNED, "approval_id": "a1"})
    calls = [tool_call(), request(signature=signature)]
    assert ids((await validate(history(response(), calls=calls), policy(make()), secret="s")).approved) == ["c1"]
    changed = [tool_call(value={"city": "B"}), request(signature=signature)]
    with pytest.raises(InvalidToolApprovalSignatureError):
        await validate(history(response(), calls=changed), policy(make()), secret="s")


class City(BaseModel):
    city: str
    country: str = "IT"

    @field_validator("city")
    @classmethod
    def trim(cls, value):
        return value.strip()


def typed_tools(**options):
    return {"weather": tool(input_schema=City, execute=lambda city: city.city, **options)}


async def test_the_tool_gets_the_typed_input_that_was_approved():
    approved = {"city": "A", "country": "IT"}
    messages = history(response(), calls=[tool_call(value=approved), request(input_schema_input={"city": " A "})])
    [approval] = (await validate(messages, policy(typed_tools()))).approved
    assert approval.tool_call.input == City(city="A")
    assert approval.tool_call.schema_input == ({"city": " A "},)


@pytest.mark.parametrize(
    ("value", "schema_input"),
    [
        ({"city": 5}, None),
        ({}, None),
        ({"city": "A"}, None),
        ({"city": " A ", "country": "IT"}, None),
        ({"city": "A", "country": "IT"}, {"city": "B"}),
        ({"city": "A", "country": "IT"}, {"country": "IT"}),
    ],
)
async def test_an_input_that_would_become_another_one_does_not_run(value, schema_input):
    """What runs is what the user has seen and approved, or nothing."""
    messages = history(response(), calls=[tool_call(value=value), request(input_schema_input=schema_input)])
    validated = await validate(messages, policy(typed_tools()))
    assert (validated.approved, validated.denied) == ([], [])
    [invalid] = validated.invalid
    assert isinstance(invalid.error, InvalidToolInputError)
    assert invalid.approval.tool_call.input == value


async def test_a_change_is_named_as_such():
    messages = history(response(), calls=[tool_call(), request()])
    [invalid] = (await validate(messages, policy(typed_tools()))).invalid
    assert str(invalid.error) == (
        "Invalid input for tool weather: Error: Approved tool input does not match the validated schema output."
    )


async def test_refinements_are_part_of_what_was_approved():
    messages = history(response(), calls=[tool_call(value={"city": "AA"}), request(input_schema_input={"city": "A"})])

    async def double(value):
        return {"city": value["city"] * 2}

    def spoil(value):
        value["city"] = "changed"
        return value

    validated = await validate(messages, policy(make()), refine_tool_input={"weather": double})
    assert [approval.tool_call.input for approval in validated.approved] == [{"city": "AA"}]
    assert len((await validate(messages, policy(make()))).invalid) == 1
    spoiled = await validate(messages, policy(make()), refine_tool_input={"weather": spoil})
    assert len(spoiled.invalid) == 1
    assert messages[1].content[1].input_schema_input == {"city": "A"}


async def test_a_refinement_that_fails_makes_the_approval_invalid():
    validated = await validate(
        history(response()), policy(make()), refine_tool_input={"weather": lambda value: value["nope"]}
    )
    assert isinstance(validated.invalid[0].error.cause, KeyError)


async def test_what_messages_say_about_a_tool_is_replaced_by_its_definition():
    tools = {"weather": dynamic_tool(input_schema={}, execute=lambda value: 1, title="T", metadata={"m": 1})}
    [approval] = (await validate(history(response()), policy(tools))).approved
    assert (approval.tool_call.dynamic, approval.tool_call.title) == (True, "T")
    assert approval.tool_call.tool_metadata == {"m": 1}


@pytest.mark.parametrize("tools", [None, {}, {"weather": tool(input_schema=City)}])
async def test_calls_that_nothing_here_runs_are_not_validated(tools):
    messages = history(response(), calls=[tool_call(value={"city": 5}), request()])
    assert ids((await validate(messages, policy(tools))).approved) == ["c1"]


@pytest.mark.parametrize(
    ("rule_reason", "user_reason", "reason"), [("rule", "user", "rule"), (None, "user", "user"), (None, None, None)]
)
async def test_rules_may_deny_what_the_user_approved(rule_reason, user_reason, reason):
    rules = {"weather": ToolApprovalDecision(type="denied", reason=rule_reason)}
    validated = await validate(history(response(reason=user_reason)), policy(make(), rules))
    assert validated.approved == []
    [denied] = validated.denied
    assert (denied.response.approved, denied.response.reason) == (False, reason)


@pytest.mark.parametrize("status", ["approved", "user-approval", "not-applicable"])
async def test_other_rules_let_an_approved_call_run(status):
    assert ids((await validate(history(response()), policy(make(), {"weather": status}))).approved) == ["c1"]


async def test_rules_see_the_validated_input():
    seen = []
    messages = history(response(), calls=[tool_call(value={"city": "A", "country": "IT"}), request()])
    await validate(messages, policy(typed_tools(), {"weather": seen.append}))
    assert seen == [City(city="A")]


async def test_cancellation_during_a_rule_passes_through():
    async def rule(value):
        await asyncio.Event().wait()

    task = asyncio.ensure_future(policy(tool_approval={"weather": rule}).decide(CALL))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
