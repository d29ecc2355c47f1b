"""What an installation and an update are told: Segment's events by the build, MoEngage's status by the app's word."""

from __future__ import annotations

import pytest

from harness import (
    NOBODY,
    a_user,
    app_installed,
    app_reinstalled,
    app_updated,
    device_registered,
    event_tracked,
    expect,
    signed_out,
    tracked,
)

INSTALLED, UPDATED, OPENED = "Application Installed", "Application Updated", "Application Opened"


@pytest.mark.core
def test_a_fresh_installation_is_told_once(app, segment, moengage):
    version = {"version": app.build.version, "build": app.build.build}

    expect(segment).to_receive_once(tracked(INSTALLED, user=NOBODY, properties=version))
    expect(segment).to_receive_once(tracked(OPENED, properties={**version, "from_background": False}))
    expect(segment).not_to_receive(tracked(UPDATED))
    expect(moengage).to_receive_once(event_tracked(INSTALLED))


def test_the_same_build_again_is_neither_installed_nor_updated(app, segment, moengage):
    expect(segment).to_receive(tracked(INSTALLED))
    app.kill()

    again = app.relaunch()

    expect(segment).after(again).to_receive_once(tracked(OPENED))
    expect(segment).after(again).not_to_receive(tracked(INSTALLED))
    expect(segment).not_to_receive(tracked(UPDATED))
    expect(moengage).after(again).not_to_receive(event_tracked(INSTALLED))


def test_another_build_is_an_update(app, builds, segment, moengage):
    old, new = app.build, builds["build-only"]
    expect(segment).to_receive(tracked(INSTALLED))

    update = app.upgrade_to(new)

    said = {"version": new.version, "build": new.build, "previous_version": old.version, "previous_build": old.build}
    expect(segment).after(update).to_receive_once(tracked(UPDATED, properties=said))
    expect(segment).after(update).not_to_receive(tracked(INSTALLED))
    expect(moengage).after(update).to_receive_once(event_tracked(UPDATED))


def test_another_version_of_the_same_build_is_no_update(app, builds, segment):
    expect(segment).to_receive(tracked(INSTALLED))

    update = app.upgrade_to(builds["version-only"])

    expect(segment).after(update).to_receive_once(tracked(OPENED, properties={"version": app.build.version}))
    expect(segment).after(update).not_to_receive(tracked(UPDATED))
    expect(segment).after(update).not_to_receive(tracked(INSTALLED))


@pytest.mark.needs("storage")
@pytest.mark.not_launched
def test_an_update_over_an_old_versions_storage_is_told(app, phone, segment, differs):
    phone.write_stored(differs("storage_of_an_old_version"))

    app.launch()

    said = {"build": app.build.build, **differs("update_over_old_storage")}
    expect(segment).to_receive_once(tracked(UPDATED, properties=said))
    expect(segment).not_to_receive(tracked(INSTALLED))


def test_a_deleted_app_that_comes_back_is_installed_anew(app, segment, moengage):
    ada = a_user()
    app.identify(ada)
    app.track("Before Deletion", n=1)
    before = expect(segment).to_receive(tracked("Before Deletion", user=ada))
    expect(moengage).to_receive(event_tracked("Before Deletion", user=ada))

    app.delete()
    back = app.reinstall()
    app.track("After Deletion", n=2)

    expect(segment).after(back).to_receive_once(tracked(INSTALLED))
    after = expect(segment).to_receive(tracked("After Deletion", user=NOBODY))
    assert after.anonymous_id != before.anonymous_id
    expect(moengage).to_receive(event_tracked("After Deletion", user=NOBODY))


def test_a_deleted_app_that_comes_back_is_known_again_where_the_keychain_stays(app, moengage, differs):
    expect(moengage).to_receive(device_registered())

    app.delete()
    back = app.reinstall()

    expect(moengage).after(back).to_receive_times(app_reinstalled(), differs("reinstallations_at_moengage"))


@pytest.mark.needs("system")
def test_a_restored_backup_keeps_segments_past_and_not_moengages(app, phone, segment, moengage, differs):
    ada = a_user()
    app.identify(ada)
    app.track("Before Backup", n=1)
    before = expect(segment).to_receive(tracked("Before Backup", user=ada))
    at_moengage = expect(moengage).to_receive(event_tracked("Before Backup"))
    app.settle()  # what still waited would be in the backup too, and come again with it
    phone.back_up()

    app.delete()
    back = app.reinstall_from_backup()
    app.track("After Restore", n=2)

    expect(segment).to_receive(tracked("After Restore", user=ada, anonymous_id=before.anonymous_id))
    expect(segment).after(back).not_to_receive(tracked(INSTALLED))
    after = expect(moengage).to_receive(event_tracked("After Restore"))
    survives = after.context["unique_id"] == at_moengage.context["unique_id"]
    assert survives is differs("moengage_storage_is_in_the_backup")


@pytest.mark.core
def test_an_app_that_says_it_was_installed_is_told_to_moengage_once(app, moengage):
    app.app_status("install")
    app.app_status("install")

    expect(moengage).to_receive_once(app_installed())
    expect(moengage).not_to_receive(app_updated())


@pytest.mark.upgrade
def test_an_app_that_says_it_was_updated_is_told_to_moengage_once(app, builds, moengage):
    app.app_status("install")
    expect(moengage).to_receive(app_installed())
    app.upgrade_to(builds.current)

    app.app_status("update")
    app.app_status("update")

    expect(moengage).to_receive_once(app_updated())
    expect(moengage).to_receive_once(app_installed())


def test_an_app_that_says_nothing_leaves_moengage_without_a_status(app, builds, moengage):
    app.upgrade_to(builds["build-only"])

    expect(moengage).not_to_receive(app_installed())
    expect(moengage).not_to_receive(app_updated())


@pytest.mark.core
@pytest.mark.upgrade
def test_an_update_keeps_the_user_signed_in(app, builds, segment, moengage):
    ada = a_user()
    app.identify(ada)
    app.track("Before", step=1)
    before = expect(segment).to_receive(tracked("Before", user=ada))

    upgrade = app.upgrade_to(builds.current)
    app.track("After", step=2)

    expect(segment).to_receive(tracked("After", user=ada, anonymous_id=before.anonymous_id))
    expect(moengage).after(upgrade).to_receive(event_tracked("After", user=ada))
    expect(moengage).after(upgrade).not_to_receive(signed_out())


@pytest.mark.parametrize("old", [pytest.param(name, marks=pytest.mark.upgrade(name)) for name in ("2025", "2024")])
def test_an_update_from_an_old_release_keeps_the_past(app, builds, segment, moengage, old):
    assert app.build == builds[old]
    ada = a_user()
    app.identify(ada)
    app.track("Old Release", n=1)
    before = expect(segment).to_receive(tracked("Old Release", user=ada))

    app.upgrade_to(builds.current)
    app.track("New Release", n=2)

    expect(segment).to_receive(tracked("New Release", user=ada, anonymous_id=before.anonymous_id))
    expect(moengage).to_receive(event_tracked("New Release", user=ada))
