"""Does every name in a condition, a deadline, a bearer or a recipient mean one thing, and the right sort of thing?"""

from __future__ import annotations

from collections.abc import Iterator

from compliance.checks._names import Names, in_conditions
from compliance.diagnostics import Diagnostic, Rule, Severity, nearest
from compliance.model.corpus import Corpus
from compliance.model.fields import Record
from compliance.model.instruments import Instrument, Provision
from compliance.model.periods import Period
from compliance.model.policies import Commitment
from compliance.model.terms import TermKind

UNKNOWN_NAME = Rule(
    "C201",
    "unknown-name",
    Severity.ERROR,
    "A name means nothing where it stands.",
    "A condition on it could never be found to hold, and a duty on it would bind nobody.",
    "- when: frontier devloper",
    "- when: frontier developer",
)
TWO_MEANINGS = Rule(
    "C202",
    "two-meanings",
    Severity.ERROR,
    "A name is defined twice within equal reach.",
    "Which of the two definitions decides who is bound would be left to chance.",
    "- definition: deploy\n- means: let others use a model, or use it oneself",
    "- definition: deploy internally\n- means: let others use a model, or use it oneself",
)
WRONG_SORT_OF_NAME = Rule(
    "C203",
    "wrong-sort-of-name",
    Severity.ERROR,
    "A name is of another sort than the field takes.",
    "A deadline runs from a moment, a condition holds of a fact, and a duty binds a role or a body.",
    "- due: within 15 days of training compute",
    "- due: within 15 days of discovery",
)

_SORTS = {TermKind.FACT: "a fact", TermKind.MOMENT: "a moment", TermKind.BODY: "a body"}


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """What is wrong with the names that provisions and commitments use."""
    names = Names(corpus)
    for instrument in corpus.instruments.values():
        for name, key in _moments_of(instrument):
            yield from _one(names, instrument, name, key, _MOMENTS)
    users: list[Provision | Commitment] = [*corpus.provisions.values(), *corpus.commitments.values()]
    for record in users:
        for name, key in in_conditions(record):
            yield from _one(names, record, name, key, _IN_CONDITION)
        for name, key in _moments_of(record):
            yield from _one(names, record, name, key, _MOMENTS)
        for name, key in _parties_of(record):
            yield from _one(names, record, name, key, _PARTIES)


_IN_CONDITION = (frozenset({TermKind.FACT, TermKind.MOMENT}), True, "a fact, a moment or a defined term")
_MOMENTS = (frozenset({TermKind.MOMENT}), False, "a moment")
_PARTIES = (frozenset({TermKind.BODY}), True, "a role or a body")


def _one(
    names: Names, record: Record, name: str, key: str, wanted: tuple[frozenset[TermKind], bool, str]
) -> Iterator[Diagnostic]:
    kinds, may_be_defined, words = wanted
    place = record.places.get(key) or record.place_of(key.partition("[")[0])
    found = names.definitions(name, record) if may_be_defined else ()
    if len(found) > 1 and _are_in_force_together(names.corpus, found):
        others = " and ".join(each.identifier for each in found[:2])
        yield TWO_MEANINGS.at(place, f"'{name}' could mean {others}", "give one of them another name", length=len(name))
    term = names.term(name)
    if found or (term is not None and term.kind in kinds):
        return
    if term is not None:
        field = key.partition("[")[0]
        message = f"'{name}' is {_SORTS[term.kind]}, and '{field}' takes {words}"
        yield WRONG_SORT_OF_NAME.at(place, message, f"name {words}", length=len(name))
        return
    yield UNKNOWN_NAME.at(
        place, f"'{name}' means nothing here", _hint(names, name, kinds, may_be_defined), length=len(name)
    )


def _hint(names: Names, name: str, kinds: frozenset[TermKind], may_be_defined: bool) -> str:
    elsewhere = names.elsewhere(name) if may_be_defined else None
    if elsewhere is not None:
        return f"it is defined in {elsewhere.document}, which does not reach here; define it here with 'same as'"
    near = nearest(name, names.known(kinds, defined=may_be_defined))
    if near:
        return f"did you mean '{near[0]}'?"
    sorts = " or ".join(f"'{kind}'" for kind in sorted(kinds))
    words = ", or put words that are not computed in quotation marks" if TermKind.FACT in kinds else ""
    return f"add it to a terms file as {sorts}{words}"


def _are_in_force_together(corpus: Corpus, found: tuple[Provision, ...]) -> bool:
    periods = [each.in_force or _whole(corpus, each) for each in found]
    return any(
        one is None or other is None or one.meets(other)
        for number, one in enumerate(periods)
        for other in periods[number + 1 :]
    )


def _whole(corpus: Corpus, provision: Provision) -> Period | None:
    document = corpus.instruments.get(provision.document) or corpus.policies.get(provision.document)
    return document.in_force if document else None


def _moments_of(record: Instrument | Provision | Commitment) -> Iterator[tuple[str, str]]:
    """The moments that a record names, each with the key of its place."""
    if not isinstance(record, Commitment) and record.applies is not None:
        yield from ((name, f"applies[{number}]") for number, (name, _) in enumerate(record.applies.moments()))
    if isinstance(record, Instrument):
        return
    yield from ((name, f"on[{number}]") for number, name in enumerate(record.on))
    due = [name for each in record.due for name, _ in each.moments()]
    yield from ((name, f"due[{number}]") for number, name in enumerate(due))
    for key, value in (("every", record.every), ("keep for", record.keep_for)):
        if value is not None:
            yield from ((name, f"{key}[{number}]") for number, (name, _) in enumerate(value.moments()))


def _parties_of(record: Provision | Commitment) -> Iterator[tuple[str, str]]:
    """The roles and bodies that a record names, each with the key of its place."""
    for key in ("bearer", "to", "responsible"):
        parties = getattr(record, key, None)
        if parties is not None:
            yield from ((name, f"{key}[{number}]") for number, name in enumerate(parties.names))
