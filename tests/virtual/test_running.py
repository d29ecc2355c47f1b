from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from harness.virtual.running import SUSPENDED_AFTER_S
from tests.virtual.stand_ins import APP, CURRENT, Bench


def tick(bench: Bench, every_s: float = 30.0) -> list[float]:
    """A flush timer, as SDKs have them; returns when it fired, in seconds from now."""
    fired: list[float] = []
    clock, start = bench.process.clock, bench.process.clock.wall()

    def fire() -> None:
        fired.append(clock.wall() - start)
        clock.call_later(every_s, fire)

    clock.call_later(every_s, fire)
    return fired


def test_an_ios_app_in_the_background_is_suspended_until_it_is_in_front_again(ios: Bench) -> None:
    ios.install_and_launch()
    fired = tick(ios)
    ios.phone.background()
    ios.phone.advance(300)
    in_the_first_minute = len(fired)
    assert in_the_first_minute <= 1
    ios.phone.activate(APP)
    ios.phone.advance(0.1)
    assert len(fired) == in_the_first_minute + 1
    ios.phone.advance(60)
    assert len(fired) == in_the_first_minute + 3


def test_it_has_half_a_minute_before(ios: Bench) -> None:
    ios.install_and_launch()
    fired = tick(ios, 10)
    ios.phone.background()
    ios.phone.advance(SUSPENDED_AFTER_S + 100)
    assert [round(at) for at in fired] == [10, 20, 30]


def test_a_short_absence_suspends_nothing(ios: Bench) -> None:
    ios.install_and_launch()
    ios.phone.background()
    ios.phone.advance(10)
    ios.phone.activate(APP)
    fired = tick(ios)
    ios.phone.advance(91)
    assert len(fired) == 3


def test_an_android_app_goes_on_in_the_background(android: Bench) -> None:
    android.install_and_launch()
    fired = tick(android)
    android.phone.background()
    android.phone.advance(300)
    assert len(fired) == 10


def test_a_background_push_wakes_a_suspended_app_for_a_while(ios: Bench) -> None:
    ios.install_and_launch()
    ios.phone.background()
    ios.phone.advance(100)
    fired = tick(ios, 5)
    ios.phone.advance(100)
    assert fired == []
    ios.phone.push({"aps": {"content-available": 1}})
    assert ios.analytics.names()[-1] == "received_remote_notification"
    ios.phone.advance(300)
    assert 4 <= len(fired) <= 7
    assert ios.phone.app_state(APP) == 3


def test_a_process_that_was_started_for_a_push_is_suspended_too(ios: Bench) -> None:
    ios.phone.install(CURRENT["ios"])
    ios.phone.push({"aps": {"content-available": 1}})
    fired = tick(ios, 20)
    ios.phone.advance(200)
    assert len(fired) == 1


def test_a_link_wakes_a_suspended_app(ios: Bench) -> None:
    ios.install_and_launch()
    ios.phone.background()
    ios.phone.advance(100)
    fired = tick(ios, 5)
    ios.phone.open_link("sample://x", APP)
    ios.phone.advance(11)
    assert len(fired) == 2
    ios.phone.advance(100)
    assert len(fired) == 22


def test_a_suspended_app_that_is_ended_starts_anew(ios: Bench) -> None:
    ios.install_and_launch()
    ios.phone.background()
    ios.phone.advance(100)
    fired = tick(ios, 5)
    ios.phone.terminate(APP)
    ios.phone.activate(APP)
    ios.phone.advance(60)
    assert fired == []
    assert ios.analytics.names() == ["launched", "entered_foreground"]


@pytest.fixture
def with_real_models() -> Iterator[Any]:
    """An iPhone with the modelled SDKs inside, whose every request is answered."""
    from harness.virtual.phone import VirtualPhone
    from tests.virtual.stand_ins import HeldTransport

    transport = HeldTransport(answers_at_once=True)
    phone = VirtualPhone("ios", "phone-1", transport, seed="s")
    phone.install(CURRENT["ios"])
    phone.activate(APP)
    yield phone, transport
    phone.close()


def test_the_modelled_sdks_send_nothing_while_suspended_and_go_on_afterwards(with_real_models: Any) -> None:
    phone, transport = with_real_models
    phone.background()
    phone.advance(60)
    sent = len(transport.sent)
    phone.advance(3600)
    assert len(transport.sent) == sent
    phone.activate(APP)
    phone.advance(60)
    assert len(transport.sent) > sent
    assert phone.describe()["harness:defects"] == []
