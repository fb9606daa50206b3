"""A fingerprint proves the words and survives the print: capitals, blanks, hyphens, quotation marks, lost exponents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.diagnostics import ComplianceError
from compliance.sources.fingerprints import Edition, Lock, fingerprint, read_lock, write_lock
from compliance.sources.segments import Segment

WORDS = "A keeper shall burn no more than 10^26 drops of high-grade oil, “safely”."


@pytest.mark.parametrize(
    "print_of_it",
    [
        WORDS.upper(),
        WORDS.replace(" ", "\n  "),
        WORDS.replace("high-grade", "high-\ngrade"),
        WORDS.replace("high-grade", "highgrade"),
        WORDS.replace("“safely”", '"safely"'),
        WORDS.replace("10^26", "10º26"),
        WORDS.replace("10^26", "1026"),
        WORDS.replace("10^26", "10²⁶"),
        WORDS.replace("10^26", "10 (^26)"),
        WORDS.replace("shall", "shall "),
    ],
)
def test_prints_of_the_same_words_have_one_fingerprint(print_of_it: str) -> None:
    assert fingerprint(print_of_it) == fingerprint(WORDS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("shall", "may"),
        ("no more", "more"),
        ("26", "25"),
        ("oil,", "oil;"),
        ("drops of", "drops or"),
        (".", ""),
        ("safely", "safety"),
    ],
)
def test_other_words_have_another(old: str, new: str) -> None:
    """A letter, a figure or a comma is enough."""
    assert fingerprint(WORDS.replace(old, new)) != fingerprint(WORDS)


editions = st.builds(
    Edition,
    st.sampled_from(("official", "bill print", "as enrolled")),
    st.sampled_from(("unknown", "<https://example.org/>, retrieved 2026-01-01")),
    st.text("0123456789abcdef", min_size=64, max_size=64),
    st.dictionaries(
        st.from_regex(r"[0-9]{1,4}(\.[a-z0-9-]{1,9}){0,3}", fullmatch=True),
        st.text("0123456789abcdef", min_size=16, max_size=16),
        max_size=5,
    ),
)


@settings(derandomize=True)
@given(st.lists(editions, max_size=3, unique_by=lambda each: each.name))
def test_a_lock_is_read_as_it_was_written(listed: list[Edition]) -> None:
    lock = Lock("us-zz/lantern-act", tuple(listed))

    assert read_lock(write_lock(lock), lock.instrument, "x.lock") == lock


def test_a_lock_holds_no_words() -> None:
    """Nothing of the text can be read from it."""
    segments = [Segment(("1", "a"), (WORDS,))]
    written = write_lock(Lock("us-zz/lantern-act").with_edition("official", "unknown", "0" * 64, segments))

    assert "keeper" not in written
    assert f"{fingerprint(WORDS)} 1.a" in written


def test_a_later_edition_adds_what_differs() -> None:
    """The first edition has all fingerprints, another one those that are not the same; made anew it takes its place."""
    one, other = Segment(("1",), ("one",)), Segment(("2",), ("two",))
    lock = Lock("x/y").with_edition("first", "unknown", "0", [one, other])
    lock = lock.with_edition("second", "unknown", "0", [one, Segment(("2",), ("too",))])

    assert [list(each.fingerprints) for each in lock.editions] == [["1", "2"], ["2"]]
    assert lock.edition_of("2", fingerprint("too")) is lock.editions[1]
    assert lock.edition_of("1", fingerprint("too")) is None
    assert len(lock.with_edition("second", "unknown", "0", [one, other]).editions) == 2
    assert lock.with_edition("second", "unknown", "0", [one, other]).editions[1].fingerprints == {}


def test_an_edition_may_lack_a_subdivision() -> None:
    """What a later print is known to leave out is told from what was repealed."""
    one, other = Segment(("1",), ("one",)), Segment(("2",), ("two",))
    lock = (
        Lock("x/y").with_edition("first", "unknown", "0", [one, other]).with_edition("extract", "unknown", "0", [one])
    )

    assert lock.lacking("2") is lock.editions[1]
    assert lock.lacking("1") is None


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ("normal-form 99\n", "made with rules 99"),
        ("normal-form 1\n\nedition x\nnonsense\n", "x.lock:4: this line"),
        ("0123456789abcdef 1.a\n", "x.lock:1: this line"),
        ("edition x\n0123456789abcde 1.a\n", "x.lock:2: this line"),
    ],
)
def test_a_spoilt_lock_is_refused(spoilt: str, said: str) -> None:
    """With the line, and what to do."""
    with pytest.raises(ComplianceError, match=said) as refused:
        read_lock(spoilt, "us-zz/lantern-act", "x.lock")

    assert refused.value.hint == "make them anew: 'compliance sources lock us-zz/lantern-act'"
