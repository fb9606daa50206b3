"""Sections to records: which heading is which thing, what its fields mean, and what is wrong with them.

Each kind of document has a reader below; all of them share one way of building a record: the fields are gathered by
name, the pydantic model reads the values, and what it finds wrong becomes a diagnostic at the line and column of the
value. A heading that cannot be read is reported and left out; the others are still read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pydantic import ValidationError

from compliance.content.sections import Field, Section
from compliance.content.workspace import ContentFile
from compliance.diagnostics import Diagnostic, Place, Rule, Severity, ValueProblem, did_you_mean
from compliance.model import prose
from compliance.model.conditions import All, AnyOf, Condition, names_in, parse_condition
from compliance.model.corpus import Heading
from compliance.model.crosswalks import COMPARISON_FIELDS, MAPPING_FIELDS, Comparison, Crosswalk
from compliance.model.crosswalks import Mapping as Judgement
from compliance.model.fields import Record, Vocabulary, split_list
from compliance.model.identifiers import HeadingText, Path, absolute, cite, document_of, read_heading, slug
from compliance.model.instruments import (
    FIELDS_OF_KIND,
    HANDED_DOWN,
    Instrument,
    InstrumentKind,
    Provision,
    ProvisionKind,
)
from compliance.model.outlines import Outline, OutlineSection
from compliance.model.periods import Application, Deadline, Interval, Retention
from compliance.model.policies import (
    COMMITMENT_FIELDS,
    Change,
    Commitment,
    Developer,
    EventKind,
    Evidence,
    Fact,
    Policy,
    Thing,
    ThingKind,
)
from compliance.model.terms import Term, TermKind, Topic

R = TypeVar("R", bound=Record)

NO_KIND = Rule(
    "F201",
    "no-document-kind",
    Severity.ERROR,
    "The document does not say what kind of document it is.",
    "Its kind decides how everything in it is read.",
    "# An act\n\n- jurisdiction: us-ca",
    "# An act\n\n- kind: statute\n- jurisdiction: us-ca",
)
UNKNOWN_FIELD = Rule(
    "F202",
    "unknown-field",
    Severity.ERROR,
    "A field has a name that means nothing here.",
    "What it says would be lost.",
    "- bearrer: frontier developer",
    "- bearer: frontier developer",
)
BAD_VALUE = Rule(
    "F203",
    "bad-value",
    Severity.ERROR,
    "A value cannot be read.",
    "A date, number or word that is read wrongly, or not at all, changes what the law is taken to say.",
    "- extent: partialy",
    "- extent: partial",
)
MISSING_FIELD = Rule(
    "F204",
    "missing-field",
    Severity.ERROR,
    "A field that the thing needs is not there.",
    "Without it the thing cannot be placed, dated or judged.",
    "## 22757.12.a.1\n\n- met by: 4.7",
    "## 22757.12.a.1\n\n- met by: 4.7\n- extent: full",
)
REPEATED_FIELD = Rule(
    "F205",
    "repeated-field",
    Severity.ERROR,
    "A field stands twice under one heading.",
    "Only one of the values could count.",
    "- topic: framework\n- topic: governance",
    "- topic: framework, governance",
)
TWO_KINDS = Rule(
    "F206",
    "two-kinds",
    Severity.ERROR,
    "A heading is two things at once.",
    "One heading is one thing; two need a heading each, with a bracket label.",
    "## (a)\n\n- duty: write it\n- prohibition: hide it",
    "## (a) [write]\n\n- duty: write it\n\n## (a) [hide]\n\n- prohibition: hide it",
)
NO_LABEL = Rule(
    "F301",
    "no-label",
    Severity.ERROR,
    "A thing has no label.",
    "Without one it has no identifier, and nothing can cite it.",
    "## Publish it\n\n- duty: publish the framework",
    "## [publish] Publish it\n\n- duty: publish the framework",
)
BAD_LABEL = Rule(
    "F302",
    "bad-label",
    Severity.ERROR,
    "A label names nothing.",
    "The label makes the identifier.",
    "## (1) [--] Updates",
    "## (1) [updates] Updates",
)
DUPLICATE = Rule(
    "F303",
    "duplicate-identifier",
    Severity.ERROR,
    "Two headings have the same identifier.",
    "A reference to it could mean either; versions may share one only if their days in force do not meet.",
    "## (a) One\n\n- duty: write it\n\n## (a) Two\n\n- duty: publish it",
    "## (a) [write] One\n\n- duty: write it\n\n## (a) [publish] Two\n\n- duty: publish it",
)
WRONG_FOLDER = Rule(
    "F304",
    "wrong-folder",
    Severity.ERROR,
    "A document lies in a folder for another kind of document.",
    "Judgements lie under 'mappings', everything else under 'frameworks'.",
    "frameworks/us-ca/crosswalk.md with kind: crosswalk",
    "mappings/acme/us-ca-sb-53.md with kind: crosswalk",
)
NOT_READ = Rule(
    "F305",
    "heading-not-read",
    Severity.WARNING,
    "A heading is no thing, and nothing that is read stands under it.",
    "Whatever its author meant by it has no effect.",
    "## 22757.12.a.1 Standards",
    "## 22757.12.a.1\n\n- extent: none",
)

_ATTRIBUTES = {
    "for": "targets",
    "topic": "topics",
    "cite as": "cite_as",
    "in force": "in_force",
    "keep for": "keep_for",
    "part of": "part_of",
    "satisfied by": "satisfied_by",
    "same as": "same_as",
    "rests on": "rests_on",
    "met by": "met_by",
    "helped by": "helped_by",
    "reached when": "reached_when",
    "short of": "short_of",
    "draws on": "draws_on",
    "replaced by": "replaced_by",
    "known by": "known_by",
}
_NAMES = {attribute: name for name, attribute in _ATTRIBUTES.items()}
_REPEATABLE = frozenset({"due", "departs", "note"})
_MANY = _REPEATABLE - {"note"}
"""The repeatable fields whose record holds a value for each."""
_INSTRUMENTS = frozenset(map(str, InstrumentKind))
_PROVISIONS = {str(kind): kind for kind in ProvisionKind}
_THINGS = {str(kind): kind for kind in ThingKind}


@dataclass
class Found:
    """What the readers of a content folder have found so far, in reading order.

    Attributes:
        records, headings, diagnostics: what was found.
        paths: the labels that make the identifiers of laws and policies.
        conditions: the conditions read so far, by their text; headings hand the same one down to many.
        count: how many records were begun.
    """

    records: list[Record] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    paths: dict[str, Path] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    conditions: dict[str, Condition] = field(default_factory=dict)
    count: int = 0

    def next_order(self) -> int:
        """The position of the next record in reading order."""
        self.count += 1
        return self.count


def vocabulary_of(documents: Iterable[Section]) -> Vocabulary:
    """The names that the documents give to facts, moments, bodies and defined terms."""
    terms: set[str] = set()
    moments: set[str] = set()
    parties: set[str] = set()
    for document in documents:
        kind = document.first("kind")
        for section in document.all():
            for each in section.fields:
                if each.name in ("definition", "role"):
                    terms.add(each.value)
                    if each.name == "role":
                        parties.add(each.value)
                elif kind and kind.value == "terms" and each.name in ("fact", "moment", "body"):
                    {"fact": terms, "moment": moments, "body": parties}[each.name].add(section.text)
    return Vocabulary(frozenset(terms | moments), frozenset(moments), frozenset(parties))


def read_document(document: Section, file: ContentFile, vocabulary: Vocabulary, found: Found) -> None:
    """Reads the records of one document into ``found``."""
    kind = document.first("kind")
    if kind is None:
        found.diagnostics.append(
            NO_KIND.at(
                document.place, "the document does not say what kind it is", "add '- kind: statute' under its heading"
            )
        )
        return
    readers: dict[str, type[_Reader]] = {
        **dict.fromkeys(_INSTRUMENTS, _InstrumentReader),
        "policy": _PolicyReader,
        "developer": _DeveloperReader,
        "crosswalk": _CrosswalkReader,
        "comparison": _ComparisonReader,
        "outline": _OutlineReader,
        "terms": _TermsReader,
        "topics": _TopicsReader,
    }
    reader = readers.get(kind.value)
    if reader is None:
        found.diagnostics.append(
            BAD_VALUE.at(
                kind.value_place,
                f"'{kind.value}' is not a kind of document",
                did_you_mean(kind.value, readers, otherwise=f"use one of {', '.join(readers)}"),
                length=len(kind.value),
            )
        )
        return
    judgement = kind.value in ("crosswalk", "comparison")
    if judgement != file.is_judgement:
        folder = "mappings" if judgement else "frameworks"
        found.diagnostics.append(
            WRONG_FOLDER.at(kind.value_place, f"a {kind.value} does not belong here", f"move the file under '{folder}'")
        )
        return
    reader(document, file, vocabulary, found).read()


@dataclass(frozen=True)
class _Context:
    """What the headings above hand down.

    Attributes:
        path: the labels so far.
        fields: the fields handed down, by name; conditions of several headings all count.
        code: the group whose terms are looked up first.
        parent: the identifier of the nearest thing above.
    """

    path: Path = field(default_factory=Path)
    fields: Mapping[str, tuple[Field, ...]] = field(default_factory=dict)
    code: str = ""
    parent: str = ""


class _Reader:
    """What the readers of all kinds of document share."""

    def __init__(self, document: Section, file: ContentFile, vocabulary: Vocabulary, found: Found) -> None:
        self.document = document
        self.file = file
        self.identifier = file.identifier
        self.vocabulary = vocabulary
        self.found = found

    def read(self) -> None:
        raise NotImplementedError

    def report(self, diagnostic: Diagnostic) -> None:
        self.found.diagnostics.append(diagnostic)

    def heading(self, section: Section) -> HeadingText:
        """The labels and title of a heading; a label that names nothing is reported and passed over."""
        try:
            return read_heading(section.text)
        except ValueProblem as problem:
            place = replace(section.place, column=section.place.column + problem.offset)
            self.report(BAD_LABEL.at(place, problem.message, problem.hint, length=problem.length))
            return HeadingText((), section.text)

    def build(
        self,
        model: type[R],
        section: Section,
        identifier: str,
        allowed: Iterable[str],
        *,
        handed_down: Mapping[str, tuple[Field, ...]] | None = None,
        renamed: Mapping[str, str] | None = None,
        relative_to: str = "",
        what: str,
        **given: Any,
    ) -> R | None:
        """Builds one record of a section's fields; ``None`` if it cannot be read, which is then reported.

        Args:
            model: the record's model.
            section: the heading.
            identifier: the record's identifier.
            allowed: the names of fields that it may have.
            handed_down: fields of headings above, which stand where the section has none of that name.
            renamed: attributes that fields of these names fill, where they differ from the name.
            relative_to: the document that short references are meant for.
            what: what the record is called in messages.
            given: attributes that no field fills.
        """
        gathered = self._gather(section, frozenset(allowed), what)
        for name, above in (handed_down or {}).items():
            if name in ("when", "unless"):
                gathered[name] = [*above, *gathered.get(name, [])]
            elif name not in gathered:
                gathered[name] = list(above)
        values: dict[str, Any] = dict(given)
        sources: dict[str, list[Field]] = {}
        places: dict[str, Place] = {}
        notes = gathered.pop("note", [])
        for name, fields in gathered.items():
            attribute = (renamed or {}).get(name) or _ATTRIBUTES.get(name, name)
            sources[attribute] = fields
            places[name] = fields[-1].value_place
            if name in ("when", "unless"):
                continue
            if attribute not in model.model_fields:
                continue
            values[attribute] = tuple(each.value for each in fields) if name in _MANY else fields[0].value
        conditions = dict(self._conditions(gathered, places))
        values.update((name, condition) for name, condition in conditions.items() if name in model.model_fields)
        try:
            record = model.model_validate(
                {
                    **values,
                    "identifier": identifier,
                    "place": section.place,
                    "places": places,
                    "order": self.found.next_order(),
                    "notes": section.notes,
                    "note": tuple(each.value for each in notes),
                },
                context=self.vocabulary,
            )
        except ValidationError as error:
            self._report_values(error, sources, section, what)
            return None
        return self._resolved(record, sources, relative_to or self.identifier, places)

    def _gather(self, section: Section, allowed: frozenset[str], what: str) -> dict[str, list[Field]]:
        gathered: dict[str, list[Field]] = {}
        for each in section.fields:
            if each.name not in allowed:
                hint = did_you_mean(each.name, allowed, otherwise=f"{_a(what)} may have: {', '.join(sorted(allowed))}")
                self.report(
                    UNKNOWN_FIELD.at(
                        each.place, f"'{each.name}' is not a field of {_a(what)}", hint, length=len(each.name)
                    )
                )
            elif each.name in gathered and each.name not in _REPEATABLE:
                self.report(
                    REPEATED_FIELD.at(
                        each.place,
                        f"the field '{each.name}' stands twice, first in line {gathered[each.name][0].place.line}",
                        "join the values, or take one out",
                        length=len(each.name),
                    )
                )
            else:
                gathered.setdefault(each.name, []).append(each)
        return gathered

    def _conditions(
        self, gathered: Mapping[str, Sequence[Field]], places: dict[str, Place]
    ) -> Iterator[tuple[str, Condition]]:
        """The conditions of a heading and of those above it: all of ``when`` must hold, none of ``unless`` may."""
        for name, joined in (("when", All), ("unless", AnyOf)):
            parsed: list[Condition] = []
            at: list[Place] = []
            for each in gathered.get(name, ()):
                try:
                    condition = self._condition(each.value)
                except ValueProblem as problem:
                    self._report_value(problem, each)
                    continue
                parsed.append(condition)
                at.extend(each.place_at(offset) for _, offset in names_in(condition))
            if parsed:
                yield name, parsed[0] if len(parsed) == 1 else joined(tuple(parsed))
                places.update((f"{name}[{number}]", place) for number, place in enumerate(at))

    def _condition(self, text: str) -> Condition:
        if text not in self.found.conditions:
            self.found.conditions[text] = parse_condition(text, self.vocabulary.terms or None)
        return self.found.conditions[text]

    def _report_value(self, problem: ValueProblem, source: Field) -> None:
        place = source.place_at(problem.offset)
        self.report(BAD_VALUE.at(place, problem.message, problem.hint, length=problem.length))

    def _report_values(
        self, error: ValidationError, sources: Mapping[str, Sequence[Field]], section: Section, what: str
    ) -> None:
        for each in error.errors():
            attribute = str(each["loc"][0])
            name = _NAMES.get(attribute, attribute.replace("_", " "))
            fields = sources.get(attribute, ())
            index = next((part for part in each["loc"][1:] if isinstance(part, int)), 0)
            source = fields[min(index, len(fields) - 1)] if fields else None
            problem = each.get("ctx", {}).get("error")
            if source is not None and isinstance(problem, ValueProblem):
                self._report_value(problem, source)
            elif each["type"] == "missing":
                if not any(found.name == name for found in section.fields):
                    self.report(
                        MISSING_FIELD.at(
                            section.place, f"this {what} has no '{name}'", f"add '- {name}: …' under the heading"
                        )
                    )
            elif source is not None:
                hint = None
                if each["type"] == "enum":
                    expected = str(each.get("ctx", {}).get("expected", ""))
                    hint = did_you_mean(source.value, expected.replace("'", "").replace(" or ", ", ").split(", "))
                    hint = hint or f"use {expected}"
                self.report(
                    BAD_VALUE.at(
                        source.value_place,
                        f"'{source.value}' is not a value of '{name}'",
                        hint,
                        length=len(source.value),
                    )
                )
            else:
                self.report(
                    BAD_VALUE.at(section.place, f"the {name} of this {what} cannot be read", "see the field's name")
                )

    def _resolved(
        self, record: R, sources: Mapping[str, Sequence[Field]], relative_to: str, places: dict[str, Place]
    ) -> R:
        """The record with its references made whole; the place of each, and of each name, is kept: ``name[number]``."""
        changed: dict[str, Any] = {}
        for attribute, fields in sources.items():
            value = getattr(record, attribute) if attribute in _REFERENCES or attribute in _NAMING else None
            if not value:
                continue
            source = fields[0]
            name = _NAMES.get(attribute, attribute)
            if attribute in _NAMING:
                values = value if attribute == "due" else (value,)
                at = [
                    each.place_at(offset)
                    for each, one in zip(fields, values, strict=False)
                    for offset in _NAMING[attribute](one, each)
                ]
                places.update((f"{name}[{number}]", place) for number, place in enumerate(at))
                continue
            many = isinstance(value, tuple)
            whole: list[str] = []
            offset = 0
            for number, reference in enumerate(value if many else (value,)):
                offset = max(offset, source.value.find(reference, offset))
                places[f"{name}[{number}]"] = source.place_at(offset)
                offset += len(reference)
                whole.append(_whole(reference, relative_to))
            changed[attribute] = tuple(whole) if many else whole[0]
        return record.model_copy(update=changed) if changed else record

    def only_fields(self, allowed: Iterable[str], what: str) -> None:
        """Reports the fields of the document itself that mean nothing there."""
        self._gather(self.document, frozenset(allowed), what)

    def keep(self, record: Record | None) -> None:
        if record is not None:
            self.found.records.append(record)


def _offsets_of_moments(value: Deadline | Interval | Retention | Application, _: Field) -> Iterator[int]:
    return (offset for _, offset in value.moments())


def _offsets_in_list(_: object, source: Field) -> Iterator[int]:
    return (offset for _, offset in split_list(source.value))


_NAMING: Mapping[str, Callable[[Any, Field], Iterable[int]]] = {
    "bearer": lambda parties, _: parties.offsets,
    "to": lambda parties, _: parties.offsets,
    "responsible": lambda parties, _: parties.offsets,
    "due": _offsets_of_moments,
    "every": _offsets_of_moments,
    "keep_for": _offsets_of_moments,
    "applies": _offsets_of_moments,
    "on": _offsets_in_list,
    "topics": _offsets_in_list,
    "amount": lambda amount, _: (offset for _, offset in amount.names()),
}
"""The attributes whose values hold names, with the offset of each name."""

_REFERENCES = frozenset(
    {
        "targets", "satisfied_by", "implements", "rests_on", "part_of", "same_as", "restates", "continues",
        "supersedes", "serves", "replaced_by", "about", "shows", "met_by", "helped_by", "against", "stricter",
        "answers", "draws_on",
    }
)  # fmt: skip
"""The attributes that hold identifiers."""


def _a(what: str) -> str:
    """The words with the article that goes before them."""
    return f"{'an' if what[0] in 'aeiou' else 'a'} {what}"


def _whole(reference: str, document: str) -> str:
    if reference == "all":
        return document
    if " " in reference:
        return reference  # "same as" may cite a text that is not in the catalogs.
    return absolute(reference, document)


class _TreeReader(_Reader):
    """Reads documents whose headings are labelled things: laws, codes, policies, outlines, developers."""

    is_law_or_policy = False
    """Whether a labelled heading must be a thing or hold some; a developer's facts need no kind."""

    def walk(self, sections: Iterable[Section], context: _Context) -> None:
        for section in sections:
            heading = self.heading(section)
            path = context.path.extend(heading.labels)
            renamed = section.first("id")
            if renamed:
                path = path.renamed(renamed.value)
            if heading.labels:
                self.found.paths[f"{self.identifier}#{path.pinpoint}"] = path
            inner = self.thing(section, heading, replace(context, path=path))
            self.walk(section.children, inner)

    def thing(self, section: Section, heading: HeadingText, context: _Context) -> _Context:
        """Reads one heading, and gives the context of the headings below it."""
        raise NotImplementedError

    def name(self, context: _Context) -> str:
        return f"{self.identifier}#{context.path.pinpoint}"

    def citation(self, context: _Context) -> str:
        pattern = context.fields.get("cite as")
        return cite(pattern[0].value if pattern else "…", context.path)

    def hand_down(self, section: Section, context: _Context, *, conditions: bool = True) -> _Context:
        """The context with the fields that this heading hands down."""
        fields = dict(context.fields)
        for each in section.fields:
            if each.name in ("when", "unless"):
                if conditions:
                    fields[each.name] = (*fields.get(each.name, ()), each)
            elif each.name in HANDED_DOWN:
                fields[each.name] = (each,)
        code = context.code
        if section.first("cite as"):
            code = f"{self.identifier}/{slug(section.text)}"
        return replace(context, fields=fields, code=code)

    def need_label(self, section: Section, heading: HeadingText, kind: Field) -> bool:
        if heading.labels:
            return True
        self.report(
            NO_LABEL.at(
                section.place,
                f"this {kind.name} has no label",
                f"begin the heading with one: '[{slug(heading.title)[:20] or 'name'}] {heading.title}'",
                length=len(section.text),
            )
        )
        return False

    def only_kind(self, section: Section, kinds: Iterable[str]) -> Field | None:
        """The field that makes a heading a thing; a second one is reported."""
        known = frozenset(kinds)
        fields = [each for each in section.fields if each.name in known]
        for extra in fields[1:]:
            self.report(
                TWO_KINDS.at(
                    extra.place,
                    f"the heading is a {fields[0].name} already",
                    "give each its own heading, told apart by a bracket label",
                    length=len(extra.name),
                )
            )
        section.fields = tuple(each for each in section.fields if each not in fields[1:])
        return fields[0] if fields else None

    handed_down: frozenset[str] = HANDED_DOWN
    """The fields that a heading which is no thing may hand to those below."""

    def group(self, section: Section, heading: HeadingText, context: _Context) -> None:
        """A heading that is no thing: it may only hand fields down."""
        for each in section.fields:
            if each.name not in self.handed_down | {"id", "note"}:
                self.report(
                    UNKNOWN_FIELD.at(
                        each.place,
                        f"'{each.name}' is not a field of a heading that is no thing itself",
                        did_you_mean(
                            each.name,
                            [*self.handed_down, *_PROVISIONS, "commitment"],
                            otherwise="say what the thing is first, such as '- duty: …' or '- commitment: …'",
                        ),
                        length=len(each.name),
                    )
                )
        if heading.labels:
            self.found.headings.append(
                Heading(self.name(context), heading.title, self.citation(context), section.place)
            )
            if not section.children and not section.notes and self.is_law_or_policy:
                self.report(
                    NOT_READ.at(
                        section.place,
                        f"'{section.text}' says nothing: it is no thing, and none stands under it",
                        "say what it is, such as '- duty: …', '- rule: …' or '- commitment: …', or take it out",
                        length=len(section.text),
                    )
                )

    def provision(self, section: Section, heading: HeadingText, context: _Context, kind: Field) -> Provision | None:
        sort = _PROVISIONS[kind.name]
        allowed = FIELDS_OF_KIND[sort]
        handed_down = {
            name: fields
            for name, fields in context.fields.items()
            if (name in allowed and name not in ("citation", "in force", "applies")) or name in ("in force", "applies")
        }
        if sort in (ProvisionKind.DEFINITION, ProvisionKind.ROLE):
            # A definition's own test is not narrowed by what binds the duties around it.
            handed_down = {name: each for name, each in handed_down.items() if name not in ("when", "unless")}
        for name in ("in force", "applies"):
            if name in self.document_context and handed_down.get(name) == self.document_context[name]:
                handed_down.pop(name)
        own = section.first("citation")
        return self.build(
            Provision,
            section,
            self.name(context),
            allowed | {kind.name},
            handed_down=handed_down,
            renamed={kind.name: "statement", "id": "_", "citation": "_"},
            what=kind.name,
            document=self.identifier,
            kind=sort,
            title=heading.title,
            citation=own.value if own else self.citation(context),
            bracket=context.path.bracket,
            code=context.code,
            parent=context.parent,
        )

    @property
    def document_context(self) -> Mapping[str, tuple[Field, ...]]:
        """The fields that the document itself hands down; records leave them to their document."""
        return {each.name: (each,) for each in self.document.fields if each.name in ("in force", "applies")}


