from __future__ import annotations

from typing import Any, cast

import pytest

from harness.virtual.sdk.moengage_android import MoEngage
from harness.virtual.stand_in_apis import APIS, UnknownApiError, class_and_method, perform
from harness.virtual.stand_in_values import ArgumentError


class Noting:
    """Every method of a model, noted."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        if not hasattr(MoEngage, name):
            raise AttributeError(name)
        return lambda *given: self.calls.append((name, *given))


def called(api: str, *given: Any) -> list[tuple[Any, ...]]:
    model = Noting()
    perform(lambda: cast(MoEngage, model), api, list(given))
    return model.calls


@pytest.mark.parametrize(
    ("api", "given", "call"),
    [
        ("SegmentIntegrationHelper.initialize", ("WS1", {}), ("initialize", "WS1", {})),
        ("SegmentIntegrationHelper.identifyUser", ("ada", None), ("identify_user", "ada", None)),
        ("SegmentIntegrationHelper.logout", ("WS1",), ("logout", "WS1")),
        ("MoEngage.initialiseDefaultInstance", ({"appId": "WS1"},), ("initialise_default_instance",)),
        ("com.moengage.core.MoEngage.Companion.initialiseDefaultInstance", (), ("initialise_default_instance",)),
        ("MoEAnalyticsHelper.setAppStatus", ("UPDATE",), ("set_app_status", "UPDATE")),
        ("MoEAnalyticsHelper.setAppStatus", ("AppStatus.INSTALL",), ("set_app_status", "INSTALL")),
        ("com.moengage.core.MoESdkStateHelper.disableDataTracking", (), ("set_data_tracking", False)),
        ("MoESdkStateHelper.enableSdk", (), ("set_sdk_state", True)),
        ("MoECoreHelper.deleteUser", ({},), ("delete_user",)),
        ("com.moengage.firebase.MoEFireBaseHelper.passPushToken", ("t:1",), ("pass_push_token", "t:1")),
        ("MoEFireBaseHelper.passPushPayload", ({"a": "b"},), ("pass_push_payload", {"a": "b"})),
    ],
)
def test_a_call_of_the_api_is_the_models(api: str, given: Any, call: Any) -> None:
    assert called(api, *given) == [call]


def test_the_helper_of_older_destinations_says_who_it_is_first() -> None:
    model = Noting()
    meta = {"type": "segment", "version": "2.5.0"}
    for api, given in (
        ("addIntegrationMeta", [meta, "WS1"]),
        ("initialize", ["WS1"]),
        ("trackUserAttribute", [{}, "WS1"]),
    ):
        perform(lambda: cast(MoEngage, model), f"MoEIntegrationHelper.{api}", given)
    assert model.calls == [("initialize", "WS1", meta), ("track_user_attributes", {}, "WS1")]


def test_every_name_is_a_call_that_the_model_has() -> None:
    for find in APIS.values():
        assert callable(find(cast(MoEngage, Noting())))


@pytest.mark.parametrize(
    "api", ["SegmentIntegrationHelper.<init>", "MoEFireBaseHelper.getInstance", "MoEFireBaseHelper.addTokenListener"]
)
def test_objects_and_listeners_stay_with_the_caller(api: str) -> None:
    assert called(api, "anything") == []


def test_an_unknown_call_is_named() -> None:
    with pytest.raises(UnknownApiError, match=r"no MoEGeofenceHelper\.startGeofenceMonitoring"):
        called("com.moengage.geofence.MoEGeofenceHelper.startGeofenceMonitoring")


@pytest.mark.parametrize(("api", "given"), [("MoEAnalyticsHelper.setAppStatus", ("DELETED",))])
def test_arguments_that_do_not_fit_are_the_callers_mistake(api: str, given: Any) -> None:
    with pytest.raises(ArgumentError):
        called(api, *given)


def test_packages_and_companions_are_not_part_of_a_name() -> None:
    assert class_and_method("com.moengage.core.MoEngage$Builder.configureFcm") == "MoEngage.Builder.configureFcm"
    assert class_and_method("MoEngage.Companion.initialiseDefaultInstance") == "MoEngage.initialiseDefaultInstance"
