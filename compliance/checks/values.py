"""Do conditions and recorded facts fit the sort of value that each fact has?"""

from __future__ import annotations

from collections.abc import Iterator

from compliance.checks._names import Names
from compliance.diagnostics import Diagnostic, Place, Rule, Severity, did_you_mean
from compliance.model.amounts import CURRENCIES
from compliance.model.conditions import Compared, Dated, Leaf, Named, OfModels, Quoted, Truth, Worded, leaves
from compliance.model.corpus import Corpus
from compliance.model.facts import FactValue, InWords, InYear, Quantity
from compliance.model.instruments import Provision
from compliance.model.periods import MomentInTime
from compliance.model.policies import Commitment, Fact
from compliance.model.terms import Term, TermKind

WRONG_COMPARISON = Rule(
    "C211",
    "wrong-comparison",
    Severity.ERROR,
    "A condition compares a fact in a way that its value does not allow.",
    "It could never be found to hold or not to hold.",
    "- when: broad training data > 3 operations",
    "- when: broad training data",
)
WRONG_FACT = Rule(
    "C212",
    "wrong-fact",
    Severity.ERROR,
    "A recorded fact is not the sort of value that its term has.",
    "No condition on it could be computed.",
    "- annual gross revenue: yes",
    "- annual gross revenue: > 500000000 USD in 2025",
)
WRONG_TERM = Rule(
    "C213",
    "wrong-term",
    Severity.ERROR,
    "A term does not say in known words what it is a fact of, or what its value is.",
    "Whether a condition on it is computed or only printed depends on that.",
    "- fact: trained on a broad data set\n- of: modle\n- value: yes or no",
    "- fact: trained on a broad data set\n- of: model\n- value: yes or no",
)

YES_OR_NO = "yes or no"
WORDS = "words"
DAY = "day"
_YEARS = {" by calendar year": "preceding calendar year", " by financial year": "preceding financial year"}
OF = (
    "developer", "entity", "model", "system", "incident", "statement", "disclosure", "document", "framework", "request",
    "world",
)  # fmt: skip
"""What a term may be of."""


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """What is wrong with the values in conditions, facts and terms."""
    names = Names(corpus)
    for term in corpus.terms.values():
        yield from _term(term)
    for provision in corpus.provisions.values():
        yield from _conditions(names, provision)
    for commitment in corpus.commitments.values():
        yield from _conditions(names, commitment)
    for fact in corpus.facts:
        if problem := _fact_problem(names, fact):
            yield WRONG_FACT.at(_value_place(fact), *problem, length=len(str(fact.value)))


def _value_place(fact: Fact) -> Place:
    keys = [key for key in fact.places if key not in ("basis", "source")]
    return fact.places[keys[0]] if keys else fact.place


def _term(term: Term) -> Iterator[Diagnostic]:
    if term.of not in OF:
        hint = did_you_mean(term.of, OF, otherwise=f"use one of {', '.join(OF)}")
        yield WRONG_TERM.at(term.place_of("of"), f"'{term.of}' is nothing that a term is of", hint, length=len(term.of))
    if term.kind is TermKind.FACT and not term.value:
        yield WRONG_TERM.at(
            term.place,
            f"the fact '{term.name}' does not say what its value is",
            f"add '- value: {YES_OR_NO}', or a unit",
        )
    if term.kind is not TermKind.FACT and (term.value or term.default):
        name = "value" if term.value else "default"
        yield WRONG_TERM.at(term.place_of(name), f"a {term.kind} has no '{name}'", "take the line out")
    if term.default and term.value == YES_OR_NO and term.default not in ("yes", "no"):
        yield WRONG_TERM.at(
            term.place_of("default"),
            f"'{term.default}' is no default of a fact that is yes or no",
            "write 'yes' or 'no'",
        )


def _conditions(names: Names, record: Provision | Commitment) -> Iterator[Diagnostic]:
    for key, condition in (("when", record.when), ("unless", record.unless)):
        number = 0
        for leaf in leaves(condition) if condition is not None else ():
            if isinstance(leaf, Quoted):
                continue
            if problem := _leaf_problem(names, leaf, record):
                place = record.places.get(f"{key}[{number}]") or record.place_of(key)
                yield WRONG_COMPARISON.at(place, *problem, length=len(str(leaf)))
            number += 1


