"""Is every redaction of a filing justified, and on a ground that each law it serves allows?"""

from __future__ import annotations

from collections.abc import Iterator

from compliance.diagnostics import Diagnostic, Rule, Severity
from compliance.model.corpus import Corpus
from compliance.model.identifiers import Identifier, document_of
from compliance.model.instruments import ProvisionKind
from compliance.model.outlines import OutlineSection

HALF_A_REDACTION = Rule(
    "C901",
    "half-a-redaction",
    Severity.ERROR,
    "A section of an outline has only one of 'redact' and 'justification'.",
    "The public edition must say on what ground something is left out, and why.",
    "- redact: cybersecurity",
    "- redact: cybersecurity\n- justification: the values would tell an attacker where testing stops",
)
GROUND_NOT_ALLOWED = Rule(
    "C902",
    "ground-not-allowed",
    Severity.ERROR,
    "Something is redacted on a ground that a law which the filing serves does not name.",
    "A redaction on another ground breaches that law.",
    "- redact: embarrassment",
    "- redact: trade secrets",
)


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """What is wrong with redactions."""
    for section in corpus.outline_sections.values():
        if bool(section.redact) != bool(section.justification):
            has, lacks = ("redact", "justification") if section.redact else ("justification", "redact")
            yield HALF_A_REDACTION.at(
                section.place_of(has), f"'{has}' stands here without '{lacks}'", f"add '- {lacks}: …'"
            )
        if section.redact:
            yield from _grounds(corpus, section)


def _grounds(corpus: Corpus, section: OutlineSection) -> Iterator[Diagnostic]:
    """A ground is allowed where a permission to redact names it; a law without such a permission is not judged."""
    outline = corpus.outlines.get(section.document)
    for law in dict.fromkeys(map(document_of, outline.serves)) if outline else ():
        allowed = _permissions(corpus, law)
        for ground in (each.strip() for each in section.redact.split(",")):
            if allowed and not any(ground.lower() in each for each in allowed):
                yield GROUND_NOT_ALLOWED.at(
                    section.place_of("redact"),
                    f"{law} does not name '{ground}' among its grounds for redaction",
                    "use a ground in that law's words, or do not redact this",
                    length=len(ground),
                )


def _permissions(corpus: Corpus, law: Identifier) -> list[str]:
    return [
        f"{each.statement} {each.means}".lower()
        for each in corpus.provisions.values()
        if each.document == law and each.kind is ProvisionKind.PERMISSION and "redactions" in each.topics
    ]
