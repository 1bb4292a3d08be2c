"""Reports that somebody changed: each is caught, with the right reason and place.

Each change is made by hand on the finished page of 2020; what is expected of it comes
from what was changed, never from what `verify` said.
"""

import hashlib
import re

import pytest

SHARE = "party_committee.share"  # 4 of 13, 30.8%
LEADERS = "unit_leaders.share"  # 14 of 48, 29.2%


def once(html, before, after):
    assert before in html
    return html.replace(before, after, 1)


def figure_of(html):
    """Where the table of figures begins."""
    return html.index('<table id="figures">')


def in_text(before, after):
    """Change the first place above the table of figures."""

    def change(html):
        cut = figure_of(html)
        return once(html[:cut], before, after) + html[cut:]

    return change


def everywhere(*exchanges):
    """Exchange pieces of the page, all at once."""

    def change(html):
        words = dict(exchanges) | {b: a for a, b in exchanges}
        pattern = "|".join(map(re.escape, words))
        return re.sub(pattern, lambda found: words[found[0]], html)

    return change


def with_fingerprint(html):
    """The footer's fingerprint made to fit the table of figures again."""
    row = re.compile(
        r'<tr id="figure-([^"]+)">.*?<td>(?:<(?:data value|time datetime)="([^"]*)">'
        r'|<span class="document-number">)([^<]*)'
    )
    lines = sorted(
        f"{name}\t{value or text}\n"
        for name, value, text in row.findall(html[figure_of(html) :])
    )
    made = hashlib.sha256("".join(lines).encode()).hexdigest()[:16]
    return re.sub(r'(class="fingerprint">)\w+', rf"\g<1>{made}", html)


def forged_count(html):
    """One count changed with its line in the table of figures and the fingerprint."""
    name = 'data-figure="party_committee.women"'
    html = re.sub(rf'value="4" {name}>4<', f'value="5" {name}>5<', html)
    html = re.sub(rf'{name} value="4">4<', f'{name} value="5">5<', html)
    cut = html.index('<tr id="figure-party_committee.women">')
    return with_fingerprint(html[:cut] + once(html[cut:], '"4">4<', '"5">5<'))


def forged_share(html):
    """One share changed with its line, its formula and the fingerprint."""
    html = html.replace("0.3076923076923077", "0.38461538461538464")
    html = html.replace("30.8%", "38.5%")
    cut = html.index(row_of(html, SHARE))
    return with_fingerprint(html[:cut] + once(html[cut:], "women=4", "women=5"))


def exchanged_lines(html):
    """Two shares exchanged in every text, in every chart and in their lines."""
    return with_fingerprint(
        everywhere(
            ("30.8%", "29.2%"),
            ("0.3076923076923077", "0.2916666666666667"),
            ("women_share(women=4, total=13", "women_share(women=14, total=48"),
        )(html)
    )


def shorter_bar(html):
    return re.sub(
        rf'(<path d="M0 [\d.]+L)[\d.]+( [\d.]+L)[\d.]+([^>]*data-figure="{SHARE}")',
        r"\g<1>300\g<2>300\g<3>",
        html,
        count=1,
    )


def row_of(html, figure):
    return re.search(rf'<tr id="figure-{re.escape(figure)}">.*?</tr>\n', html)[0]


