"""The ledger: what a report shows, once each, and one fingerprint over it."""

from datetime import date
from fractions import Fraction

import pytest

from genderlib.ledger import Figure, Ledger, Origin

ROW = Origin("data/raw/stameq/2020/counts.csv", 2, "tcvn_article", "paragraph 4")


def figure(identifier="party_committee.women", exact=4, label="Đảng ủy: số nữ"):
    return Figure(identifier, "count", exact, "read", (), (ROW,), label)


@pytest.fixture
def ledger():
    found = Ledger()
    for identifier, exact in (("b.women", 3), ("a.total", 13), ("a.women", 4)):
        found.record(figure(identifier, exact))
    return found


@pytest.mark.parametrize(
    ("exact", "value"),
    [
        pytest.param(4, "4", id="count"),
        # 4/13 as the nearest float, which Python writes with sixteen digits.
        pytest.param(Fraction(4, 13), "0.3076923076923077", id="share"),
        pytest.param(Fraction(-1, 4), "-0.25", id="points"),
        pytest.param(date(2019, 5, 27), "2019-05-27", id="date"),
        pytest.param("1019/QĐ-TĐC", "1019/QĐ-TĐC", id="document"),
    ],
)
def test_a_value_is_written_for_machines(exact, value):
    assert figure(exact=exact).value == value


def test_figures_stand_in_the_order_of_their_first_mention(ledger):
    ledger.record(figure("b.women", 3))

    assert [f.identifier for f in ledger] == ["b.women", "a.total", "a.women"]


def test_the_same_figure_twice_is_one_line(ledger):
    before = len(ledger)

    again = ledger.record(figure("a.women", 4))

    assert len(ledger) == before == 3
    assert again in list(ledger)


def test_a_ledger_knows_what_it_holds(ledger):
    assert "a.women" in ledger
    assert "a.share" not in ledger


@pytest.mark.parametrize(
    ("other", "message"),
    [
        pytest.param(figure("a.women", 5), "a.women: recorded as 4, now 5", id="value"),
        pytest.param(
            figure("a.women", 4, "Công đoàn: số nữ"), "a.women: recorded", id="label"
        ),
        pytest.param(
            Figure("a.women", "count", 4, "sum", (), (ROW,), "Đảng ủy: số nữ"),
            "a.women: recorded",
            id="indicator",
        ),
    ],
)
def test_one_identifier_cannot_stand_for_two_figures(ledger, other, message):
    with pytest.raises(ValueError, match=message):
        ledger.record(other)

    assert [f.value for f in ledger] == ["3", "13", "4"]


def test_the_fingerprint_is_a_hash_of_identifiers_and_values(ledger):
    # By hand: one line a figure, sorted, a tab between; coreutils' sha256sum gives
    # printf 'a.total\t13\na.women\t4\nb.women\t3\n' | sha256sum
    expected = "33d85e73b266facf"

    assert ledger.fingerprint == expected


def test_a_fingerprint_covers_neither_order_nor_words(ledger):
    other = Ledger()
    for identifier, exact in (("a.women", 4), ("a.total", 13), ("b.women", 3)):
        other.record(figure(identifier, exact, label="in another language"))

    assert other.fingerprint == ledger.fingerprint


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param([("a.women", 5), ("a.total", 13), ("b.women", 3)], id="count"),
        pytest.param([("c.women", 4), ("a.total", 13), ("b.women", 3)], id="name"),
        pytest.param([("a.women", 4), ("a.total", 13)], id="one-fewer"),
    ],
)
def test_a_fingerprint_changes_with_any_figure(ledger, changed):
    other = Ledger()
    for identifier, exact in changed:
        other.record(figure(identifier, exact))

    assert other.fingerprint != ledger.fingerprint


def test_shares_that_print_alike_have_different_fingerprints():
    # 43.21 and 43.24 per cent are both 43,2%.
    ledgers = [Ledger(), Ledger()]
    for found, exact in zip(
        ledgers, (Fraction(70, 162), Fraction(16, 37)), strict=True
    ):
        found.record(Figure("a.share", "share", exact, "women_share", (), (ROW,), "A"))

    assert ledgers[0].fingerprint != ledgers[1].fingerprint
