"""The remote configuration of MoEngage's SDK: defaults, what the server changes, when it is asked again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, MutableMapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_keys import FLUSH_EVENTS, UNSTOPPABLE
from harness.virtual.sdk.seams import Answer, Response

DEFAULTS: Mapping[str, Any] = {
    "a_s": "allowed",
    "p_f_s": "allowed",
    "p_f_t": 60,
    "e_b_c": 30,
    "d_s_r_i": 1800,
    "s_i_d": 1800,
    "u_a_c_t": 1800,
    "b_e": [],
    "b_ua": [],
    "b_uid_r": [],
    "f_e": [],
    "d_t_w_e": [],
    "w_e": [],
    "i_s": "allowed",
    "c_s": "blocked",
    "u_i_s": [],
    "r_a_b_m_r_c": 0,
    "gzip": False,
}
"""Keys of the wire (moengage.md 4.2). ``r_a_b_m_r_c`` 0: the default is not known, so a batch is tried for ever."""
IS_OLD_AFTER_S = 3600.0
STORED, STORED_AT = "remote_configuration", "last_config_sync_time"


class RemoteConfig:
    """What is in force now: the stored answer, key by key over the defaults."""

    def __init__(self, values: MutableMapping[str, Any]) -> None:
        self._values = values
        self._settings = merged(json.loads(values.get(STORED, "{}")))

    @rests_on("moengage.md 1.7")
    def take(self, answer: Answer, now: float) -> bool:
        """Anything but 200 with an object keeps what is in force."""
        document = read_document(answer)
        if document is None:
            return False
        self.replace(document, now)
        return True

    @rests_on("moengage.md 4.2")
    def replace(self, document: Mapping[str, Any], now: float) -> None:
        self._settings = merged(document)
        self._values[STORED] = json.dumps(document)
        self._values[STORED_AT] = now

    @rests_on("moengage.md 1.7", "likely")
    def is_old(self, now: float) -> bool:
        """Asked again on app open after an hour."""
        return STORED_AT not in self._values or now - float(self._values[STORED_AT]) > IS_OLD_AFTER_S

    @property
    def is_sdk_allowed(self) -> bool:
        return bool(self._settings["a_s"] != "blocked")

    @rests_on("moengage.md 4.2", "likely")
    def is_full(self, count: int) -> bool:
        """Whether so many points are to be sent at once; low values are honoured."""
        return count >= int(self._settings["e_b_c"])

    @rests_on("moengage.md 4.2")
    def flushes(self, action: str) -> bool:
        """Whether this action takes at once along what waits: the server's list comes on top of the SDK's own."""
        return action in FLUSH_EVENTS or action in self._settings["f_e"]

    @rests_on("moengage.md 4.2")
    def is_unstoppable(self, action: str) -> bool:
        """Whether it is tracked though data tracking is off: again both lists."""
        return action in UNSTOPPABLE or action in self._settings["d_t_w_e"]

    @rests_on("moengage.md 4.2", "likely")
    def tells_permission(self, event: str) -> bool:
        """Changes of the notification permission are events only if the server lists them."""
        return event in self._settings["w_e"]

    @property
    def has_in_app(self) -> bool:
        return bool(self._settings["i_s"] == "allowed")

    @property
    def has_cards(self) -> bool:
        return bool(self._settings["c_s"] == "allowed")

    @rests_on("moengage.md 4.1")
    def periodic_flush_s(self) -> float | None:
        is_allowed = self._settings["p_f_s"] != "blocked"
        return max(1.0, float(self._settings["p_f_t"])) if is_allowed else None

    @rests_on("moengage.md 4.1")
    def background_sync_s(self) -> float:
        return max(1.0, float(self._settings["d_s_r_i"]))

    @property
    def session_inactivity_s(self) -> float:
        return float(self._settings["s_i_d"])

    @property
    def attribute_cache_s(self) -> float:
        return float(self._settings["u_a_c_t"])

    @property
    def report_tries(self) -> int:
        return int(self._settings["r_a_b_m_r_c"])

    @property
    def compresses(self) -> bool:
        return bool(self._settings["gzip"])

    @rests_on("moengage.md 4.2")
    def blocks_event(self, name: str) -> bool:
        return name in self._settings["b_e"]

    @rests_on("moengage.md 4.2")
    def blocks_attribute(self, name: str) -> bool:
        return name in self._settings["b_ua"]

    @rests_on("moengage.md 2.3")
    def restricts_user(self, user_id: str) -> bool:
        """The server's list of expressions; none by default."""
        return any(matches(expression, user_id) for expression in self._settings["b_uid_r"])

    @rests_on("moengage.md 2.3", "likely")
    def is_identity(self, short_key: str) -> bool:
        """Whether an attribute counts as an identity though it was not set as one."""
        return short_key in self._settings["u_i_s"]


def merged(document: Mapping[str, Any]) -> dict[str, Any]:
    """A key of the wrong type is left at its default."""
    return {key: document[key] if _fits(document.get(key), value) else value for key, value in DEFAULTS.items()}


def _fits(given: Any, default: Any) -> bool:
    if isinstance(given, bool) or isinstance(default, bool):
        return isinstance(given, bool) and isinstance(default, bool)
    return isinstance(given, type(default))


def read_document(answer: Answer) -> dict[str, Any] | None:
    if not isinstance(answer, Response) or answer.status != 200:
        return None
    try:
        document = json.loads(answer.body)
    except ValueError:
        return None
    return document if isinstance(document, dict) else None


def matches(expression: object, text: str) -> bool:
    """A broken expression matches nothing."""
    try:
        return isinstance(expression, str) and re.fullmatch(expression, text) is not None
    except re.error:
        return False