class _InstrumentReader(_TreeReader):
    is_law_or_policy = True

    def read(self) -> None:
        self.keep(
            self.build(
                Instrument,
                self.document,
                self.identifier,
                {
                    "kind", "jurisdiction", "citation", "cite as", "in force", "applies", "source", "status",
                    "supersedes", "note", "topic", "bearer", "when", "unless", "implements",
                },
                renamed=dict.fromkeys(("when", "unless", "topic", "bearer", "implements"), "_"),
                what="document of this kind",
                title=self.document.text,
            )
        )  # fmt: skip
        context = self.hand_down(self.document, _Context(code=self.identifier))
        self.walk(self.document.children, replace(context, code=self.identifier))

    def thing(self, section: Section, heading: HeadingText, context: _Context) -> _Context:
        kind = self.only_kind(section, _PROVISIONS)
        if kind is None:
            self.group(section, heading, context)
            return self.hand_down(section, context)
        below = self.hand_down(section, context, conditions=_PROVISIONS[kind.name] in _BINDING)
        if not self.need_label(section, heading, kind):
            return below
        provision = self.provision(section, heading, context, kind)
        self.keep(provision)
        return replace(below, parent=self.name(context))


_BINDING = frozenset(
    {
        ProvisionKind.DUTY,
        ProvisionKind.CONTENT,
        ProvisionKind.PROHIBITION,
        ProvisionKind.PERMISSION,
        ProvisionKind.AUTHORITY_DUTY,
        ProvisionKind.AUTHORITY_POWER,
    }
)
"""The kinds whose conditions hold for what stands below them, too."""


