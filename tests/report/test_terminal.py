from __future__ import annotations

from harness.report.outcomes import Result
from harness.report.terminal import last_line


def result(outcome: str, *, is_virtual: bool = True, guessed: tuple[str, ...] = ()) -> Result:
    device = "virtual:android" if is_virtual else "android:emulator-5554"
    return Result(
        "t", outcome, device=device, is_virtual=is_virtual, models=("analytics-kotlin 1.27.0",), guessed=guessed
    )


def test_a_virtual_pass_is_never_read_as_a_pass_of_a_device() -> None:
    line = last_line([result("passed", guessed=("a", "b")), result("passed", guessed=("b",))])
    assert line == (
        "2 passed on virtual phones: models of analytics-kotlin 1.27.0; 2 behaviours guessed. 0 on devices."
    )


def test_every_outcome_is_counted_failures_first() -> None:
    line = last_line([result("passed"), result("failed"), result("error"), result("skipped")])
    assert line.startswith("1 failed, 1 error, 1 passed, 1 skipped on virtual phones")


def test_devices_are_counted_apart() -> None:
    assert last_line([result("passed", is_virtual=False)]) == "1 passed on devices."


def test_tests_without_a_device_are_not_counted() -> None:
    assert last_line([Result("t"), result("passed")]).startswith("1 passed on virtual phones")
