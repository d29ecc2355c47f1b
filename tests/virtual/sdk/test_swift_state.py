from __future__ import annotations

from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.swift_app import a_swift_app, next_process


def test_traits_are_replaced_and_an_id_alone_keeps_them(an_ios_app_process: FakeProcess) -> None:
    """segment.md 5."""
    app = a_swift_app(an_ios_app_process)
    stored = app.process.storage.preferences("com.segment.storage.wk")
    app.do("identify", "ada", {"a": 1})
    app.do("identify", "ada", {"b": 2})
    assert stored["segment.traits"] == {"b": 2}
    app.do("identify", "bea")
    assert (stored["segment.userId"], stored["segment.traits"]) == ("bea", {"b": 2})
    app.do("identify", None, {})
    assert app.flushed()[-1]["traits"] == {}
    assert app.analytics.user_id() == "bea"


def test_alias_changes_the_user_everywhere(an_ios_app_process: FakeProcess) -> None:
    """segment.md 5: previousId is absent where nobody was known."""
    app = a_swift_app(an_ios_app_process)
    app.do("alias", "ada")
    app.do("alias", "bea")
    app.do("track", "After")
    first, second, after = app.flushed()
    assert "previousId" not in first
    assert (second["userId"], second["previousId"]) == ("bea", "ada")
    assert after["userId"] == "bea"


def test_reset_forgets_at_once_and_sends_nothing(an_ios_app_process: FakeProcess) -> None:
    """segment.md 5."""
    app = a_swift_app(an_ios_app_process)
    app.do("identify", "ada", {"a": 1})
    before = app.analytics.anonymous_id()
    app.analytics.reset()
    app.analytics.track("Right after")
    app.process.run()
    stored = app.process.storage.preferences("com.segment.storage.wk")
    assert "segment.userId" not in stored
    assert stored["segment.traits"] == {}
    assert app.moengage.others == ["reset"]
    _, after = app.flushed()
    assert "userId" not in after
    assert after["anonymousId"] not in ("", before)


def test_identity_outlives_the_process(an_ios_app_process: FakeProcess) -> None:
    app = a_swift_app(an_ios_app_process)
    app.do("identify", "ada")
    again = next_process(app)
    assert again.analytics.anonymous_id() == app.analytics.anonymous_id()
    assert again.analytics.user_id() == "ada"


def test_an_anonymous_person_stays_the_same_too(an_ios_app_process: FakeProcess) -> None:
    app = a_swift_app(an_ios_app_process)
    first = app.analytics.anonymous_id()
    assert [next_process(app).analytics.anonymous_id() for _ in range(3)] == [first] * 3
    assert app.process.storage.preferences("com.segment.storage.wk")["segment.anonymousId"] == first


def test_group_changes_nothing_of_the_user(an_ios_app_process: FakeProcess) -> None:
    """segment.md 5."""
    app = a_swift_app(an_ios_app_process)
    app.do("identify", "ada", {"plan": "pro"})
    before = dict(app.process.storage.preferences("com.segment.storage.wk"))
    app.do("group", "g", {"size": 3})
    stored = app.process.storage.preferences("com.segment.storage.wk")
    assert stored == before
