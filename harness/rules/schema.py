"""Every message and every report has the fields that its kind and platform must have, in their forms, and no others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from harness.calls import Call, Undecoded, Unknown
from harness.findings import Flaw, Severity
from harness.traffic import Traffic

SEVERITY = "error"

Check = Callable[[Any], bool]
UUID = r"[0-9{0}]{{8}}-[0-9{0}]{{4}}-[1-8][0-9{0}]{{3}}-[89{1}][0-9{0}]{{3}}-[0-9{0}]{{12}}"
LOWER, UPPER = UUID.format("a-f", "ab"), UUID.format("A-F", "AB")


def text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def any_text(value: Any) -> bool:
    return isinstance(value, str)


def number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


def an_object(value: Any) -> bool:
    return isinstance(value, Mapping)


def a_list(value: Any) -> bool:
    return isinstance(value, list)


def like(pattern: str) -> Check:
    form = re.compile(pattern)
    return lambda value: isinstance(value, str) and form.fullmatch(value) is not None


TIME = like(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
LOCALE = like(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]+)*-?")
DIGITS = like(r"-?\d+")

Fields = Mapping[str, Check]

METADATA: Fields = {"_metadata.bundled": a_list, "_metadata.unbundled": a_list, "_metadata.bundledIds": a_list}
COMMON: Fields = {
    **METADATA,
    "messageId": text,
    "anonymousId": text,
    "timestamp": any_text,
    "context": an_object,
    "integrations": an_object,
}
"""Facts: segment.md 2.2; of the web SDK web.md 4."""
CONTEXT: Fields = {
    **dict.fromkeys(("context.library.name", "context.library.version"), text),
    **dict.fromkeys(("context.app.name", "context.app.version", "context.app.build", "context.app.namespace"), text),
    **dict.fromkeys(("context.device.manufacturer", "context.device.model", "context.device.name"), text),
    **dict.fromkeys(("context.device.type", "context.os.name", "context.os.version"), text),
    **dict.fromkeys(("context.timezone", "context.userAgent"), text),
    **dict.fromkeys(("context.screen.width", "context.screen.height"), number),
    "context.device.id": any_text,
    "context.locale": LOCALE,
    "context.network": an_object,
}
"""Facts: segment.md 2.4: the device's id is empty in Android's first events."""


def _ids(form: str) -> Fields:
    return dict.fromkeys(("messageId", "anonymousId", "context.instanceId"), like(form))


PLATFORMS: Mapping[str, Fields] = {
    "android": {**COMMON, **CONTEXT, **_ids(LOWER), "context.screen.density": number},
    "ios": {**COMMON, **CONTEXT, **_ids(UPPER)},
    "web": {**COMMON, "context.library.name": text, "context.library.version": text, "context.userAgent": text},
}
"""Facts: segment.md 2.2, 2.4, 11 (4, 35); web.md 4."""
KINDS: Mapping[str, Fields] = {
    "track": {"event": text},
    "identify": {},
    "screen": {"name": any_text},
    "page": {},
    "group": {"groupId": text},
    "alias": {"userId": text},
}
ANDROID_KINDS: Mapping[str, Fields] = {
    "track": {"properties": an_object},
    "screen": {"properties": an_object, "category": any_text},
    "alias": {"previousId": text},
}
"""Android never leaves these out (facts: segment.md 2.3)."""
OBJECTS = ("properties", "traits", "context", "integrations", "_metadata")
NEVER = ("channel", "sentAt", "receivedAt", "originalTimestamp")
"""Facts: segment.md 2.2."""

SENDER: Fields = {
    **dict.fromkeys(("os", "app_id", "sdk_ver", "unique_id", "app_ver"), text),
    "device_ts": DIGITS,
    "device_tz_offset": DIGITS,
}
"""Facts: moengage.md 1.4, 1.6."""
SENT: Fields = {"meta.bid": text, "meta.request_time": TIME, "meta.integrations": a_list}
POINT: Fields = {"EVENT_G_TIME": DIGITS, "EVENT_L_TIME": like(r"\d\d?:\d\d?:\d{4}:\d\d?:\d\d?:\d\d?")}
REPORTED = "/viewsInfo/"


def judge(traffic: Traffic) -> Iterator[Flaw]:
    for call in (one for one in traffic.segment if not traffic.is_inherited(one)):
        said = _of_message(traffic.platform_of(call), call)
        yield from (Flaw(call.source, message) for message in said if not _is_of_old(traffic, message))
    for call in traffic.moengage:
        yield from (Flaw(call.source, message) for message in _of_report(call))
    yield from _unread(traffic)


def _is_of_old(traffic: Traffic, message: str) -> bool:
    """An anonymous id that an older version left keeps the form that it had there."""
    return ": anonymousId is " in message and traffic.count("write_stored") > 0


@cache
def fields_of(platform: str, kind: str) -> Fields:
    own = ANDROID_KINDS.get(kind, {}) if platform == "android" else {}
    return {**PLATFORMS[platform], **KINDS[kind], **own}


def _of_message(platform: str, call: Call) -> Iterator[str]:
    if platform not in PLATFORMS:
        return
    yield from (f"{call.kind}: {said}" for said in _wrong(call.raw, fields_of(platform, call.kind)))
    if platform == "web":
        return
    if "userId" in call.raw and not _is_user(platform, call.raw["userId"]):
        yield f"{call.kind}: userId is {_shown(call.raw['userId'])}; where nobody is known it is left out"
    yield from (f"{call.kind}: {name} is no key of a message in a batch" for name in NEVER if name in call.raw)
    yield from (f"{call.kind}: {name} is null" for name, value in call.raw.items() if value is None)


def _of_report(call: Call) -> Iterator[str]:
    yield from (f"{call.kind}: {said}" for said in _wrong(call.context, SENDER))
    if REPORTED in call.source:
        yield from (f"report: {said}" for said in _wrong(call.context, SENT))
        yield from (f"{call.kind}: {said}" for said in _wrong(call.raw, POINT))


@cache
def keys_of(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


def _wrong(holder: Mapping[str, Any], fields: Fields) -> Iterator[str]:
    for path, is_right in fields.items():
        value: Any = holder
        for key in keys_of(path):
            value = value.get(key, MISSING) if isinstance(value, Mapping) else MISSING
        if value is MISSING:
            yield f"{path} is missing"
        elif not is_right(value):
            yield f"{path} is {_shown(value)}"


MISSING = object()


def _is_user(platform: str, value: Any) -> bool:
    """iOS sends an empty one that it was given (facts: segment.md 2.2)."""
    return text(value) or (platform == "ios" and value == "")


def _shown(value: Any) -> str:
    said = repr(value)
    return said if len(said) < 80 else said[:77] + "..."


def _unread(traffic: Traffic) -> Iterator[Flaw]:
    """Of an app of ours every field is known; other people's apps have plugins of their own."""
    severity: Severity = "error" if traffic.is_told and traffic.build is not None else "warning"
    for entry in traffic.entries:
        what = entry.what
        if isinstance(what, Unknown):
            yield Flaw(what.source, f"no {what.what} {what.name} is known", severity)
        elif isinstance(what, Undecoded) and not what.source.endswith(" /viewsCount"):
            exchange = traffic.by_id.get(what.exchange_id)
            if exchange is None or exchange.request_body or not exchange.problem:
                yield Flaw(what.source, f"it cannot be read: {what.reason}", severity)
