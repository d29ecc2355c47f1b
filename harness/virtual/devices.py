"""The two phones that can be had, as an SDK reads their values (shapes: segment.md 2.4 and 2.5).

Their time zone is far from UTC and from the machines that tests run on, so that a model that mixes them up is seen.
"""

from __future__ import annotations

from harness.virtual.sdk.seams import DeviceInfo
from harness.w3c.phone import Platform

TIMEZONE = "Asia/Kolkata"
TIMEZONE_OFFSET_S = 19_800
"""India has no summer time: the offset holds all year."""

DEVICE_NAMES: dict[Platform, str] = {"android": "Virtual Android 15", "ios": "Virtual iPhone 15 Pro"}


def make_device(platform: Platform) -> DeviceInfo:
    return android_15() if platform == "android" else ios_18()


def android_15() -> DeviceInfo:
    return DeviceInfo(
        manufacturer="Google",
        model="sdk_gphone64_x86_64",
        name="emu64xa",
        os_name="Android",
        os_version="15",
        api_level=35,
        screen=(1080.0, 2274.0),
        density=2.625,
        locale="en-US",
        timezone=TIMEZONE,
        timezone_offset_s=TIMEZONE_OFFSET_S,
        user_agent="Dalvik/2.1.0 (Linux; U; Android 15; sdk_gphone64_x86_64 Build/AE3A.240806.043)",
    )


def ios_18() -> DeviceInfo:
    """``identifier_for_vendor`` is drawn when the vendor's first app is installed."""
    return DeviceInfo(
        manufacturer="Apple",
        model="iPhone16,1",
        name="iPhone",
        os_name="iOS",
        os_version="18.2",
        api_level=0,
        screen=(393.0, 852.0),
        density=3.0,
        locale="en-US",
        timezone=TIMEZONE,
        timezone_offset_s=TIMEZONE_OFFSET_S,
        user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 "
        "(KHTML, like Gecko) Mobile/15E148",
    )
