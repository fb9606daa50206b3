"""``compliance review``."""

from __future__ import annotations

from datetime import date

import click

from compliance.cli.common import (
    Day,
    Talk,
    load,
    option_content,
    option_talk,
    problems,
    stop_at_errors,
    telling_errors,
    today,
)
from compliance.diagnostics import ComplianceError, nearest
from compliance.model.corpus import Corpus
from compliance.model.crosswalks import Mapping, Review


@click.command("review")
@click.argument("judgement", metavar="CROSSWALK[#PINPOINT]")
@click.option("--by", required=True, metavar="WHO", help="Who has reviewed it, such as counsel.")
@click.option("--on", "on", type=Day(), metavar="DATE", help="The day of the review. Default: today.")
@option_content
@option_talk
@telling_errors
def command(judgement: str, by: str, on: date | None, content: tuple[str, ...], quiet: bool, verbose: bool) -> None:
    """Record that a judgement was reviewed as it stands; it goes stale when anything it rests on changes.

    Writes 'reviewed' with a stamp into the crosswalk, below each judgement that is meant.

    \b
    compliance review mappings/acme/safety-policy-1/us-ca-sb-53#22757.12.a.9 --by counsel --content my-content
    """
    from compliance.content.writing import replace_file, with_field

    talk = Talk(quiet, verbose)
    if not by.strip() or not by.isprintable():
        raise ComplianceError("it is not said who reviewed", "write, for example, --by counsel")
    if "," in by:
        raise ComplianceError(
            "the name of who reviewed may hold no comma", "write, for example, --by 'outside counsel'"
        )
    reading = load(content, talk)
    stop_at_errors(reading, problems(reading), talk)
    found = _meant(reading.corpus, judgement)
    when = on or today()
    paths = {each.shown: each for each in reading.files}
    for each in found:
        if paths[each.place.file].shipped:
            raise ComplianceError(
                f"{each.place.file} belongs to the shipped catalogs, which are not written into",
                "copy it to the same place in your content folder, name that with --content, and review it there",
            )
    for file in dict.fromkeys(each.place.file for each in found):
        text = "\n".join(reading.lines[file])
        # From the last to the first, so that a new line moves no judgement that is still to come.
        for each in reversed([one for one in found if one.place.file == file]):
            review = Review(when, by, reading.corpus.stamp_of(each))
            text = with_field(text, file, each.place.line, "reviewed", str(review))
        replace_file(paths[file].path, text.encode())
    talk.say(f"{len(found)} judgement{'s' * (len(found) > 1)} reviewed on {when} by {by}")


def _meant(corpus: Corpus, judgement: str) -> list[Mapping]:
    wanted = judgement if judgement.startswith("mappings/") else f"mappings/{judgement}"
    found = [
        corpus.mappings_by_identifier[each] for each in corpus.below(wanted) if each in corpus.mappings_by_identifier
    ]
    if not found:
        near = nearest(wanted, [*corpus.mappings_by_identifier, *corpus.crosswalks], most=3)
        raise ComplianceError(
            f"there is no judgement '{judgement}'",
            f"did you mean {', '.join(near)}?" if near else f"crosswalks: {', '.join(corpus.crosswalks) or 'none'}",
        )
    return found
