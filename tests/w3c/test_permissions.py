from __future__ import annotations

import pytest

from harness.w3c.errors import WebDriverError
from harness.w3c.permissions import AT_INSTALLATION, NOTIFICATIONS, Permissions
from tests.w3c.a_phone import APP, APhone


@pytest.fixture
def permissions(phone: APhone) -> Permissions:
    return Permissions(phone)


def test_what_must_be_asked_for_is_denied_at_first(permissions: Permissions) -> None:
    assert permissions.granted(APP) == list(AT_INSTALLATION)
    assert permissions.denied(APP) == [NOTIFICATIONS]


def test_notifications_are_the_phones_own_permission(permissions: Permissions, phone: APhone) -> None:
    permissions.grant(APP, [NOTIFICATIONS])
    assert phone.notification_permission(APP) == "granted"
    assert permissions.denied(APP) == []

    permissions.revoke(APP, [NOTIFICATIONS])
    assert phone.notification_permission(APP) == "unset"
    assert permissions.denied(APP) == [NOTIFICATIONS]


def test_what_comes_with_the_installation_changes_nothing(permissions: Permissions, phone: APhone) -> None:
    permissions.grant(APP, AT_INSTALLATION)
    assert phone.notification_permission(APP) == "unset"


def test_an_answered_dialog_is_seen_in_both_platforms_words(permissions: Permissions, phone: APhone) -> None:
    assert permissions.access(APP, "notifications") == "unset"
    phone.answer_alert(False)
    assert permissions.access(APP, "notifications") == "no"
    phone.answer_alert(True)
    assert permissions.access(APP, "notifications") == "yes"
    assert NOTIFICATIONS in permissions.granted(APP)


def test_an_app_that_is_not_there_has_nothing_and_gets_nothing(permissions: Permissions) -> None:
    assert permissions.denied("org.nobody") == [NOTIFICATIONS]
    with pytest.raises(WebDriverError, match=r"Unknown package: org\.nobody"):
        permissions.grant("org.nobody", [NOTIFICATIONS])


def test_a_permission_that_the_app_does_not_request_is_refused(permissions: Permissions) -> None:
    with pytest.raises(WebDriverError, match=r"Package app has not requested permission android\.permission\.FLY"):
        permissions.grant("app", ["android.permission.FLY"])


def test_access_on_ios_is_unset_until_it_is_set(permissions: Permissions) -> None:
    permissions.set_access("app", "photos", "yes")
    permissions.set_access("app", "camera", "no")

    assert [permissions.access("app", service) for service in ("photos", "camera", "motion")] == ["yes", "no", "unset"]

    permissions.reset_service("photos")
    assert permissions.access("app", "photos") == "unset"
    assert permissions.access("app", "camera") == "no"


def test_a_removed_app_has_to_ask_again(permissions: Permissions) -> None:
    permissions.set_access("app", "photos", "yes")
    permissions.set_access("other", "photos", "yes")

    permissions.forget("app")

    assert permissions.access("app", "photos") == "unset"
    assert permissions.access("other", "photos") == "yes"
