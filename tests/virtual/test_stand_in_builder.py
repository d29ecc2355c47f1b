from __future__ import annotations

from typing import Any

import pytest

from harness.virtual.sdk.plugins import MoEngageConfiguration
from harness.virtual.stand_in_builder import BUILDER, Building
from harness.virtual.stand_in_values import ArgumentError


def built(*calls: tuple[str, list[Any]]) -> MoEngageConfiguration:
    building = Building(MoEngageConfiguration("ARGUMENTS", 3))
    for method, given in calls:
        assert building.takes(BUILDER + method)
        building.take(BUILDER + method, given)
    return building.finished()


def test_without_a_builder_the_launch_arguments_stand() -> None:
    assert built() == MoEngageConfiguration("ARGUMENTS", 3, starts_late=True)


def test_what_the_builder_is_told_outranks_them() -> None:
    said = built(
        ("<init>", ["BUILDERS"]),
        ("enablePartnerIntegration", ["SEGMENT"]),
        ("setDataCenter", ["DATA_CENTER_2"]),
        ("configureFcm", [{"isRegistrationEnabled": True}]),
        ("configureNotificationMetaData", [{"smallIcon": 1}]),
        ("build", []),
    )
    assert said == MoEngageConfiguration("BUILDERS", 2, registers_for_push=True, starts_late=True)


def test_icons_that_nobody_named_are_not_there() -> None:
    assert not built(("<init>", ["BUILDERS", "DATA_CENTER_101"])).has_notification_metadata
    assert built(("<init>", ["BUILDERS", "DATA_CENTER_101"])).data_center == 101


@pytest.mark.parametrize(
    ("method", "given"),
    [("setDataCenter", ["EUROPE"]), ("setDataCenter", []), ("configureFcm", ["no"]), ("<init>", [])],
)
def test_what_cannot_be_read_is_the_callers_mistake(method: str, given: list[Any]) -> None:
    with pytest.raises(ArgumentError):
        built((method, given))


def test_other_calls_are_not_the_builders() -> None:
    assert not Building(MoEngageConfiguration("W")).takes("MoEngage.initialiseDefaultInstance")
