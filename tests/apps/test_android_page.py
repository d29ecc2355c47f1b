"""The Android app does what the destination's page asks for in its Android section, item by item."""

from __future__ import annotations

import re

import pytest

from tests.apps.kotlin_source import ANDROID

SAMPLE = "kotlin/com/example/sample"

PAGE = {
    "the destination is registered with Segment": ("moengage/Destination.kt", r"MoEngageDestination\(app\)"),
    "and added to Analytics": ("main/OwnPlugins.kt", r"analytics\.add\(sdks\.makeDestination\(\)\)"),
    "the SDK is a partner's": ("main/SdkMoEngage.kt", r"enablePartnerIntegration\(IntegrationPartner\.SEGMENT\)"),
    "and the default instance": ("main/SdkMoEngage.kt", r"initialiseDefaultInstance\(builder\.build\(\)\)"),
    "made in onCreate": ("main/SampleApp.kt", r"override fun onCreate\(\) \{[^}]*start\("),
    "on the main thread": ("main/Sdks.kt", r"else moengage\.initialiseDefaultInstance\(\)"),
    "install and update are told apart": ("main/SdkMoEngage.kt", r"MoEAnalyticsHelper\.setAppStatus\("),
    "notifications have their icons": ("main/SdkMoEngage.kt", r"configureNotificationMetaData\("),
    "MoEngage's registration can be left out": ("main/SdkMoEngage.kt", r"configureFcm\(FcmConfig\("),
    "the token is passed": ("main/SdkMoEngage.kt", r"MoEFireBaseHelper\.getInstance\(\)\.passPushToken\("),
    "on refresh": ("fcm/SampleMessagingService.kt", r"onNewToken\(token: String\).*gotToken\(token\)"),
    "and after an update": ("main/PushWays.kt", r"TOKEN_BUILD, 0\) != app\.versionCode\(\)\) pass\(token\)"),
    "a payload is looked at": ("main/SdkMoEngage.kt", r"MoEPushHelper\.getInstance\(\)\.isFromMoEngagePlatform\("),
    "before it is passed": ("main/PushWays.kt", r"if \(sdks\.moengage\.isFromMoEngage\(.*passPushPayload"),
    "the service's tokens are heard": ("main/SdkMoEngage.kt", r"addTokenListener\(\s*object : TokenAvailableListener"),
    "and what is not MoEngage's": ("main/SdkMoEngage.kt", r"Listener\(\s*object : NonMoEngagePushListener"),
    "the data center is chosen": ("main/SdkMoEngage.kt", r'DataCenter\.valueOf\("DATA_CENTER_'),
    "tracking can be refused": ("main/SdkMoEngage.kt", r"enableDataTracking\(app\) else disableDataTracking\(app\)"),
    "and the SDK switched off": ("main/SdkMoEngage.kt", r"enableSdk\(app\) else disableSdk\(app\)"),
    "reset reaches Segment": ("main/Verbs.kt", r'verb\("reset"\) \{ sdks\.analytics\.reset\(\) \}'),
}
"""What the page asks for -> where it is done, and how. Manifest and rules: test_android_build.py."""


@pytest.mark.parametrize("item", PAGE)
def test_the_page_is_followed(item: str) -> None:
    place, code = PAGE[item]
    folder, _, file = place.partition("/")
    text = (ANDROID / "app" / "src" / folder / SAMPLE / file).read_text("utf-8")
    assert re.search(code, text, re.DOTALL)
