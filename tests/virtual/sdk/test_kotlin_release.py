from __future__ import annotations

from harness.builds import load_builds
from harness.virtual.sdk.kotlin_release import find_release


def test_every_virtual_android_build_has_a_modelled_release() -> None:
    builds = [build for name, build in load_builds().items() if name.startswith("virtual-android")]

    assert {build.analytics_version for build in builds} == {"1.25.0", "1.27.0"}
    assert [find_release(build.analytics_version).version for build in builds] == [
        build.analytics_version for build in builds
    ]


def test_the_library_constant_lags_in_the_older_release() -> None:
    """segment.md 1.1"""
    assert find_release("1.25.0").library_version == "1.24.1"
    assert find_release("1.27.0").library_version == "1.27.0"