TAMPERED = [
    pytest.param(
        in_text(">30.8%</data>", ">38.0%</data>"),
        ("edited by hand", SHARE, "38.0%", "30.8%"),
        id="one-number",
    ),
    pytest.param(
        in_text('value="0.3076923076923077"', 'value="0.5"'),
        ("edited by hand", SHARE, "0.5", "0.3076923076923077"),
        id="number-for-machines",
    ),
    pytest.param(
        everywhere(("30.8%", "29.2%")),
        ("edited by hand", SHARE, "29.2%", "30.8%"),
        id="two-texts-exchanged",
    ),
    pytest.param(
        everywhere((SHARE, LEADERS)),
        ("edited by hand", SHARE, f"30.8% ({LEADERS})", f"30.8% ({SHARE})"),
        id="two-identifiers-exchanged",
    ),
    pytest.param(
        exchanged_lines,
        ("edited by hand", SHARE, "29.2%", "30.8%"),
        id="two-figures-exchanged-with-their-lines",
    ),
    pytest.param(
        forged_count,
        ("edited by hand", "party_committee.women", "5", "4"),
        id="count-with-its-line-and-fingerprint",
    ),
    pytest.param(
        forged_share,
        ("edited by hand", SHARE, "38.5%", "30.8%"),
        id="share-with-its-line-and-fingerprint",
    ),
    pytest.param(
        lambda html: re.sub(
            r'<div class="table [^>]*>\s*<table id="figures">.*?</table>\s*</div>\n?',
            "",
            html,
            flags=re.DOTALL,
        ),
        ("edited by hand", "", "", "Every figure in the report"),
        id="table-of-figures-removed",
    ),
    pytest.param(
        lambda html: html.replace(row_of(html, SHARE), ""),
        ("edited by hand", SHARE, "", "Party committee: share of women"),
        id="line-removed",
    ),
    pytest.param(
        lambda html: html.replace(
            row_of(html, "party_committee.women"),
            row_of(html, "party_committee.women").replace("row 2", "row 3"),
        ),
        ("edited by hand", "party_committee.women", "row 3", "row 2"),
        id="origin-forged",
    ),
    pytest.param(
        lambda html: re.sub(r'(class="fingerprint">)\w+', r"\g<1>0000", html),
        ("edited by hand", "", "0000", ""),
        id="fingerprint",
    ),
    pytest.param(
        in_text('content="genderlib ', 'content="genderlib 99.'),
        ("method changed", "", "genderlib 99.", "genderlib "),
        id="another-version",
    ),
    pytest.param(
        lambda html: html[: figure_of(html)],
        ("file changed", "", "", "</html>"),
        id="broken-off",
    ),
    pytest.param(
        in_text("</h1>", "</h1><script>document.title = 1</script>"),
        ("file changed", "", "script", ""),
        id="script",
    ),
    pytest.param(
        in_text("<h1>", '<h1 onclick="alert(1)">'),
        ("file changed", "", "onclick", "h1"),
        id="event-handler",
    ),
    pytest.param(
        lambda html: re.sub(r"<meta http-equiv[^>]*>\n", "", html),
        ("file changed", "", "", "Content-Security-Policy"),
        id="policy-removed",
    ),
    pytest.param(
        in_text("</style>", "table { display: none }</style>"),
        ("file changed", "", "display: none", ""),
        id="text-hidden-by-a-rule",
    ),
    pytest.param(
        in_text('<div class="table ', '<div style="display:none" class="table '),
        ("file changed", "", "style=display:none", ""),
        id="text-hidden-by-an-attribute",
    ),
    pytest.param(
        in_text(f'href="#figure-{SHARE}"', f'href="#figure-{LEADERS}"'),
        ("file changed", "", f"#figure-{LEADERS}", f"#figure-{SHARE}"),
        id="link-leads-elsewhere",
    ),
    pytest.param(
        in_text("smallest share, ", "largest share, "),
        ("words changed", "", "largest", "smallest"),
        id="one-word",
    ),
    pytest.param(
        lambda html: re.sub(r"<p>The share of women is.*?</p>\n", "", html),
        ("words changed", "", "", "The share of women is women divided by the total"),
        id="sentence-removed",
    ),
    pytest.param(
        in_text("</h1>", "</h1><p>All targets are met.</p>"),
        ("words changed", "", "All targets are met.", ""),
        id="sentence-added",
    ),
    pytest.param(
        in_text("Nguyễn Hoàng Linh", "Ai Đó"),
        ("words changed", "", "Ai Đó", "Nguyễn Hoàng Linh"),
        id="name-of-a-person",
    ),
    pytest.param(
        in_text(">1019/QĐ-TĐC<", ">1020/QĐ-TĐC<"),
        ("edited by hand", "board_decision.number", "1020/QĐ-TĐC", "1019/QĐ-TĐC"),
        id="number-of-a-document",
    ),
    pytest.param(
        in_text(">27 May 2019<", ">28 May 2019<"),
        ("edited by hand", "board_decision.date", "28 May 2019", "27 May 2019"),
        id="date",
    ),
    pytest.param(
        in_text('href="https://', 'href="https://elsewhere.'),
        ("file changed", "", "https://elsewhere.", "https://"),
        id="address-of-a-source",
    ),
    pytest.param(
        in_text(">Met</strong>", ">Not met</strong>"),
        ("words changed", "", "Not met", "Met"),
        id="verdict-on-a-norm",
    ),
    pytest.param(
        shorter_bar,
        ("chart changed", SHARE, "L300 ", "path d="),
        id="bar-only",
    ),
    pytest.param(
        in_text('aria-label="Key figures"', 'aria-label="Other figures"'),
        ("words changed", "", "Other", "Key"),
        id="words-for-screen-readers",
    ),
    pytest.param(
        in_text('<time datetime="2020">2020</time></h1>', "2021</h1>"),
        ("edited by hand", "", "", "2020"),
        id="year-in-the-title",
    ),
    pytest.param(
        in_text('class="verdict verdict-wrong"', 'class="verdict verdict-correct"'),
        ("file changed", "", "verdict-correct", "verdict-wrong"),
        id="colour-of-a-verdict",
    ),
    pytest.param(
        lambda html: html.replace("\n", "\r\n"),
        ("file changed", "", "", ""),
        id="line-ends",
    ),
]


