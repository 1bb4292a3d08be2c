"""The checks of contrast and layout find what is wrong."""

import pytest

from genderlib.charts import layout_faults, legibility, text_contrast

PATTERN = (
    '<defs><pattern id="p"><rect fill="#ffffff"/><path d="M0 0L9 9" stroke="#777777"/>'
    "</pattern></defs>"
)


def svg(*marks):
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" font-size="10"'
    )
    return f'{head} fill="#000000">{"".join(marks)}</svg>'


def box(left, right, fill, rest=""):
    return f'<path d="M{left} 0L{right} 0L{right} 50L{left} 50z" fill="{fill}"{rest}/>'


def words(text, x=10, y=30, rest=""):
    return f'<text x="{x}" y="{y}"{rest}>{text}</text>'


# Ratios as WebAIM's contrast checker and WCAG's own examples give them.
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("#000000", "#ffffff", 21, id="black-on-white"),
        pytest.param("#767676", "#ffffff", 4.54, id="lightest-grey-for-text"),
        pytest.param("#777777", "#ffffff", 4.48, id="one-step-too-light"),
        pytest.param("#ff0000", "#ffffff", 4.0, id="red"),
        pytest.param("#123456", "#123456", 1, id="the-same"),
    ],
)
def test_contrast_known_values(one, other, expected):
    assert legibility.contrast(one, other) == pytest.approx(expected, abs=0.005)
    assert legibility.contrast(other, one) == legibility.contrast(one, other)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param([words("a")], 21, id="on-paper"),
        pytest.param([words("a", rest=' fill="#777777"')], 4.48, id="own-colour"),
        pytest.param(
            [box(0, 100, "#000000"), words("a", rest=' fill="#ffffff"')],
            21,
            id="on-box",
        ),
        pytest.param(
            [box(0, 12, "#000000"), words("a", rest=' fill="#ffffff"')],
            1,
            id="half-on-box",
        ),
        pytest.param(
            [box(0, 100, "#000000"), box(0, 100, "#ffffff"), words("a")],
            21,
            id="the-box-below-is-hidden",
        ),
        pytest.param([words("a"), box(0, 100, "#000000")], 21, id="drawn-before"),
        pytest.param(
            [
                PATTERN,
                box(0, 100, "url(#p)"),
                words("a", rest=' fill="#777777"'),
            ],
            1,
            id="on-a-pattern-of-its-colour",
        ),
    ],
)
def test_contrast_is_that_with_the_worst_behind(marks, expected):
    [(text, ratio)] = text_contrast(svg(*marks))

    assert (text, ratio) == ("a", pytest.approx(expected, abs=0.005))


def test_contrast_of_each_part_of_a_line():
    line = words('<tspan>a</tspan><tspan fill="#777777">b</tspan>')

    assert text_contrast(svg(line)) == [
        ("a", 21),
        ("b", pytest.approx(4.48, abs=0.005)),
    ]


@pytest.mark.parametrize(
    ("marks", "fault"),
    [
        pytest.param(
            [words("aaa"), words("bbb", 20)], "“aaa” and “bbb” overlap", id="words"
        ),
        pytest.param([words("a", y=3)], "“a” leaves the drawing", id="above"),
        pytest.param([words("a" * 60)], "leaves the drawing", id="too-long"),
        pytest.param(
            [words("aa", 2, rest=' text-anchor="end"')], "leaves the drawing", id="left"
        ),
        pytest.param(
            [box(0, 12, "#ffffff"), words("a")], "a shape cuts “a”", id="edge"
        ),
        pytest.param(
            ['<path d="M0 28L99 28" fill="none" stroke="#000000"/>', words("a")],
            "a shape cuts “a”",
            id="line",
        ),
        pytest.param(
            # At x = 12 it is at y = 27, between the top and the foot of the word.
            ['<path d="M0 15L99 114" fill="none" stroke="#000000"/>', words("a")],
            "a shape cuts “a”",
            id="slanting-line",
        ),
        pytest.param(
            [
                '<defs><path id="m" d="M-4 0C-4 2 2 4 4 0z"/></defs>',
                '<use href="#m" x="12" y="28" fill="#000000"/>',
                words("a"),
            ],
            "a shape cuts “a”",
            id="dot",
        ),
    ],
)
def test_layout_faults_are_found(marks, fault):
    assert fault in " ".join(layout_faults(svg(*marks)))


@pytest.mark.parametrize(
    "marks",
    [
        pytest.param([words("aa"), words("bb", 60)], id="side-by-side"),
        pytest.param([words("aa"), words("bb", y=60)], id="one-below-the-other"),
        pytest.param([box(0, 100, "#ffffff"), words("aa")], id="within-a-box"),
        pytest.param([box(0, 5, "#ffffff"), words("aa")], id="beside-a-box"),
        pytest.param(
            ['<path d="M0 0L99 99" fill="none" stroke="#000000"/>', words("a", 60)],
            id="above-a-slanting-line",
        ),
    ],
)
def test_a_good_layout_has_no_faults(marks):
    assert layout_faults(svg(*marks)) == []