def _leaf_problem(
    names: Names, leaf: Named | Compared | Dated | Worded | OfModels, record: Provision | Commitment
) -> tuple[str, str] | None:
    """What is wrong with one comparison, and what to write; ``None`` if the name means nothing, which is reported."""
    definitions = names.definitions(leaf.name, record)
    if definitions:
        if isinstance(leaf, OfModels):
            of = definitions[0].of
            return (
                None
                if of in ("model", "")
                else (f"'{leaf.name}' is defined of a {of}, not of a model", f"write '{leaf.name}'")
            )
        return (
            None
            if isinstance(leaf, Named)
            else (f"'{leaf.name}' is a defined term, which holds or does not", f"write '{leaf.name}'")
        )
    term = names.term(leaf.name)
    if term is None or term.kind is TermKind.BODY:
        return None
    return _term_problem(leaf, term)


def _term_problem(leaf: Leaf, term: Term) -> tuple[str, str] | None:
    match leaf:
        case OfModels() if term.of != "model":
            return f"'{term.name}' is a fact of the {term.of}, not of a model", f"write '{term.name}'"
        case Named() | OfModels() if term.kind is TermKind.FACT and term.value != YES_OR_NO:
            return f"'{term.name}' is not yes or no: its value is {term.value}", f"compare it: '{_example(term)}'"
        case Dated() if term.kind is not TermKind.MOMENT:
            return f"'{term.name}' is a fact and has no day", "compare the day of a moment"
        case Compared(_, _, _, unit, reckoning):
            return _number_problem(term, unit, reckoning)
        case Worded() if term.value != WORDS:
            return f"the value of '{term.name}' is not in words", f"write '{_example(term)}'"
    return None


def _number_problem(term: Term, unit: str, reckoning: str | None) -> tuple[str, str] | None:
    units, year = units_of(term)
    if not units:
        return f"'{term.name}' is no number", f"write '{_example(term)}'"
    if unit not in units:
        return f"'{term.name}' is counted in {' or '.join(units)}, not in {unit}", f"write '{_example(term)}'"
    if reckoning != year:
        if year is None:
            return f"'{term.name}' does not go by years", "take the year out"
        return f"'{term.name}' goes by years, and the condition does not say which", f"add 'in the {year}'"
    return None


def units_of(term: Term) -> tuple[tuple[str, ...], str | None]:
    """The units of a fact that is a number, none for any other; and the year by which it goes, if it does."""
    value, year = term.value, None
    for ending, words in _YEARS.items():
        if value.endswith(ending):
            value, year = value.removesuffix(ending), words
    if term.kind is not TermKind.FACT or value in (YES_OR_NO, WORDS, ""):
        return (), year
    return (CURRENCIES if value == "money" else (value.removeprefix("number of "),)), year


def _example(term: Term) -> str:
    units, year = units_of(term)
    if units:
        return f"{term.name} > 10 {units[0]}" + (f" in the {year}" if year else "")
    return f'{term.name} is "…"' if term.value == WORDS else term.name


def _fact_problem(names: Names, fact: Fact) -> tuple[str, str] | None:
    """What is wrong with a recorded fact, and what to write."""
    value = fact.value.value
    if value is Truth.UNKNOWN:
        return None
    term = names.term(fact.name)
    if term is None:
        # A role, by its identifier or by its name: it is the developer's or it is not.
        return (
            None
            if isinstance(value, Truth)
            else ("whether a role is held is yes, no or unknown", "write 'yes' or 'no'")
        )
    if term.kind is TermKind.MOMENT:
        return None if isinstance(value, MomentInTime) else (f"'{term.name}' is a moment", "write the day: 2026-01-31")
    if term.value == YES_OR_NO:
        return None if isinstance(value, Truth) else (f"'{term.name}' is yes or no", "write 'yes', 'no' or 'unknown'")
    if term.value == WORDS:
        return None if isinstance(value, InWords) else (f"'{term.name}' is said in words", 'write them in straight "…"')
    return _number_fact_problem(term, fact.value)


def _number_fact_problem(term: Term, fact: FactValue) -> tuple[str, str] | None:
    units, year = units_of(term)
    example = f"> 10 {units[0]}" + (" in 2025" if year else "") if units else "unknown"
    if not isinstance(fact.value, Quantity):
        return f"'{term.name}' is a number of {' or '.join(units)}", f"write '{example}' or 'unknown'"
    if fact.value.unit not in units:
        return f"'{term.name}' is counted in {' or '.join(units)}, not in {fact.value.unit}", f"write '{example}'"
    if year and not isinstance(fact.span, InYear):
        return f"'{term.name}' goes by years, and the fact does not say which", "add the year: 'in 2025'"
    return None