class _PolicyReader(_TreeReader):
    is_law_or_policy = True
    handed_down = frozenset({"cite as", "topic", "when", "unless", "to"})

    def read(self) -> None:
        self.keep(
            self.build(
                Policy,
                self.document,
                self.identifier,
                {
                    "kind", "developer", "version", "cite as", "in force", "source", "supersedes", "serves", "status",
                    "topic", "note", "when", "unless",
                },
                renamed={"kind": "_", "topic": "_", "when": "_", "unless": "_"},
                what="policy",
                title=self.document.text,
            )
        )  # fmt: skip
        context = self.hand_down(self.document, _Context(code=self.identifier))
        self.walk(self.document.children, replace(context, code=self.identifier))

    def thing(self, section: Section, heading: HeadingText, context: _Context) -> _Context:
        kind = self.only_kind(section, (*_PROVISIONS, "commitment", "change"))
        if kind is None:
            self.group(section, heading, context)
            return self.hand_down(section, context)
        below = self.hand_down(section, context, conditions=kind.name == "commitment")
        if not self.need_label(section, heading, kind):
            return below
        if kind.name == "commitment":
            self.keep(self._commitment(section, heading, context))
        elif kind.name == "change":
            self.keep(
                self.build(
                    Change,
                    section,
                    self.name(context),
                    {"change", "because", "note"},
                    what="change",
                    commitment=context.parent,
                    title=heading.title,
                )
            )
        else:
            self.keep(self.provision(section, heading, context, kind))
        return replace(below, parent=self.name(context))

    def _commitment(self, section: Section, heading: HeadingText, context: _Context) -> Commitment | None:
        own = section.first("citation")
        return self.build(
            Commitment,
            section,
            self.name(context),
            COMMITMENT_FIELDS | {"commitment"},
            handed_down={
                name: fields for name, fields in context.fields.items() if name in self.handed_down - {"cite as"}
            },
            renamed={"commitment": "statement", "id": "_", "citation": "_"},
            what="commitment",
            document=self.identifier,
            title=heading.title,
            citation=own.value if own else self.citation(context),
            bracket=context.path.bracket,
        )


