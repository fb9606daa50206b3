"""Does the official verb bear out what kind of provision restates it: "shall" a duty, "may" a permission?

:func:`operatives` finds the verbs that bind, forbid, permit or exempt; :func:`subjects` finds whom such a verb is
said of. Both read the sentence from its outside and know no grammar: what they cannot tell, they leave open.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from compliance.diagnostics import Rule, Severity
from compliance.model.instruments import Provision, ProvisionKind
from compliance.sources.subdivisions import Check, Finding, Subdivision

WRONG_FORCE = Rule(
    "V401",
    "wrong-force",
    Severity.ERROR,
    "A provision is of a kind that the verb of the official words does not bear out.",
    "A permission written as a duty, or a duty as a permission, turns the law around.",
    '- duty: file an amended log\n\n(the text: "a carrier may file an amended log")',
    "- permission: file an amended log",
)
FORCE_LEFT_OUT = Rule(
    "V402",
    "force-left-out",
    Severity.WARNING,
    "The official words bind, forbid or permit something, and no provision there is of such a kind.",
    "A sentence that says 'shall' and 'may' holds two provisions, and one of them may have been left out.",
    '- duty: review the logs of carriers\n\n(the text: "shall review the logs of carriers and may review other logs")',
    "[carriers]\n- duty: review the logs of carriers\n\n[others]\n- permission: review other logs",
)
DUTY_AS_RULE = Rule(
    "V403",
    "duty-restated-as-rule",
    Severity.WARNING,
    "The official words bind a developer, and all that restates them is a rule.",
    "Rules bind nobody: a duty that is written as one is missing from every gap report.",
    '- rule: logs are kept by the developer\n\n(the text: "the developer shall keep logs")',
    "- duty: keep logs\n- bearer: developer",
)


class Force(StrEnum):
    """What an official verb does."""

    DUTY = "duty"
    PROHIBITION = "prohibition"
    PERMISSION = "permission"
    ENCOURAGED = "recommendation"
    EXEMPTION = "exemption"
    ALTERNATIVE = "alternative"
    DEFINITION = "definition"
    PENALTY = "penalty"
    VIOLATION = "violation"
    RULE = "rule"


BINDING = frozenset({Force.DUTY, Force.PROHIBITION, Force.PERMISSION, Force.ENCOURAGED})
"""The forces of a verb that is said of somebody; the others say how something is to be read or what follows."""


@dataclass(frozen=True, slots=True)
class Operative:
    """A verb that binds, forbids, permits or exempts.

    Attributes:
        force: what it does.
        words: the words by which it was told.
        start: where these stand in the text.
        verb_at: where the verb itself starts: in "no carrier may", where "may" stands.
        is_passive: whether the one who must act is not its subject: "shall be shared".
        is_asked: whether some provision must carry it; others only bear out a provision that is there.
    """

    force: Force
    words: str
    start: int
    verb_at: int
    is_passive: bool = False
    is_asked: bool = True


# -- the verbs -----------------------------------------------------------------------------------------------

_MODAL = r"(?:shall|must|may|can|will|should)"
_ADVERBS = r"(?:\s+(?:also|hereby|further|[a-z]+ly))*"
_BEGINS_CLAUSE = r"(?:a|an|the|its|their|any|it|they|such|each|this|that|these|he|she|one|all|no)"

_NOT_OPERATIVE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"“[^”]*”|\"[^\"]*\"",
        r"\b(?:which|that|who)(?:\s+(?:[a-z]+ly|also|otherwise))?\s+(?:may|can|will)\b",
        r"\bas\s+(?:[a-z]+\s+){0,4}?(?:may\s+be|shall\s+(?:determine|prescribe|direct|deem|require|specify))\b",
        r"\b(?:through|by|under|in|on|to|from|with|for|of|at|upon|during)\s+(?:which|whom|whose)\b[^,;.]{0,400}?\b"
        r"(?:may|can|shall|must|will)\b",
        rf"\b(?:whether|how|what|where|when|whenever|if|unless|until|that|to\s+the\s+extent)\s+{_BEGINS_CLAUSE}\b"
        r"[^,;.:]{0,400}?\b(?:may|can|will)\b",
        r"\b(?:so|in\s+order)\s+that\b[^,;.]{0,400}?\b(?:may|can|will)\b",
        r"\bshall\s+have\s+(?:become|been)\b",
    )
)
"""Where "may" and "shall" stand in words that only describe: "risks that may arise", "thresholds, which may"."""

_PATTERNS: tuple[tuple[Force, bool, re.Pattern[str]], ...] = tuple(
    (force, asked, re.compile(pattern, re.IGNORECASE))
    for force, asked, pattern in (
        (
            Force.EXEMPTION,
            False,
            rf"\bnothing\s+in\s+(?:this|that|the|these)\b[^.;]{{0,400}}?\b(?:{_MODAL}|requires?|prevents?)\b",
        ),
        (Force.EXEMPTION, False, r"\b(?:shall|does|do|will|must|may)\s+(?:not|only)\s+apply\b|\bapplies\s+only\b"),
        (Force.EXEMPTION, False, r"\bneed(?:s)?\s+not\b|\bdo(?:es)?\s+not\s+(?:need|have)\s+to\b"),
        (Force.EXEMPTION, False, r"\b(?:is|are|be)\s+not\s+(?:required|obliged|obligated)\s+to\b"),
        (Force.EXEMPTION, False, r"\b(?:is|are|be|shall\s+be)\s+exempt(?:ed)?\b|\bexcept\b|\bnot\s+subject\s+to\b"),
        (
            Force.RULE,
            False,
            rf"\b{_MODAL}\s+(?:not\s+)?be{_ADVERBS}\s+(?:construed|interpreted|read|known|cited|called)\b",
        ),
        (
            Force.ALTERNATIVE,
            False,
            rf"\b(?:{_MODAL}\s+(?:also\s+)?be|is|are){_ADVERBS}\s+(?:deemed|considered|presumed|treated\s+as|regarded\s+as)\b"
            r"|\bin\s+lieu\s+of\b|\binstead\s+of\b|\bpresumption\s+of\s+conformity\b",
        ),
        (
            Force.DEFINITION,
            False,
            r"\bshall\s+have\s+the\s+(?:following\s+|same\s+)?meanings?\b|\bshall\s+mean\b|\bmeans?\b|\bha(?:s|ve)\s+the\s+"
            r"(?:same\s+)?meanings?\b|\bincludes\b|\bdoes\s+not\s+include\b|\brefers\s+to\b",
        ),
        (
            Force.PERMISSION,
            False,
            r"\b(?:shall|will)\s+have\s+(?:the\s+)?(?:jurisdiction|power|authority|discretion|right|option)\s+to\b",
        ),
        (
            Force.RULE,
            False,
            r"\b(?:shall|may|must)\s+not\s+"
            r"(?:exceed|prohibit|prevent|preclude|limit|impair|affect|relieve|restrict|abridge)\b",
        ),
        (
            Force.VIOLATION,
            False,
            r"\b(?:shall\s+constitute|constitutes?|(?:is|are|shall\s+be))\s+(?:a\s+)?violations?\b",
        ),
        (
            Force.RULE,
            False,
            r"\bshall\s+(?:not\s+)?(?:take\s+effect|become\s+(?:operative|effective)|remain\s+in\s+effect|be\s+in\s+effect"
            r"|expire|have\s+(?:jurisdiction|the\s+burden)|constitute|count|apply|consist\s+of|be\s+(?:subject\s+to|liable))\b",
        ),
        (
            Force.PENALTY,
            False,
            r"\bpenalt(?:y|ies)\b|\bfines?\b|\bliable\b|\bforfeits?\b|\blev(?:y|ied)\b|\bdamages\b|\binjunctive\b|\brecover(?:ed|y)?\b"
            r"|\binjunctions?\b|\battorney[’']?s?[’']?\s+fees\b",
        ),
        (
            Force.PROHIBITION,
            True,
            r"\b(?:shall|may|must|can)\s+(?:not|never|in\s+no\s+(?:case|event))\b|\bcannot\b"
            r"|\bno\s+(?!later|less|more|fewer|longer|case)(?:[\w-]+\s+){1,8}?(?:may|shall|must|can)\b"
            r"|\bneither\b[^.;]{0,400}?\b(?:shall|may|must)\b",
        ),
        (Force.PROHIBITION, False, r"\b(?:is|are|be)\s+prohibited\b|\bunlawful\b|\bnot\s+permitted\b"),
        (
            Force.ENCOURAGED,
            True,
            r"\b(?:is|are){A}\s+(?:encouraged|recommended|urged|invited)\b(?:,\s+but\s+not\s+required,)?",
        ),
        (Force.ENCOURAGED, True, r"\bshould(?:\s+not)?\b|\bought\s+to\b"),
        (
            Force.PERMISSION,
            True,
            r"\b(?:is|are|shall\s+be){A}\s+(?:authori[sz]ed|permitted|allowed|entitled|empowered)\s+to\b|\bmay\b",
        ),
        (Force.PERMISSION, False, r"\bcan\b"),
        (
            Force.DUTY,
            True,
            r"\b(?:is|are){A}\s+(?:required|obliged|obligated)\s+to\b|\b(?:has|have)\s+to\b|\bshall\b|\bmust\b"
            r"|\b(?:undertakes?|commits?)\s+(?:themselves\s+)?to\b",
        ),
        (Force.DUTY, False, r"\b(?:is|are)\s+to\b"),
    )
    for pattern in (pattern.replace("{A}", _ADVERBS),)
)
_OF_SIGNATORIES = (
    (Force.PROHIBITION, True, re.compile(r"\bwill\s+(?:not|never)\b", re.IGNORECASE)),
    (Force.DUTY, True, re.compile(r"\bwill\b", re.IGNORECASE)),
)
"""Codes of practice write "Signatories will" for what they commit to; in a statute "will" tells what will happen."""

_VERB = re.compile(
    r"\b(?:shall|must|may|can|cannot|will|should|is|are|has|have|undertakes?|commits?|ought|unlawful)\b", re.IGNORECASE
)
_PASSIVE = re.compile(
    r"\s*(?:not\s+)?(?:also\s+)?(?:[a-z]+ly\s+)?be\s+(?:[a-z]+ly\s+)?[a-z]+(?:ed|en|wn|ne|de|ld|pt|nt|ut|ven)\b",
    re.IGNORECASE,
)
_MAY_ONLY = re.compile(r"\bmay\s+only\b", re.IGNORECASE)


@lru_cache(maxsize=4000)
def operatives(text: str) -> tuple[Operative, ...]:
    """The verbs of a text that bind, forbid, permit, exempt, define or punish, in its order."""
    return tuple(sorted(_operatives(text), key=lambda each: each.start))


def _operatives(text: str) -> Iterator[Operative]:
    rest = text
    for pattern in _NOT_OPERATIVE:
        rest = pattern.sub(lambda match: "\0" * len(match[0]), rest)
    for match in _MAY_ONLY.finditer(rest):
        yield Operative(Force.PROHIBITION, match[0], match.start(), match.start(), is_asked=False)
    patterns = (*_PATTERNS, *(_OF_SIGNATORIES if "signator" in text.lower() else ()))
    for force, asked, pattern in patterns:
        for match in list(pattern.finditer(rest)):
            verbs = list(_VERB.finditer(match[0]))
            verb = verbs[-1] if match[0].lower().startswith(("no ", "neither")) and verbs else None
            at = match.start() + (verb.start() if verb else 0)
            is_passive = force in BINDING and _PASSIVE.match(text, match.end()) is not None
            yield Operative(force, match[0], match.start(), at, is_passive, asked)
            rest = rest[: match.start()] + "\0" * len(match[0]) + rest[match.end() :]


# -- of whom a verb is said ----------------------------------------------------------------------------------

_DETERMINER = r"(?:(?:a|an|the|any|each|every|such|no|all|both|this|these|those|said|other|neither|either)\s+)*"
_CONJUNCTION = re.compile(r"^(?:and|or|but|nor|then|however|provided(?:,?\s+however,?)?(?:\s+that)?)\s+", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:[\s,]+(?:also|hereby|further|thereafter|at\s+all\s+times|[a-z]+ly|that|which|who)\b)*[\s,]*$", re.IGNORECASE
)
_ENDS_WITH_AND = re.compile(r"\b(?:and|or|but|nor)$", re.IGNORECASE)
_PREPOSITIONS = frozenset(
    {
        "of", "by", "to", "from", "for", "with", "in", "on", "under", "against", "within", "at", "between", "including",
        "than", "as", "through", "upon", "concerning", "regarding", "about", "among", "into", "over", "before", "after",
        "during", "without", "per", "via", "toward", "towards",
    }
)  # fmt: skip
_NOT_A_SUBJECT = re.compile(r"^(?:[’']s?\b|\s+of\s+(?:the|an?)\b)", re.IGNORECASE)
_BOUNDARY = re.compile(r"[.;:]\s+|^\s*|—")


def subjects(text: str, operative: Operative, actors: re.Pattern[str]) -> tuple[str, ...]:
    """Of whom a verb is said, as the text names them; empty where that cannot be told.

    Of a passive verb it is who acts, if the text says "by" whom: "shall be published by the carrier".

    Args:
        text: the text in which the verb stands.
        operative: the verb.
        actors: finds the names of those who are known, the longest at each place.
    """
    if operative.is_passive:
        return _agent(text[operative.verb_at :], actors)
    return _subject(text, operative, actors)


def _agent(rest: str, actors: re.Pattern[str]) -> tuple[str, ...]:
    passive = _PASSIVE.match(rest, re.match(r"\S+(?:\s+not)?", rest).end()) if rest else None  # type: ignore[union-attr]
    if passive is None:
        return ()
    by = re.match(rf"(?:\s+[\w-]+){{0,5}}?\s+by\s+{_DETERMINER}", rest[passive.end() :], re.IGNORECASE)
    if by is None:
        return ()
    at = passive.end() + by.end()
    actor = actors.match(rest, at)
    return (actor[0],) if actor and not _NOT_A_SUBJECT.match(rest[actor.end() :]) else ()


def _subject(text: str, operative: Operative, actors: re.Pattern[str]) -> tuple[str, ...]:
    start = max((each.end() for each in _BOUNDARY.finditer(text, 0, operative.verb_at)), default=0)
    segment = _TRAILING.sub("", text[start : operative.verb_at])
    if _ENDS_WITH_AND.search(segment):
        # A second verb, as in "shall review the logs and may copy them", is said of whom the first one is.
        before = [each for each in operatives(text) if start <= each.start < operative.start and each.force in BINDING]
        return subjects(text, before[-1], actors) if before else ()
    return _adjacent(segment, actors) or _opening(segment, actors)


def _mentions(text: str, actors: re.Pattern[str]) -> list[re.Match[str]]:
    return [each for each in actors.finditer(text) if not _NOT_A_SUBJECT.match(text[each.end() :])]


def _adjacent(segment: str, actors: re.Pattern[str]) -> tuple[str, ...]:
    """Those named right before the verb, unless a preposition makes them part of something else."""
    found: list[str] = []
    end = len(segment)
    for mention in reversed(_mentions(segment, actors)):
        if mention.end() != end:
            break
        before = re.sub(rf"(?:^|(?<=[\s(,])){_DETERMINER}$", "", segment[: mention.start()], flags=re.IGNORECASE)
        last = re.search(r"([\w’'-]+)(,?)\s*$", before)
        word = last[1].lower() if last else ""
        if word in _PREPOSITIONS and not (last and last[2]):
            return ()
        found.insert(0, mention[0])
        if word not in ("and", "or") or last is None:
            return tuple(found)
        end = len(before[: last.start()].rstrip(" ,"))
    # "and the developer" after something that is no actor begins a clause of its own.
    return tuple(found)


def _opening(segment: str, actors: re.Pattern[str]) -> tuple[str, ...]:
    """Those with whom the last part between commas opens that can hold the subject."""
    in_list = False
    for part in reversed(re.split(r",\s+", segment)):
        bare = _CONJUNCTION.sub("", part.strip())
        in_list = in_list or bare != part.strip()
        determiner = re.match(_DETERMINER, bare, re.IGNORECASE)
        at = determiner.end() if determiner else 0
        found: list[str] = []
        while (actor := actors.match(bare, at)) and not _NOT_A_SUBJECT.match(bare[actor.end() :]):
            found.append(actor[0])
            joined = re.compile(rf"\s+(?:and|or)\s+{_DETERMINER}", re.IGNORECASE).match(bare, actor.end())
            if joined is None:
                break
            at = joined.end()
        if found:
            return tuple(found)
        if not in_list and re.match(r"(?:an?|the|any|each|every|such|no|all|this|these|it|they|he|she)\b", bare, re.I):
            return ()  # Somebody or something that is no known actor: the report, the court, they.
    return ()


# -- the check -----------------------------------------------------------------------------------------------

_NEEDS: dict[ProvisionKind, tuple[Force, ...]] = {
    ProvisionKind.DUTY: (Force.DUTY,),
    ProvisionKind.CONTENT: (Force.DUTY,),
    # An authority has no kind of its own for what it shall not do.
    ProvisionKind.AUTHORITY_DUTY: (Force.DUTY, Force.PROHIBITION),
    ProvisionKind.PROHIBITION: (Force.PROHIBITION, Force.VIOLATION),
    ProvisionKind.PERMISSION: (Force.PERMISSION,),
    ProvisionKind.AUTHORITY_POWER: (Force.PERMISSION,),
    ProvisionKind.EXEMPTION: (Force.EXEMPTION,),
    ProvisionKind.ALTERNATIVE: (Force.ALTERNATIVE,),
    ProvisionKind.PENALTY: (Force.PENALTY,),
    ProvisionKind.DEFINITION: (Force.DEFINITION,),
    ProvisionKind.ROLE: (Force.DEFINITION,),
}
"""What the official words must say for a provision of each kind; rules and examples are free."""

_CARRIES: dict[Force, frozenset[ProvisionKind]] = {
    Force.DUTY: frozenset({ProvisionKind.DUTY, ProvisionKind.CONTENT, ProvisionKind.AUTHORITY_DUTY}),
    Force.PROHIBITION: frozenset({ProvisionKind.PROHIBITION, ProvisionKind.AUTHORITY_DUTY}),
    Force.PERMISSION: frozenset({ProvisionKind.PERMISSION, ProvisionKind.AUTHORITY_POWER, ProvisionKind.PENALTY}),
}
_WEAK = re.compile(r"\b(?:encourag|should|recommend|ought|invite|urge)", re.IGNORECASE)
_DEVELOPERS = (
    r"(?:(?:large|small|frontier|covered|downstream|general-purpose)\s+){0,3}"
    r"(?:developers?|providers?|deployers?|operators?|signator(?:y|ies))"
)
_FREE = frozenset({ProvisionKind.RULE, ProvisionKind.EXAMPLE, ProvisionKind.DEFINITION, ProvisionKind.ROLE})


def needs(provision: Provision) -> tuple[Force, ...]:
    """The forces any of which bears a provision out; empty where any does."""
    if provision.strength and _WEAK.search(provision.strength):
        return (Force.ENCOURAGED,)
    return _NEEDS.get(provision.kind, ())


def binding_words(subdivision: Subdivision, wanted: Iterable[Force]) -> tuple[str, tuple[Operative, ...]]:
    """The words from which a provision has its force, and the verbs in them.

    These are the subdivision's own, or, where those have no verb of the sort that binds, the innermost above them
    that have one.
    """
    sought = frozenset(wanted)
    for words in (subdivision.words, *reversed(subdivision.above)):
        found = operatives(words)
        if any(each.force in sought for each in found) or any(
            each.force in BINDING and each.is_asked for each in found
        ):
            return words, found
    return subdivision.words, operatives(subdivision.words)


def forces(roles: Collection[str] = ()) -> Check:
    """The check of force.

    Args:
        roles: the terms for those whom the law binds, besides developers, providers, deployers and the like.
    """
    names = sorted({each.lower() for each in roles}, key=lambda each: (-len(each), each))
    bound = re.compile(
        rf"\b(?:{'|'.join([*(rf'{re.escape(each)}s?' for each in names), _DEVELOPERS])})\b", re.IGNORECASE
    )

    def check(subdivision: Subdivision) -> Iterator[Finding]:
        """The provisions whose kind the official verb does not bear out, and the verbs that no provision carries."""
        for provision in subdivision.provisions:
            yield from _wrong_force(subdivision, provision)
        yield from _left_out(subdivision)
        yield from _duty_as_rule(subdivision, bound)

    return check


check = forces()
"""The check of force for laws that bind developers, providers, deployers and the like."""


def _wrong_force(subdivision: Subdivision, provision: Provision) -> Iterator[Finding]:
    wanted = needs(provision)
    words, found = binding_words(subdivision, wanted)
    if not wanted or any(each.force in wanted for each in found) or _says_so(subdivision, provision):
        return
    if provision.kind in (ProvisionKind.DEFINITION, ProvisionKind.ROLE) and not any(
        each.force in BINDING for each in found
    ):
        return  # An entry of a glossary defines without a verb.
    binding = [each for each in found if each.force in BINDING and each.is_asked] or [
        each for each in found if each.force is not Force.DEFINITION
    ]
    said = " and ".join(dict.fromkeys(f"'{_short(each.words)}' ({each.force})" for each in binding[:3]))
    kind = f"{provision.kind}" + (f" with the strength '{provision.strength}'" if provision.strength else "")
    article = "an" if kind[0] in "aeiou" else "a"
    yield Finding(
        WRONG_FORCE,
        provision,
        "",
        f"this is {article} {kind}, and the official words " + (f"say {said}" if said else "have no verb that says so"),
        _hint(binding) or "look at the verb of the sentence, or write 'departs: force, because …'",
        binding[0].words if binding and words == subdivision.words else "",
    )


def _says_so(subdivision: Subdivision, provision: Provision) -> bool:
    """Whether the text has the very verb that the author gives as a duty's strength: "the Framework will contain"."""
    if provision.kind not in (ProvisionKind.DUTY, ProvisionKind.CONTENT) or not provision.strength:
        return False
    verb = re.compile(rf"\b{re.escape(provision.strength)}\b(?!\s+not\b)", re.IGNORECASE)
    return any(verb.search(words) for words in (subdivision.words, *subdivision.above))


