"""What a verb is worth, for a duty to do something and for one that asks for efforts."""

from __future__ import annotations

import pytest

from compliance.analyses.coverage import Weight, weight_of_verb
from compliance.content.reading import load
from compliance.model.instruments import Provision
from compliance.model.policies import Track
from tests.analyses.small import ROLE, corpus_of, law

BEARER = "- bearer: frontier developer\n"


@pytest.fixture(scope="module")
def duties() -> dict[str, Provision]:
    """A duty to do something, and one that asks for efforts."""
    act = law(ROLE, f"## § 2\n\n- duty: do\n{BEARER}", f"## § 3\n\n- duty: try\n{BEARER}- strength: best efforts")
    provisions = corpus_of({"frameworks/us-zz/act.md": act}).provisions
    return {"do": provisions["us-zz/act#2"], "try": provisions["us-zz/act#3"]}


@pytest.mark.parametrize(
    ("verbs", "to_do", "to_try"),
    [
        (
            ("will", "shall", "commit", "agree", "require", "maintains", "publishes", "use", "must", "will not",
             "may not", "shall not", "will never", "address"),
            Weight.BINDING,
            Weight.BINDING,
        ),
        (
            ("strive", "will strive", "strives", "best efforts", "will use best efforts", "make every effort",
             "significant effort", "put significant effort into"),
            Weight.PLANNED,
            Weight.BINDING,
        ),
        (
            ("aim", "aims", "will aim", "expect", "intends", "plan", "work toward", "will work toward", "usually",
             "will usually", "likely", "will likely", "should", "try to work toward", "should make a strong attempt"),
            Weight.PLANNED,
            Weight.PLANNED,
        ),
        (
            ("may", "can", "could", "might", "cannot", "cannot commit", "hope", "hopes", "want", "would",
             "will not necessarily"),
            Weight.NOTHING,
            Weight.NOTHING,
        ),
    ],
    ids=["promises", "efforts", "plans", "nothing"],
)  # fmt: skip
def test_verbs(duties: dict[str, Provision], verbs: tuple[str, ...], to_do: Weight, to_try: Weight) -> None:
    """Efforts are a promise only where efforts are asked for; whatever the person, and behind "will" as well."""
    assert {each: weight_of_verb(each, duties["do"]) for each in verbs} == dict.fromkeys(verbs, to_do)
    assert {each: weight_of_verb(each, duties["try"]) for each in verbs} == dict.fromkeys(verbs, to_try)


def test_the_verbs_of_the_shipped_policies_are_weighed_on_purpose(duties: dict[str, Provision]) -> None:
    """The unilateral verbs of the shipped policies that bind; a new one is looked at before it is added here."""
    known = {"address", "commit", "is particularly important", "may not", "require", "shall", "use", "will", "will not"}
    commitments = load().corpus.commitments.values()
    verbs = {each.strength for each in commitments if each.track is Track.UNILATERAL}

    assert {each for each in verbs if weight_of_verb(each, duties["do"]) is Weight.BINDING} <= known
