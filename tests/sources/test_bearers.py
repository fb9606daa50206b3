"""Who is bound in the official words is who is bound in ours, and a large carrier is not every carrier."""

from __future__ import annotations

import re

import pytest

from compliance.diagnostics import Place
from compliance.model.corpus import Corpus
from compliance.model.fields import Parties
from compliance.model.instruments import Instrument, Provision
from compliance.model.terms import Term
from compliance.sources.bearers import actors_of, bearers
from compliance.sources.force import operatives, subjects
from compliance.sources.subdivisions import Subdivision

ACTORS = {
    "carrier": ("carrier",),
    "large carrier": ("large carrier",),
    "Ruritanian Harbour Office": ("Harbour Office", "Office"),
    "Ruritanian Attorney General": ("Attorney General",),
}
NAMES = re.compile(r"\b(?:large carrier|carrier|Harbour Office|Office|Attorney General)s?\b", re.IGNORECASE)


def provision(kind: str, bearer: str, **fields: object) -> Provision:
    """A provision that binds or empowers these."""
    parties = Parties.parse(bearer, ACTORS)
    made = {"identifier": "zz/act#1", "document": "zz/act", "citation": "§ 1", "place": Place("act.md")}
    return Provision.model_validate(made | {"kind": kind, "statement": "it", "bearer": parties} | fields)


def found(words: str, kind: str, bearer: str, above: tuple[str, ...] = ()) -> list[str]:
    """The messages of what is found."""
    subdivision = Subdivision("1", words, above, provisions=(provision(kind, bearer),))
    return [each.message for each in bearers(ACTORS)(subdivision)]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("A large carrier shall sail.", ["large carrier"]),
        ("No large carrier may sail.", ["large carrier"]),
        ("Each such carrier must sail.", ["carrier"]),
        ("If a large carrier discovers a leak, the carrier shall sail.", ["carrier"]),
        ("On and after 1 May 2030, or as the Office directs, a carrier shall sail.", ["carrier"]),
        ("A carrier that learns of a leak after the filing required by the Office may sail.", ["carrier"]),
        ("A carrier that sails by a chart of, or holding a permit stated by, a city, port, or dock named by the Office "
         "shall say so.", ["carrier"]),
        ("The Office, in consultation with the Attorney General, shall sail.", ["Office"]),
        ("The Attorney General or the Harbour Office may sail.", ["Attorney General", "Harbour Office"]),
        ("The Office shall read logs sent by carriers and may burn them.", ["Office"]),
        ("There is a carrier that shall sail.", ["carrier"]),
        ("The log shall be published by a large carrier.", ["large carrier"]),
        # What cannot be told.
        ("It shall sail.", []),
        ("The log shall be published.", []),
        ("Reports from carriers shall include maps.", []),
        ("The carrier’s log shall have maps.", []),
        ("Upon request of a carrier, the court shall sit.", []),
        ("The office of the mayor shall sail.", []),
    ],
)  # fmt: skip
def test_of_whom_a_verb_is_said(words: str, who: list[str]) -> None:
    """The subject is found where it can be, and left open where it cannot."""
    last = [each for each in operatives(words) if each.is_asked][-1]

    assert list(subjects(words, last, NAMES)) == who


@pytest.mark.parametrize(
    ("words", "kind", "bearer"),
    [
        ("A large carrier shall keep a log.", "duty", "large carrier"),
        ("Carriers shall keep a log.", "duty", "carrier"),
        ("The Harbour Office shall keep a list.", "authority duty", "Ruritanian Harbour Office"),
        ("The attorney general may sue.", "authority power", "Ruritanian Attorney General"),
        ("The Office and the Attorney General shall meet.", "authority duty",
         "Ruritanian Attorney General and Ruritanian Harbour Office"),
        ("A carrier that sails with a pilot shall be deemed licensed.", "alternative", "carrier"),
    ],
)  # fmt: skip
def test_the_same_bearer(words: str, kind: str, bearer: str) -> None:
    """The text's short name of a body is that body, in capitals or not."""
    assert found(words, kind, bearer) == []


