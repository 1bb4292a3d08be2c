"""Every check of a page finds its fault, and a page without faults passes them all."""

import re

import pytest

from genderlib.report.exporter import GenderReviewExporter
from tests.report import page, sample

H1 = '<h1>Gender equality at the Directorate in <time datetime="2020">2020</time>'
DESC = '<desc id="shares-desc">Groups and shares: '
SVG = 'role="img" aria-labelledby="shares-title shares-desc"'
POLICY = '<meta http-equiv="Content-Security-Policy"'
CAPTION = '<caption id="courses-caption">Attendances of women in training</caption>'
LINK = '<a class="figure" href="#figure-party_committee.share">'


@pytest.fixture(scope="module")
def html():
    return GenderReviewExporter().from_notebook_node(sample.notebook("en"))[0]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_sample_has_no_fault(language):
    html, _ = GenderReviewExporter().from_notebook_node(sample.notebook(language))

    assert page.problems(html, language) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            "five", "5", "digit outside a figure: '.*in one group of 5", id="digit"
        ),
        pytest.param("five", "⑤", "digit outside a figure", id="circled-digit"),
        pytest.param(
            DESC, DESC + "5 ", "digit outside a figure: 'Groups", id="in-desc"
        ),
        pytest.param(
            "<aside",
            '<aside title="3 faults"',
            "digit in title of <aside>",
            id="tooltip",
        ),
        pytest.param(
            "<nav", '<nav aria-label="2020"', "digit in aria-label", id="label"
        ),
        pytest.param('<html lang="en">', "<html>", "lang is None", id="no-lang"),
        pytest.param(
            'lang="en"', 'lang="vi"', "lang is 'vi', not 'en'", id="wrong-lang"
        ),
        pytest.param(
            'lang="vi"', 'lang="fr"', "lang='fr' on 'Ban vì", id="unknown-passage"
        ),
        pytest.param(
            '<span lang="vi">Ban', "<span>Ban", "Vietnamese without lang", id="passage"
        ),
        pytest.param(
            "<title>Gender equality, review of 2020<",
            "<title>annual_review.en<",
            "the title is a file name",
            id="file-name",
        ),
        pytest.param(
            "<title>Gender equality, review of 2020<",
            "<title><",
            "no title",
            id="untitled",
        ),
        pytest.param(H1, "<h1>Twice</h1>" + H1, "2 h1 headings", id="two-h1"),
        pytest.param("</h1>", "</h1><h4>Deep</h4>", "h4 follows h1: 'Deep'", id="jump"),
        pytest.param("</h1>", "</h1><h2> </h2>", "empty h2", id="empty-heading"),
        pytest.param("<main", "<main></main><main", "2 of main", id="two-mains"),
        pytest.param(
            ' aria-labelledby="contents"', "", "nav without a name", id="nameless-nav"
        ),
        pytest.param(
            'href="#content"', 'href="#contents"', "does not skip to main", id="skip"
        ),
        pytest.param(
            '<h2 id="section-who-was-trained">',
            '<h2 id="training">',
            "not in the contents: 'Who was trained",
            id="unlisted-section",
        ),
        pytest.param(CAPTION, "", "table None: no caption", id="no-caption"),
        pytest.param(
            CAPTION, "<caption> </caption>", "'': no caption", id="empty-caption"
        ),
        pytest.param(
            '<th scope="col">Course</th>',
            "<th>Course</th>",
            "th without scope: 'Course'",
            id="no-scope",
        ),
        pytest.param(
            '<th scope="col">Course</th>', '<th scope="col"></th>', "empty th", id="th"
        ),
        pytest.param(
            "<table><caption",
            "<table></table><table><caption",
            "no column",
            id="no-head",
        ),
        pytest.param(
            'tabindex="0" role="region" aria-labelledby="courses-caption"',
            "",
            "not in a region that scrolls",
            id="no-region",
        ),
        pytest.param("</h1>", '</h1><img alt="A" src="data:,">', "<img>", id="image"),
        pytest.param(SVG, SVG[11:], "svg without role=img", id="no-role"),
        pytest.param(
            '<title id="shares-title">Share of women by group, per cent<',
            '<title id="shares-title">Chart<',
            "svg title says nothing: 'Chart'",
            id="stopgap-title",
        ),
        pytest.param(
            DESC,
            '<desc id="shares-desc">No description has been provided</desc><desc>',
            "svg desc says nothing: 'No description",
            id="stopgap-desc",
        ),
        pytest.param(
            DESC,
            '<desc id="shares-desc">Share of women by group, per cent</desc><desc>',
            "svg desc repeats the title",
            id="repeated-title",
        ),
        pytest.param(
            DESC,
            '<desc id="shares-desc">Women are few</desc><desc>',
            "svg desc without figures",
            id="no-figures",
        ),
        pytest.param(
            SVG, 'role="img"', "svg not labelled by title and desc", id="unlabelled"
        ),
        pytest.param(
            "<figcaption>",
            "<figcaption hidden></figcaption></figure><figure><p>",
            "figure without figcaption",
            id="no-figcaption",
        ),
        pytest.param(
            'id="figures"', 'id="contents"', "id 'contents' stands 2 times", id="ids"
        ),
        pytest.param(
            'id="figure-party_committee.share"',
            'id="gone"',
            "#figure-party_committee.share is not there \\(href\\)",
            id="dangling-link",
        ),
        pytest.param(
            'aria-labelledby="reviewer"',
            'aria-labelledby="gone"',
            "#gone is not there \\(aria-labelledby\\)",
            id="dangling-label",
        ),
        pytest.param(
            'fill="#12436d"',
            'fill="url(#gone)"',
            "#gone is not there",
            id="dangling-fill",
        ),
        pytest.param(
            'id="figure-party_committee.share"',
            'id="gone"',
            "figure-party_committee.share has no line",
            id="untraced",
        ),
        pytest.param(
            LINK,
            '<a class="figure" href="#figure-youth_union.share">',
            "figure link leads elsewhere: #figure-youth_union.share",
            id="other-line",
        ),
        pytest.param(LINK, "<a>", "figure without a link: '30.8%'", id="unlinked"),
        pytest.param("</main>", "<script></script></main>", "<script>", id="script"),
        pytest.param("<main", '<main onclick="a()"', "onclick on <main>", id="handler"),
        pytest.param(
            'href="#content"', 'href=" javascript:a()"', "runs code", id="javascript"
        ),
        pytest.param("</main>", "<iframe></iframe></main>", "<iframe>", id="frame"),
        pytest.param(
            "</main>",
            '<video poster="https://a.example/b"></video></main>',
            "poster of <video> fetches",
            id="fetched-attribute",
        ),
        pytest.param(
            "<rect",
            '<use href="https://a.example/#b"/><rect',
            "href of <use>",
            id="use",
        ),
        pytest.param(
            ":root {",
            "@import 'https://a.example/b'; :root {",
            "style of <style> fetches",
            id="import",
        ),
        pytest.param(
            "<main",
            '<main style="background: url(//a.example)"',
            "style of <main>",
            id="fetched-style",
        ),
        pytest.param(POLICY, "<meta", "policy is None", id="no-policy"),
        pytest.param(
            "default-src 'none'", "default-src 'self'", "policy is", id="weak-policy"
        ),
        pytest.param(
            POLICY,
            "<style></style>" + POLICY,
            "<style> stands before",
            id="late-policy",
        ),
        pytest.param("</main>", "</main>" + " " * 150_000, "the page has", id="size"),
        pytest.param(
            ":root {", " " * 12_000 + ":root {", "the style has", id="css-size"
        ),
        pytest.param(
            "</nav>", "</nav></div>", "</div> where main is open", id="stray-end"
        ),
        pytest.param("</html>", "", "<html> stays open", id="unclosed"),
    ],
)
def test_a_fault_is_found(html, before, after, expected):
    assert before in html
    faulty = html.replace(before, after, 1)

    found = page.problems(faulty, "en")

    assert any(re.search(expected, line) for line in found), found


def test_english_in_a_vietnamese_page_is_found():
    html, _ = GenderReviewExporter().from_notebook_node(sample.notebook("vi"))
    faulty = html.replace("</h1>", "</h1><p>This is one of the rules</p>", 1)

    found = page.problems(faulty, "vi")

    assert found == ["English without lang: 'This is one of the rules'"]


def test_a_vietnamese_name_in_an_english_page_is_no_fault(html):
    name = "<p>Its head is Nguyễn Hoàng Linh.</p>"

    found = page.problems(html.replace("</h1>", "</h1>" + name, 1), "en")

    assert found == []


def test_an_address_in_a_link_is_no_fault(html):
    link = '<p><a href="https://tcvn.gov.vn">The source</a></p>'

    found = page.problems(html.replace("</h1>", "</h1>" + link, 1), "en")

    assert found == []
