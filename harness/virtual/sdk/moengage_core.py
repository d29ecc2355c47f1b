"""What MoEngage's SDK does on both platforms: tracking, identities, logout (moengage.md 2 and 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_engine import Engine
from harness.virtual.sdk.moengage_keys import (
    ATTRIBUTE_OF,
    DEVICE_ATTRIBUTE,
    IDENTITY_KEYS,
    LOGOUT,
    UNIQUE_ID,
    USER,
    Form,
)
from harness.virtual.sdk.moengage_points import Point, attribute_point
from harness.virtual.sdk.moengage_triggers import (
    BATCH_COUNT,
    FLUSH_EVENT,
    FORCED_LOGOUT,
    IDENTITY_CHANGED,
    USER_DELETED,
)
from harness.virtual.sdk.moengage_triggers import LOGOUT as LOGGED_OUT
from harness.virtual.sdk.moengage_wire import request_id
from harness.virtual.sdk.seams import Answer, Response


class Core(Engine):
    """What the app and the destination want of an engine. All of it runs on the executor."""

    # tracking

    @rests_on("moengage.md 4.1", "likely")
    def track(self, point: Point) -> None:
        """Blocked events and nameless ones are dropped; a full queue or an event of ``f_e`` is sent at once."""
        if not self.admits_event(point.action):
            return
        waiting = self.add(point)
        if self.config.flushes(point.action):
            self.sync(FLUSH_EVENT)
        elif self.config.is_full(waiting):
            self.sync(BATCH_COUNT)

    @rests_on("moengage.md 4.2", "likely")
    def admits_event(self, name: str) -> bool:
        """Without data tracking only what the SDK and the server exempt from that."""
        is_wanted = self.compliance.is_tracking or self.config.is_unstoppable(name)
        return self.is_allowed() and is_wanted and bool(name.strip()) and not self.config.blocks_event(name)

    def add(self, point: Point) -> int:
        """Keeps a point; returns how many wait now."""
        return self.queue.add(self.wire.encode_point(point))

    @rests_on("moengage.md 4.3")
    def admits_users(self) -> bool:
        """Attributes and identities are refused without data tracking."""
        return self.is_allowed() and self.compliance.is_tracking

    @rests_on("moengage.md 2.3", "likely")
    def set_attribute(self, name: str, value: Any, form: Form, at: float) -> None:
        """Text for a key that the server lists as an identity is one."""
        if not self.admits_users() or self.config.blocks_attribute(name):
            return
        short_key = IDENTITY_KEYS.get(name, name)
        if isinstance(value, str) and self.config.is_identity(short_key):
            self.identify({short_key: value}, at)
        elif self.is_news(name, value, form, at):
            self.track_attribute(attribute_point(name, value, form, at))

    @rests_on("moengage.md 2.2")
    def track_attribute(self, point: Point) -> None:
        self.track(point)

    @rests_on("moengage.md 2.2")
    def set_device_attribute(self, name: str, value: Any, at: float) -> None:
        self.track(Point(DEVICE_ATTRIBUTE, at, {name: value}))

    @rests_on("moengage.md 2.4")
    def is_news(self, name: str, value: Any, form: Form, at: float) -> bool:
        """Not the value that was tracked a short while ago; Android never counts dates and places as repeated."""
        if form != "plain" and self.platform.repeats_dates:
            return True
        if self.attributes.is_repeated(name, value, at):
            return False
        self.attributes.remember(name, value, at)
        return True

    # identities

    def remember_segment_id(self, anonymous_id: str) -> None:
        if self.admits_users():
            self.identity.remember_segment_id(anonymous_id)

    @rests_on("moengage.md 2.3", "likely")
    def identify(self, identities: Mapping[str, str], at: float) -> None:
        """Waiting data are cut off for the user until now; then the new identity, its attribute, a report at once."""
        wanted = self.usable(identities)
        if not wanted or self.identity.has(wanted) or not self.admits_users():
            return
        self.queue.cut()
        self.identity.adopt(wanted)
        for short_key, value in wanted.items():
            self.add_identity_point(short_key, value, at)
        self.sync(IDENTITY_CHANGED)

    @rests_on("moengage.md 2.3")
    def usable(self, identities: Mapping[str, str]) -> dict[str, str]:
        """Blank keys and values are left out, and a user id that the server restricts."""
        said = {key: value for key, value in identities.items() if key.strip() and value.strip()}
        if USER in said and self.config.restricts_user(said[USER]):
            del said[USER]
        return said

    def add_identity_point(self, short_key: str, value: str, at: float) -> None:
        name = ATTRIBUTE_OF.get(short_key, short_key)
        if self.is_news(name, value, "plain", at):
            self.add(attribute_point(name, value, "plain", at))

    def set_user(self, user_id: str, at: float) -> None:
        self.identify({USER: user_id}, at)

    def note_alias(self, user_id: str, point: Point) -> None:
        """The same user under another id."""
        if not self.admits_users():
            return
        self.queue.cut()
        self.identity.adopt({USER: user_id})
        self.attributes.remember(UNIQUE_ID, user_id, point.at)
        self.add(point)
        self.sync(IDENTITY_CHANGED)

    @rests_on("moengage.md 4.1", "likely")
    def log_out(self, at: float, is_forced: bool = False) -> None:
        """The last point of the user, a report, then somebody else on the same device, who is registered anew."""
        if not self.is_allowed():
            return
        if self.compliance.is_tracking:
            self.add(logout_point(at, is_forced))
        self.queue.cut()
        self.forget_user(at)
        self.sync(FORCED_LOGOUT if is_forced else LOGGED_OUT, self.register_device)

    @rests_on("moengage.md 4.1", "inferred")
    def forget_user(self, at: float) -> None:
        """Batches that no server has accepted stay: they are deleted only after success."""
        self.identity.forget()
        self.attributes.forget()
        self.session.restart(at)
        self.device.forget()
        self.in_app.forget()

    @rests_on("moengage.md 1.2", "guess")
    def delete_user(self) -> None:
        """What waits is reported first (a trigger of its own is known); the request itself is a guess."""
        if self.may_send():
            self.queue.cut()
            self.sync(USER_DELETED, self.ask_for_deletion)

    def ask_for_deletion(self) -> None:
        bid, unique_id = str(self.process.draws.uuid()), self.identity.unique_id
        body = {**self.wire.ask_body(), "identifiers": self.identity.identifiers()}
        self.endpoints.delete_user(body, request_id(bid, "", unique_id), lambda answer: self.take_deletion(answer))

    @rests_on("moengage.md 4.3", "guess")
    def take_deletion(self, answer: Answer) -> None:
        """Only when the server has done so is there somebody new on the device; nothing is tracked of it."""
        if isinstance(answer, Response) and answer.status == 200:
            self.queue.cut()
            self.forget_user(self.process.clock.wall())
            self.register_device()


@rests_on("moengage.md 2.2")
def logout_point(at: float, is_forced: bool) -> Point:
    return Point(LOGOUT, at, {"type": "forced"} if is_forced else {}, is_interactive=False)
