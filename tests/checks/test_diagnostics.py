"""How findings look: as text, JSON, SARIF and CI annotations; in one order, whatever order they were found in."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from compliance.checks import all_rules, check_all
from compliance.content.reading import load
from compliance.diagnostics import (
    Diagnostic,
    Place,
    Related,
    as_annotations,
    as_json,
    as_sarif,
    as_text,
    did_you_mean,
    in_order,
    nearest,
)

RULES = tuple(all_rules().values())
RULE = all_rules()["F203"]
FOUND = RULE.at(Place("mappings/acme/a.md", 17, 11), "'partialy' is not a value of 'extent'", "use 'full'", length=8)

words = st.text(max_size=20)
diagnostics = st.builds(
    Diagnostic,
    st.sampled_from(RULES),
    st.builds(Place, st.sampled_from(("a.md", "b c,d:e%.md", "é.md")), st.integers(1, 3), st.integers(1, 3)),
    words,
    st.none() | words,
    st.integers(1, 9),
)


def test_text() -> None:
    """The place, the message, the line with a mark under the words that are meant, and a hint."""
    assert as_text([FOUND], lambda _: "- extent: partialy") == (
        "mappings/acme/a.md:17:11: error[F203] 'partialy' is not a value of 'extent'\n"
        "   17 | - extent: partialy\n"
        "      |           ^^^^^^^^\n"
        "      = help: use 'full'\n"
    )


def test_json() -> None:
    """Every part by name."""
    assert json.loads(as_json([FOUND])) == [
        {
            "code": "F203",
            "name": "bad-value",
            "severity": "error",
            "file": "mappings/acme/a.md",
            "line": 17,
            "column": 11,
            "length": 8,
            "message": "'partialy' is not a value of 'extent'",
            "hint": "use 'full'",
            "related": [],
        }
    ]


def test_related_places() -> None:
    """A finding about two texts shows both, in every form that has a way to say so."""
    other = Related(Place("texts/law.md", 7, 3), "the official words", 4)
    found = RULE.at(Place("a.md", 2, 3), "no", related=(other,))

    assert as_text([found], lambda place: "> four words") == (
        "a.md:2:3: error[F203] no\n"
        "    2 | > four words\n"
        "      |   ^\n"
        "      texts/law.md:7:3: the official words\n"
        "    7 | > four words\n"
        "      |   ^^^^\n"
    )
    (one,) = json.loads(as_json([found]))
    assert one["related"] == [
        {"file": "texts/law.md", "line": 7, "column": 3, "length": 4, "message": "the official words"}
    ]
    (result,) = json.loads(as_sarif([found], version="1"))["runs"][0]["results"]
    (location,) = result["relatedLocations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "texts/law.md"
    assert location["message"]["text"] == "the official words"


def test_annotations() -> None:
    """Signs that would end the command are written as codes."""
    found = RULE.at(Place("a,b:c.md", 2, 3), "50% of\nit", None)

    assert as_annotations([found]) == "::error file=a%2Cb%3Ac.md,line=2,col=3,title=F203 bad-value::50%25 of%0Ait\n"


@given(st.lists(diagnostics, max_size=6))
def test_one_order(found: list[Diagnostic]) -> None:
    """The order in which findings were made changes nothing, in any form, and repeats are left out."""
    back = [*reversed(found), *found]

    assert in_order(back) == in_order(found)
    assert as_json(back) == as_json(found)
    assert as_text(back) == as_text(found)
    assert as_annotations(back) == as_annotations(found)
    assert as_sarif(back, version="1") == as_sarif(found, version="1")


@given(st.lists(diagnostics, max_size=6))
def test_sarif(found: list[Diagnostic]) -> None:
    """The members that SARIF 2.1.0 requires are there, with the values that it allows."""
    log: dict[str, Any] = json.loads(as_sarif(found, version="1.2.3"))

    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]

    assert driver["name"] == "compliance"
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    assert len({each["id"] for each in driver["rules"]}) == len(driver["rules"])
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
    assert len(run["results"]) == len(in_order(found))
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert "text" in result["message"]
        for location in result["locations"]:
            physical = location["physicalLocation"]
            region = physical["region"]

            assert region["startLine"] >= 1
            assert 1 <= region["startColumn"] < region["endColumn"]
            assert not set(physical["artifactLocation"]["uri"]) & set(' <>"{}|\\^`'), "a URI has no such signs"


def test_nearest() -> None:
    """The nearest known word is offered, and none where none is near or the word is no word."""
    assert did_you_mean("partialy", ["full", "partial"]) == "did you mean 'partial'?"
    assert did_you_mean("xyz", ["full"], otherwise="use 'full'") == "use 'full'"
    assert nearest("a" * 1_000_000, ["a" * 100]) == ()


def test_shipped_content_is_sound() -> None:
    """The shipped catalogs have no error."""
    reading = load()
    errors = [str(each) for each in (*reading.diagnostics, *check_all(reading.corpus)) if each.severity == "error"]

    assert errors == []
