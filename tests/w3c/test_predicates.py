from __future__ import annotations

import pytest

from harness.w3c.errors import WebDriverError
from harness.w3c.predicates import parse_predicate

RUN = {"name": "run", "label": "Run now", "value": "", "type": "Button", "enabled": "true", "x": "20"}


@pytest.mark.parametrize(
    ("written", "is_true"),
    [
        ("name == 'run'", True),
        ('name == "run"', True),
        ("name = 'run'", True),
        ("name=='run'", True),
        ("name == 'Run'", False),
        ("name ==[c] 'RUN'", True),
        ("name != 'run'", False),
        ("name <> 'x'", True),
        ("label CONTAINS 'now'", True),
        ("label contains 'NOW'", False),
        ("label CONTAINS[cd] 'NOW'", True),
        ("label BEGINSWITH 'Run'", True),
        ("label ENDSWITH 'Run'", False),
        ("label LIKE 'R*w'", True),
        ("label LIKE 'R?n'", False),
        ("label MATCHES 'R.n .*'", True),
        ("enabled == true", True),
        ("enabled == 1", True),
        ("enabled == NO", False),
        ("x >= 20 AND x < 21", True),
        ("x > 20", False),
        ("wdName == 'run' && wdLabel == 'Run now'", True),
        ("name == 'x' OR name == 'run'", True),
        ("name == 'x' || label == 'x'", False),
        ("NOT name == 'x'", True),
        ("!(name == 'run')", False),
        ("name == 'x' AND name == 'y' OR name == 'run'", True),
        ("name == 'x' AND (name == 'y' OR name == 'run')", False),
        ("label == 'it\\'s'", False),
    ],
)
def test_a_predicate_judges_attributes(written: str, is_true: bool) -> None:
    assert parse_predicate(written)(RUN) is is_true


def test_a_quoted_quote_is_part_of_the_text() -> None:
    assert parse_predicate(r"name == 'it\'s'")({"name": "it's"})


@pytest.mark.parametrize(
    "written",
    [
        "",
        "name",
        "name ==",
        "name == run",
        "name == )",
        "'name' == 'run'",
        "name IS 'run'",
        "name == 'run",
        "name == 'run' name == 'run'",
        "(name == 'run'",
        "NOT",
        "name == 'run' AND",
        "color == 'red'",
        "label MATCHES '['",
        "label < 3",
        "((" * 5000 + "name == 'x'",
    ],
)
def test_what_is_no_predicate_is_refused(written: str) -> None:
    with pytest.raises(WebDriverError, match="is not a valid predicate here") as refused:
        parse_predicate(written)(RUN)
    assert refused.value.code == "invalid selector"
