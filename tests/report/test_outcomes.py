from __future__ import annotations

from harness.report.outcomes import Result


def test_a_test_that_passes_all_phases_has_passed() -> None:
    result = Result("t")
    for phase in ("setup", "call", "teardown"):
        result.add(phase, "passed", 0.5, "", {})
    assert (result.outcome, result.failure_class, result.duration_s) == ("passed", "", 1.5)


def test_a_failed_call_is_a_failure_and_a_failed_set_up_an_error() -> None:
    in_call, in_setup = Result("a"), Result("b")
    in_call.add("call", "failed", 0.1, "text", {"failure_class": "assertion"})
    in_setup.add("setup", "failed", 0.1, "text", {"failure_class": "device"})
    assert (in_call.outcome, in_call.failure_class) == ("failed", "assertion")
    assert (in_setup.outcome, in_setup.failure_class) == ("error", "device")


def test_the_first_failure_stays() -> None:
    result = Result("t")
    result.add("call", "failed", 0.1, "first", {"failure_class": "assertion"})
    result.add("teardown", "failed", 0.1, "second", {"failure_class": "capture"})
    assert (result.outcome, result.text, result.failure_class) == ("failed", "first", "assertion")


def test_what_the_session_said_of_its_engine_is_kept() -> None:
    result = Result("t")
    result.add("setup", "passed", 0.1, "", {"device": "virtual:ios", "engine": "virtual phone", "kind": "virtual",
                                           "models": ["m 1"], "guessed": ["g"], "recording": "r"})  # fmt: skip
    assert (result.device, result.engine, result.models, result.guessed) == (
        "virtual:ios", "virtual phone", ("m 1",), ("g",)
    )  # fmt: skip


def test_the_latest_phase_knows_all_that_could_not_be_read() -> None:
    result = Result("t")
    result.add("call", "passed", 0.1, "", {"unread": [["segment", True, "field a", 1, "ab12"]]})
    result.add("teardown", "passed", 0.1, "", {"unread": [["segment", True, "field a", 3, "ab12"]]})
    assert [(one.name, one.count) for one in result.tally.seen] == [("field a", 3)]


def test_a_failure_in_a_known_gap_is_an_outcome_of_its_own() -> None:
    gap = {"name": "a_gap", "reason": "r", "source": "s", "build": "b"}
    result = Result("t")
    result.add("call", "skipped", 0.1, "known gap: r", {"gap": gap})
    assert (result.outcome, result.gap, result.failure_class) == ("xfailed", gap, "")
    result.add("teardown", "failed", 0.1, "dead", {"failure_class": "capture"})
    assert (result.outcome, result.failure_class) == ("error", "capture")
