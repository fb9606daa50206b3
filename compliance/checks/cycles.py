"""Does anything rest on itself: definitions, parts, restatements, versions?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from compliance.checks._names import Names, in_conditions
from compliance.checks.references import FIELDS, references_in
from compliance.diagnostics import Diagnostic, Rule, Severity
from compliance.model.corpus import Corpus
from compliance.model.identifiers import Identifier
from compliance.model.instruments import DEFINING, Provision

CYCLE = Rule(
    "C301",
    "cycle",
    Severity.ERROR,
    "Things rest on one another in a circle.",
    "None of them could ever be settled: a term that is defined by itself has no meaning.",
    "- definition: trainer\n- when: developer",
    "- definition: trainer\n- when: training begun",
)

_FIELDS = ("part of", "satisfied by", "restates", "continues", "supersedes")
"""The fields, besides those of definitions, in which nothing may lead back to itself."""


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """The circles in which things rest on one another."""
    yield from _circles(corpus, "definitions that use one another", _definitions(corpus))
    for name in _FIELDS:
        yield from _circles(corpus, f"'{name}' goes round in a circle", _links(corpus, name))


Links = Mapping[Identifier, Mapping[Identifier, str]]
"""What each thing rests on, with the key of the place where it says so."""


def _definitions(corpus: Corpus) -> Links:
    names = Names(corpus)
    found: dict[Identifier, dict[Identifier, str]] = {}
    for each in corpus.provisions.values():
        if each.kind in DEFINING:
            rests = {
                definition.identifier: key
                for name, key in in_conditions(each)
                for definition in names.definitions(name, each)[:1]
            }
            if each.same_as in corpus.provisions:
                rests[each.same_as] = "same as"
            found[each.identifier] = rests
    return found


def _links(corpus: Corpus, name: str) -> Links:
    return {
        record.identifier: {
            reference: f"{name}[{number}]" for number, reference in enumerate(references_in(record, name))
        }
        for record in corpus.records()
        if name in FIELDS.get(type(record), {})
    }


def _circles(corpus: Corpus, words: str, links: Links) -> Iterator[Diagnostic]:
    left = {thing: set(rests) & set(links) for thing, rests in links.items() if rests}
    while True:
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            circle: list[Identifier] = error.args[1][:-1][::-1]
            start = min(range(len(circle)), key=lambda number: _order(corpus, circle[number]))
            circle = circle[start:] + circle[:start]
            yield _reported(corpus, words, links, circle)
            left[circle[0]].discard(circle[1 % len(circle)])
        else:
            return


def _order(corpus: Corpus, identifier: Identifier) -> int:
    record = corpus.find(identifier)
    return record.order if record else 0


def _reported(corpus: Corpus, words: str, links: Links, circle: list[Identifier]) -> Diagnostic:
    record = corpus.find(circle[0])
    assert record is not None, "links are made of records"
    key = links[circle[0]][circle[1 % len(circle)]]
    place = record.places.get(key) or record.place_of(key.partition("[")[0])
    chain = [_name(corpus, each) for each in (*circle, circle[0])]
    shown = chain if len(chain) < 8 else [*chain[:3], f"… ({len(chain) - 5} more) …", *chain[-2:]]
    return CYCLE.at(place, f"{words}: {' → '.join(shown)}", "take one of these links out")


def _name(corpus: Corpus, identifier: Identifier) -> str:
    record = corpus.find(identifier)
    return f"'{record.statement}'" if isinstance(record, Provision) and record.kind in DEFINING else identifier
