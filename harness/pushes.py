"""Push tokens and payloads in the platforms' own forms (facts: moengage.md 4.3; payload keys likely)."""

from __future__ import annotations

import random
import string
from collections.abc import Mapping
from typing import Any

LETTERS = string.ascii_letters + string.digits + "_-"


def draw_token(platform: str, draws: random.Random) -> str:
    """FCM's: an installation's id, a colon, opaque text. APNs': 32 bytes as lower-case hex."""
    if platform == "ios":
        return f"{draws.getrandbits(256):064x}"
    return f"{_text(draws, 22)}:APA91b{_text(draws, 134)}"


def draw_campaign(draws: random.Random) -> str:
    return f"campaign{draws.getrandbits(40):010x}"


def moengage_push(platform: str, campaign: str, page: str = "") -> dict[str, Any]:
    """Android's is a flat map of texts. iOS's has MoEngage's part beside ``aps`` (a guess), and wakes the app: one that
    does not is shown by the system, and told to nobody until it is opened. How one names a ``page`` to land on is known
    of Android alone."""
    title, text = f"Title of {campaign}", f"Text of {campaign}"
    if platform == "ios":
        return {"aps": {"alert": {"title": title, "body": text}, "content-available": 1}, "moengage": {"cid": campaign}}
    landing = {"gcm_notificationType": "gcm_webNotification", "gcm_webUrl": page} if page else {}
    return {"push_from": "moengage", "gcm_campaign_id": campaign, "gcm_title": title, "gcm_alert": text, **landing}


def foreign_push(platform: str, title: str, wakes: bool = False) -> dict[str, Any]:
    """``wakes``: also an app that is not in front; FCM's data messages always do."""
    if platform == "android":
        return {"title": title}
    return {"aps": {"alert": {"title": title, "body": ""}, **({"content-available": 1} if wakes else {})}}


def campaign_of(payload: object) -> str | None:
    """Of a push: ``gcm_campaign_id`` on Android, ``moengage.cid`` on iOS; None where it is not MoEngage's."""
    if not isinstance(payload, Mapping):
        return None
    inner = payload.get("moengage")
    found = payload.get("gcm_campaign_id") or (inner.get("cid") if isinstance(inner, Mapping) else None)
    return found if isinstance(found, str) else None


def title_of(payload: object) -> str | None:
    """What the phone shows of a push: ``gcm_title`` on Android, ``aps.alert`` on iOS."""
    if not isinstance(payload, Mapping):
        return None
    aps = payload.get("aps")
    alert = aps.get("alert") if isinstance(aps, Mapping) else None
    found = payload.get("gcm_title") or (alert.get("title") if isinstance(alert, Mapping) else alert)
    return found if isinstance(found, str) else None


def _text(draws: random.Random, length: int) -> str:
    return "".join(draws.choice(LETTERS) for _ in range(length))
