from __future__ import annotations

from tests.compare.a_pair import Tell, a_day, both, found, recorded, told
from tests.rules.a_life import Life, changed


def tracked_by(*people: int) -> Tell:
    """Events, each with the anonymous id of that number."""

    def tell(life: Life) -> None:
        for number, person in enumerate(people):
            life.sent(life.message(event=f"E{number}", anonymousId=life.uuid(person)))

    return tell


def test_other_ids_are_no_difference_where_the_same_calls_share_them() -> None:
    assert found(both(tracked_by(1, 1, 3), tracked_by(1, 1, 5))) == []


def test_an_id_that_is_kept_where_the_other_side_has_a_new_one_is_said() -> None:
    assert told(both(tracked_by(1, 1, 3), tracked_by(1, 1, 1)), "identities") == [
        ("segment track /anonymousId", "one that is nowhere else", "as in segment track 'E0' /anonymousId")
    ]


def test_the_minority_is_what_differs() -> None:
    assert told(both(tracked_by(1, 1, 1, 1), tracked_by(1, 4, 1, 1)), "identities") == [
        ("segment track /anonymousId", "as in segment track 'E0' /anonymousId", "one that is nowhere else")
    ]


def test_an_id_is_the_same_wherever_it_stands() -> None:
    """The device's is the first anonymous one."""

    def other(life: Life) -> None:
        life.told("track", name="Bought", properties={"n": 1})
        life.sent(changed(life.message(), "context.device.id", life.uuid(9))).reported(life.point())

    assert [path for path, _, _ in told(both(a_day, other), "identities")] == ["segment /context/device/id"]


def test_what_a_phone_is_changes_when_the_other_changes() -> None:
    def locales(*said: str) -> Life:
        life = Life()
        for number, one in enumerate(said):
            life.sent(changed(life.message(event=f"E{number}"), "context.locale", one))
        return life

    left = recorded(locales("en-US", "en-US", "de-DE"))
    alike, unlike = (recorded(locales(*said), "jvm") for said in (("fr", "fr", "it"), ("fr", "fr", "fr")))
    assert told((left, alike), "identities") == told((left, alike), "fields") == []
    assert [path for path, _, _ in told((left, unlike), "identities")] == ["segment /context/locale"]
    assert [path for path, _, _ in told((left, recorded(locales("fr", "fr", "it"))), "fields")] == 2 * [
        "segment /context/locale"
    ]


def test_ids_of_one_message_or_report_alone_are_compared_elsewhere() -> None:
    def batches(*sizes: int) -> Tell:
        def tell(life: Life) -> None:
            for size in sizes:
                life.reported(*[life.point(f"E{size}") for _ in range(size)])

        return tell

    assert told(both(batches(2), batches(2)), "identities") == []
