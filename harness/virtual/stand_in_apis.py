"""Which calls on MoEngage's Android API the model has a method for, by the names that an app's code says.

The class and the method alone count: ``com.moengage.firebase.MoEFireBaseHelper.passPushToken`` is
``MoEFireBaseHelper.passPushToken``. Calls on the default workspace; listeners stay with whoever made them.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import partial
from operator import attrgetter
from typing import Any
from weakref import WeakKeyDictionary

from harness.virtual.sdk.moengage_android import MoEngage
from harness.virtual.stand_in_values import ArgumentError

Find = Callable[[MoEngage], Callable[..., Any]]

INITIALISE = "MoEngage.initialiseDefaultInstance"
HELPER = "SegmentIntegrationHelper"
OLD_HELPER = "MoEIntegrationHelper"
"""What destinations before 3.2.1 call, beside the analytics helper."""
STATES = "MoESdkStateHelper"
ANALYTICS, CORE = "MoEAnalyticsHelper", "MoECoreHelper"
FCM, PUSH, SERVICE = "MoEFireBaseHelper", "MoEPushHelper", "MoEFireBaseMessagingService"
STATUSES = ("INSTALL", "UPDATE")


class UnknownApiError(LookupError):
    """The model has no such call."""


def app_status(model: MoEngage) -> Callable[[str], None]:
    def set_status(status: Any) -> None:
        said = str(status).rsplit(".", 1)[-1]
        if said not in STATUSES:
            raise ArgumentError(f"AppStatus is one of {', '.join(STATUSES)}, not {said!r}")
        model.set_app_status(said)  # type: ignore[arg-type]  # looked at above

    return set_status


def initialise(model: MoEngage) -> Callable[..., None]:
    """What the instance was built with is read where it is built."""
    return lambda *_: model.initialise_default_instance()


METAS: WeakKeyDictionary[MoEngage, Mapping[str, str]] = WeakKeyDictionary()
"""What the first generations' helper was told of itself, before it was initialised."""


def remember_meta(model: MoEngage) -> Callable[..., None]:
    return lambda meta, _workspace_id: METAS.__setitem__(model, meta)


def initialise_helper(model: MoEngage) -> Callable[[str], None]:
    return lambda workspace_id: model.initialize(workspace_id, METAS.get(model, {"type": "segment"}))


def unheard(find: Find) -> Find:
    """Calls that name a listener, of which the model knows nothing."""
    return lambda model: lambda *_: find(model)()


APIS: Mapping[str, Find] = {
    f"{HELPER}.initialize": attrgetter("initialize"),
    f"{HELPER}.trackAnonymousId": attrgetter("track_anonymous_id"),
    f"{HELPER}.identifyUser": attrgetter("identify_user"),
    f"{HELPER}.setUniqueId": attrgetter("set_unique_id"),
    f"{HELPER}.trackUserAttributes": attrgetter("track_user_attributes"),
    f"{HELPER}.trackUserAttribute": attrgetter("track_user_attribute"),
    f"{HELPER}.trackEvent": attrgetter("track_event"),
    f"{HELPER}.setAlias": attrgetter("set_alias"),
    f"{HELPER}.logout": attrgetter("logout"),
    INITIALISE: initialise,
    f"{OLD_HELPER}.addIntegrationMeta": remember_meta,
    f"{OLD_HELPER}.initialize": initialise_helper,
    f"{OLD_HELPER}.trackAnonymousId": attrgetter("track_anonymous_id"),
    f"{OLD_HELPER}.trackUserAttribute": attrgetter("track_user_attributes"),
    f"{OLD_HELPER}.trackEvent": attrgetter("track_event"),
    f"{ANALYTICS}.setUniqueId": attrgetter("set_unique_id"),
    f"{ANALYTICS}.setAlias": attrgetter("set_alias"),
    f"{ANALYTICS}.setUserAttribute": attrgetter("track_user_attribute"),
    f"{ANALYTICS}.setAppStatus": app_status,
    f"{STATES}.enableDataTracking": lambda model: partial(model.set_data_tracking, True),
    f"{STATES}.disableDataTracking": lambda model: partial(model.set_data_tracking, False),
    f"{STATES}.enableSdk": lambda model: partial(model.set_sdk_state, True),
    f"{STATES}.disableSdk": lambda model: partial(model.set_sdk_state, False),
    f"{CORE}.deleteUser": unheard(attrgetter("delete_user")),
    f"{CORE}.logoutUser": attrgetter("logout"),
    f"{CORE}.syncInteractionData": attrgetter("sync_interaction_data"),
    "MoEInAppHelper.showInApp": attrgetter("show_in_app"),
    "MoECardHelper.onCardSectionLoaded": unheard(attrgetter("fetch_cards")),
    "MoECardHelper.fetchCards": unheard(attrgetter("fetch_cards")),
    "MoECardHelper.refreshCards": unheard(attrgetter("fetch_cards")),
    f"{FCM}.passPushToken": attrgetter("pass_push_token"),
    f"{FCM}.passPushPayload": attrgetter("pass_push_payload"),
    f"{PUSH}.isFromMoEngagePlatform": attrgetter("is_from_moengage"),
    f"{PUSH}.registerForPush": attrgetter("register_for_push"),
    f"{PUSH}.pushPermissionResponse": attrgetter("permission_answered"),
    f"{PUSH}.notificationClicked": attrgetter("notification_clicked"),
    f"{PUSH}.notificationCleared": attrgetter("notification_cleared"),
    f"{SERVICE}.onNewToken": attrgetter("service_new_token"),
    f"{SERVICE}.onMessageReceived": attrgetter("service_received"),
}

NOTHING = ("<init>", "getInstance", "build")
"""Methods that make an object and no more, whatever its class; what a builder is told is read elsewhere."""
LISTENERS = ("addTokenListener", "addNonMoEngagePushListener", "addEventListener", "registerMessageListener")


def class_and_method(api: str) -> str:
    """``com.moengage.core.MoEngage$Builder.configureFcm`` -> ``MoEngage.Builder.configureFcm``."""
    parts = [one for one in api.replace("$", ".").split(".") if one != "Companion"]
    while len(parts) > 2 and parts[0][:1].islower():
        del parts[0]
    return ".".join(parts)


def perform(model: Callable[[], MoEngage], api: str, given: list[Any]) -> Any:
    """What the call returns. ``model`` is asked for where one is needed."""
    name = class_and_method(api)
    if name.rsplit(".", 1)[-1] in (*NOTHING, *LISTENERS):
        return None
    if name not in APIS:
        raise UnknownApiError(f"MoEngage's model has no {name}")
    return call_with(APIS[name](model()), given, name)


def call_with(act: Callable[..., Any], given: list[Any], name: str) -> Any:
    """Too many or too few arguments are the caller's mistake, not the model's."""
    try:
        inspect.signature(act).bind(*given)
    except TypeError as problem:
        raise ArgumentError(f"{name}: {problem}") from problem
    return act(*given)
