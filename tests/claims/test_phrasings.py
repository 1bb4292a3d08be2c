"""Published counts written out in many phrasings: every verdict is right."""

import csv

import pytest

from genderlib.claims import Span, audit_text
from tests.claims.published import (
    CLAIMS,
    COUNTS,
    ENGLISH,
    SHARES,
    VIETNAMESE,
    grouped,
    percent,
    sentence,
)

PHRASINGS = [
    *(pytest.param(text, "vi", id=f"vi-{n}") for n, text in enumerate(VIETNAMESE, 1)),
    *(pytest.param(text, "en", id=f"en-{n}") for n, text in enumerate(ENGLISH, 1)),
]


def found(text):
    return [
        (one.judgement.women, one.judgement.total, one.verdict)
        for one in audit_text(text)
    ]


@pytest.mark.parametrize(("phrasing", "language"), PHRASINGS)
def test_published_claims_have_their_verdicts(phrasing, language):
    texts = {claim: sentence(phrasing, claim, language) for claim in CLAIMS}

    verdicts = {claim: found(text) for claim, text in texts.items()}

    assert {claim: [(*claim[:2], claim[-1])] for claim in CLAIMS} == verdicts


@pytest.mark.parametrize(
    "phrasing",
    [
        "Lớp học của {vi}: {w}/{t} học viên là nữ.",
        "Cử cán bộ nữ tham gia {vi}: {w}/{t}.",
        "{vi} có {w} nữ trong tổng số {t} người.",
        "Có {w} nữ/{t} người thuộc {vi}.",
        "{vi} có {t} người, trong đó có {w} nữ.",
        "Tỷ lệ nữ:\n- {vi}: {w}/{t}",
        "{w} of the {t} people in {en} were women.",
        "Women took {w} of {t} places in {en}.",
        "Of {t} people in {en}, {w} were women.",
        "{en} counted {w} women among {t} people.",
    ],
)
@pytest.mark.parametrize(("women", "total", "vi", "en"), COUNTS)
def test_counts_alone_have_no_percentage(phrasing, women, total, vi, en):
    text = phrasing.format(w=women, t=total, vi=vi, en=en)

    assert [(women, total, "no_percent")] == found(text)


@pytest.mark.parametrize(
    ("phrasing", "language"),
    [
        ("Có {w} nữ {body}, chiếm {p}.", "vi"),
        ("Có {w} {body} là nữ ({p}).", "vi"),
        ("Nữ {body} có {w} người, đạt tỷ lệ {p}.", "vi"),
        ("There are {w} women {body}, or {p}.", "en"),
        ("{w} ({p}) of them are women {body}.", "en"),
    ],
)
@pytest.mark.parametrize("row", SHARES)
def test_women_without_a_total_have_the_totals_that_fit(phrasing, language, row):
    women, printed, vi, en = row
    body = vi if language == "vi" else en
    share = percent(printed, language)
    text = phrasing.format(w=grouped(women, language), p=share, body=body)

    finding = audit_text(text)[0]

    assert (women, None) == (finding.judgement.women, finding.judgement.total)
    assert finding.verdict == "no_count"


def test_totals_that_fit_the_women_are_named():
    finding = audit_text("Có 8 nữ vụ trưởng, chiếm 7,5%.")[0]

    assert Span(106, 107) == finding.judgement.fits_number.totals


@pytest.mark.oracle
def test_every_published_count_of_the_reference_is_among_these(oracle):
    with (oracle.parent / "series.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    ours = {(women, total, printed) for women, total, printed, *_ in CLAIMS}
    ours |= {(women, total, "") for women, total, *_ in COUNTS}
    ours |= {(women, None, printed) for women, printed, *_ in SHARES}
    theirs = {
        (
            int(row["women"]),
            int(row["total"]) if row["total"] else None,
            row["published_percent"],
        )
        for row in rows
    }
    assert theirs == ours