class _DeveloperReader(_TreeReader):
    def read(self) -> None:
        self.developer = self.identifier.rpartition("/")[0] or self.identifier
        self.keep(
            self.build(
                Developer,
                self.document,
                self.identifier,
                {"kind", "note"},
                renamed={"kind": "_"},
                what="developer",
                name=self.developer,
                title=self.document.text,
            )
        )
        self.walk(self.document.children, _Context())

    def thing(self, section: Section, heading: HeadingText, context: _Context) -> _Context:
        kind = self.only_kind(section, (*_THINGS, "evidence"))
        if kind is None and not section.fields:
            if heading.labels:
                self.group(section, heading, context)
            return context
        named = kind or section.fields[0]
        if not self.need_label(section, heading, named):
            return context
        if kind is not None and kind.name == "evidence":
            self._evidence(section, heading, context)
            return context
        about = ""
        if kind is not None:
            about = self.name(context)
            self._thing(section, heading, context, kind)
        else:
            self.group(replace_fields(section), heading, context)
        self._facts(section, context, about, kind)
        return replace(context, parent=about or context.parent)

    def _evidence(self, section: Section, heading: HeadingText, context: _Context) -> None:
        self.keep(
            self.build(
                Evidence,
                section,
                self.name(context),
                {"evidence", "shows", "covers", "short of", "source", "note", "id"},
                renamed={"evidence": "statement", "id": "_"},
                what="piece of evidence",
                developer=self.developer,
                title=_name_of(heading),
                event=context.parent,
            )
        )

    def _thing(self, section: Section, heading: HeadingText, context: _Context, kind: Field) -> None:
        if kind.name == "event" and kind.value not in list(EventKind):
            kinds = [str(each) for each in EventKind]
            self.report(
                BAD_VALUE.at(
                    kind.value_place,
                    f"'{kind.value}' is not a kind of event",
                    did_you_mean(kind.value, kinds, otherwise=f"use one of {', '.join(kinds)}"),
                    length=len(kind.value),
                )
            )
            return
        kept = [each for each in section.fields if each.name in (kind.name, "about", "source", "note")]
        self.keep(
            self.build(
                Thing,
                replace_fields(section, kept),
                self.name(context),
                {kind.name, "about", "source", "note"},
                renamed={kind.name: "statement"},
                what=kind.name,
                developer=self.developer,
                kind=_THINGS[kind.name],
                title=_name_of(heading),
            )
        )

    def _facts(self, section: Section, context: _Context, about: str, kind: Field | None) -> None:
        basis, source = section.first("basis"), section.first("source")
        shared = [each for each in (basis, source) if each]
        others = {"basis", "source", "note", "about", "id", "topic"} | ({kind.name} if kind else set())
        for each in section.fields:
            if each.name in others:
                continue
            if each.name not in self.vocabulary.terms and "#" not in each.name:
                hint = did_you_mean(
                    each.name, self.vocabulary.terms | others, otherwise="name a fact or moment of terms.md"
                )
                self.report(
                    UNKNOWN_FIELD.at(each.place, f"'{each.name}' is no fact or moment", hint, length=len(each.name))
                )
                continue
            name = absolute(each.name, self.identifier) if "#" in each.name else each.name
            self.keep(
                self.build(
                    Fact,
                    replace(replace_fields(section, [each, *shared]), place=each.place),
                    f"{self.name(context)}/{each.name}",
                    {each.name, "basis", "source"},
                    renamed={each.name: "value"},
                    what="fact",
                    developer=self.developer,
                    name=name,
                    about=about,
                )
            )


