"""The frontier compliance framework: the document that a law asks a developer to write, composed from the graph.

Its sections follow counsel's outline where the content has one, and otherwise the laws' own lists. What several laws
ask for alike stands in one section, which names every provision that it answers: the strictest wording first, and
beside it what the others ask differently. Every statement of a section is a commitment with its pinpoint; what no
commitment covers is said to be not covered, never glossed over. The
internal edition adds the verdicts, the gaps and their reasons; the public edition leaves these out, and presents as
commitments only what binds the developer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from compliance.analyses.applicability import Status
from compliance.analyses.coverage import Coverage, Verdict, Weight
from compliance.analyses.gaps import Finding, GapAnalysis
from compliance.analyses.overlaps import Group, Overlaps
from compliance.diagnostics import ComplianceError
from compliance.documents.gap_report import gap_table
from compliance.documents.official import official_quote, official_texts
from compliance.documents.wording import (
    DRAFT,
    anchor,
    day,
    duty_words,
    first_sentence,
    is_draft,
    listed,
    need_words,
    policies_of,
    reason_list,
    sentence,
    source_words,
    why,
)
from compliance.graph import KnowledgeGraph
from compliance.model import prose
from compliance.model.fields import Source
from compliance.model.identifiers import Identifier, covers
from compliance.model.instruments import Provision, ProvisionKind
from compliance.model.outlines import Outline, OutlineSection
from compliance.model.policies import EventKind, Thing, ThingKind
from compliance.model.reasons import Reason
from compliance.sources.quoting import NONE, Quotation

TOPIC = "framework"
"""The topic by which the duty to write the framework is known."""


class Edition(StrEnum):
    """Who a filing is for."""

    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the framework.

    Attributes:
        title: its heading.
        answers: the elements that it answers.
        draws_on: the commitments that counsel's outline names for it.
        text: counsel's own prose.
        redacted: the grounds on which the prose is left out of the public edition; empty where it is not.
        justification: why it is left out.
    """

    title: str
    answers: tuple[Provision, ...]
    draws_on: tuple[Identifier, ...] = ()
    text: tuple[prose.Block, ...] = ()
    redacted: str = ""
    justification: str = ""


def framework_duties(graph: KnowledgeGraph, analysis: GapAnalysis) -> tuple[Provision, ...]:
    """The duties to write a framework that bind the developer, may bind it or will bind it, in this order."""
    found = [
        finding
        for finding in analysis.findings
        if finding.verdict is not None
        and finding.obligation.kind is ProvisionKind.DUTY
        and TOPIC in finding.obligation.topics
        and graph.contents_of(finding.obligation.identifier)
    ]
    order = (Status.APPLIES, Status.UNKNOWN, Status.NOT_YET)
    found.sort(key=lambda each: order.index(each.covered.applicability.status))
    return tuple(each.obligation for each in found)


def outline_for(graph: KnowledgeGraph, developer: str, duties: tuple[Provision, ...]) -> Outline | None:
    """Counsel's outline for the document that the duties ask for, if the content has one."""
    for outline in graph.corpus.outlines.values():
        if outline.developer == developer and any(
            covers(served, duty.identifier) for served in outline.serves for duty in duties
        ):
            return outline
    return None


def compose(
    graph: KnowledgeGraph,
    analysis: GapAnalysis,
    edition: Edition = Edition.INTERNAL,
    official: Mapping[Identifier, Quotation] = NONE,
) -> prose.Document:
    """The framework of a developer on a day.

    The public edition prints no official words, whatever is attached and in whatever format: it is filed and published,
    and must not carry by accident what was attached for checking. It answers the laws that bind or may bind on the day;
    those that will bind only later are left to the internal edition, unless no other law asks for a framework.

    Args:
        graph: the knowledge graph.
        analysis: the findings that it is composed of.
        edition: for the public, or for the developer itself.
        official: the official words to print beside ours in the internal edition.

    Raises:
        ComplianceError: no law that was looked at asks this developer for a framework on that day.
    """
    duties = framework_duties(graph, analysis)
    if edition is Edition.PUBLIC:
        now = tuple(each for each in duties if _status(analysis, each) is not Status.NOT_YET)
        duties = now or duties
    if not duties:
        raise ComplianceError(
            f"no law in {', '.join(analysis.instruments) or 'the content'} asks {analysis.developer} for a framework "
            f"on {analysis.as_of}",
            "choose another day with --as-of, or another law with --instrument",
        )
    return _Framework(graph, analysis, edition, duties, official).compose()


