from __future__ import annotations

from typing import Any

from tests.rules.a_life import Life, a_life, changed

OFF: dict[str, Any] = {"integrations": {"Segment.io": {}}}


def test_what_is_served_on_the_phone_says_so() -> None:
    life = a_life()
    life.sent(changed(life.message(), "_metadata.bundled", []))
    assert "device_mode: MoEngage is served on the phone, but missing in _metadata.bundled" in life.said(
        is_settled=False
    )


def test_nothing_is_delivered_twice() -> None:
    life = a_life()
    life.sent(changed(changed(life.message(), "_metadata.bundled", []), "_metadata.unbundled", ["MoEngage"]))
    assert not [one for one in life.said(is_settled=False) if one.startswith("device_mode")]
    life.reported(life.point())
    said = "device_mode: MoEngage gets this twice: on the phone, and from the servers (unbundled)"
    assert said in life.said(is_settled=False)


def test_it_does_not_stand_in_both_lists() -> None:
    life = a_life()
    life.sent(changed(life.message(), "_metadata.unbundled", ["MoEngage"]))
    assert "device_mode: MoEngage stands in bundled and in unbundled" in life.said(is_settled=False)


def test_settings_without_it_leave_it_out() -> None:
    life = Life(settings=OFF)
    life.sent(life.message())
    said = "device_mode: the settings have no MoEngage, but it stands in _metadata.bundled"
    assert said in life.said(is_settled=False)


def test_settings_that_a_test_changed_say_nothing_of_what_is_due() -> None:
    life = Life().noted("settings", "MoEngage off")
    life.sent(changed(life.message(), "_metadata.bundled", []))
    assert life.said(is_settled=False) == []


def test_somebody_elses_app_may_leave_it_to_the_servers() -> None:
    life = Life()
    life.sent(changed(changed(life.message(), "_metadata.bundled", []), "_metadata.unbundled", ["MoEngage"]))
    assert life.said(is_settled=False, is_told=False, build=None) == []
