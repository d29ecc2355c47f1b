"""A push service for the tests of the models: a token for everybody who asks, and a tray."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from harness.virtual.sdk.seams import Task
from tests.virtual.sdk.fakes import FakeProcess

ANDROID_PUSH = {
    "push_from": "moengage",
    "gcm_campaign_id": "c-1_L_0",
    "gcm_title": "Title",
    "gcm_alert": "Text",
    "moe_cid_attr": '{"moe_campaign_id":"c-1","moe_campaign_name":null}',
}
IOS_PUSH = {"aps": {"alert": {"title": "Title", "body": "Text"}}, "moengage": {"cid": "c-1"}}
FOREIGN_PUSH = {"title": "Somebody else's"}


class FakePush:
    is_allowed = True

    def __init__(self, queue: Callable[[Task], None], token: str) -> None:
        self.queue = queue
        self.token = token
        self.asked = 0
        self.tray: list[Mapping[str, Any]] = []

    def request_token(self, then: Callable[[str], None]) -> None:
        self.asked += 1
        token = self.token
        self.queue(lambda: then(token))

    def show(self, payload: Mapping[str, Any]) -> None:
        self.tray.append(payload)


def give_push(process: FakeProcess, token: str = "fcm:token") -> FakePush:
    push = FakePush(process.dispatcher.queue, token)
    process.push = push
    return push
