"""Holds a catalog against an attached official text: labels, fingerprints, figures, force, bearers and wording.

What does not agree is an ordinary diagnostic, at the provision, with the official words as its other place. What an
author has listed under ``departs`` with a reason is left out, and what is listed and not needed is warned of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from compliance.diagnostics import Diagnostic, Place, Related, Rule, Severity, in_order
from compliance.model.corpus import Corpus
from compliance.model.departures import Departing, Departure
from compliance.model.identifiers import Identifier, document_of
from compliance.model.instruments import Provision, ProvisionKind
from compliance.sources import bearers, figures, force, wording
from compliance.sources.attached import AttachedText
from compliance.sources.fingerprints import Edition, Lock, fingerprint
from compliance.sources.segments import Labels, Parts, labels_of
from compliance.sources.subdivisions import Check, Finding, Subdivision

NOT_IN_CATALOG = Rule(
    "V101",
    "subdivision-not-in-catalog",
    Severity.ERROR,
    "A labelled subdivision of the official text has no provision.",
    "What it says would be missing from every list of duties.",
    "a catalog without § 22757.12(b)(2)",
    "##### (2) Material modification\n\n- duty: …",
)
NOT_IN_TEXT = Rule(
    "V102",
    "provision-not-in-text",
    Severity.ERROR,
    "A provision stands at a label that the official text does not have.",
    "It may be a slip of the number, or an invented duty.",
    "##### (11) Training data, where the text ends with (10)",
    "no such heading",
)
AMENDED = Rule(
    "V201",
    "text-differs",
    Severity.ERROR,
    "The words of a subdivision are not those that the catalog restates.",
    "The law was amended, or this is another text; the restatement may no longer be true.",
    "a text of 2028 beside a catalog of 2026",
    "the catalog brought up to date, and its fingerprints made anew: 'compliance sources lock'",
)
OTHER_EDITION = Rule(
    "V202",
    "other-edition",
    Severity.NOTE,
    "The words of a subdivision are those of another known edition of the text.",
    "The catalog restates the first edition; what the other one lacks or adds is known.",
    "the act as enrolled, before a later act inserted words",
    "the consolidated text",
)
NOT_FINGERPRINTED = Rule(
    "V203",
    "no-fingerprint",
    Severity.WARNING,
    "The catalog has no fingerprint of this subdivision.",
    "That the attached text is the one which the catalog restates cannot be proved there.",
    "a catalog without its .lock file",
    "'compliance sources lock' writes it from an attached text",
)
NOT_NEEDED = Rule(
    "V901",
    "departure-not-needed",
    Severity.WARNING,
    "A departure is listed, and nothing departs there.",
    "An exception that is not needed would hide the next fault.",
    "- departs: figure 15 days, because …, where the text says fifteen days",
    "no such line",
)

_EXCUSED_BY: Mapping[str, Departing] = {
    figures.NOT_IN_TEXT.code: Departing.FIGURE,
    figures.LEFT_OUT.code: Departing.FIGURE,
    force.WRONG_FORCE.code: Departing.FORCE,
    force.FORCE_LEFT_OUT.code: Departing.FORCE,
    force.DUTY_AS_RULE.code: Departing.FORCE,
    bearers.WRONG_BEARER.code: Departing.BEARER,
    wording.COPIED.code: Departing.WORDS,
}


@dataclass
class _Verification:
    corpus: Corpus
    text: AttachedText
    lock: Lock
    used: set[tuple[Identifier, Departure]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.labels: Labels = labels_of(self.corpus, self.text.instrument, self.text.on)
        self.provisions: dict[Parts, list[Provision]] = {}
        for each in provisions_on(self.corpus, self.text.instrument, self.text.on):
            self.provisions.setdefault(parts_of(self.corpus, each), []).append(each)
        self.words: dict[Parts, str] = {each.parts: each.words for each in self.text.segments}

    @property
    def _is_complete(self) -> bool:
        return self.corpus.instruments[self.text.instrument].status == "complete"

    # -- labels ----------------------------------------------------------------------------------------------------

    def labels_both_ways(self) -> Iterator[Diagnostic]:
        if self._is_complete:
            for parts in self.words:
                if not self._is_covered(parts) and not self._is_excused_label(parts):
                    yield self._not_in_catalog(parts)
        for parts, provisions in self.provisions.items():
            for each in provisions:
                if parts in self.words or self.lock.lacking(".".join(parts)):
                    continue  # there, or known to be absent from a print
                if not self._is_excused_provision(each, parts):
                    yield NOT_IN_TEXT.at(
                        each.place,
                        f"the official text has no {each.citation}",
                        f"take the provision out, mend its label, or say why with "
                        f"'- departs: label {'.'.join(parts)}, because …'",
                    )

    def _is_excused_provision(self, provision: Provision, parts: Parts) -> bool:
        """Whether an author says why the text lacks a label: there, or above for everything below."""
        if self._excuse(provision, Departing.LABEL, ".".join(parts)):
            return True
        above = (one for length in range(1, len(parts)) for one in self.provisions.get(parts[:length], ()))
        return any(self._excuse(each, Departing.LABELS_BELOW, "") for each in above)

    def _is_covered(self, parts: Parts) -> bool:
        """Whether provisions say what a subdivision says: at its label, or at all the labels below a mere heading."""
        if parts in self.provisions:
            return True
        inner = [each for each in self.words if each[:-1] == parts]
        covered = [self._is_covered(each) for each in inner]
        return bool(covered) and (all(covered) if self.words[parts] else any(covered))

    def _is_excused_label(self, parts: Parts) -> bool:
        pinpoint = ".".join(parts)
        for length in range(len(parts), 0, -1):
            for provision in self.provisions.get(parts[:length], ()):
                if self._excuse(provision, Departing.LABEL, pinpoint):
                    return True
                if length < len(parts) and self._excuse(provision, Departing.LABELS_BELOW, ""):
                    return True
        return False

    def _not_in_catalog(self, parts: Parts) -> Diagnostic:
        pinpoint = ".".join(parts)
        return NOT_IN_CATALOG.at(
            self._place(parts),
            f"the official text has a subdivision {pinpoint}, and the catalog does not",
            f"restate it, or say why not with '- departs: label {pinpoint}, because …' on a provision above it",
            related=(self._related(parts, "the official words"),),
        )

    # -- fingerprints ----------------------------------------------------------------------------------------------

    def fingerprints(self) -> Iterator[Diagnostic]:
        if not self.lock.editions:
            yield NOT_FINGERPRINTED.at(
                self.corpus.instruments[self.text.instrument].place,
                f"there are no fingerprints of {self.text.instrument}",
                f"'compliance sources lock {self.text.instrument}' makes them from the attached text",
            )
            return
        for each in self.text.segments:
            found = self.lock.edition_of(each.pinpoint, fingerprint(each.words))
            if found is self.lock.editions[0]:
                continue
            if found is not None:
                yield self._other_edition(each.parts, found)
            elif each.pinpoint not in self.lock.main:
                if each.parts not in self.labels.known and not self._is_complete:
                    continue  # a part of the law that the catalog does not restate
                yield NOT_FINGERPRINTED.at(
                    self._place(each.parts),
                    f"there is no fingerprint of {each.pinpoint}",
                    "was the subdivision added since? Then the catalog must be brought up to date",
                    related=(self._related(each.parts, "the attached words"),),
                )
            elif not self._is_text_excused(each.parts):
                yield AMENDED.at(
                    self._place(each.parts),
                    f"the attached words of {each.pinpoint} are not those that the catalog restates",
                    "compare the two; if the law was amended, bring the catalog up to date and lock it again",
                    related=(self._related(each.parts, "the attached words"),),
                )
        for pinpoint in self.lock.main:
            if pinpoint in self.text.words:
                continue
            place = (
                self.corpus.place_of(f"{self.text.instrument}#{pinpoint}")
                or self.corpus.instruments[self.text.instrument].place
            )
            if edition := self.lock.lacking(pinpoint):
                yield OTHER_EDITION.at(
                    place,
                    f"the attached text has no {pinpoint}, as the edition '{edition.name}' has none",
                )
            else:
                yield AMENDED.at(
                    place,
                    f"the attached text has no {pinpoint}, which the text that the catalog restates has",
                    "was it repealed? Then close the provision's period, and lock the catalog again",
                )

    def _other_edition(self, parts: Parts, edition: Edition) -> Diagnostic:
        return OTHER_EDITION.at(
            self._place(parts),
            f"the attached words of {'.'.join(parts)} are those of the edition '{edition.name}'; "
            f"the catalog restates '{self.lock.editions[0].name}'",
            related=(self._related(parts, "the attached words"),),
        )

    def _is_text_excused(self, parts: Parts) -> bool:
        return any(self._excuse(each, Departing.TEXT, "") for each in self.provisions.get(parts, ()))

    # -- what the words say ----------------------------------------------------------------------------------------

    def subdivisions(self) -> Iterator[Subdivision]:
        leading: dict[Parts, Parts] = {}
        for parts, words in self.words.items():
            above = list(self._above(parts, leading))
            if re.match(r"(?:sub)?para-\d", parts[-1]):
                leading[parts[:-1]] = parts
            below = [each for each in self.words if len(each) > len(parts) and each[: len(parts)] == parts]
            yield Subdivision(
                ".".join(parts),
                words,
                tuple(self.words[each] for each in above if each in self.words),
                tuple(self.words[each] for each in below),
                tuple(self.provisions.get(parts, ())),
                tuple(one for each in above for one in self.provisions.get(each, ())),
                tuple(one for each in below for one in self.provisions.get(each, ())),
                self.text.place_of(parts),
            )

    def _above(self, parts: Parts, leading: Mapping[Parts, Parts]) -> Iterator[Parts]:
        """The subdivisions above one, and of each the paragraph that came last and leads in to the list under it."""
        for length in range(1, len(parts)):
            yield parts[:length]
            lead = leading.get(parts[:length])
            if lead is not None and lead != parts[: length + 1] and not re.match(r"(?:sub)?para-", parts[length]):
                yield lead

    def readings(self, checks: Iterable[Check]) -> Iterator[Diagnostic]:
        kept = list(checks)
        for subdivision in self.subdivisions():
            if not subdivision.provisions or self._is_of_another_edition(subdivision):
                continue  # what the catalog restates are the words of the first edition
            if any(self._excuse(each, Departing.LABELS_BELOW, "") for each in subdivision.provisions):
                continue  # its words hold those of the labels below, which are not told apart
            for check in kept:
                for finding in check(subdivision):
                    if not self._is_excused(finding, subdivision):
                        yield self._diagnostic(finding, subdivision)

    def _is_of_another_edition(self, subdivision: Subdivision) -> bool:
        found = self.lock.edition_of(subdivision.pinpoint, fingerprint(subdivision.words))
        return found is not None and found is not self.lock.editions[0]

    def _is_excused(self, finding: Finding, subdivision: Subdivision) -> bool:
        what = _EXCUSED_BY.get(finding.rule.code)
        concerned = (finding.provision,) if finding.provision else subdivision.provisions
        if what is None:
            return False
        return any(self._excuse(each, what, finding.subject) for each in concerned)

    def _diagnostic(self, finding: Finding, subdivision: Subdivision) -> Diagnostic:
        provision = finding.provision or subdivision.provisions[0]
        start = subdivision.words.find(finding.words) if finding.words else -1
        place, length = self._in_words(subdivision, start, len(finding.words))
        hint = finding.hint or None
        return finding.rule.at(
            provision.place, finding.message, hint, related=(Related(place, "the official words", length),)
        )

    def _in_words(self, subdivision: Subdivision, start: int, length: int) -> tuple[Place, int]:
        """The place of some of a subdivision's words: it stands a paragraph a line in the attached text."""
        place = subdivision.place
        if start < 0:
            return place, 1
        line = 0
        for segment in self.text.segments:
            if segment.pinpoint != subdivision.pinpoint:
                continue
            for paragraph in segment.paragraphs:
                if start <= len(paragraph):
                    return Place(place.file, place.line + line, place.column + start), length
                start -= len(paragraph) + 1
                line += 1
        return place, 1

    # -- departures ------------------------------------------------------------------------------------------------

    def _excuse(self, provision: Provision, what: Departing, subject: str) -> bool:
        wanted = _plain(subject)
        for each in provision.departs:
            named = _plain(each.subject)
            if each.what is what and (named == wanted or (what is Departing.WORDS and wanted and wanted in named)):
                self.used.add((provision.identifier, each))
                return True
        return False

    def not_needed(self) -> Iterator[Diagnostic]:
        """Departures that nothing used; only asked of the text that the catalog restates."""
        for parts, provisions in self.provisions.items():
            known = self.lock.main.get(".".join(parts))
            if known and parts in self.words and known != fingerprint(self.words[parts]):
                continue  # another wording, which may depart elsewhere
            for provision in provisions:
                for each in provision.departs:
                    if (provision.identifier, each) not in self.used and each.what is not Departing.LABELS_BELOW:
                        yield NOT_NEEDED.at(
                            provision.place_of("departs"),
                            f"'{each.what}{' ' if each.subject else ''}{each.subject}' does not depart from the text",
                            "take the line out",
                        )

    # -- places ----------------------------------------------------------------------------------------------------

    def _place(self, parts: Parts) -> Place:
        for length in range(len(parts), 0, -1):
            if provisions := self.provisions.get(parts[:length]):
                return provisions[0].place
            if place := self.corpus.place_of(f"{self.text.instrument}#{'.'.join(parts[:length])}"):
                return place
        return self.corpus.instruments[self.text.instrument].place

    def _related(self, parts: Parts, message: str) -> Related:
        words = self.words.get(parts, "")
        return Related(self.text.place_of(parts), message, max(1, min(80, len(words))))


