"""An invented law: its catalog, its official text as a legislature might print it, and a few ways to spoil both."""

from __future__ import annotations

from pathlib import Path

from compliance.content.reading import load
from compliance.model.corpus import Corpus
from compliance.sources.attached import AttachedText, read_attached, write_attached
from compliance.sources.attaching import attach
from compliance.sources.fingerprints import Lock

LAW = "us-zz/lantern-act"

CATALOG = """# Lantern Act

- kind: statute
- jurisdiction: us-zz
- citation: Lantern Act
- cite as: Lantern Code § …
- in force: from 2026-01-01
- source: <https://example.org/lantern>, retrieved 2026-02-01

## § 1 Terms

- rule: what the words of the act mean
- topic: lanterns

### "Keeper"

- role: keeper
- of: developer
- means: a company that owns at least one lantern

### "Large keeper"

- role: large keeper
- of: developer
- means: a keeper that has more than 500 lanterns
- when: lanterns > 500 lanterns

### "Lamp"

- definition: lamp
- of: system
- means: a light in a case

#### "does not include", (1)

- rule: a candle

#### "does not include", (2)

- rule: a torch that burns out within 72 hours

## § 2 Care

- bearer: large keeper
- topic: lanterns

### (a) Plan

#### [write]

- duty: put a plan of care on paper

#### [publish]

- duty: show the plan to everybody on its own website
- to: public

#### (1) Oil

- content: which oil is burnt
- part of: 2.a.write

#### (2) Wick

- content: how the wick is cut
- part of: 2.a.write

### (b) Night watch

- duty: look after each lit lamp by night
- every: 3 months
- bearer: keeper

### (c) Report

- duty: tell the harbour office of every lamp that goes out
- bearer: keeper
- on: outage
- due: within 72 hours of outage
- to: harbour office

#### (i) Time

- content: the time of it
- bearer: keeper

#### (ii) Place

- content: the place of it
- bearer: keeper

### (d) Spare parts

- permission: keep parts in store
- bearer: keeper

### (e) No false light

- prohibition: light no lamp that misleads a ship
- bearer: keeper

#### second paragraph

- rule: a ship is any vessel

### (f) Names

- rule: lamps may bear names

### (g) Colours

- rule: every colour is good

### (h) Sizes

- rule: two are told apart

#### (i) Small

- rule: what one hand can carry

#### (ii) Great

- rule: what one hand cannot carry

### (i) Old lamps

- rule: those lit before 1 March 1990 are left alone

## § 3 Fine

- penalty: a fine that the harbour office sets
- bearer: large keeper
- for: 2
- amount: up to 1000000 USD for a first violation, up to 3000000 USD for each later violation
- topic: lanterns
"""

OUTSIDE = """# Terms

- kind: terms

## outage

- moment: a lamp goes out
- of: incident

## lanterns

- fact: how many lanterns it has
- of: developer
- value: lanterns

## harbour office

- body: the office of the harbour
- of: world
"""

TOPICS = """# Topics

- kind: topics

## lanterns

- means: all about lanterns
"""

# ruff: noqa: E501  (a paragraph of the text is a line)
TEXT = """LANTERN CODE

Sec. 1. Terms.

Sec. 2. Care.

Sec. 3. Fine.

§ 1. Terms. In this act the words below have these meanings:

"Keeper" means a company which is the owner of one lantern or of several.

"Large keeper" means a keeper possessed of over five hundred lanterns.

"Lamp" means any light inside a case.

"Lamp" does not include:

(1) a candle; or

(2) any torch burnt down after seventy-two hours at most.

§ 2. Care. (a) A large keeper shall write, and shall put upon its internet site for all, a plan of care which states:

(1) the sort of oil burnt; and

(2) the cut of the wick.

(b) Once in three months a keeper shall watch through the night over every lamp alight.

(c) A keeper shall inform the harbour office within 72 hours if any lamp goes out, stating: (i) the hour; and (ii) the spot. This is not a duty of anglers.

(d) A keeper may store parts.

(e) A keeper shall not light a lamp to the deception of ships.

Any vessel is a ship.

(f) A lamp may have a name.

(g) No colour is better than others.

(h) Lamps are of two sizes:

(i) small ones, carried with one hand; and

(ii) great ones.

(i) Lamps alight before March 1, 1990 are exempt.

§ 3. Fine. A large keeper who breaks section 2 is liable to a fine of up to one million dollars for a first violation and three million dollars per later violation, as fixed by the harbour office.
"""


def corpus_of(folder: Path, catalog: str = CATALOG) -> Corpus:
    """The invented law alone, read from a folder."""
    for name, text in (
        (f"frameworks/{LAW}.md", catalog),
        ("frameworks/terms.md", OUTSIDE),
        ("frameworks/topics.md", TOPICS),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    reading = load([folder], shipped=False)
    assert [str(each) for each in reading.diagnostics] == []
    return reading.corpus


def attached(corpus: Corpus, text: str = TEXT) -> AttachedText:
    """The official text, attached, written and read again."""
    return read_attached(write_attached(attach(corpus, LAW, text.encode(), "lantern.txt")), "mine/sources/lantern.md")


def locked(text: AttachedText) -> Lock:
    """The fingerprints of a text."""
    return Lock(LAW).with_edition(text.edition, "unknown", text.sha256, text.segments)
