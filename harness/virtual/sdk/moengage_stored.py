"""What an installation has stored, looked at before it is trusted: an old or damaged value is dropped, and logged."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

from harness.virtual.facts import rests_on

Check = Callable[[Any], bool]


MOST_RECORDS = 500_000_000
"""Far beyond any installation's, and still nine digits."""


def is_text(value: Any) -> bool:
    """Text that can be written: no half of a surrogate pair."""
    try:
        return isinstance(value, str) and value.encode() is not None
    except UnicodeEncodeError:
        return False


def is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_record_number(value: Any) -> bool:
    return is_count(value) and value <= MOST_RECORDS


def is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(is_text, value))


def is_text_map(value: Any) -> bool:
    return isinstance(value, Mapping) and is_texts([*value, *value.values()])


def is_session(value: Any) -> bool:
    return is_text_map(value) and {"session_id", "start_time"} <= set(value)


def is_document(value: Any) -> bool:
    """JSON text of an object."""
    try:
        return is_text(value) and isinstance(json.loads(value), dict)
    except (ValueError, RecursionError):
        return False


def is_cache(value: Any) -> bool:
    """``{attribute: [JSON text, when]}``."""
    return isinstance(value, Mapping) and all(
        is_text(name) and isinstance(one, list | tuple) and len(one) == 2 and is_text(one[0]) and is_number(one[1])
        for name, one in value.items()
    )


FORMS: Mapping[str, Check] = {
    "unique_id": is_text,
    "device_unique_id": is_text,
    "segment_id": is_text,
    "push_id": is_text,
    "core_user_identifiers": is_text_map,
    "core_previous_user_identifiers": is_text_map,
    "device_registered_as": is_texts,
    "attribute_cache": is_cache,
    "session": is_session,
    "session_left_at": is_number,
    "remote_configuration": is_document,
    "last_config_sync_time": is_number,
    "lost_batches": is_texts,
    "last_point": is_record_number,
    "last_batch": is_record_number,
    "sent_activity_list": is_texts,
    "is_install_tracked": is_flag,
    "app_version_code": is_count,
    "MOE_TRACK_REINSTALL": is_flag,
    "is_data_tracking_enabled": is_flag,
    "is_sdk_enabled": is_flag,
    "moe_push_opted": is_flag,
    "in_app_synced_at": is_number,
    "in_app_sync_interval": is_number,
}
"""Every key that the model keeps, under the model's own name for it, and what its value must be."""


@rests_on("moengage.md 1.8", "guess")
def drop_damaged(values: MutableMapping[str, Any], log: Callable[[str], None]) -> None:
    """A value of another type is as good as none: its default applies. Keys of nobody's are left alone."""
    for name in list(values):
        if name in FORMS and not FORMS[name](values[name]):
            log(f"MoEngage: dropped {name}, which was {values[name]!r:.60}")
            del values[name]