def verify(corpus: Corpus, text: AttachedText, lock: Lock | None = None) -> tuple[Diagnostic, ...]:
    """What does not agree between a catalog and an attached official text.

    Args:
        corpus: the content.
        text: the attached text.
        lock: the fingerprints of the text that the catalog restates; ``None`` if there are none.

    Returns:
        The findings in order; none where all agrees.
    """
    found = _Verification(corpus, text, lock or Lock(text.instrument))
    checks = (
        figures.check,
        force.forces(_roles(corpus, text.instrument)),
        bearers.bearers(bearers.actors_of(corpus, text.instrument)),
        wording.wording(wording.terms_of(corpus, text.instrument), [each.words for each in text.segments]),
    )
    return in_order(
        (
            *found.labels_both_ways(),
            *found.fingerprints(),
            *found.readings(checks),
            *found.not_needed(),
        )
    )


def _roles(corpus: Corpus, instrument: Identifier) -> frozenset[str]:
    """The terms for those whom an instrument binds."""
    own = [each for each in corpus.provisions.values() if each.document == instrument]
    return frozenset(each.statement for each in own if each.kind is ProvisionKind.ROLE)


def parts_of(corpus: Corpus, provision: Provision) -> Parts:
    """The parts of a provision's official pinpoint, without brackets of ours."""
    path = corpus.paths[provision.identifier.partition("@")[0]]
    return tuple(label.part for label in path.official.labels)