def _status(analysis: GapAnalysis, duty: Provision) -> Status:
    return next(
        each.covered.applicability.status for each in analysis.findings if each.obligation.identifier == duty.identifier
    )


class _Framework:
    """What the sections of one framework share."""

    def __init__(
        self,
        graph: KnowledgeGraph,
        analysis: GapAnalysis,
        edition: Edition,
        duties: tuple[Provision, ...],
        official: Mapping[Identifier, Quotation],
    ) -> None:
        self.graph = graph
        self.corpus = graph.corpus
        self.analysis = analysis
        self.internal = edition is Edition.INTERNAL
        self.edition = edition
        # Every quotation goes through here, so that the public edition can have none.
        self.official = official if self.internal else NONE
        self.duties = duties
        self.findings = {each.obligation.identifier: each for each in analysis.findings}
        self.name = self.corpus.developers[analysis.developer].title
        self.outline = outline_for(graph, analysis.developer, duties)
        self.elements = tuple(each for duty in duties for each in graph.contents_of(duty.identifier))
        self.weigher = Coverage(graph, analysis.developer, analysis.as_of, analysis.policies)
        self.policies = policies_of(graph, analysis)
        self.overlaps = Overlaps(graph)
        self.is_approved = bool(self.outline and self.outline.approved)

    def compose(self) -> prose.Document:
        parts = tuple(self._parts())
        # Counsel's words under the outline's own heading open the document.
        opening = self.outline.notes if self.outline else ()
        blocks: list[prose.Block] = [self._status(), *opening, self._binds()]
        for number, part in enumerate(parts, 2):
            blocks.append(self._part(number, part))
        number = len(parts) + 2
        blocks.append(self._change(number))
        blocks.append(self._definitions(number + 1))
        blocks.append(self._history(number + 2))
        blocks.append(self._answer_key(parts))
        if self.internal:
            blocks.append(self._gaps())
            blocks.extend(self._official_texts())
        title = self.outline.title if self.outline else "Frontier Compliance Framework"
        return prose.Document(
            title=title,
            subtitle=f"{self.name}, as of {day(self.analysis.as_of)}",
            version_block=self._version_block(),
            blocks=tuple(blocks),
            author=self.name if self.is_approved else f"Draft, not approved by {self.name}",
            date=self.analysis.as_of.isoformat(),
            description=f"{title} of {self.name} under {listed(self._laws())}, {self.edition} edition",
        )

    # -- front matter ----------------------------------------------------------------------------------------------

    def _laws(self) -> tuple[str, ...]:
        documents = dict.fromkeys(duty.document for duty in self.duties)
        return tuple(self.corpus.instruments[each].citation for each in documents)

    def _version_block(self) -> prose.Properties:
        rows: list[tuple[str, prose.Inlines]] = [
            ("Developer", prose.words(self.name)),
            (
                "Asked for by",
                prose.words(listed(f"{duty.citation} ({self._title(duty.document)})" for duty in self.duties)),
            ),
            ("As of", prose.words(day(self.analysis.as_of))),
            ("Edition", prose.words(str(self.edition))),
        ]
        if self.outline and self.outline.version:
            approved = f", approved {self.outline.approved}" if self.outline.approved else ", not approved"
            rows.append(("Version", prose.words(self.outline.version + approved)))
        for policy in self.policies:
            where = prose.link(policy.source.address, policy.title)
            rows.append(("Drawn from", prose.words(where, f", in force {policy.in_force}")))
        if not self.policies:
            rows.append(("Drawn from", prose.words("no policy in force on the day")))
        review = "draft, not reviewed by counsel" if is_draft(self.analysis.findings) else "reviewed"
        rows.append(("Judgements", prose.words(review)))
        return prose.Properties(tuple(rows))

    def _title(self, document: Identifier) -> str:
        return self.corpus.instruments[document].title

    def _status(self) -> prose.Block:
        words = [DRAFT] if is_draft(self.analysis.findings) else []
        if not self.is_approved:
            words.insert(
                0, f"This document was composed from the documents named above. {self.name} has not approved it."
            )
        if not any(self._serves(policy.serves) for policy in self.policies) and self.policies:
            titles = listed(policy.title for policy in self.policies)
            words.append(
                f"{titles} does not say that it is the document that "
                f"{listed(duty.citation for duty in self.duties)} "
                f"{'ask' if len(self.duties) > 1 else 'asks'} for. "
                "What it says counts as stated until the developer files it as its framework."
            )
        if not self.internal:
            words.append(
                f"Each section lists what {self.name} states and can be held to. "
                "It does not say that this is all the law asks."
            )
        words.extend(sentence(each) for each in self.analysis.warnings)
        return prose.Callout("Status of this document", tuple(prose.paragraph(each) for each in words))

    def _serves(self, served: tuple[Identifier, ...]) -> bool:
        return any(covers(each, duty.identifier) for each in served for duty in self.duties)

    # -- who is bound ----------------------------------------------------------------------------------------------

    def _binds(self) -> prose.Section:
        blocks: list[prose.Block] = []
        for duty in self.duties:
            finding = self.findings[duty.identifier]
            applicability = finding.covered.applicability
            blocks.append(prose.paragraph(duty_words(duty), f" ({duty.citation})"))
            blocks.extend(official_quote(self.official, duty))
            words = {
                "applies": f"On {day(self.analysis.as_of)} the duty binds {self.name}.",
                "not yet": f"On {day(self.analysis.as_of)} the duty does not bind {self.name} yet"
                + (f"; it will from {day(applicability.starts)}." if applicability.starts else "."),
                "unknown": f"Whether the duty binds {self.name} on {day(self.analysis.as_of)} is not known.",
            }[str(applicability.status)]
            blocks.append(prose.paragraph(words, " The grounds:"))
            grounds = reason_list(applicability.because, 1)
            if grounds:
                blocks.append(grounds)
            basis = [each.text for reason in applicability.because for each in reason.because if _is_basis(each)]
            blocks.extend(prose.paragraph(sentence(each if self.internal else first_sentence(each))) for each in basis)
            if self.internal:
                open_facts = self._open_facts(applicability.because)
                if open_facts:
                    blocks.append(
                        prose.paragraph(
                            "The recorded facts alone do not settle it. These are not known (the whole chain: ",
                            prose.Code(f"compliance explain {duty.identifier}"),
                            "):",
                        )
                    )
                    blocks.append(prose.bullets(sentence(each) for each in open_facts))
            if applicability.missing:
                blocks.append(
                    prose.Callout("Not known", (prose.bullets(sentence(each) for each in applicability.missing),))
                )
        entities = [
            each
            for each in self.corpus.things.values()
            if each.developer == self.analysis.developer and each.kind is ThingKind.ENTITY
        ]
        if entities:
            blocks.append(prose.paragraph("Its entities, by its own account:"))
            blocks.append(
                prose.bullets(
                    prose.words(prose.strong(each.title), ": ", sentence(each.statement)) for each in entities
                )
            )
        check = dict.fromkeys(
            each for duty in self.duties for each in self.findings[duty.identifier].covered.applicability.check
        )
        if check and self.internal:
            blocks.append(prose.paragraph("What could take the duty away, and is not known to hold:"))
            blocks.append(
                prose.bullets(
                    f"{sentence(self.corpus.provisions[each].statement)} ({self.corpus.provisions[each].citation})"
                    for each in check
                )
            )
        return prose.Section(prose.words("1 Who is bound, and why"), tuple(blocks), "who-is-bound")

    def _open_facts(self, reasons: tuple[Reason, ...]) -> tuple[str, ...]:
        """The facts at the ends of the chain that are not known, each once."""
        leaves = (
            each.text
            for reason in reasons
            for _, each in reason.all()
            if ": not known" in each.text and not [below for below in each.because if not _is_basis(below)]
        )
        return tuple(dict.fromkeys(leaves))

    # -- the elements ----------------------------------------------------------------------------------------------

    def _parts(self) -> Iterator[Part]:
        answered: set[Identifier] = set()
        for section in self._outline_sections():
            answers = tuple(
                each
                for each in self.elements
                if any(covers(reference, each.identifier) for reference in section.answers)
            )
            answered.update(each.identifier for each in answers)
            yield Part(section.title, answers, section.draws_on, section.notes, section.redact, section.justification)
        left = [each for each in self.elements if each.identifier not in answered]
        for group in self.overlaps.groups(left):
            yield Part(group.first.title or sentence(group.first.statement), group.provisions)

    def _outline_sections(self) -> tuple[OutlineSection, ...]:
        if self.outline is None:
            return ()
        sections = self.corpus.outline_sections.values()
        return tuple(each for each in sections if each.document == self.outline.identifier)

    def _part(self, number: int, part: Part) -> prose.Section:
        blocks: list[prose.Block] = []
        if part.redacted and not self.internal:
            why = f": {part.justification}" if part.justification else ""
            blocks.append(
                prose.Callout("Redacted", (prose.paragraph(sentence(f"on the ground of {part.redacted}{why}")),))
            )
        else:
            blocks.extend(part.text)
            blocks.extend(self._not_backed(part))
        for group in self.overlaps.groups(part.answers):
            blocks.extend(self._group(group, part.draws_on))
        name = part.answers[0].identifier if part.answers else part.title
        return prose.Section(prose.words(f"{number} {part.title}"), tuple(blocks), anchor(name, "section-"))

    def _not_backed(self, part: Part) -> Iterator[prose.Block]:
        """Says where counsel's own prose answers an element that no commitment meets: the prose is no evidence."""
        open_ones = [
            each.citation
            for each in part.answers
            if self.findings[each.identifier].verdict not in (Verdict.MET, Verdict.STATED)
        ]
        if part.text and open_ones:
            words = (
                f"what stands above is not borne out in full by the commitments below, as regards {listed(open_ones)}"
            )
            yield prose.Callout("Not borne out", (prose.paragraph(sentence(words)),))

    def _group(self, group: Group, draws_on: tuple[Identifier, ...] = ()) -> Iterator[prose.Block]:
        """What one law asks, or several alike, and what the developer states and can be held to."""
        yield from self._asked(group)
        needed: dict[Identifier, list[Provision]] = {}
        helping: list[Identifier] = []
        for provision in group.provisions:
            finding = self.findings[provision.identifier]
            named = (*finding.commitments, *(each for ref in draws_on for each in self.corpus.below(ref)))
            for each in dict.fromkeys(named):
                if self._binding(each, provision):
                    needed.setdefault(each, []).append(provision)
                else:
                    helping.append(each)
            helping.extend(finding.helpers)
        if needed:
            yield prose.paragraph(prose.strong(f"What {self.name} states."))
            yield prose.bullets(self._need(each, group, answered) for each, answered in needed.items())
        else:
            what = "element" if group.first.kind is ProvisionKind.CONTENT else "duty"
            none = f"{self._sources()} makes no commitment of its own that answers this {what}."
            words = f" Nothing that binds it: {none}" if what == "element" else f" {sentence(none.removesuffix('.'))}"
            yield prose.paragraph(prose.strong(f"What {self.name} states."), words)
        weaker = [each for each in dict.fromkeys(helping) if each not in needed]
        if weaker and self.internal and group.first.kind is ProvisionKind.CONTENT:
            yield prose.paragraph(
                prose.strong("Related statements that are not relied on."),
                " They are goals, recommendations, intentions, conditional or supporting statements, "
                "and are not presented as meeting the element.",
            )
            yield prose.bullets(need_words(self.graph, each) for each in weaker)
        if self.internal:
            for provision in group.provisions:
                yield self._not_covered(self.findings[provision.identifier], named=len(group.provisions) > 1)

    def _asked(self, group: Group) -> Iterator[prose.Block]:
        """What is asked for: one law's words, or the strictest first and what the others ask beside them."""
        first, *others = group.provisions
        lead = "What the laws ask." if others else "What the law asks."
        yield prose.paragraph(prose.strong(lead), " ", *self._asks(first))
        yield from official_quote(self.official, first)
        if not others:
            return
        if group.governs:
            words = "Whoever meets this meets these as well:"
        elif group.strictest:
            words = "This wording is the strictest. The others overlap with it, and each governs for itself:"
        else:
            words = "None of these includes the others; each governs for itself:"
        yield prose.paragraph(words)
        yield prose.bullets(self._beside(first, each) for each in others)
        for each in others:
            yield from official_quote(self.official, each)

    def _asks(self, provision: Provision) -> tuple[str, ...]:
        """A provision in our words, with its times and its pinpoint, and from when it binds if that is to come."""
        due = "".join(f" Due: {each}." for each in provision.due)
        every = f" How often: every {provision.every}." if provision.every else ""
        applicability = self.findings[provision.identifier].covered.applicability
        later = ""
        if applicability.status is Status.NOT_YET:
            later = f", from {day(applicability.starts)}" if applicability.starts else ", not yet in force"
        return (f"{duty_words(provision)}{due}{every}", f" ({provision.citation}{later})")

    def _beside(self, first: Provision, other: Provision) -> prose.Inlines:
        """What another law asks, and in which deciding words it differs."""
        comparison = self.overlaps.comparison(first, other)
        differs = f" What differs: {sentence(comparison.differs)}" if comparison and comparison.differs else ""
        return prose.words("".join(self._asks(other)), differs)

    def _need(self, identifier: Identifier, group: Group, answered: list[Provision]) -> prose.Inlines:
        """A commitment, and for which of several provisions it is relied on where that is not all."""
        words = need_words(self.graph, identifier)
        if len(answered) == len(group.provisions):
            return words
        return prose.words(words, f". Relied on for {listed(each.citation for each in answered)} only.")

    def _sources(self) -> str:
        return listed(policy.title for policy in self.policies) or "no policy in force"

    def _binding(self, identifier: Identifier, element: Provision) -> bool:
        weight, _ = self.weigher.weigh(identifier, element)
        return weight is Weight.BINDING

    def _not_covered(self, finding: Finding, *, named: bool = False) -> prose.Callout:
        blocks: list[prose.Block] = [
            prose.paragraph(prose.strong("Verdict: "), f"{finding.verdict_words}{_flags(finding)}.")
        ]
        of_which = f": {finding.obligation.citation}" if named else ""
        if finding.missing:
            blocks.append(prose.paragraph(prose.strong("Missing: "), sentence(finding.missing)))
        blocks.extend(why(finding))
        title = "What is not yet covered" if finding.is_gap else "Coverage"
        return prose.Callout(f"{title}{of_which}", tuple(blocks))

    # -- change, definitions, history ------------------------------------------------------------------------------

    def _change(self, number: int) -> prose.Section:
        """How the framework is reviewed and changed: what the law asks beside the element, and what is promised."""
        blocks: list[prose.Block] = []
        for group in self.overlaps.groups([each.obligation for each in self._on_change()]):
            blocks.extend(self._group(group))
        return prose.Section(
            prose.words(f"{number} How this framework is reviewed and changed"), tuple(blocks), "review-and-change"
        )

    def _on_change(self) -> list[Finding]:
        """The duties on the change of the framework that are not elements of it."""
        return [
            finding
            for finding in self.analysis.findings
            if "framework change" in finding.obligation.topics
            and finding.obligation.document in {duty.document for duty in self.duties}
            and finding.obligation.identifier not in {each.identifier for each in self.elements}
            and finding.verdict is not None
        ]

    def _definitions(self, number: int) -> prose.Section:
        """Terms side by side, where the policy's meaning is not the law's."""
        pairs = list(self._differing_terms())
        blocks: list[prose.Block] = []
        if pairs:
            blocks.append(
                prose.paragraph(
                    "The law's terms govern what the law asks. The policy uses the terms below in a meaning of its "
                    "own, and its statements are to be read in that meaning."
                )
            )
            rows = tuple(
                (
                    prose.words(law.statement),
                    prose.words(sentence(law.means), prose.LineBreak(), law.citation),
                    prose.words(sentence(own.means), prose.LineBreak(), own.citation),
                )
                for law, own in pairs
            )
            header = (prose.words("Term"), prose.words("In the law"), prose.words("In the policy"))
            caption = prose.words("Terms that the law and the policy define differently")
            blocks.append(prose.Table(header, rows, caption, (2, 5, 5), row_headers=True))
            for law, _ in pairs:
                blocks.extend(official_quote(self.official, law, beside=False))
        else:
            blocks.append(
                prose.paragraph("No term of the law is defined otherwise in the policies that this document draws on.")
            )
        return prose.Section(prose.words(f"{number} Definitions"), tuple(blocks), "definitions")

    def _differing_terms(self) -> Iterator[tuple[Provision, Provision]]:
        own = {
            each.statement.lower(): each
            for each in self.corpus.provisions.values()
            if each.document in self.analysis.policies and each.kind is ProvisionKind.DEFINITION
        }
        seen: set[Identifier] = set()
        for duty in (*self.duties, *self.elements):
            for law in self.graph.definitions_behind(duty):
                if law.identifier not in seen and law.statement.lower() in own:
                    seen.add(law.identifier)
                    yield law, own[law.statement.lower()]

    def _history(self, number: int) -> prose.Section:
        """The versions of the framework and of the policies that it draws on, as far as they are on record."""
        rows: list[tuple[date, str, str, Source | None]] = []
        for event in self._framework_changes():
            for fact in self.corpus.facts_about(event.identifier):
                if fact.value.moment is not None and (when := _day(fact.value.moment.when)) <= self.analysis.as_of:
                    rows.append((when, event.title, fact.name, event.source))
        for policy in self.policies:
            if policy.in_force.start:
                rows.append((policy.in_force.start, policy.title, "in force", policy.source))
        rows.sort(key=lambda row: row[:3])
        header = tuple(prose.words(each) for each in ("Date", "Document", "What happened", "Source"))
        if not rows:
            body: prose.Block = prose.paragraph("No version or change is on record.")
        else:
            body = prose.Table(
                header,
                tuple(
                    (prose.words(day(when)), prose.words(what), prose.words(how), source_words(source))
                    for when, what, how, source in rows
                ),
                prose.words("Versions and changes on record"),
                (2, 4, 2, 5),
            )
        return prose.Section(prose.words(f"{number} Change table"), (body,), "change-table")

    def _framework_changes(self) -> Iterator[Thing]:
        for thing in self.corpus.things.values():
            if thing.developer == self.analysis.developer and thing.statement == EventKind.FRAMEWORK_CHANGE:
                yield thing

    # -- annexes ---------------------------------------------------------------------------------------------------

    def _answer_key(self, parts: tuple[Part, ...]) -> prose.Section:
        rows: list[tuple[prose.Inlines, ...]] = []
        for number, part in enumerate(parts, 2):
            for element in part.answers:
                finding = self.findings[element.identifier]
                promised = [each for each in finding.commitments if self._binding(each, element)]
                pinpoints = "; ".join(dict.fromkeys(self.corpus.citation_of(each) for each in promised)) or "none"
                row = [
                    prose.words(element.label),
                    prose.words(sentence(element.statement)),
                    prose.words(
                        prose.link(f"#{anchor(part.answers[0].identifier, 'section-')}", f"{number} {part.title}")
                    ),
                    prose.words(pinpoints),
                ]
                if self.internal:
                    row.append(prose.words(finding.verdict_words))
                rows.append(tuple(row))
        header = ["Pinpoint", "Required element", "Section", "Commitments that answer it"]
        if self.internal:
            header.append("Verdict")
        table = prose.Table(
            tuple(prose.words(each) for each in header),
            tuple(rows),
            prose.words("Answer key: where each required element is answered"),
            (6, 9, 6, 10, 5) if self.internal else (6, 9, 6, 10),
            row_headers=True,
        )
        lead = prose.paragraph(
            "Each element that the law requires, the section that answers it, and the commitments it rests on."
        )
        return prose.Section(prose.words("Annex A: Answer key"), (lead, table), "annex-a")

    def _gaps(self) -> prose.Section:
        laws = {duty.document for duty in self.duties}
        gaps = [each for each in self.analysis.gaps if each.obligation.document in laws]
        lead = prose.paragraph(
            "Every obligation of the same laws that is not met, not only those on the framework. "
            "Those that matter most come first. The gap report gives the reasons for each, and lists the rest."
        )
        return prose.Section(prose.words("Annex B: Gaps"), (lead, gap_table(self.graph, gaps)), "annex-b")

    def _official_texts(self) -> Iterator[prose.Section]:
        terms = (law for law, _ in self._differing_terms())
        quoted = (*self.duties, *self.elements, *(each.obligation for each in self._on_change()), *terms)
        if section := official_texts(self.graph, self.official, quoted, "Annex C: Official texts", "annex-c"):
            yield section


def _is_basis(reason: Reason) -> bool:
    return reason.text.startswith("basis: ")


def _flags(finding: Finding) -> str:
    flags = [str(each) for each in finding.covered.flags if str(each) in ("draft", "stale")]
    return f" ({', '.join(flags)})" if flags else ""


def _day(when: date) -> date:
    return date(when.year, when.month, when.day)
