"""Labels, identifiers and citations: the worked table of the grammar, row by row."""

import pytest

from compliance.diagnostics import ValueProblem
from compliance.model.identifiers import Path, absolute, cite, covers, read_heading, slug

BPC = "Cal. Bus. & Prof. Code § …"
GOV = "Cal. Gov. Code § …"
LAB = "Cal. Lab. Code § …"
STATS = "Stats. 2025, ch. 138, § …"
NY = "N.Y. Gen. Bus. Law § …"
IL = "430 ILCS 185/…"
EU = "Art. … AI Act"
CODE = "…, Safety and Security chapter"
AIGC = "…, Code on AI-generated content"
RSP = "RSP 3.0 § …"

WORKED_TABLE = [
    (
        BPC,
        "§ 22757.12 Transparency > (a) Frontier AI framework",
        "22757.12.a",
        "Cal. Bus. & Prof. Code § 22757.12(a)",
    ),
    (
        BPC,
        "§ 22757.12 Transparency > (a) Frontier AI framework > [publish] Publish it",
        "22757.12.a.publish",
        "Cal. Bus. & Prof. Code § 22757.12(a)",
    ),
    (
        BPC,
        "§ 22757.12 Transparency > (a) Frontier AI framework > (2) Thresholds",
        "22757.12.a.2",
        "Cal. Bus. & Prof. Code § 22757.12(a)(2)",
    ),
    (
        BPC,
        "§ 22757.12 T > (e)(1)(A) About risk",
        "22757.12.e.1.a",
        "Cal. Bus. & Prof. Code § 22757.12(e)(1)(A)",
    ),
    (
        BPC,
        "§ 22757.12 T > (f)(1) [only] No other ground",
        "22757.12.f.1.only",
        "Cal. Bus. & Prof. Code § 22757.12(f)(1)",
    ),
    (GOV, "§ 11546.8(f)(2)(A) Landscape", "11546.8.f.2.a", "Cal. Gov. Code § 11546.8(f)(2)(A)"),
    (LAB, "§ 1107.1 W > (e)(2)(A) Officers", "1107.1.e.2.a", "Cal. Lab. Code § 1107.1(e)(2)(A)"),
    (LAB, "§ 1107.1 Whistleblowers > (i) No stay", "1107.1.i", "Cal. Lab. Code § 1107.1(i)"),
    (STATS, "SEC. 5 > (d) Federal contracts", "5.d", "Stats. 2025, ch. 138, § 5(d)"),
    (NY, "§ 1421 Transparency > (1) Framework", "1421.1", "N.Y. Gen. Bus. Law § 1421(1)"),
    (NY, "§ 1421 T > (4)(a)(i) About risk", "1421.4.a.i", "N.Y. Gen. Bus. Law § 1421(4)(a)(i)"),
    ("L. 2026, ch. 96, § …", "§ 5 Effective date", "5", "L. 2026, ch. 96, § 5"),
    (
        IL,
        'Sec. 5 Definitions > "Catastrophic risk" > (1)',
        "5.catastrophic-risk.1",
        "430 ILCS 185/5, “Catastrophic risk”, (1)",
    ),
    (
        IL,
        'Sec. 5 Definitions > "Catastrophic risk" > "does not include", (1)',
        "5.catastrophic-risk.does-not-include.1",
        "430 ILCS 185/5, “Catastrophic risk”, “does not include”, (1)",
    ),
    (IL, "Sec. 10 Framework > (b)(1) Yearly review", "10.b.1", "430 ILCS 185/10(b)(1)"),
    (
        IL,
        "Sec. 10 Framework > (f)(1), second paragraph",
        "10.f.1.para-2",
        "430 ILCS 185/10(f)(1), second paragraph",
    ),
    (
        IL,
        "Sec. 15 I > (c) Reports > [report] Seventy-two hours > (i) Date",
        "15.c.i",
        "430 ILCS 185/15(c)(i)",
    ),
    (EU, "Chapter V > Article 53 Providers > (1)(b)(i) Understanding", "53.1.b.i", "Art. 53(1)(b)(i) AI Act"),
    (
        EU,
        "Chapter V > Article 53 Providers > (4), third sentence",
        "53.4.sentence-3",
        "Art. 53(4), third sentence, AI Act",
    ),
    (
        EU,
        "Chapter V > Article 56 Codes > (9), second subparagraph",
        "56.9.subpara-2",
        "Art. 56(9), second subparagraph, AI Act",
    ),
    (EU, "Chapter V > Article 75a Powers > (4)(b)", "75a.4.b", "Art. 75a(4)(b) AI Act"),
    (EU, "Chapter V > Article 3 Definitions > (14b) SMC", "3.14b", "Art. 3(14b) AI Act"),
    (
        EU,
        "Annex XI Documentation > Annex XI, Section 1 > (2)(d) Compute",
        "annex-xi.1.2.d",
        "Annex XI, Section 1, (2)(d), AI Act",
    ),
    (EU, "Recital 110", "recital-110", "Recital 110 AI Act"),
    (
        CODE,
        "Commitment 9 Incidents > Measure 9.3 Timelines > (2) Cyber",
        "measure-9.3.2",
        "Measure 9.3(2), Safety and Security chapter",
    ),
    (
        CODE,
        "Commitment 9 Incidents > Measure 9.3 Timelines > second paragraph",
        "measure-9.3.para-2",
        "Measure 9.3, second paragraph, Safety and Security chapter",
    ),
    (
        CODE,
        "Commitment 1 > Measure 1.2 Implementing > second paragraph, (1)(a)",
        "measure-1.2.para-2.1.a",
        "Measure 1.2, second paragraph, (1)(a), Safety and Security chapter",
    ),
    (
        CODE,
        "Appendix 1.2 > Appendix 1.2.1 Essential > (1)",
        "appendix-1.2.1.1",
        "Appendix 1.2.1(1), Safety and Security chapter",
    ),
    (
        CODE,
        "Appendix 4.3 Interfaces > (1)(a)",
        "appendix-4.3.1.a",
        "Appendix 4.3(1)(a), Safety and Security chapter",
    ),
    (CODE, "‘including’", "including", "“including”, Safety and Security chapter"),
    (
        AIGC,
        "Section 1 Providers > Section 1, Measure 1.1 Layers",
        "1.measure-1.1",
        "Section 1, Measure 1.1, Code on AI-generated content",
    ),
    (
        AIGC,
        "Section 1 Providers > Section 1, Sub-measure 1.1.2 Watermark",
        "1.sub-measure-1.1.2",
        "Section 1, Sub-measure 1.1.2, Code on AI-generated content",
    ),
    (RSP, "Footnote 1 Catastrophic risk", "footnote-1", "RSP 3.0 Footnote 1"),
    (
        RSP,
        '1 Recommendations > "High-stakes sabotage opportunities" > second column, first paragraph',
        "1.high-stakes-sabotage-opportunities.column-2.para-1",
        "RSP 3.0 § 1, “High-stakes sabotage opportunities”, second column, first paragraph",
    ),
    (
        RSP,
        '3 Risk Reports > 3.1 Scope and timing > "Timing", second bullet',
        "3.1.timing.bullet-2",
        "RSP 3.0 § 3.1, “Timing”, second bullet",
    ),
    (
        RSP,
        '3 Risk Reports > 3.3 Contents > "Risk analyses" > (1) Threat-specific',
        "3.3.risk-analyses.1",
        "RSP 3.0 § 3.3, “Risk analyses”, (1)",
    ),
    (RSP, "4 Governance > (7) [approve] Approval", "4.7.approve", "RSP 3.0 § 4(7)"),
    (
        RSP,
        'Appendix A Competitors > "General upleveling"',
        "appendix-a.general-upleveling",
        "RSP 3.0 Appendix A, “General upleveling”",
    ),
    (
        "…, Transparency chapter",
        '"Model Documentation Form" > "Energy consumption" > "Measurement methodology" [inference]',
        "model-documentation-form.energy-consumption.measurement-methodology.inference",
        "“Model Documentation Form”, “Energy consumption”, “Measurement methodology”, Transparency chapter",
    ),
]