def _hint(binding: list[Operative]) -> str:
    if {each.force for each in binding} == {Force.ENCOURAGED}:
        return "write the verb under 'strength', or 'departs: force, because …'"
    kinds = {
        Force.DUTY: "duty, content or authority duty",
        Force.PROHIBITION: "prohibition",
        Force.PERMISSION: "permission or authority power",
    }
    named = list(dict.fromkeys(kinds[each.force] for each in binding if each.force in kinds))
    return f"write it as {' or '.join(named)}, or write 'departs: force, because …'" if named else ""


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 40 else f"{plain[:18]} … {plain[-18:]}"


def _left_out(subdivision: Subdivision) -> Iterator[Finding]:
    ours = (*subdivision.provisions, *subdivision.provisions_below)
    there = subdivision.provisions or subdivision.provisions_below
    if not ours or all(each.kind in _FREE for each in there):
        return
    told: set[Force] = set()
    for operative in operatives(subdivision.words):
        force = operative.force
        if not operative.is_asked or force in told or any(_carries(each, operative) for each in ours):
            continue
        told.add(force)
        yield Finding(
            FORCE_LEFT_OUT,
            subdivision.provisions[0] if len(subdivision.provisions) == 1 else None,
            "",
            f"the official words of {subdivision.pinpoint} say '{_short(operative.words)}' ({force}), "
            "and no provision there is of such a kind",
            "write one with a bracket of its own, or write 'departs: force, because …'",
            operative.words,
        )