def provisions_on(corpus: Corpus, instrument: Identifier, day: date | None) -> tuple[Provision, ...]:
    """The provisions of an instrument whose wording is in force on a day; all, where no day is named.

    A provision that was amended has several wordings; without a day the first one is meant.
    """
    own = [each for each in corpus.provisions.values() if each.document == instrument]
    if day is None:
        return tuple(each for each in own if "@" not in each.identifier)
    whole = corpus.instruments[instrument].in_force
    return tuple(each for each in own if (each.in_force or whole).holds_on(day))


def official_words(corpus: Corpus, texts: Iterable[AttachedText], as_of: date) -> Mapping[Identifier, tuple[str, ...]]:
    """The official words of each provision, from the attached texts: a string for each paragraph.

    Args:
        corpus: the content.
        texts: what is attached; of several wordings of one instrument, the latest that is not later than the day.
        as_of: the day.
    """
    best: dict[Identifier, AttachedText] = {}
    for each in texts:
        if each.instrument not in corpus.instruments or (each.on and each.on > as_of):
            continue
        known = best.get(each.instrument)
        if known is None or (each.on or date.min) >= (known.on or date.min):
            best[each.instrument] = each
    found: dict[Identifier, tuple[str, ...]] = {}
    for identifier, provision in corpus.provisions.items():
        text = best.get(document_of(identifier))
        words = text.words.get(".".join(parts_of(corpus, provision))) if text else None
        if words:
            found[identifier] = words
    return found


def _plain(words: str) -> str:
    return " ".join(words.lower().split())
