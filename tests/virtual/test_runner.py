from __future__ import annotations

from dataclasses import replace

import pytest

from harness.builds import load_builds
from harness.virtual.runner import app_info
from tests.virtual.stand_ins import APP, CURRENT, Bench, make_bench


def test_the_same_seed_draws_the_same_ids_and_another_seed_others() -> None:
    def ids(phone_seed: str, **arguments: str) -> list[str]:
        bench = make_bench("android", phone_seed)
        bench.install_and_launch(**arguments)
        bench.phone.clear(APP)
        bench.phone.activate(APP, arguments)
        bench.phone.close()
        return [str(process.draws.uuid()) for process, *_ in bench.launches]

    assert ids("a") == ids("a")
    assert len({*ids("a"), *ids("b"), *ids("a", seed="test 1")}) == 6


def test_a_seed_given_at_launch_does_not_depend_on_earlier_launches() -> None:
    def drawn(launches_before: int) -> str:
        bench = make_bench("android")
        bench.phone.install(CURRENT["android"])
        for _ in range(launches_before):
            bench.phone.activate(APP)
            bench.phone.terminate(APP)
        bench.phone.activate(APP, {"seed": "test 1"})
        bench.phone.close()
        return str(bench.process.draws.uuid())

    assert drawn(0) == drawn(3)


def test_a_build_decides_what_the_app_is_called_and_made_of() -> None:
    current = load_builds()["virtual-ios-current"]
    assert app_info(current).name == "Sample"
    assert app_info(current).modules == ("in-app", "cards", "push")
    assert app_info(replace(current, display_name="none")).name == ""
    assert app_info(replace(current, modules="core")).modules == ()


@pytest.mark.parametrize(("build", "is_debuggable"), [("current", True), ("release", False)])
def test_a_released_build_cannot_be_debugged(android: Bench, build: str, is_debuggable: bool) -> None:
    android.phone.install(f"virtual-android-{build}")
    android.phone.activate(APP, {"debug": "true"})
    assert android.process.is_debuggable is is_debuggable