def _carries(provision: Provision, operative: Operative) -> bool:
    force = operative.force
    if provision.kind is ProvisionKind.RULE:
        # A rule may say it in words of its own: "the court may", "is to be renewed".
        return operative.is_passive or any(each.force is force for each in operatives(provision.statement))
    if force is Force.ENCOURAGED:
        return bool(_WEAK.search(provision.strength))
    return provision.kind in _CARRIES[force]


def _duty_as_rule(subdivision: Subdivision, developers: re.Pattern[str]) -> Iterator[Finding]:
    there = subdivision.provisions
    if not there or any(each.kind is not ProvisionKind.RULE for each in there):
        return
    words, found = binding_words(subdivision, (Force.DUTY, Force.PROHIBITION))
    if words != subdivision.words:
        # Items of a list under what somebody shall do are what it is about; under "shall not" they may be conditions.
        found = tuple(each for each in found if each.force in BINDING and each.is_asked)[-1:]
        found = tuple(each for each in found if each.force is Force.DUTY)
    for operative in found:
        if operative.force not in (Force.DUTY, Force.PROHIBITION) or not operative.is_asked or operative.is_passive:
            continue
        bound = subjects(words, operative, developers)
        if bound:
            yield Finding(
                DUTY_AS_RULE,
                there[0] if len(there) == 1 else None,
                "",
                f"the official words {'of' if words == subdivision.words else 'above'} {subdivision.pinpoint} say "
                f"'{bound[0]} {_short(operative.words)}', and there are only rules here, which bind nobody",
                "write it as a duty, content or prohibition, or write 'departs: force, because …'",
                operative.words if words == subdivision.words else "",
            )
            return
