"""How observations are compared with expectations: what counts as equal, and what must not."""

import pytest
from conformance_runner.deviations import DEVIATIONS_FILE, Deviations
from conformance_runner.matching import differences


def core(expected, observed, **case):
    return differences({"fn": "call", "expected": expected, **case}, observed)


def language_model(expected, observed, **case):
    return differences({"call": {"method": "doGenerate"}, "expected": expected, **case}, observed)


class TestCore:
    def test_equal_values_match(self):
        """The order of members does not count, nor does 1 against 1.0."""
        assert core({"a": 1, "b": [{"c": None}]}, {"b": [{"c": None}], "a": 1.0}) == []

    @pytest.mark.parametrize(
        ("expected", "observed"),
        [
            ({"a": 1}, {"a": 2}),
            ({"a": 1}, {"a": "1"}),
            ({"a": 1}, {"a": True}),
            ({"a": None}, {"a": 0}),
            ({"a": None}, {}),
            ({}, {"a": None}),
            ({"a": [1, 2]}, {"a": [2, 1]}),
            ({"a": [1]}, {"a": [1, 2]}),
            ({"a": {}}, {"a": []}),
            ({"a": "x"}, {"a": "xy"}),
        ],
    )
    def test_different_values_do_not(self, expected, observed):
        """One difference, however small, is a difference."""
        assert core(expected, observed) != []

    @pytest.mark.parametrize(
        ("expected", "observed", "matches"),
        [
            ("msg-<id>", "msg-aB_3", True),
            ("msg-<id>", "other-aB3", False),
            ("msg-<id>", "msg-a b", False),
            ("<timestamp>", "2025-01-01T00:00:00.000Z", True),
            ("<timestamp>", "yesterday", False),
            ("<version>.x", "1.2.3.x", True),
            ("a.b", "axb", False),
        ],
    )
    def test_wildcards_stand_for_generated_values(self, expected, observed, matches):
        """A wildcard has a form, and what stands around it is literal."""
        assert (core({"a": expected}, {"a": observed}) == []) is matches

    def test_what_the_engine_says_is_not_compared(self):
        """The text before it is."""
        expected = {"a": "Bad text {x.\nError message: SyntaxError: <js-json-error>"}
        assert core(expected, {"a": "Bad text {x.\nError message: Expecting value"}) == []
        assert core(expected, {"a": "Bad text {y.\nError message: Expecting value"}) != []

    def test_errors_of_the_engine_match_any_error(self):
        """But there must be one."""
        expected = {"cause": {"$error": {"name": "ZodError", "issues": []}}}
        assert core(expected, {"cause": "Input should be a string"}) == []
        assert core(expected, {}) != []

    def test_a_bare_error_matches_a_class_of_ours_with_the_same_message(self):
        """Where the reference throws `Error`, we have something better."""
        expected = {"throws": {"$error": {"name": "Error", "message": "m"}}}
        assert core(expected, {"throws": {"$error": {"name": "AI_X", "message": "m", "more": 1}}}) == []
        assert core(expected, {"throws": {"$error": {"name": "AI_X", "message": "n"}}}) != []
        named = {"throws": {"$error": {"name": "AI_Y", "message": "m"}}}
        assert core(named, {"throws": {"$error": {"name": "AI_X", "message": "m"}}}) != []

    def test_headers_match_in_either_case(self):
        """Their names have no case, and no headers are the same as empty ones."""
        assert core({"headers": {"X-A": "1"}, "b": 1}, {"headers": {"x-a": "1"}, "b": 1}) == []
        assert core({"headers": {}}, {}) == []
        assert core({"headers": {"x-a": "1"}}, {"headers": {"x-a": "2"}}) != []

    def test_what_says_nothing_is_not_compared(self):
        """Settings of null, downloads of no file, pauses of no length."""
        assert core({"calls": [{"options": {"seed": None}}]}, {"calls": [{"options": {}}]}) == []
        assert core({"events": [{"event": "download", "data": []}]}, {}) == []
        assert core({"smoothDelays": [None, 5]}, {"smoothDelays": [5]}) == []

    def test_cases_about_the_engine_are_not_compared(self):
        """The vectors tag them."""
        assert core({"throws": {}}, {"result": 1}, tags=["js-specific"]) == []

    def test_the_best_alternative_counts(self):
        """Some cases were recorded twice."""
        alternatives = [{"expected": {"a": 2}}]
        assert core({"a": 1}, {"a": 2}, expectedAlternatives=alternatives) == []
        assert core({"a": 1}, {"a": 3}, expectedAlternatives=alternatives) != []


