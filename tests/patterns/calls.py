"""Calls as the decoders make them, for the patterns' tests."""

from __future__ import annotations

from typing import Any

from harness.calls import Call

ANONYMOUS = "a1b2c3d4-0000-4000-8000-000000000001"


def a_track(name: str | None = "E", **more: Any) -> Call:
    given: dict[str, Any] = {
        "kind": "track",
        "device": "phone",
        "source": "75e4 /batch/0",
        "anonymous_id": ANONYMOUS,
        "message_id": "m-1",
        "status": 200,
        **more,
    }
    return Call("segment", name=name, **given)


def at_moengage(kind: str, name: str | None = None, **more: Any) -> Call:
    given: dict[str, Any] = {"device": "phone", "source": "0a45 /viewsInfo/0", "anonymous_id": ANONYMOUS, **more}
    return Call("moengage", kind, name=name, **given)
