"""Do the figures of the official words and those of the restatement agree, both ways?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compliance.diagnostics import Rule, Severity
from compliance.model.figures import Figure, answers_in, figures, texts_of
from compliance.model.instruments import Provision
from compliance.sources.subdivisions import Finding, Subdivision

NOT_IN_TEXT = Rule(
    "V301",
    "figure-not-in-text",
    Severity.ERROR,
    "A provision has a figure that the official words of its subdivision do not have.",
    "A number, time limit, amount or date that the law does not state is a wrong statement of the law.",
    "- duty: retain the log for 10 years",
    "- duty: retain the log for 5 years",
)
LEFT_OUT = Rule(
    "V302",
    "figure-left-out",
    Severity.ERROR,
    "The official words have a figure that no provision which restates them has.",
    "A time limit or amount that is left out is lost for every table and every judgement.",
    "- duty: send the authority a copy of the log",
    "- duty: send the authority a copy of the log\n- due: within 15 days of request",
)

_DATES = ("applies", "in force")


def check(subdivision: Subdivision) -> Iterator[Finding]:
    """The figures that stand on one side only."""
    yield from _not_in_text(subdivision)
    yield from _left_out(subdivision)


def _not_in_text(subdivision: Subdivision) -> Iterator[Finding]:
    around = (subdivision.words, *subdivision.above, *subdivision.below)
    there = {each for text in around for each in answers_in(text)}
    for provision in subdivision.provisions:
        told: set[str] = set()
        for name, text in _texts(provision, subdivision.provisions_above):
            for figure in figures(text):
                if figure.asked and figure.canonical not in there and figure.canonical not in told:
                    told.add(figure.canonical)
                    yield Finding(
                        NOT_IN_TEXT,
                        provision,
                        figure.canonical,
                        f"{_named(figure)} stands in '{name}', and not in the official words of {subdivision.pinpoint}",
                        _hint_for(figure, subdivision),
                    )


def _texts(provision: Provision, above: Iterable[Provision]) -> Iterator[tuple[str, str]]:
    """The texts that the official words must bear out.

    A date from which something applies is not asked of every subdivision where a heading hands it down, or where it
    is that of a provision above: the law states it once, there.
    """
    same = {(name, text) for each in above for name, text in texts_of(each) if name in _DATES}
    for name, text in texts_of(provision):
        if name in _DATES and ((name, text) in same or not _is_own(provision, name) or _is_amended(provision, name)):
            continue
        yield name, text


def _is_amended(provision: Provision, name: str) -> bool:
    """Whether the days of a wording are those of an amendment, which the text of the law itself does not name."""
    return (
        name == "in force"
        and provision.in_force is not None
        and (provision.in_force.until is not None or "@" in provision.identifier)
    )


def _is_own(provision: Provision, name: str) -> bool:
    """Whether the field stands under the provision's own heading, and not under one above, which comes before it."""
    at = provision.place_of(name)
    return at.file != provision.place.file or at.line >= provision.place.line


def _left_out(subdivision: Subdivision) -> Iterator[Finding]:
    ours = (*subdivision.provisions, *subdivision.provisions_above, *subdivision.provisions_below)
    if not ours:
        return  # That nothing restates it at all is another check's finding.
    there = {each for provision in ours for _, text in texts_of(provision) for each in answers_in(text)}
    told: set[str] = set()
    for figure in figures(subdivision.words):
        if not figure.asked or figure.canonical in there or figure.canonical in told:
            continue
        told.add(figure.canonical)
        yield Finding(
            LEFT_OUT,
            subdivision.provisions[0] if len(subdivision.provisions) == 1 else None,
            figure.canonical,
            f"the official words of {subdivision.pinpoint} have {_named(figure)}, and no provision there has it",
            f"add it, or write 'departs: figure {figure.canonical}, because …'",
            figure.printed,
        )


def _named(figure: Figure) -> str:
    printed = " ".join(figure.printed.split())
    return f"'{printed}'" if printed == figure.canonical else f"'{printed}' ({figure.canonical})"


def _hint_for(figure: Figure, subdivision: Subdivision) -> str:
    """The figures of the same sort that the official words have, since one of them is probably meant."""
    sort = figure.canonical.lstrip("0123456789.^-e/ ")
    near = [
        each
        for each in figures(subdivision.words)
        if each.asked and each.canonical.lstrip("0123456789.^-e/ ").rstrip("s") == sort.rstrip("s")
    ]
    excuse = f"'departs: figure {figure.canonical}, because …'"
    if not near:
        return f"take it out, or write {excuse}"
    return f"the official words have {' and '.join(map(_named, near))}; mend it, or write {excuse}"
