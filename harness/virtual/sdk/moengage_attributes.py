"""User attributes of MoEngage's SDK: one that has not changed is not sent again for a while."""

from __future__ import annotations

import json
from collections.abc import MutableMapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_config import RemoteConfig

CACHE = "attribute_cache"


class AttributeCache:
    """The last value of each attribute and when it was tracked; ends with the user."""

    def __init__(self, values: MutableMapping[str, Any], config: RemoteConfig) -> None:
        self._values = values
        self._config = config

    @rests_on("moengage.md 2.4")
    def is_repeated(self, name: str, value: Any, now: float) -> bool:
        text, at = self._values.get(CACHE, {}).get(name, [None, 0.0])
        return bool(text == json.dumps(value) and now - at < self._config.attribute_cache_s)

    def remember(self, name: str, value: Any, now: float) -> None:
        self._values[CACHE] = {**self._values.get(CACHE, {}), name: [json.dumps(value), now]}

    def forget(self) -> None:
        self._values.pop(CACHE, None)