class TestLanguageModels:
    def test_equal_placeholders_stand_for_equal_values(self):
        """A generated id that comes again must be the same."""
        expected = {"parts": ["<generated-id-1>", "x-<generated-id-1>", "<generated-id-2>"]}
        assert language_model(expected, {"parts": ["a", "x-a", "b"]}) == []
        assert language_model(expected, {"parts": ["a", "x-c", "b"]}) != []

    def test_bodies_are_compared_with_the_request(self):
        """A reference to a body stands for the body, as value or as text."""
        requests = [{"body": {"model": "m", "stream": True}}]
        expected = {"requests": requests, "stream": {"request": {"body": {"$sameAsRequestBody": 0}}}}
        observed = {"requests": requests, "stream": {"request": {"body": {"model": "m", "stream": True}}}}
        assert language_model(expected, observed) == []
        without = {"$sameAsRequestBody": 0, "except": ["stream"]}
        expected = {"requests": requests, "stream": {"request": {"body": without}}}
        assert language_model(expected, observed) != []
        assert language_model(expected, {"requests": requests, "stream": {"request": {"body": {"model": "m"}}}}) == []
        expected = {"requests": requests, "result": {"request": {"body": {"$jsonTextOfRequestBody": 0}}}}
        text = '{"stream": true, "model": "m"}'
        assert language_model(expected, {"requests": requests, "result": {"request": {"body": text}}}) == []
        assert language_model(expected, {"requests": requests, "result": {"request": {"body": "{}"}}}) != []

    def test_errors_of_the_engine_match_any_error(self):
        """But there must be one."""
        expected = {"error": {"engineSpecific": True, "name": "TypeError"}}
        assert language_model(expected, {"error": {"name": "ValueError"}}) == []
        assert language_model(expected, {"result": {}}) != []

    def test_texts_of_the_validator_are_not_compared(self):
        """What stands around them is."""
        expected = {"error": {"message": "Value: 1.\nError message: <zod-message>", "issues": [{"path": []}]}}
        assert language_model(expected, {"error": {"message": "Value: 1.\nError message: no"}}) == []
        assert language_model(expected, {"error": {"message": "Value: 2.\nError message: no"}}) != []

    def test_bodies_in_errors_are_compared_by_what_they_say(self):
        """Those of events are objects in some cases, where ours are text."""
        expected = {"error": {"responseBody": {"a": 1, "b": 2}}}
        assert language_model(expected, {"error": {"responseBody": '{"b": 2, "a": 1}'}}) == []
        assert language_model(expected, {"error": {"responseBody": '{"b": 2, "a": 3}'}}) != []


class TestDeviations:
    def test_every_deviation_has_a_reason(self):
        """A list of exceptions without reasons hides bugs."""
        deviations = Deviations.read()
        assert DEVIATIONS_FILE.exists()
        assert deviations.reasons
        assert all(len(reason) > 40 for reason in deviations.reasons.values())

    def test_a_pattern_covers_the_same_case_of_every_package(self):
        """Behaviour of the toolkit shows in all providers."""
        deviations = Deviations({"language-models/*/sse-html": "because"})
        assert deviations.reason("language-models/groq/chat/sse-html") == "because"
        assert deviations.reason("language-models/groq/chat/sse-html-2") is None
