"""What an older version of the app left on the phone: its version, its people, its queue and its token live on."""

from __future__ import annotations

import pytest

from harness import (
    a_user,
    attribute_set,
    device_registered,
    event_tracked,
    expect,
    signed_in,
    signed_out,
    tracked,
)

INSTALLED, UPDATED, OPENED = "Application Installed", "Application Updated", "Application Opened"
LEFT = {
    "an older build of the same version": ("2.0", "199"),
    "a newer build": ("3.0", "300"),
    "a build whose number is shorter": ("0.9", "9"),
}
RELEASES = [pytest.param(name, marks=pytest.mark.upgrade(name)) for name in ("2025", "2024")]
pytestmark = pytest.mark.needs("storage")


@pytest.mark.not_launched
@pytest.mark.parametrize("left", LEFT)
def test_a_build_that_was_another_is_updated_from_exactly_that(app, phone, segment, moengage, differs, left):
    version, build = LEFT[left]
    phone.write_stored(version_left(differs("places_of_segment"), version, build))

    app.launch()

    now = {"version": app.build.version, "build": app.build.build}
    update = expect(segment).to_receive_once(tracked(UPDATED))
    assert {**update.data} == {**now, "previous_version": version, "previous_build": build}
    expect(segment).to_receive_once(tracked(OPENED, properties={**now, "from_background": False}))
    expect(segment).to_receive_times(tracked(), 2)
    expect(moengage).to_receive_once(event_tracked(UPDATED))
    expect(moengage).not_to_receive(event_tracked(INSTALLED))


@pytest.mark.not_launched
@pytest.mark.parametrize("version", ["2.0", "1.9"])
def test_a_build_that_was_the_same_is_opened_alone(app, phone, segment, differs, version):
    phone.write_stored(version_left(differs("places_of_segment"), version, app.build.build))

    app.launch()

    expect(segment).to_receive_once(tracked(OPENED))
    expect(segment).to_receive_times(tracked(), 1)


@pytest.mark.not_launched
@pytest.mark.parametrize("build", [7, 200])
def test_what_the_classic_sdk_left_is_told_as_documented(app, phone, segment, moengage, differs, build):
    place = differs("version_of_the_classic_sdk")
    phone.write_stored({"preferences": {place["file"]: {place["build"]: build if place["is_number"] else str(build)}}})

    app.launch()

    updates = differs("updates_over_the_classic_sdk")[str(build)]
    expect(segment).to_receive_times(tracked(UPDATED), updates)
    expect(segment).to_receive_times(tracked(), 1 + updates)
    expect(moengage).not_to_receive(event_tracked(INSTALLED))


@pytest.mark.not_launched
def test_a_version_that_was_remembered_is_not_told_again(app, phone, segment, differs):
    phone.write_stored(version_left(differs("places_of_segment"), "1.9", "150"))
    app.launch()
    expect(segment).to_receive_once(tracked(UPDATED))
    app.kill()

    again = app.relaunch()

    expect(segment).after(again).to_receive_once(tracked(OPENED))
    expect(segment).after(again).not_to_receive(tracked(UPDATED))


@pytest.mark.not_launched
def test_people_that_an_older_version_knew_are_known_still(app, phone, segment, moengage, differs):
    ada, anonymous_id, place = a_user(), an_anonymous_id(), differs("places_of_segment")
    known = {"segment.anonymousId": anonymous_id, "segment.userId": ada.id, "segment.traits": place["traits"]}
    phone.write_stored({"preferences": {place["people"]: known}})

    app.launch()
    app.track("Known Still", n=1)

    expect(segment).to_receive_once(tracked("Known Still", user=ada, anonymous_id=anonymous_id))
    expect(segment).to_receive_times(tracked(anonymous_id=anonymous_id, user=ada), 3)
    expect(moengage).to_receive(attribute_set("anonymousId", anonymous_id))


@pytest.mark.not_launched
def test_a_queue_that_an_older_version_left_arrives_once(app, phone, segment, differs):
    anonymous_id, place = an_anonymous_id(), differs("places_of_segment")
    closed = {place["closed"]: batch(anonymous_id, "Left One", "Left Two", end=place["end"])}
    phone.write_stored({"files": {place["queue"]: closed}, "preferences": {place["people"]: {place["index"]: 5}}})

    app.launch()
    app.track("New One", n=3)

    for name in ("Left One", "Left Two"):
        call = expect(segment).to_receive_once(tracked(name, anonymous_id=anonymous_id, properties={"of": "old"}))
        assert call.message_id == f"{name} of {anonymous_id}"
    expect(segment).to_receive_once(tracked("New One"))
    app.kill()
    again = app.relaunch()
    expect(segment).after(again).not_to_receive(tracked("Left One"))