def path_of(headings: str) -> Path:
    """The path of the innermost of several headings, which `` > `` separates."""
    path = Path()
    for heading in headings.split(" > "):
        path = path.extend(read_heading(heading).labels)
    return path


@pytest.mark.parametrize(("pattern", "headings", "identifier", "citation"), WORKED_TABLE)
def test_worked_table(pattern: str, headings: str, identifier: str, citation: str) -> None:
    """Each row of the grammar's worked table gives its identifier and its printed citation."""
    path = path_of(headings)

    assert (path.pinpoint, cite(pattern, path)) == (identifier, citation)


@pytest.mark.parametrize(
    ("heading", "labels", "title"),
    [
        ("Business and Professions Code", 0, "Business and Professions Code"),
        ('(c) "Catastrophic risk"', 1, '"Catastrophic risk"'),
        ("(a) (see also b) Scope", 1, "(see also b) Scope"),
        ("(1), see below", 1, "see below"),
        ("3 to 6 months", 1, "to 6 months"),
        ("[2026-02-05 alpha] Deployment", 1, "Deployment"),
        ("Chapter V", 1, ""),
        ("", 0, ""),
    ],
)
def test_labels_and_title(heading: str, labels: int, title: str) -> None:
    """Whatever follows the last label is the title."""
    read = read_heading(heading)

    assert (len(read.labels), read.title) == (labels, title)


