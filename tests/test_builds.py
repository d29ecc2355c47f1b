from __future__ import annotations

from dataclasses import replace
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
        'mine = {platform="ios", version="3", build="9", analytics="a 1.0", destination="1.0", moengage="2.0"}',
        encoding="utf-8",
    )
    assert load_builds(file) == {"mine": Build("mine", "ios", "3", "9", "a 1.0", "1.0", "2.0")}


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


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_each_platform_has_four_builds_with_different_sdks(platform: str) -> None:
    builds = load_builds()
    chosen = [builds[f"virtual-{platform}-{name}"] for name in ("current", "previous", "2025", "2024")]

    assert len({build.sdks() for build in chosen}) == 4
    assert [build.build for build in chosen] == ["200", "100", "90", "50"]


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_two_builds_differ_from_the_current_one_in_one_number_alone(platform: str) -> None:
    builds = load_builds()
    current = builds[f"virtual-{platform}-current"]
    version, number = builds[f"virtual-{platform}-version-only"], builds[f"virtual-{platform}-build-only"]

    assert version == replace(current, name=version.name, version="2.1")
    assert number == replace(current, name=number.name, build="201")


def test_one_build_leaves_moengage_in_the_backup_and_one_cuts_text() -> None:
    builds = load_builds()

    assert {name for name, build in builds.items() if build.backup} == {"virtual-android-backs-up-everything"}
    assert builds["virtual-android-serialization"].serialization == "1.6.3"


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_three_builds_are_of_another_kind_with_the_same_sdks(platform: str) -> None:
    builds = load_builds()
    current = builds[f"virtual-{platform}-current"]
    for name, kind in (("release", {"variant": "release"}), ("minimal", {"modules": "core"})):
        build = builds[f"virtual-{platform}-{name}"]
        assert build == replace(current, name=build.name, **kind)
    nameless = builds[f"virtual-{platform}-nameless"]
    assert nameless == replace(current, name=nameless.name, display_name="none")


VALID = {
    "platform": '"ios"',
    "version": '"3"',
    "build": '"9"',
    "analytics": '"a 1.0"',
    "destination": '"1.0"',
    "moengage": '"2.0"',
}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("platform", '"windows"', '"android" or "ios"'),
        ("version", "2", "the version of the app"),
        ("build", '"two"', "the build number"),
        ("analytics", '"analytics-kotlin"', "a library and its release"),
        ("analytics", '"analytics-kotlin latest"', "a library and its release"),
        ("destination", '"newest"', "a release such as"),
        ("moengage", '""', "a release such as"),
        ("serialization", '"1.x"', "or leave it out"),
        ("backup", '"some"', '"everything"'),
        ("variant", '"beta"', '"release"'),
        ("modules", '"all"', '"core"'),
        ("display_name", '"Sample"', '"none"'),
    ],
)
def test_a_value_of_the_wrong_form_says_its_build_and_what_it_should_be(field: str, value: str, said: str) -> None:
    lines = [f"{name} = {text}" for name, text in {**VALID, field: value}.items()]

    with pytest.raises(ConfigurationError, match=f"build 'mine': {field} is") as refusal:
        parse_builds("\n".join(["[mine]", *lines]))

    assert said in refusal.value.next_step
