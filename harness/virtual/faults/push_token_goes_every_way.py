"""A token that is MoEngage's business alone is told to Segment too."""

from __future__ import annotations

from typing import Any

from harness.virtual.faults import Patch
from harness.virtual.sdk.kotlin_context import Context as AndroidContext
from harness.virtual.sdk.moengage_android import MoEngage as AndroidMoEngage
from harness.virtual.sdk.moengage_calls import AppCalls
from harness.virtual.sdk.moengage_ios import MoEngage as IosMoEngage
from harness.virtual.sdk.swift_context import Context as IosContext

AREA = "push"


def arm(patch: Patch) -> None:
    patch(AppCalls, "pass_push_token", tell_segment_too)
    patch(AndroidMoEngage, "service_new_token", tell_segment_too)
    patch(IosMoEngage, "service_new_token", tell_segment_too)
    for context in (AndroidContext, IosContext):
        patch(context, "_add_token", add_any_token)


SEEN: list[str] = []


def tell_segment_too(original: Any, self: Any, token: str) -> None:
    SEEN[:] = [token]
    original(self, token)


def add_any_token(original: Any, self: Any, holder: Any) -> None:
    original(self, holder)
    if SEEN:
        (holder.get("context") or holder)["device"]["token"] = SEEN[0]
