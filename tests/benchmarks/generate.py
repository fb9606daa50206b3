"""Writes a law, two policies and their crosswalks of any size, as our content and as OSCAL: the same words in both.

Every record is made once, as an :class:`Entry`; two writers put it down. So the two programs read as many records, with
the same text in each and as many fields, properties and references. The same size gives the same bytes.

The shapes and their lengths are those of the shipped catalogs: a law of sections with definitions, duties and the
contents of their documents, prohibitions with exemptions, rules, duties of authorities and penalties; policies of
promises, plans, goals and descriptions; judgements with reasons.

    python -m tests.benchmarks.generate 1000 FOLDER    writes FOLDER/content and FOLDER/oscal
"""

from __future__ import annotations

import json
import random
import sys
import textwrap
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BLOCK = 10
"""Provisions in a section; half of them can be judged, which is why there are two policies."""

LAW = "us-ca/benchmark-act"
POLICIES = ("laboratory/safety-1.0", "laboratory/security-1.0")
SOURCE = "<https://example.org/text>, retrieved 2026-01-31"


@dataclass(frozen=True)
class Entry:
    """One heading: a provision, a commitment, a judgement, or a heading that only holds others.

    Attributes:
        level: how deep it stands; 1 is directly under the document.
        labels: its labels as typed.
        pinpoint: what they make, with those above.
        title: the rest of the heading.
        fields: names and values, in order; the first is the statement if it is a thing.
        references: names of fields whose values are pinpoints, with the document that these belong to.
        notes: sentences below the fields.
    """

    level: int
    labels: str
    pinpoint: str
    title: str
    fields: tuple[tuple[str, str], ...] = ()
    references: tuple[tuple[str, tuple[str, ...]], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_thing(self) -> bool:
        """Whether it is a provision, a commitment or a judgement."""
        return bool(self.fields) and self.fields[0][0] not in ("topic", "cite as")


@dataclass(frozen=True)
class Corpus:
    """A law, the policies, and a crosswalk of each: what both writers put down."""

    law: tuple[Entry, ...]
    policies: dict[str, tuple[Entry, ...]]
    crosswalks: dict[str, tuple[Entry, ...]]


def make(size: int) -> Corpus:
    """A law of ``size`` provisions, policies of as many commitments together, and as many judgements.

    Raises:
        ValueError: ``size`` is no multiple of ten.
    """
    if size < BLOCK or size % BLOCK:
        raise ValueError(f"{size} is no multiple of {BLOCK}")
    words = _Words(size)
    law = tuple(_law(size // BLOCK, words))
    policies = {name: tuple(_policy(size // len(POLICIES), words)) for name in POLICIES}
    crosswalks = {name: tuple(_crosswalk(law, policies[name], words)) for name in POLICIES}
    return Corpus(law, policies, crosswalks)


# -- words ---------------------------------------------------------------------------------------------------------

_VERBS = (
    "publish", "keep up to date", "review", "write down", "test", "explain in plain words", "hand in", "assess anew",
    "have an outside expert examine", "make known to its staff",
)  # fmt: skip
_OBJECTS = (
    "a summary of its assessments of serious risk", "the thresholds of capability at which more is required of it",
    "the results of its evaluations", "the safeguards against theft of model weights", "its plan for safety incidents",
    "the names of those who answer for safety", "the ways in which staff can raise concerns",
    "the limits that it sets on internal use", "the record of its deployment decisions",
    "the standards that it has taken up and those that it has not",
)  # fmt: skip
_MANNERS = (
    "clearly and where it will be noticed", "in a form that a machine can read", "with the reasons for each change",
    "without leaving out what speaks against it", "together with the version that came before",
    "as far as this discloses no trade secret", "in enough detail for an expert to judge it",
)  # fmt: skip
_ENDS = (
    "so that others can tell what has changed", "before any other step is taken", "for every model in use",
    "whether or not a model is offered to the public", "with regard to what is known at the time",
    "and answer questions on it within a reasonable time",
)  # fmt: skip
_REMARKS = (
    "The text does not say from what day the time runs, and the earlier of two days is taken here.",
    "The policy promises the act and not its manner; a page that is hard to find keeps the promise and breaks the law.",
    "For the company it can be said that it has so far done more than this, but a practice is no promise.",
    "A regulator will answer with the document's own words, which call it voluntary and leave laws to other papers.",
    "What is asked for is a description, and the first part of the section gives one.",
    "The two terms overlap, and neither contains the other; a smaller harm is caught by one of them only.",
    "That the passage stands in an appendix does not make it weaker, since the introduction refers to it.",
    "Nothing in the section speaks of models that are used inside the company only.",
    "The verb is one of expectation, so it is not relied on and only helps.",
    "The question is one of wording and not of conduct, which no promise proves.",
)  # fmt: skip
_TOPICS = (
    "framework", "framework change", "standards", "risk thresholds", "evaluation", "risk assessment", "mitigation",
    "security of weights", "deployment decisions", "internal use", "third parties", "incident response",
    "incident reporting", "governance", "transparency", "record keeping",
)  # fmt: skip
_ADJECTIVES = (
    "unsafe", "severe", "novel", "covert", "external", "internal", "material", "recurring", "systemic", "emergent",
    "hidden", "partial", "shared", "delayed", "repeated", "remote", "autonomous", "dormant", "hybrid", "residual",
    "unusual", "primary", "secondary", "local", "joint",
)  # fmt: skip
_NOUNS = (
    "release", "test", "access", "transfer", "capability", "failure", "disclosure", "training run", "assessment",
    "deviation", "breach", "review", "evaluation", "modification", "exposure", "misuse", "decision", "finding", "audit",
    "safeguard", "copy", "delegation", "experiment", "threshold", "signal", "account", "channel", "contract", "cluster",
    "output", "prompt", "report", "request", "session", "setting", "source", "stage", "supplier", "task", "tool",
)  # fmt: skip


class _Words:
    """Deterministic text of realistic length."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def pick(self, options: tuple[str, ...]) -> str:
        return options[int(self._random.random() * len(options))]

    def act(self, *, on: str = "") -> str:
        """What someone does: some 130 characters, as in the shipped catalogs."""
        about = f" that concern any {on}" if on else ""
        parts = (f"{self.pick(_VERBS)} {self.pick(_OBJECTS)}{about}", self.pick(_MANNERS), self.pick(_ENDS))
        return ", ".join(parts)

    def remarks(self, least: int, most: int) -> tuple[str, ...]:
        """So many sentences."""
        return tuple(self.pick(_REMARKS) for _ in range(least + int(self._random.random() * (most - least + 1))))


def _term(number: int) -> str:
    """A defined term that no other section has."""
    number, noun = divmod(number, len(_NOUNS))
    number, adjective = divmod(number, len(_ADJECTIVES))
    return f"{_ADJECTIVES[adjective]} {_NOUNS[noun]}" + (f" of class {number + 1}" if number else "")


ROLE = "covered laboratory"
OFFICE = "California Office of Emergency Services"


# -- the law -------------------------------------------------------------------------------------------------------


def _law(sections: int, words: _Words) -> Iterator[Entry]:
    for number in range(sections):
        if number % 20 == 0:
            yield Entry(1, "", "", f"Chapter {number // 20 + 1}")
        yield from _section(number, words)


_DUE = ("within 15 days of discovery", "within 72 hours of discovery", "within 30 days of discovery")
_EVERY = ("year", "3 months", "6 months, or on another reasonable schedule that it specifies")


def _section(number: int, words: _Words) -> Iterator[Entry]:
    """One section with ten provisions: the first section's definition is the role that bears the duties."""
    section, term = str(number + 101), _term(number)
    topic = words.pick(_TOPICS)
    yield Entry(2, f"§ {section}", section, topic.capitalize(), (("topic", topic),))
    a, b, c, d, e = (f"{section}.{letter}" for letter in "abcde")
    yield Entry(3, "(a)", a, "Terms")
    if number == 0:
        name = (("role", ROLE), ("of", "developer"), ("means", f"whoever is to {words.act()}"))
    else:
        name = (("definition", term), ("of", "model"), ("means", f"what a model does when others {words.act()}"))
    yield Entry(4, "(1)", f"{a}.1", "What it is", name)
    yield Entry(4, "(2)", f"{a}.2", "What it is not", (("rule", words.act()),), (("for", (f"{a}.1",)),))
    when = (("when", f"some model is {term}"),) if number % 3 == 1 else ()
    often = (
        (("every", _EVERY[number // 2 % 3]),) if number % 2 else (("on", "discovery"), ("due", _DUE[number // 2 % 3]))
    )
    duty = (
        ("duty", words.act(on=term)),
        ("bearer", ROLE),
        *when,
        *often,
        ("to", OFFICE),
        ("filing", f"{topic} report"),
    )
    yield Entry(3, "(b)", b, "Report", duty, notes=words.remarks(0, 1))
    yield Entry(4, "(1)", f"{b}.1", "Facts", (("content", words.act()), ("bearer", ROLE)))
    yield Entry(
        4, "(2)", f"{b}.2", "Reasons", (("content", words.act()), ("bearer", ROLE)), (("rests on", (f"{a}.1",)),)
    )
    rule = (("rule", words.act()), ("note", words.pick(_REMARKS)))
    yield Entry(4, "(3)", f"{b}.3", "How it is read", rule, (("for", (b,)),))
    yield Entry(3, "(c)", c, "What is forbidden", (("prohibition", words.act()), ("bearer", ROLE)))
    exemption = (("exemption", words.act()), ("when", "good faith and reasonable"))
    yield Entry(4, "(1)", f"{c}.1", "Good faith", exemption, (("for", (c,)),))
    office = (("authority duty", words.act()), ("bearer", OFFICE), ("every", "year"))
    yield Entry(3, "(d)", d, "The office", office, notes=words.remarks(0, 1))
    penalty = (("penalty", words.act()), ("bearer", ROLE), ("amount", "up to 1000000 USD per violation"))
    yield Entry(3, "(e)", e, "Penalty", penalty, (("for", (b, c)),))


# -- the policies --------------------------------------------------------------------------------------------------

_ODD_ONES: tuple[tuple[tuple[str, str], ...], ...] = (
    (("track", "recommendation"), ("strength", "should")),
    (("track", "goal"), ("strength", "aim"), ("target", "2027-01-01"), ("state", "open")),
    (("track", "contingent"), ("strength", "will"), ("when", '"others do the same"')),
)


def _policy(size: int, words: _Words) -> Iterator[Entry]:
    for number in range(size):
        part, place = number // 25 + 1, number % 25 // 5 + 1
        if number % 25 == 0:
            yield Entry(1, str(part), str(part), words.pick(_TOPICS).capitalize())
        if number % 5 == 0:
            yield Entry(2, f"{part}.{place}", f"{part}.{place}", words.pick(_TOPICS).capitalize())
        item = number % 5 + 1
        weight = (
            (("track", "unilateral"), ("strength", "will")),
            (("track", "unilateral"), ("strength", "will"), ("every", "year")),
            (("track", "unilateral"), ("strength", "expect")),
            (("track", "descriptive"), ("strength", "is")),
            _ODD_ONES[number // 5 % 3],
        )[item - 1]
        fields = (("commitment", f"the laboratory is to {words.act()}"), *weight, ("topic", words.pick(_TOPICS)))
        notes = words.remarks(1, 1) if item in (2, 4) else ()
        yield Entry(3, f"({item})", f"{part}.{place}.{item}", "", fields, notes=notes)


# -- the judgements ------------------------------------------------------------------------------------------------

_JUDGED = ("definition", "role", "duty", "content", "prohibition")


def _crosswalk(law: Iterable[Entry], policy: Iterable[Entry], words: _Words) -> Iterator[Entry]:
    """A judgement of each provision that can be judged, in the law's order."""
    commitments = [each for each in policy if each.is_thing]
    promises = [each.pinpoint for each in commitments if ("strength", "will") in each.fields[1:3]]
    others = [each.pinpoint for each in commitments if each.pinpoint not in set(promises)]
    partial_term = False
    judged = (each for each in law if each.is_thing and each.fields[0][0] in _JUDGED)
    for number, each in enumerate(judged):
        of_term = each.fields[0][0] in ("definition", "role")
        if of_term:
            partial_term = number % 2 == 0
        extent = ("none", "partial", "none", "partial", "full")[number * 3 % 5]
        if of_term:
            extent = "partial" if partial_term else "none"
        elif extent == "full" and partial_term:
            # A full judgement of what rests on a term that is met in part would be warned about.
            extent = "partial"
        elif number % 50 == 7:
            extent = "conflict"
        helpers = tuple(dict.fromkeys(others[(number * step) % len(others)] for step in (1, 7, 11)))
        references: tuple[tuple[str, tuple[str, ...]], ...] = (("helped by", helpers),)
        if extent != "none":
            needs = tuple(dict.fromkeys(promises[(number * step) % len(promises)] for step in (1, 3)))
            references = (("met by", needs), *references)
        missing = (
            (("missing", f"a promise to {words.act()}; a promise to {words.act()}"),) if extent == "partial" else ()
        )
        fields = (("extent", extent), *missing)
        yield Entry(1, each.pinpoint, each.pinpoint, each.title, fields, references, words.remarks(4, 7))


# -- our content ---------------------------------------------------------------------------------------------------


def write_content(corpus: Corpus, root: Path) -> None:
    """Writes a content root, for ``compliance check --content``."""
    law = (
        ("kind", "statute"), ("jurisdiction", "us-ca"), ("citation", "Benchmark Act"), ("cite as", "Benchmark Act § …"),
        ("in force", "from 2026-01-01"), ("source", SOURCE), ("status", "complete"),
    )  # fmt: skip
    _write(root / "frameworks" / f"{LAW}.md", "Benchmark Act", law, corpus.law)
    _write(root / "frameworks/laboratory/developer.md", "Laboratory", (("kind", "developer"),), ())
    for name, entries in corpus.policies.items():
        title = name.rpartition("/")[2].replace("-", " ").capitalize()
        policy = (
            ("kind", "policy"), ("developer", "laboratory"), ("version", "1.0"), ("cite as", f"{title} § …"),
            ("in force", "from 2026-01-01"), ("source", SOURCE), ("status", "complete"),
        )  # fmt: skip
        _write(root / "frameworks" / f"{name}.md", title, policy, entries)
        crosswalk = (("kind", "crosswalk"), ("policy", name), ("instrument", LAW))
        path = root / "mappings" / name / f"{LAW.replace('/', '-')}.md"
        _write(path, f"{title} against the Benchmark Act", crosswalk, corpus.crosswalks[name])


def _write(path: Path, title: str, fields: Iterable[tuple[str, str]], entries: Iterable[Entry]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    blocks = [f"# {title}", _list(fields)]
    for each in entries:
        blocks.append(" ".join(filter(None, ("#" * (each.level + 1), each.labels, each.title))))
        references = tuple((name, ", ".join(values)) for name, values in each.references)
        # A judgement says first what meets the obligation.
        first = references if each.fields and each.fields[0][0] == "extent" else ()
        if lines := (*first, *each.fields, *(references if not first else ())):
            blocks.append(_list(lines))
        if each.notes:
            blocks.append("\n".join(each.notes))
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def _list(fields: Iterable[tuple[str, str]]) -> str:
    wrap = textwrap.TextWrapper(width=150, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    return "\n".join(wrap.fill(f"- {name}: {value}") for name, value in fields)


# -- OSCAL ---------------------------------------------------------------------------------------------------------

_NAMESPACE = uuid.UUID("8f5ac0de-0000-4000-8000-000000000000")


def write_oscal(corpus: Corpus, workspace: Path) -> None:
    """Writes catalogs and mapping collections into a workspace that ``trestle init`` made."""
    for name, entries in {LAW: corpus.law, **corpus.policies}.items():
        groups = list(_groups(entries))
        document = {"uuid": _uuid(name), "metadata": _metadata(name), "groups": groups}
        _write_model(workspace / "catalogs" / _token(name), "catalog", document)
    for name, entries in corpus.crosswalks.items():
        mapping = {
            "uuid": _uuid(f"{name} mapping"),
            "source-resource": {"type": "catalog", "href": f"trestle://catalogs/{_token(name)}/catalog.json"},
            "target-resource": {"type": "catalog", "href": f"trestle://catalogs/{_token(LAW)}/catalog.json"},
            "maps": [_map(name, each) for each in entries],
        }
        document = {
            "uuid": _uuid(f"{name} mappings"),
            "metadata": _metadata(f"{name} against {LAW}"),
            "provenance": {
                "method": "human",
                "matching-rationale": "semantic",
                "status": "draft",
                "mapping-description": "Which commitments meet which obligations.",
            },
            "mappings": [mapping],
        }
        _write_model(workspace / "mapping-collections" / _token(name), "mapping-collection", document)


def _write_model(folder: Path, kind: str, document: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{kind}.json").write_text(json.dumps({kind: document}, indent=2) + "\n", encoding="utf-8")


def _metadata(title: str) -> dict[str, str]:
    return {"title": title, "last-modified": "2026-01-31T00:00:00+00:00", "version": "1.0", "oscal-version": "1.2.1"}


def _groups(entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    """Chapters that hold sections that hold controls, as the headings stand; a control holds those below it."""
    chapter: dict[str, Any] = {}
    section: dict[str, Any] = {}
    above: list[tuple[int, dict[str, Any]]] = []
    for number, each in enumerate(entries):
        if each.is_thing:
            control = _control(each)
            while above and above[-1][0] >= each.level:
                above.pop()
            holder = above[-1][1] if above else section
            holder.setdefault("controls", []).append(control)
            above.append((each.level, control))
        elif each.level == 1:
            if chapter:
                yield chapter
            chapter = {"id": f"chapter-{number}", "title": each.title, "groups": []}
        elif "(" not in each.labels:
            section = {"id": _token(f"s-{each.pinpoint}"), "title": f"{each.labels} {each.title}"}
            section["props"] = [_property(*field) for field in each.fields]
            if not section["props"]:
                del section["props"]
            chapter["groups"].append(section)
            above = []
    yield chapter


def _control(entry: Entry) -> dict[str, Any]:
    """A provision or a commitment: its statement and notes as prose, its fields as properties and links."""
    identifier = f"s-{entry.pinpoint}"
    (kind, statement), *fields = entry.fields
    parts = [{"id": f"{identifier}_smt", "name": "statement", "prose": statement}]
    notes = [*(value for name, value in fields if name == "note"), *entry.notes]
    if notes:
        parts.append({"id": f"{identifier}_gdn", "name": "guidance", "prose": "\n".join(notes)})
    control: dict[str, Any] = {"id": identifier, "title": f"{entry.labels} {entry.title}".strip()}
    control["props"] = [_property("kind", kind), *(_property(*each) for each in fields if each[0] != "note")]
    links = [{"href": f"#s-{value}", "rel": _token(name)} for name, values in entry.references for value in values]
    return control | ({"links": links} if links else {}) | {"parts": parts}


_RELATIONS = {"full": "superset-of", "partial": "intersects-with"}


def _map(policy: str, entry: Entry) -> dict[str, Any]:
    """A judgement: its two ends, what is missing as a qualifier, and its reasons."""
    fields = dict(entry.fields)
    found: dict[str, Any] = {
        "uuid": _uuid(f"{policy} {entry.pinpoint}"),
        "relationship": _RELATIONS.get(fields["extent"], "no-relationship"),
        "sources": [
            {"type": "control", "id-ref": f"s-{value}", "props": [_property("part", _token(name))]}
            for name, values in entry.references
            for value in values
        ],
        "targets": [{"type": "control", "id-ref": f"s-{entry.pinpoint}"}],
        "props": [_property("title", entry.title), _property("extent", fields["extent"])],
        "remarks": "\n".join(entry.notes),
    }
    if "missing" in fields:
        qualifier = {"subject": "target", "predicate": "has-requirement", "category": "gap"}
        found["qualifiers"] = [qualifier | {"description": fields["missing"]}]
    return found


def _property(name: str, value: str) -> dict[str, str]:
    return {"name": _token(name), "value": value}


def _token(text: str) -> str:
    return text.replace(" ", "-").replace("/", "-")


def _uuid(name: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, name))


if __name__ == "__main__":
    size, folder = int(sys.argv[1]), Path(sys.argv[2])
    corpus = make(size)
    write_content(corpus, folder / "content")
    write_oscal(corpus, folder / "oscal")
