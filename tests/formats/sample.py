"""A document that has everything in it: every block, every inline, four levels of sections, a table over
pages."""

from compliance.model.prose import (
    Callout,
    Code,
    Document,
    Emphasis,
    ItemList,
    LineBreak,
    Paragraph,
    Properties,
    Quote,
    Section,
    Strong,
    Table,
    Text,
    bullets,
    link,
    paragraph,
    section,
    strong,
    words,
)

HOSTILE = (
    '#import "x": * $ @ref <label> \\ // /* */ `ticks` *stars* _bars_ [x](y) | & &amp; {{ 7 * 7 }} '
    "{% raw %} ]]> <script>alert(1)</script> § “quoted” é 中文 😀 tab\tnull\x00bell\x07 ~~no~~ #1 1. - + = !"
)
"""Words that one format or another would take for markup."""


def deadlines(rows: int) -> Table:
    """A table of made-up duties."""
    return Table(
        header=tuple(words(each) for each in ("Provision", "What is owed", "Due", "Status")),
        rows=tuple(
            (
                words(Code(f"us-ca/sb-53#22757.12.{chr(97 + n % 6)}.{n + 1}")),
                words(
                    f"Publish item {n + 1}, clearly and where it will be noticed, with ",
                    link("#review", "a justification"),
                    " for each change.",
                ),
                words(f"{n + 3} days"),
                words(strong("Met")) if n % 3 else (),
            )
            for n in range(rows)
        ),
        caption=words("What is owed under ", Emphasis(words("the Act")), ", by provision"),
        widths=(3, 5, 1, 1),
        row_headers=True,
        anchor="table/deadlines",
    )


def sample(long_table: int = 60) -> Document:
    """The document."""
    return Document(
        title="Frontier AI Framework",
        subtitle="Filing under the Transparency in Frontier Artificial Intelligence Act",
        version_block=Properties(
            (
                ("Developer", words("Acme Frontier, Inc.")),
                ("As of", words("2026-11-10")),
                ("Prepared for", words("Office of the General Counsel", LineBreak(), "San Francisco")),
                ("Status", words(strong("Draft"), ": two mappings await review")),
            )
        ),
        blocks=(
            paragraph(
                "This document shows how the developer’s published commitments answer each duty that ",
                "binds it. See ",
                link("#findings", "the findings"),
                ", ",
                link("#table/deadlines", "the table of duties"),
                " and ",
                link("https://leginfo.legislature.ca.gov/?a=1&b=(2)", "the text of the law"),
                ".",
            ),
            Callout(
                "Draft",
                (
                    paragraph("Two mappings are not reviewed. Do not file this document before counsel has signed."),
                    bullets([words("Section 4.7, ", Code("22757.12.a.publish")), "Section 5.1"]),
                ),
            ),
            section(
                "Findings",
                paragraph(
                    "The developer ",
                    strong("meets"),
                    " nine duties, ",
                    Emphasis(words("meets in part")),
                    " two, and is silent on ",
                    strong("one, ", Emphasis(words("cybersecurity practices"))),
                    ". The threshold is 10^26 operations, in ",
                    Code("fact:compute"),
                    ".",
                ),
                section(
                    words("Review and change, § 22757.12(b)"),
                    paragraph(
                        "The framework is reviewed once a year. A material change is published within 30 days, "
                        "with its reasons. The commitment goes further than the law in one respect and falls "
                        "short of it in another, and both are set out below in the order of the law."
                    ),
                    Quote(
                        (
                            paragraph("We will publish each version before it takes effect."),
                            paragraph("We will keep old versions available."),
                        )
                    ),
                    section(
                        "What would close the gap",
                        ItemList(
                            (
                                (paragraph("Promise to keep the framework conspicuous on the website."),),
                                (
                                    paragraph("Name the person who answers for it:"),
                                    bullets(["by office, not by name;", "with a deputy."]),
                                ),
                                (
                                    paragraph("Say when. Either:"),
                                    ItemList(
                                        ((paragraph("within 30 days; or"),), (paragraph("at once."),)),
                                        ordered=True,
                                    ),
                                    paragraph("The first is what the law asks."),
                                ),
                            ),
                            ordered=True,
                        ),
                        section(
                            words("Evidence on file for ", Code("22757.12.b.2")),
                            paragraph("Board minutes of 3 March 2026 record the review."),
                            Properties(
                                (
                                    ("Kept by", words("Legal Operations")),
                                    ("Reference", words(Code("minutes/2026-03-03"))),
                                    ("Notes", ()),
                                )
                            ),
                            ItemList(
                                ((paragraph("A second list starts at one again."),), (paragraph("Two."),)),
                                True,
                            ),
                        ),
                    ),
                    anchor="review",
                ),
                anchor="findings",
            ),
            section(
                "Duties by provision",
                deadlines(long_table),
                paragraph("Rows without a word are not assessed."),
            ),
            section(
                "Comparison with the EU code",
                paragraph("A short table with equal columns and no caption:"),
                Table(
                    header=(words("Matter"), words("California"), words("European Union")),
                    rows=(
                        (
                            words("Report of a critical safety incident"),
                            words("15 days"),
                            words("2 to 15 days"),
                        ),
                        (words("Imminent danger of death"), words("24 hours"), ()),
                        (words("Lines"), words("first", LineBreak(), "second"), words("a | b")),
                    ),
                ),
                Callout("Not yet covered", (Quote((paragraph("A quotation inside a passage set apart."),)),)),
                section("Findings", paragraph("A second section of the same name.")),
            ),
            section("Words that look like markup", paragraph(HOSTILE), paragraph(Code(HOSTILE))),
        ),
        author="Acme Frontier, Inc.",
        date="2026-11-10",
        description="How the published commitments of Acme Frontier answer the duties of the Act.",
    )


def long_document(sections: int = 60) -> Document:
    """About as many pages as ``sections``."""
    one = sample(8)
    filler = paragraph(
        Text("The commitment is stated in the framework and kept by the office that it names. "), Strong(()),
        Text("It was mapped on 2026-11-10 and has not changed since. " * 12),
    )  # fmt: skip
    return Document(
        title=one.title,
        subtitle=one.subtitle,
        version_block=one.version_block,
        blocks=tuple(
            Section(
                words(f"Part {n + 1}"),
                (
                    filler,
                    Paragraph(words("See ", link(f"#part-{(n * 7) % sections}", "another part"), ".")),
                    section(
                        f"Duties {n + 1}",
                        Table(
                            deadlines(9).header,
                            deadlines(9).rows,
                            words(f"Duties {n + 1}"),
                            (3, 5, 1, 1),
                            True,
                        ),
                        bullets(f"Point {each} of part {n + 1}, in some words." for each in range(6)),
                    ),
                ),
                anchor=f"part-{n}",
            )
            for n in range(sections)
        ),
        author=one.author,
        date=one.date,
        description=one.description,
    )
