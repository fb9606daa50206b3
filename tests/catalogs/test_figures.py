"""Figures are the same in whatever form a law or a catalog writes them."""

import pytest

from tests.catalogs.figures import figures_in


@pytest.mark.parametrize(
    ("written", "figures"),
    [
        ("more than 10^26 integer or floating-point operations", {"10^26 operations"}),
        ("training compute > 10^26 operations", {"10^26 operations"}),
        ("five hundred million dollars ($500,000,000)", {"500000000"}),
        ("more than USD 500,000,000", {"500000000"}),
        ("up to 1000000 USD per violation", {"1000000"}),
        ("one million dollars", {"1000000"}),
        ("within fifteen days", {"15 days"}),
        ("within 15 days of discovery", {"15 days"}),
        ("seventy-two hours", {"72 hours"}),
        ("every three months", {"3 months"}),
        ("every quarter", set()),
        ("at least once per year", {"every year"}),
        ("a monthly update", {"every month"}),
        ("Beginning January 1, 2027, and annually thereafter", {"2027-01-01", "every year"}),
        ("on 1 January 2027", {"2027-01-01"}),
        ("from 2027-01-01", {"2027-01-01"}),
        ("any of the four recipients of (a)(1)", set()),
        ("chapter 25.1 (commencing with Section 22757.10)", {"25.1", "22757.10"}),
        ("more than 50 people", {"50 people"}),
    ],
)
def test_figures(written: str, figures: set[str]) -> None:
    """What is found in a text."""
    assert figures_in(written) == figures