def test_a_label_without_a_name_is_refused() -> None:
    """A bracket that holds only signs cannot name a thing, and says where it stands."""
    with pytest.raises(ValueProblem, match="no letter or digit") as caught:
        read_heading("(1) [--] Title")

    assert caught.value.offset == 4


def test_id_replaces_what_the_labels_make() -> None:
    """A pinpoint given by ``- id:`` stands for its heading, and the labels below extend it."""
    row = path_of('1 Table > "A long name of a row"').renamed("1.row-1")

    assert row.extend(read_heading("second column").labels).pinpoint == "1.row-1.column-2"


@pytest.mark.parametrize(
    ("reference", "identifier", "expected"),
    [
        ("a/b#1.2", "a/b#1.2", True),
        ("a/b#1.2", "a/b#1.2.a", True),
        ("a/b#1.2", "a/b#1.20", False),
        ("a/b", "a/b#1", True),
        ("a/b", "a/bc#1", False),
        ("a/b#1.2.a", "a/b#1.2", False),
        ("a/b#1", "a/b#1@2027-01-01", True),
    ],
)
def test_a_reference_means_the_thing_and_what_is_below(reference: str, identifier: str, expected: bool) -> None:
    """A prefix counts only where a part ends."""
    assert covers(reference, identifier) is expected


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("4.7", "anthropic/rsp-3.0#4.7"),
        ("rsp-3.4#3.3", "anthropic/rsp-3.4#3.3"),
        ("us-ca/sb-53#22757.12.a.2", "us-ca/sb-53#22757.12.a.2"),
        ("us-ca/sb-53", "us-ca/sb-53"),
    ],
)
def test_short_references_take_what_the_file_supplies(reference: str, expected: str) -> None:
    """A field may leave out the part of the identifier that the file supplies."""
    assert absolute(reference, "anthropic/rsp-3.0") == expected


def test_slug() -> None:
    """Words become small letters and digits with hyphens."""
    assert slug("Automated R&D in key domains") == "automated-r-and-d-in-key-domains"
