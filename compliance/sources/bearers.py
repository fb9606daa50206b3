"""Does a provision bind whom the official words bind? A large developer is not every developer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from compliance.diagnostics import Rule, Severity
from compliance.model.corpus import Corpus
from compliance.model.identifiers import Identifier
from compliance.model.instruments import Instrument, Provision, ProvisionKind
from compliance.model.terms import TermKind
from compliance.sources.force import Force, binding_words, needs, subjects
from compliance.sources.subdivisions import Check, Finding, Subdivision

WRONG_BEARER = Rule(
    "V501",
    "wrong-bearer",
    Severity.ERROR,
    "The official words bind somebody else than the provision does.",
    "A duty of large developers that is written for every developer binds those whom the law leaves free, and the "
    "reverse frees those whom it binds.",
    '- duty: keep a log\n- bearer: carrier\n\n(the text: "A large carrier shall keep a log")',
    "- duty: keep a log\n- bearer: large carrier",
)

_SAID_OF_SOMEBODY = frozenset(
    {
        ProvisionKind.DUTY,
        ProvisionKind.CONTENT,
        ProvisionKind.PROHIBITION,
        ProvisionKind.PERMISSION,
        ProvisionKind.AUTHORITY_DUTY,
        ProvisionKind.AUTHORITY_POWER,
        ProvisionKind.ALTERNATIVE,
    }
)
_SIZES = r"(?:large|small|very\s+large|medium-sized|covered)"
_PLACES = {
    "us-ca": ("California",),
    "us-ny": ("New York",),
    "us-il": ("Illinois",),
    "us": ("United States", "US", "federal"),
    "eu": ("European Union", "European", "EU", "Union"),
}
"""The words by which our names of bodies tell those of one jurisdiction from those of another."""


# -- who is called what --------------------------------------------------------------------------------------


def actors_of(corpus: Corpus, instrument: Identifier) -> dict[str, tuple[str, ...]]:
    """What the official text of an instrument may call each role and body that can be a bearer in it.

    A role is called by its own name. A body is called by its name, with and without the name of its state ("the
    Attorney General"), by what stands in quotation marks in its description, and by a term of the instrument whose
    meaning names it ("Agency").

    Args:
        corpus: the whole content.
        instrument: which law or code.
    """
    record = corpus.instruments.get(instrument)
    here = _places_of(record)
    elsewhere = tuple(each for places in _PLACES.values() for each in places if each not in here)
    provisions = [each for each in corpus.provisions.values() if each.document == instrument]
    found: dict[str, tuple[str, ...]] = {}
    for each in provisions:
        if each.kind is ProvisionKind.ROLE:
            found[each.statement] = (each.statement,)
    used = {name for each in provisions if each.bearer for name in each.bearer.names}
    for term in corpus.terms.values():
        if term.kind is not TermKind.BODY or (_is_of(term.name, elsewhere) and term.name not in used):
            continue
        short = _without_place(term.name, here)
        quoted = re.findall(r'["“]([^"”]+)["”]', term.statement)
        words = [term.name, short, *quoted]
        if calls := re.search(r"\bcalls\s+the\s+([A-Z]\w+)", term.statement):
            words.append(calls[1])
        if re.match(r"[A-Z]\w*[A-Z]", short):
            words.append(short.partition(" ")[2])  # The consortium that is named after what it builds.
        for definition in provisions:
            if definition.kind is ProvisionKind.DEFINITION and _names(definition.means, term.name, short):
                words.append(definition.statement)
        if term.name in used and re.fullmatch(r"[a-z]+s", term.name):
            words.append(term.name.removesuffix("s"))  # "courts" are "the court" in the text.
        if hyphened := re.fullmatch(r"([a-z]+-party) \w+", term.name):
            words.append(hyphened[1].replace("-", " "))
        found[term.name] = tuple(dict.fromkeys(each for each in words if each))
    for name in sorted(used - found.keys()):
        found[name] = (name,)
    return found


def _places_of(instrument: Instrument | None) -> tuple[str, ...]:
    jurisdiction = instrument.jurisdiction if instrument else ""
    return next(
        (places for key, places in _PLACES.items() if jurisdiction == key or jurisdiction.startswith(f"{key}/")), ()
    )


def _is_of(name: str, places: Iterable[str]) -> bool:
    return any(re.search(rf"(?:^|\bof ){re.escape(each)}\b", name) for each in places)


def _without_place(name: str, places: Iterable[str]) -> str:
    """``California Attorney General`` as ``Attorney General``, and ``Governor of California`` as ``Governor``."""
    for each in places:
        name = name.removeprefix(f"{each} ").removesuffix(f" of {each}")
    return name


def _names(means: str, *names: str) -> bool:
    """Whether a meaning is one of these names, and not something within or under what it names."""
    found = [re.search(rf"^(.*?)\b{re.escape(each)}\b", means, re.IGNORECASE) for each in names if each]
    return any(each and not re.search(r"\b(?:within|under|of|in|to|by)\b", each[1], re.IGNORECASE) for each in found)


# -- the check -----------------------------------------------------------------------------------------------


def bearers(actors: Mapping[str, tuple[str, ...]]) -> Check:
    """The check, for a text that calls the bearers by these words.

    Args:
        actors: of each role or body that may be a bearer, the words that the official text uses for it.
    """
    pattern = _pattern(actors)
    called: dict[str, set[str]] = {}
    for name, words in actors.items():
        for each in (name, *words):
            called.setdefault(_plain(each), set()).add(name)

    def names(mention: str) -> frozenset[str]:
        """The bearers that a mention may mean; one with a size that is no bearer's is somebody else."""
        return frozenset(called.get(_plain(mention)) or {_plain(mention)})

    def check(subdivision: Subdivision) -> Iterator[Finding]:
        for provision in subdivision.provisions:
            if provision.bearer is None or provision.kind not in _SAID_OF_SOMEBODY:
                continue
            yield from _wrong(provision, subdivision)

    def _wrong(provision: Provision, subdivision: Subdivision) -> Iterator[Finding]:
        assert provision.bearer is not None
        ours = frozenset(provision.bearer.names)
        wanted = needs(provision)
        words, found = binding_words(subdivision, wanted)
        said = [
            each for each in found if each.force in wanted and each.force not in (Force.VIOLATION, Force.DEFINITION)
        ]
        groups = [subjects(words, each, pattern) for each in said if each.is_asked or not each.is_passive]
        known = [each for each in groups if each]
        if any(_same([names(each) for each in group], ours) for group in known):
            return
        # Where it cannot be told who is meant, a larger or smaller circle than any that is named is still wrong.
        is_told = bool(known) and len(known) == len(groups)
        theirs = known[0] if is_told else _other_circle(ours, words, subdivision.above)
        if theirs is None:
            return
        yield Finding(
            WRONG_BEARER,
            provision,
            "",
            f"this is for '{provision.bearer}', and the official words name '{' and '.join(theirs)}'"
            + _wider_or_narrower(ours, theirs),
            "mend the bearer, or write 'departs: bearer, because …'",
            theirs[0] if theirs[0] in subdivision.words else "",
        )

    def _other_circle(ours: frozenset[str], words: str, above: tuple[str, ...]) -> tuple[str, ...] | None:
        text = " ; ".join((words, *above))
        mentioned = {_plain(each[0]): each[0] for each in pattern.finditer(text)}
        for name in sorted(ours):
            if any(name in names(each) for each in mentioned):
                continue
            for plain, mention in mentioned.items():
                if _is_part(_plain(name), of=plain) or _is_part(plain, of=_plain(name)):
                    return (mention,)
        return None

    return check


def _same(groups: list[frozenset[str]], ours: frozenset[str]) -> bool:
    """Whether those named are the bearers, each of them, and no one else."""
    return all(group & ours for group in groups) and all(any(name in group for group in groups) for name in ours)


def _wider_or_narrower(ours: frozenset[str], theirs: tuple[str, ...]) -> str:
    if len(ours) != 1 or len(theirs) != 1:
        return ""
    mine, other = _plain(next(iter(ours))), _plain(theirs[0])
    if _is_part(mine, of=other):
        return ": the provision is wider than the law"
    if _is_part(other, of=mine):
        return ": the provision is narrower than the law"
    return ""


def _is_part(name: str, *, of: str) -> bool:
    """Whether the other name says more: "large carrier" and "carrier of grain" say more than "carrier"."""
    return of.endswith(f" {name}") or of.startswith(f"{name} ")


def _plain(words: str) -> str:
    """A name in small letters and in the singular, without articles, so that every form of it is the same."""
    return " ".join(_singular(each) for each in words.lower().split() if each not in ("a", "an", "the"))


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word if word.endswith("ss") else word.removesuffix("s")


def _pattern(actors: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    """Finds the known actors, the longest at each place, with a word of size before them that makes them others."""
    known = {_plain(each) for name, words in actors.items() for each in (name, *words)} - {""}
    longest = sorted(known, key=lambda each: (-len(each), each))
    names = "|".join(r"\s+(?:(?:an?|the)\s+)?".join(map(_inflected, each.split())) for each in longest)
    return re.compile(rf"\b(?:{_SIZES}\s+)?(?:{names})\b", re.IGNORECASE) if names else re.compile(r"(?!)")


def _inflected(word: str) -> str:
    return rf"{re.escape(word[:-1])}(?:y|ies)" if word.endswith("y") else rf"{re.escape(word)}s?"