@pytest.mark.not_launched
def test_a_queue_that_an_older_version_left_open_goes_with_the_next_event(app, phone, segment, differs):
    anonymous_id, place = an_anonymous_id(), differs("places_of_segment")
    left = {place["open"]: batch(anonymous_id, "Left Open", end="")}
    phone.write_stored({"files": {place["queue"]: left}, "preferences": {place["people"]: {place["index"]: 5}}})

    app.launch()
    app.track("Takes It Along", n=1)

    expect(segment).to_receive_once(tracked("Left Open", anonymous_id=anonymous_id))
    expect(segment).to_receive_once(tracked("Takes It Along"))


@pytest.mark.not_launched
@pytest.mark.parametrize("settings", ["empty", "without integrations"])
def test_settings_that_an_older_version_kept_empty_do_no_harm(app, phone, segment, moengage, differs, settings):
    place = differs("places_of_segment")
    phone.write_stored({"preferences": {place["people"]: {"segment.settings": place["settings"][settings]}}})
    segment.answers_settings(after_s=3)
    app.launch(until_ready=False)
    app.track("While They Come", n=1)
    app.let_pass(4)
    app.track("When They Are There", n=2)

    for name in ("While They Come", "When They Are There"):
        expect(segment).to_receive_once(tracked(name))
        expect(moengage).to_receive_once(event_tracked(name))


@pytest.mark.parametrize("old", RELEASES)
def test_what_an_older_release_could_not_send_arrives_once_after_the_update(app, builds, phone, segment, moengage, old):
    ada = a_user()
    app.identify(ada)
    app.track("Sent Before", n=0)
    before = expect(moengage).to_receive(event_tracked("Sent Before", ada))
    app.settle()
    phone.go_offline()
    for n in range(3):
        app.track(f"Unsent {n}", n=n)
    app.kill()
    phone.go_online()

    app.upgrade_to(builds.current)
    app.track("Sent After", n=9)

    for n in range(3):
        expect(segment).to_receive_once(tracked(f"Unsent {n}", ada, properties={"n": n}))
        call = expect(moengage).to_receive_once(event_tracked(f"Unsent {n}", ada, properties={"n": n}))
        assert call.context["unique_id"] == before.context["unique_id"]
    expect(segment).to_receive_once(tracked("Sent After", ada))
    expect(moengage).to_receive_once(event_tracked("Sent After", ada))
    expect(moengage).to_receive_once(event_tracked("Sent Before", ada))


@pytest.mark.parametrize("old", RELEASES)
def test_whom_an_older_release_signed_in_stays_signed_in_at_both_vendors(app, builds, segment, moengage, old):
    ada = a_user()
    app.identify(ada, plan="pro")
    app.track("Old Release", n=1)
    old_call = expect(segment).to_receive(tracked("Old Release", ada))
    at_moengage = expect(moengage).to_receive(event_tracked("Old Release", ada))
    app.settle()

    update = app.upgrade_to(builds.current)
    app.track("New Release", n=2)

    expect(segment).to_receive_once(tracked("New Release", ada, anonymous_id=old_call.anonymous_id))
    call = expect(moengage).to_receive_once(event_tracked("New Release", ada, anonymous_id=old_call.anonymous_id))
    assert call.context["unique_id"] == at_moengage.context["unique_id"]
    expect(moengage).after(update).not_to_receive(signed_in())
    expect(moengage).after(update).not_to_receive(signed_out())
    expect(segment).after(update).to_receive_once(tracked(UPDATED))
    expect(segment).after(update).not_to_receive(tracked(INSTALLED))


@pytest.mark.needs("push")
@pytest.mark.parametrize("old", RELEASES)
def test_a_token_that_an_older_release_had_goes_with_the_first_report(app, builds, moengage, old):
    token = app.new_push_token()
    app.register_push_token(token)
    expect(moengage).to_receive(device_registered(token))
    app.settle()

    update = app.upgrade_to(builds.current)
    app.track("Reachable", n=1)

    assert expect(moengage).to_receive_once(event_tracked("Reachable")).context["push_id"] == token
    registrations = [call for entry, call in moengage.calls("device_registered", None, update.position)]
    assert {call.data["push_token"] for call in registrations} <= {token}


def version_left(place, version, build):
    return {"preferences": {place["lifecycle"]: {place["version"]: version, place["build"]: build}}}


def an_anonymous_id():
    """Another one in each test, as an installation's is."""
    return f"{a_user().id.rpartition('-')[2].upper()}-1111-4222-8333-444444444444"


def batch(anonymous_id, *names, end):
    """As the SDKs have it on disk: closed by ``end``, or open."""
    return '{"batch":[' + ",".join(stored_event(anonymous_id, name) for name in names) + end


def stored_event(anonymous_id, name):
    return (
        f'{{"type":"track","event":"{name}","messageId":"{name} of {anonymous_id}","anonymousId":"{anonymous_id}",'
        '"timestamp":"2026-01-02T03:04:05.678Z","context":{"library":{"name":"an-older-release","version":"1.0"}},'
        '"integrations":{},"properties":{"of":"old"},"_metadata":{"bundled":[],"unbundled":[],"bundledIds":[]}}'
    )
