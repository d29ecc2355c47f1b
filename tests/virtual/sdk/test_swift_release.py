from __future__ import annotations

import pytest

from harness.errors import ConfigurationError
from harness.virtual.sdk.swift_release import find_release


def test_both_releases_say_the_same_version_of_themselves() -> None:
    """segment.md 1.1: the constant lags."""
    assert [find_release(version).library_version for version in ("1.10.0", "1.9.4")] == ["1.9.4", "1.9.4"]


def test_an_unknown_release_is_refused() -> None:
    with pytest.raises(ConfigurationError, match=r"1\.10\.0, 1\.9\.4"):
        find_release("9.9")
