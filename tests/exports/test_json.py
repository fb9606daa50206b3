"""JSON: the whole corpus in one document that its schema describes."""

import json as standard
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from compliance.exports import json
from compliance.model.corpus import Corpus
from tests.exports.sample import FILES, SMALL, corpus_of

PROVISION = (
    "id citation kind statement bearer when on due every keep_for to amount asks_for topics in_force applies place"
)
COMMITMENT = "id citation statement track strength every due when on responsible topics place"
MAPPING = "policy instrument obligation met_by helped_by extent missing reason review"


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = standard.loads(json.schema())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def document(corpus: Corpus) -> dict[str, Any]:
    found: dict[str, Any] = standard.loads(json.write(corpus))
    return found


def by_id(records: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {each["id"]: each for each in records}


def test_the_schema_describes_the_document(corpus: Corpus, validator: Draft202012Validator) -> None:
    validator.validate(document(corpus))


def test_every_record_is_there(corpus: Corpus) -> None:
    """Each collection of the corpus is a list of the document, record for record and in order."""
    found = document(corpus)
    for each in fields(Corpus):
        if each.name == "paths":
            continue  # the labels are in the identifiers and citations of the records
        records = getattr(corpus, each.name)
        values = records.values() if hasattr(records, "values") else records

        assert [value.identifier for value in values] == [record["id"] for record in found[each.name]]


@pytest.mark.parametrize(
    ("name", "keys"), [("provisions", PROVISION), ("commitments", COMMITMENT), ("mappings", MAPPING)]
)
def test_the_promised_keys_are_there(name: str, keys: str, sample: Corpus) -> None:
    for record in document(sample)[name]:
        assert set(keys.split()) <= set(record)


def test_values_stand_in_the_words_of_the_grammar(sample: Corpus) -> None:
    provisions = by_id(document(sample)["provisions"])
    report = provisions["xx/act#2.a.report"]

    assert report["due"] == [
        "within 72 hours of discovery or determination, whichever is first",
        "within 1 year of discovery",
        "by 2027-01-01",
    ]
    assert report["bearer"] == "big developer"
    assert report["to"] == "office and public (as applicable)"
    assert report["asks_for"] == "publication"
    assert report["place"]["file"].endswith("frameworks/xx/act.md")
    assert report["notes"] == ["first note", "second note"]
    assert provisions["xx/act#1.b"]["when"].startswith("training compute > 10^26 operations or ")
    assert provisions["xx/act#2.j"]["amount"].startswith("up to the greater of 15000000 EUR and 3 % of revenue")


def test_what_a_provision_takes_from_its_document_is_said(sample: Corpus) -> None:
    """The days on which it is law are its own, or else those of the document."""
    provisions = by_id(document(sample)["provisions"])

    assert provisions["xx/act#2.d"]["in_force"] == "from 2026-01-01"
    assert provisions["xx/act#2.f"]["in_force"] == "from 2026-03-01 until 2027-03-01"
    assert provisions["xx/act#2.d"]["applies"] == "from the later of 2026-06-01 and 90 days after deployment"
    assert provisions["xx/act#2.h"]["applies"] == "until 2028-01-01"
    assert provisions["eu/code#measure-1.1"]["applies"] is None


def test_a_draft_says_so(sample: Corpus) -> None:
    mappings = by_id(document(sample)["mappings"])

    assert mappings["mappings/acme/policy-1/xx-act#2.d"]["review"] == {
        "state": "draft",
        "on": None,
        "by": None,
        "stamp": None,
    }
    assert mappings["mappings/acme/policy-1/xx-act#2.a.report"]["review"]["state"] == "stale"


def test_a_current_review_is_told_from_a_stale_one(sample: Corpus, tmp_path: Path) -> None:
    judgement = sample.mappings[0]
    name = "mappings/acme/policy-1/xx-act.md"
    stamped = FILES[name].replace("3f9a1c2b", sample.stamp_of(judgement))
    mappings = by_id(document(corpus_of(tmp_path, {name: stamped}))["mappings"])

    assert mappings[judgement.identifier]["review"]["state"] == "current"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("provisions", 0, "statement"), None),
        (("provisions", 0, "kind"), "dutty"),
        (("provisions", 0, "due"), "within 3 days"),
        (("provisions", 0, "dew"), []),
        (("provisions", 0, "place", "line"), 0),
        (("commitments", 0, "track"), "wish"),
        (("mappings", 0, "extent"), "partialy"),
        (("mappings", 0, "review", "stamp"), "XYZ"),
        (("comparisons", 0, "instruments"), ["xx/act"]),
        (("base",), "https://example.org"),
        (("version",), 2),
        (("findings",), []),
    ],
    ids=str,
)
def test_the_schema_finds_a_fault(
    path: tuple[str | int, ...], value: object, sample: Corpus, validator: Draft202012Validator
) -> None:
    broken: Any = document(sample)
    at = broken
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value

    with pytest.raises(ValidationError):
        validator.validate(broken)


def test_every_key_is_needed_and_no_other_allowed(sample: Corpus, validator: Draft202012Validator) -> None:
    """Each object of the schema is closed, and explains what it has."""
    schema = standard.loads(json.schema())
    for name, each in [("document", schema), *schema["$defs"].items()]:
        if each["type"] == "object":
            assert each["additionalProperties"] is False, name
            assert each["required"] == list(each["properties"]), name
            assert all(
                "description" in value or "$ref" in value or "items" in value for value in each["properties"].values()
            )


def test_keys_stand_in_one_order(corpus: Corpus) -> None:
    """The order of keys is that of the schema, for all records of a kind."""
    schema = standard.loads(json.schema())
    for name, records in document(corpus).items():
        if isinstance(records, list):
            kind = schema["properties"][name]["items"]["$ref"].rpartition("/")[2]
            assert all(list(each) == list(schema["$defs"][kind]["properties"]) for each in records)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
@settings(deadline=None, max_examples=60)
def test_any_text_survives(text: str) -> None:
    provision = SMALL.provisions["x/act#1"].model_copy(update={"statement": text})
    corpus = replace(SMALL, provisions={"x/act#1": provision})

    assert text == document(corpus)["provisions"][0]["statement"]
