from __future__ import annotations

from pathlib import Path

import pytest

from harness.builds import Build, find_build, load_builds, parse_builds
from harness.errors import ConfigurationError


def test_the_builds_that_come_with_the_harness_name_every_version_that_matters() -> None:
    builds = load_builds()
    assert builds["virtual-android-current"].sdks() == (
        "analytics-kotlin 1.27.0",
        "MoEngage destination 4.2.0",
        "MoEngage SDK 15.02.00",
        "kotlinx-serialization-json 1.5.1",
    )
    assert builds["virtual-android-previous"].analytics_version == "1.25.0"
    assert builds["virtual-ios-current"].sdks() == (
        "analytics-swift 1.10.0",
        "MoEngage destination 2.13.0",
        "MoEngage SDK 10.14.0",
    )
    assert builds["virtual-ios-previous"].analytics_version == "1.9.4"


def test_a_build_of_ones_own_is_read(tmp_path: Path) -> None:
    file = tmp_path / "builds.toml"
    file.write_text(
        'mine = {platform="ios", version="3", build="9", analytics="a 1", destination="1", moengage="2"}',
        encoding="utf-8",
    )
    assert load_builds(file) == {"mine": Build("mine", "ios", "3", "9", "a 1", "1", "2")}


@pytest.mark.parametrize("text", ["[one", '[one]\nplatform = "ios"', '[one]\nnonsense = "x"'])
def test_a_builds_file_that_cannot_be_used_says_what_a_build_is(text: str) -> None:
    with pytest.raises(ConfigurationError, match="a build is a table with platform"):
        parse_builds(text)


def test_a_missing_builds_file_is_a_mistake_of_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_builds(tmp_path / "absent.toml")


def test_an_unknown_build_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigurationError, match="virtual-ios-current"):
        find_build("virtual-ios-next", load_builds())