@pytest.mark.parametrize(
    ("words", "kind", "bearer", "says"),
    [
        ("A large carrier shall keep a log.", "duty", "carrier", "wider"),
        ("A carrier shall keep a log.", "duty", "large carrier", "narrower"),
        ("No large carrier may sail.", "prohibition", "carrier", "wider"),
        ("If a large carrier finds a leak, the carrier shall tell.", "duty", "large carrier", "narrower"),
        ("A carrier shall keep a log.", "duty", "Ruritanian Harbour Office", "name 'carrier'"),
        ("The Attorney General or the Office may sue.", "authority power", "Ruritanian Harbour Office", "and Office"),
        (
            "The Office may sue.",
            "authority power",
            "Ruritanian Attorney General or Ruritanian Harbour Office",
            "'Office'",
        ),
        ("The log shall be shown by a large carrier.", "duty", "carrier", "wider"),
        # Who must do it is not said, and yet it is a matter of large ones only.
        ("The log shall be shown to the crew of the large carrier.", "duty", "carrier", "wider"),
    ],
)
def test_another_bearer(words: str, kind: str, bearer: str, says: str) -> None:
    """A bearer that is widened, narrowed or exchanged is found."""
    (message,) = found(words, kind, bearer)

    assert says in message


def test_only_the_verb_of_its_own_force_counts() -> None:
    """Where one may and another shall, each provision is compared with its own verb."""
    words = "A carrier may copy the log. The Office shall keep it."

    assert found(words, "permission", "carrier") == []
    assert found(words, "authority duty", "Ruritanian Harbour Office") == []
    assert len(found(words, "permission", "Ruritanian Harbour Office")) == 1
    assert len(found(words, "duty", "carrier")) == 1


def test_items_take_their_bearer_from_above() -> None:
    """A list is about the one of whom the words above it speak."""
    above = ("A large carrier shall keep a log with:",)

    assert found("the winds", "content", "large carrier", above) == []
    assert len(found("the winds", "content", "carrier", above)) == 1


def test_names_are_the_same_in_every_number() -> None:
    """ "Providers of maps with soundings" are the provider of a map with soundings, and no provider of other maps."""
    check = bearers({each: (each,) for each in ("provider of a map", "provider of a map with soundings", "Signatory")})

    def messages(words: str, bearer: str) -> list[str]:
        restated = provision("duty", bearer)
        return [each.message for each in check(Subdivision("1", words, provisions=(restated,)))]

    assert messages("Providers of maps with soundings shall sail.", "provider of a map with soundings") == []
    assert "wider" in messages("Providers of maps with soundings shall sail.", "provider of a map")[0]
    assert "narrower" in messages("Providers of maps shall sail.", "provider of a map with soundings")[0]
    assert messages("Signatories commit to sailing.", "Signatory") == []


def test_a_size_that_no_bearer_has() -> None:
    """ "Large" makes another of a known name, even where large ones are nobody's bearer."""
    subdivision = Subdivision("1", "A large carrier shall sail.", provisions=(provision("duty", "carrier"),))

    assert [each.rule.code for each in bearers({"carrier": ("carrier",)})(subdivision)] == ["V501"]


def test_what_the_text_may_call_them() -> None:
    """Names come from roles, from bodies without their state, and from the text's own short names."""

    def body(name: str, statement: str) -> Term:
        place = Place("terms.md")
        return Term(identifier=name, place=place, name=name, kind="body", statement=statement, of="world")  # type: ignore[arg-type]

    def defined(number: int, kind: str, term: str, means: str) -> Provision:
        made = {
            "identifier": f"us-ca/act#{number}",
            "document": "us-ca/act",
            "citation": "§ 1",
            "place": Place("act.md"),
        }
        return Provision.model_validate(made | {"kind": kind, "statement": term, "means": means})

    provisions = [
        defined(1, "role", "carrier", "whoever carries"),
        defined(2, "definition", "Agency", "the California Harbour Agency"),
        defined(3, "definition", "Bureau", "a bureau within the California Harbour Agency"),
    ]
    bodies = [
        body("California Harbour Agency", "the agency of that name"),
        body("California Tide Bureau", 'what the act defines as "Bureau"'),
        body("Governor of California", "the head of the executive"),
        body("Illinois Harbour Agency", "that of another state"),
    ]
    act = {
        "identifier": "us-ca/act", "place": Place("act.md"), "title": "Act", "kind": "statute", "jurisdiction": "us-ca",
        "citation": "Act", "in_force": "from 2026-01-01", "source": "<https://example.org/act>, retrieved 2026-01-31",
    }  # fmt: skip
    corpus = Corpus(
        instruments={"us-ca/act": Instrument.model_validate(act)},
        provisions={each.identifier: each for each in provisions},
        terms={each.name: each for each in bodies},
    )

    assert actors_of(corpus, "us-ca/act") == {
        "carrier": ("carrier",),
        "California Harbour Agency": ("California Harbour Agency", "Harbour Agency", "Agency"),
        "California Tide Bureau": ("California Tide Bureau", "Tide Bureau", "Bureau"),
        "Governor of California": ("Governor of California", "Governor"),
    }
