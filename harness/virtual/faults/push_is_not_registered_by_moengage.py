"""Where MoEngage should get the token by itself it does not."""

from __future__ import annotations

from harness.virtual.faults import Patch
from harness.virtual.sdk.moengage_android import MoEngage as AndroidMoEngage
from harness.virtual.sdk.moengage_calls import AppCalls
from harness.virtual.sdk.moengage_ios import MoEngage as IosMoEngage
from harness.virtual.sdk.swift_push import RemoteNotifications

AREA = "push"


def arm(patch: Patch) -> None:
    patch(AppCalls, "register_for_push", lambda original, self: None)
    patch(AndroidMoEngage, "service_new_token", lambda original, self, token: None)
    patch(IosMoEngage, "service_new_token", lambda original, self, token: None)
    patch(RemoteNotifications, "registered", lambda original, self, token: None)
