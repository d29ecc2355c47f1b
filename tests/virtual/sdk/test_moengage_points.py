from __future__ import annotations

from harness.virtual.sdk.moengage_points import Point, alias_point, attribute_point, local_moment


def test_an_attribute_s_form_decides_where_it_stands() -> None:
    assert attribute_point("a", 1, "plain", 0.0).plain == {"a": 1}
    assert attribute_point("a", 5, "timestamp", 0.0).customs() == {"timestamp": [{"a": 5}]}
    assert attribute_point("a", "1.0,2.0", "location", 0.0).customs() == {"location": [{"a": "1.0,2.0"}]}


def test_each_custom_attribute_is_an_object_of_its_own() -> None:
    point = Point("E", 0.0, dates={"a": 1, "b": 2})

    assert point.customs() == {"timestamp": [{"a": 1}, {"b": 2}]}
    assert Point("E", 0.0).customs() == {}


def test_an_alias_names_both_ids() -> None:
    assert alias_point("new", "old", 0.0).plain == {"USER_ATTRIBUTE_UNIQUE_ID": "new", "USER_ID_MODIFIED_FROM": "old"}


def test_the_moment_is_in_milliseconds_and_on_the_phone_s_clock() -> None:
    assert Point("E", 1753362161.0004).at_ms == 1753362161000
    assert local_moment(0.0, 3600).hour == 1