@pytest.fixture
def verify(verifier, tmp_path):
    def write_and_verify(html, name="annual_review.en.html"):
        path = tmp_path / name
        path.write_bytes(html.encode())
        return verifier.verify(path)

    return write_and_verify


@pytest.mark.parametrize(("change", "expected"), TAMPERED)
def test_a_changed_report_is_caught_with_reason_and_place(
    verify, pages, change, expected
):
    reason, figure, found, wanted = expected
    changed = change(pages["en"])
    assert changed != pages["en"]

    actual = verify(changed).differences

    assert any(
        difference.reason == reason
        and difference.figure == figure
        and found in difference.found
        and wanted in difference.expected
        for difference in actual
    ), actual


def test_there_are_twenty_of_them():
    assert len(TAMPERED) >= 20


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_report_as_it_was_made_is_right(verify, pages, language):
    actual = verify(pages[language], f"annual_review.{language}.html")

    assert actual.right
    assert actual.figures == pages[language].count('<tr id="figure-') > 100


def test_exchanged_figures_name_each_other(verify, pages):
    actual = verify(exchanged_lines(pages["en"])).differences

    shares = [d for d in actual if d.kind == "figure" and d.figure in (SHARE, LEADERS)]
    assert {(d.figure, d.exchanged_with) for d in shares} == {
        (SHARE, LEADERS),
        (LEADERS, SHARE),
    }


def test_the_place_names_section_table_row_and_column(verify, pages):
    cut = pages["en"].index('<table id="table-representation">')
    changed = pages["en"][:cut] + once(pages["en"][cut:], ">30.8%<", ">80.8%<")

    (actual,) = verify(changed).differences

    assert actual.place == (
        "table",
        "Where do women sit?",
        "Women in the groups counted (people)",
        "Party committee",
        "Share",
    )
    assert (actual.figure, actual.found, actual.expected) == (SHARE, "80.8%", "30.8%")


def test_a_sentence_is_found_by_the_words_before_the_change(verify, pages):
    sentence = re.search(r"<p>([^<]{100,})</p>", pages["en"])[1]
    words = sentence.split()
    changed = [*words[:8], "elsewhere", *words[9:]]

    (actual,) = verify(once(pages["en"], sentence, " ".join(changed))).differences

    assert (actual.found, actual.expected) == ("elsewhere", words[8])
    assert actual.near == " ".join(words[2:8])
