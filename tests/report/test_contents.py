"""Ids of headings and the list of contents."""

import pytest

from genderlib.report.contents import SECTION, Contents, render_markdown, slug


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        pytest.param("Who was trained?", "section-who-was-trained", id="english"),
        # ữ is u with horn and tilde, ờ o with horn and grave; đ has no decomposition.
        pytest.param("Phụ nữ ở đâu?", "section-phu-nu-o-dau", id="vietnamese"),
        pytest.param("ĐƯỜNG", "section-duong", id="capitals"),
        pytest.param("Phụ", "section-phu", id="decomposed"),
        pytest.param("?!", "section", id="no-letters"),
        pytest.param(
            "a b c d e f g h i j", "section-a-b-c-d-e-f-g-h", id="first-eight-words"
        ),
    ],
)
def test_slug_is_ascii_and_readable(heading, expected):
    assert slug(heading) == expected


def test_equal_headings_get_different_ids():
    contents = Contents()

    ids = [contents.identify(text) for text in ("Tổng", "tong", "Tổng", "Tổng 2")]

    assert ids == [
        "section-tong",
        "section-tong-2",
        "section-tong-3",
        "section-tong-2-2",
    ]


def test_headings_below_the_title_have_ids_and_sections_are_listed():
    contents = Contents()

    html = render_markdown("# A\n\n## B\n\n### C\n\ntext\n\n## D\n", contents)

    assert html == (
        f'<h1>A</h1>\n{SECTION}<h2 id="section-b">B</h2>\n<h3 id="section-c">C</h3>\n'
        f'<p>text</p>\n{SECTION}<h2 id="section-d">D</h2>\n'
    )
    assert [entry.identifier for entry in contents.entries] == [
        "section-b",
        "section-d",
    ]


def test_contents_keep_the_figure_and_drop_its_link():
    contents = Contents()
    figure = '<a class="figure" href="#figure-a.b"><data value="4">4</data></a>'

    render_markdown(f"## Only {figure} of them\n", contents)

    assert contents.entries == [
        ("section-only-4-of-them", 'Only <data value="4">4</data> of them')
    ]


def test_a_heading_in_a_quotation_opens_no_section():
    html = render_markdown("> ## A\n", Contents())

    assert SECTION not in html