def _name_of(heading: HeadingText) -> str:
    """The name of a thing in a developer's file: its title, or its own words in quotation marks."""
    return heading.title or heading.labels[-1].printed.strip("“”")


def replace_fields(section: Section, fields: Iterable[Field] = ()) -> Section:
    """The section with other fields, without children."""
    return Section(section.level, section.text, section.place, tuple(fields), section.notes)


class _CrosswalkReader(_Reader):
    def read(self) -> None:
        crosswalk = self.build(
            Crosswalk,
            self.document,
            self.identifier,
            {"kind", "policy", "instrument", "note"},
            renamed={"kind": "_"},
            what="crosswalk",
            title=self.document.text,
        )
        if crosswalk is None:
            return
        self.keep(crosswalk)
        for section in list(self.document.all())[1:]:
            if not section.fields:
                self._no_fields(section)
                continue
            pinpoint, _, title = section.text.partition(" ")
            obligation = absolute(pinpoint, crosswalk.instrument)
            mapping = self.build(
                Judgement,
                section,
                f"{self.identifier}#{pinpoint}",
                MAPPING_FIELDS,
                relative_to=crosswalk.policy,
                what="judgement",
                crosswalk=self.identifier,
                policy=crosswalk.policy,
                instrument=crosswalk.instrument,
                obligation=obligation,
                title=title.strip(),
                reason=prose.plain(section.notes),
            )
            self.keep(mapping)

    def _no_fields(self, section: Section) -> None:
        """A heading without fields is a group, unless it looks like a pinpoint whose judgement is missing."""
        first = section.text.partition(" ")[0]
        if "." in first.strip(".") and any(ch.isdigit() for ch in first) and not section.children:
            self.report(
                NOT_READ.at(
                    section.place, f"'{first}' has no judgement", "add '- extent: …' under the heading, or take it out"
                )
            )


