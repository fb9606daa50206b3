"""A small content folder that uses every kind of record and every form of value."""

from datetime import date
from pathlib import Path

from compliance.content.reading import load
from compliance.diagnostics import Place
from compliance.model.corpus import Corpus
from compliance.model.fields import Source
from compliance.model.instruments import Instrument, InstrumentKind, Provision, ProvisionKind
from compliance.model.periods import Period

FILES = {
    "frameworks/topics.md": """\
# Topics

- kind: topics

## reporting

- means: telling authorities

## governance

- means: who decides
- note: a short note

And a word of prose.
""",
    "frameworks/terms.md": """\
# Terms

- kind: terms

## training compute

- fact: operations used for training
- of: model
- value: operations

## revenue

- fact: gross revenue
- of: developer
- value: money by calendar year

## listed

- fact: the developer is on the list
- of: developer
- value: yes or no
- default: no

## competitors

- fact: what competitors do
- of: world
- value: words

## discovery

- moment: it is discovered
- of: incident

## determination

- moment: it is determined
- of: incident

## deployment

- moment: a model is made available
- of: model

## office

- body: an office
- of: world

## public

- body: anyone
- of: world

## board

- body: the board
- of: developer
""",
    "frameworks/xx/act.md": """\
# Act of X

- kind: statute
- jurisdiction: xx
- citation: Act of X
- cite as: Act § …
- in force: from 2026-01-01
- applies: from the later of 2026-06-01 and 90 days after deployment
- source: <https://example.org/act?{a}&b=[1]>, retrieved 2026-02-03, second-hand
- supersedes: xx/old-act
- status: partial

Prose with *emphasis*.

## § 1 Definitions

### (a) Big developer

- role: big developer
- of: developer
- means: one whose revenue is big
- when: revenue > 500000000 USD in the preceding calendar year and some model is a big model

### (b) Big model

- definition: big model
- of: model
- means: one trained with much compute
- when: training compute > 10^26 operations or training compute >= 2.5e24 operations and not listed

### (c) Incident

- definition: incident
- of: incident
- same as: 1.b

### (d) Harm

- definition: harm
- of: risk
- same as: Penal Code section 12

## § 2 Duties

- topic: reporting

### (a) [report] Report it

- duty: report an incident to the office
- bearer: big developer
- on: discovery, determination
- due: within 72 hours of discovery or determination, whichever is first
- due: within 1 year of discovery
- due: by 2027-01-01
- to: office and public (as applicable)
- filing: incident report
- rests on: 1.b
- replaced by: 1.b
- known by: "old words", 30 days
- departs: figure 30 days, because the sample says so
- satisfied by: any of 2.c.1, 2.c.2
- note: first note
- note: second note

#### (1) Date

- content: the date of the incident
- formerly: 2.x

#### (2) Place

- content: the place of the incident
- part of: 2.a.report

### (b) Keep it

- duty: keep the report
- bearer: big developer
- keep for: at least 5 years from discovery or determination, whichever is last
- strength: best efforts

### (c) Ways

#### (1) One

- duty: review the framework
- bearer: big developer
- every: about 3 to 6 months from deployment, or on another reasonable schedule that it sets

#### (2) Two

- duty: review the framework again
- bearer: big developer
- every: quarter

### (d) Lies

- prohibition: lie about an incident
- bearer: big developer
- unless: competitors is "all lying" or deployment before 2026-02-01

### (e) May

- permission: publish more
- bearer: big developer
- due: promptly

### (f) Not for some

- exemption: not where it was harmless
- for: 2.a, 2.d
- when: "it was harmless"
- in force: from 2026-03-01 until 2027-03-01

### (g) Other way

- alternative: report to the federal office
- for: 2.a.report
- bearer: big developer

### (h) Rule

- rule: how the words are read
- for: all
- applies: until 2028-01-01

### (i) Example

- example: a lie is a lie
- for: 2.d

### (j) Penalty

- penalty: a civil penalty
- bearer: big developer
- for: 2.a
- amount: up to the greater of 15000000 EUR and 3 % of revenue in the preceding financial year per violation,
  up to 1000 USD per day

### (k) Other penalty

- penalty: whatever the court sees fit
- bearer: big developer
- amount: what the court sees fit

### (l) Office's duty

- authority duty: publish a yearly summary
- bearer: office
- keep for: as long as the model is deployed, plus 2 weeks

### (m) Office's power

- authority power: ask for documents
- bearer: office or board
- due: at least 5 business days before deployment
""",
    "frameworks/eu/reg.md": """\
# Regulation

- kind: regulation
- jurisdiction: eu
- citation: Regulation (EU) 2024/1689
- cite as: Art. … AI Act
- in force: from 2024-08-01
- applies: from 2026-08-02
- source: <https://eur-lex.europa.eu/eli/reg/2024/1689/oj>, retrieved 2026-11-22

## Article 3 Definitions

### (1) Big model

- definition: big model
- of: model
- means: one trained with much compute

## Article 55 Duties

### (1)(b) Report

- duty: report incidents without delay
- bearer: office
- due: without undue delay
- topic: reporting

### (2) Later

- in force: from 2026-07-27
- rule: a rule that came later

## Annex XI

### Annex XI, Section 1

#### (2) Compute

- rule: what is counted

## Recital 110

- rule: why
""",
    "frameworks/eu/code.md": """\
# Code

- kind: code of practice
- jurisdiction: eu
- citation: The Code
- in force: from 2025-08-02
- source: <https://example.org/code>, retrieved 2026-01-01

## Measure 1.1 Tell

- duty: tell the office within a reasonable time
- bearer: office
- due: within a reasonable time of discovery
- implements: eu/reg#55.1.b
- topic: reporting
""",
    "frameworks/eu/guidelines.md": """\
# Guidelines

- kind: guidelines
- jurisdiction: eu
- citation: The Guidelines
- in force: from 2025-08-02 until 2026-12-31
- applies: from the earlier of 2026-06-01 and 6 months after deployment
- source: <https://example.org/guidelines>, retrieved 2026-01-01

## 1 Reading

- rule: how the regulation is read
- for: eu/reg#55
""",
    "frameworks/acme/developer.md": """\
# Acme

- kind: developer

## [general] General

- revenue: at least 500000001 and < 9e9 USD in 2025
- listed: unknown since 2026-01-01
- competitors: "all lying" on 2026-05-01
- xx/act#1.a: yes from 2026-01-01 until 2027-01-01
- basis: its annual report
- source: <https://example.org/annual-report>, retrieved 2026-01-01

## "Acme Inc."

- entity: the company

## "Model One"

- model: a model
- training compute: > 10^26 operations
- deployment: 2026-04-01

## [2026-05-01] An incident

- event: incident
- about: acme/developer#model-one
- discovery: 2026-05-01 14:00 America/Los_Angeles

### [report] The report

- evidence: the report
- shows: xx/act#2.a
- covers: 2026-05-03
- short of: it was late
- source: <https://example.org/report>, retrieved 2026-06-01

### [page] The page

- evidence: the page
- shows: xx/act#2.a.report
- covers: from 2026-05-03 until 2026-06-01
- source: <https://example.org/page>, retrieved 2026-06-01
""",
    "frameworks/acme/policy-1.md": """\
# Policy 1

- kind: policy
- developer: acme
- version: 1
- cite as: Policy 1 § …
- in force: from 2026-01-01
- source: <https://example.org/policy>, retrieved 2026-01-01
- supersedes: acme/policy-0
- serves: xx/act#2.a.report

## 1 Reports

### 1.1 Telling

- commitment: tell the office
- track: unilateral
- strength: will
- due: within 1 day of discovery
- to: office
- responsible: board
- topic: reporting, governance

### 1.2 Goal

- commitment: tell everybody
- track: goal
- strength: aim
- target: 2027-01-01
- reached when: everybody knows
- state: open
- confidence: high
- restates: 1.1
- continues: 1.1
- topic: governance

#### [2026-09-01] Later

- change: the target moved
- because: it was too early
""",
    "frameworks/acme/filing.md": """\
# Filing

- kind: outline
- developer: acme
- version: 2
- serves: xx/act#2.a.report
- approved: 2026-10-01 by counsel

## 1 What happened

- answers: xx/act#2.a.1
- draws on: acme/policy-1#1.1
- redact: trade secret
- justification: it is one

The prose of the section.
""",
    "mappings/acme/policy-1/xx-act.md": """\
# Policy 1 against the Act of X

- kind: crosswalk
- policy: acme/policy-1
- instrument: xx/act

## 2.a.report Reporting

- met by: 1.1
- helped by: 1.2, acme/developer#2026-05-01.report
- extent: partial
- missing: the seventy-two hours
- reviewed: 2026-11-10 by counsel, stamp 3f9a1c2b

The policy says one day.

## 2.d

- extent: none
- note: nobody has looked
""",
    "mappings/acme/laws.md": """\
# The Act of X against the Regulation

- kind: comparison
- instruments: xx/act, eu/reg

## 1.b

- against: 3.1
- relation: equal

The same words.

## 2.a.report

- against: 55.1.b
- relation: subset
- differs: the Act has seventy-two hours
- stricter: xx/act
""",
}


def write_files(root: Path, files: dict[str, str] | None = None) -> Path:
    """Writes the content folder, with some of its files replaced."""
    for name, text in {**FILES, **(files or {})}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def corpus_of(root: Path, files: dict[str, str] | None = None, *, sound: bool = True) -> Corpus:
    """The corpus of the content folder, in which nothing may be wrong."""
    reading = load([write_files(root, files)], shipped=False)

    assert not sound or not reading.diagnostics, "\n".join(map(str, reading.diagnostics))
    return reading.corpus


def small_corpus() -> Corpus:
    """One law with one rule, made without a file, as a program may make it."""
    place = Place("act.md")
    act = Instrument(
        identifier="x/act",
        place=place,
        title="Act",
        kind=InstrumentKind.STATUTE,
        jurisdiction="x",
        citation="Act",
        in_force=Period(date(2026, 1, 1)),
        source=Source("https://example.org/", date(2026, 1, 1)),
    )
    rule = Provision(
        identifier="x/act#1",
        place=place,
        document="x/act",
        kind=ProvisionKind.RULE,
        statement="a rule",
        citation="Act § 1",
    )
    return Corpus(instruments={act.identifier: act}, provisions={rule.identifier: rule})


SMALL = small_corpus()