class _ComparisonReader(_Reader):
    def read(self) -> None:
        both = self.document.first("instruments")
        self.only_fields({"kind", "instruments", "note"}, "comparison")
        instruments = tuple(part.strip() for part in both.value.split(",")) if both else ()
        if len(instruments) != 2:
            self.report(
                MISSING_FIELD.at(
                    both.value_place if both else self.document.place,
                    "a comparison names two instruments",
                    "add '- instruments: us-ca/sb-53, us-ny/raise-act' under its heading",
                )
            )
            return
        for section in list(self.document.all())[1:]:
            if section.fields:
                self._comparison(section, instruments)

    def _comparison(self, section: Section, instruments: tuple[str, ...]) -> None:
        pinpoint = section.text.partition(" ")[0]
        provision = absolute(pinpoint, instruments[0])
        other = next((each for each in instruments if each != document_of(provision)), instruments[1])
        self.keep(
            self.build(
                Comparison,
                section,
                f"{self.identifier}#{pinpoint}",
                COMPARISON_FIELDS,
                relative_to=other,
                what="comparison",
                document=self.identifier,
                instruments=instruments,
                provision=provision,
                reason=prose.plain(section.notes),
            )
        )


class _OutlineReader(_TreeReader):
    def read(self) -> None:
        self.depth = 1
        self.keep(
            self.build(
                Outline,
                self.document,
                self.identifier,
                {"kind", "developer", "serves", "version", "approved", "note"},
                renamed={"kind": "_"},
                what="outline",
                title=self.document.text,
            )
        )
        self.walk(self.document.children, _Context())

    def thing(self, section: Section, heading: HeadingText, context: _Context) -> _Context:
        if not heading.labels:
            self.need_label(section, heading, Field("section", "", section.place, ((0, section.place),)))
            return context
        self.keep(
            self.build(
                OutlineSection,
                section,
                self.name(context),
                {"answers", "draws on", "redact", "justification", "note", "id"},
                renamed={"id": "_"},
                what="section of an outline",
                document=self.identifier,
                title=heading.title or heading.labels[-1].printed,
                depth=section.level - 1,
            )
        )
        return context


class _TermsReader(_Reader):
    def read(self) -> None:
        self.only_fields({"kind", "note"}, "list of terms")
        for section in list(self.document.all())[1:]:
            kinds = [each for each in section.fields if each.name in list(TermKind)]
            if not kinds:
                if section.fields or not section.children:
                    self.report(
                        MISSING_FIELD.at(
                            section.place,
                            f"'{section.text}' does not say whether it is a fact, a moment or a body",
                            "add '- fact: …', '- moment: …' or '- body: …' under the heading",
                        )
                    )
                continue
            kind = kinds[0]
            self.keep(
                self.build(
                    Term,
                    section,
                    f"{self.identifier}#{slug(section.text)}",
                    {kind.name, "of", "value", "default", "note"},
                    renamed={kind.name: "statement"},
                    what=kind.name,
                    name=section.text,
                    kind=TermKind(kind.name),
                )
            )


class _TopicsReader(_Reader):
    def read(self) -> None:
        self.only_fields({"kind", "note"}, "list of topics")
        for section in list(self.document.all())[1:]:
            self.keep(
                self.build(
                    Topic,
                    section,
                    f"{self.identifier}#{slug(section.text)}",
                    {"means", "note"},
                    what="topic",
                    name=section.text,
                )
            )
