"""Completion in `%%prose` cells: what is offered where, and by a real kernel."""

import pytest
from IPython.core.completer import CompletionContext
from jupyter_client.manager import start_new_kernel

from genderlib.review.completion import suggestions
from tests.review.hostile import TEXTS, fill
from tests.review.shell import opened
from tests.review.year import Year

NO_BREAK = "\N{NO-BREAK SPACE}"
SETUP = """\
import genderlib
%load_ext genderlib
review = genderlib.open_review("stameq", 2020, language="vi")
"""


@pytest.fixture(scope="module")
def offered(untouched):
    """What is offered after a text, as word and what is told beside it."""
    review = Year(untouched).open("en")

    def after(before):
        typed, found = suggestions(before, lambda: review)
        told = {one.text: one.told.replace(NO_BREAK, " ") for one in found}
        return typed, told

    return after


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("{{ party", id="another-cell"),
        pytest.param("%%time\n{{ party", id="another-magic"),
        pytest.param("%%prosecco vi\n{{ party", id="longer-magic"),
        pytest.param("%%prose en\nparty", id="outside-the-braces"),
        pytest.param("%%prose en\n{{ party_committee | share }} tr", id="after"),
        pytest.param("%%prose en\n{{ party_committee ", id="where-a-bar-stands"),
        pytest.param("%%prose en\n{{ 'tr", id="in-a-text"),
        pytest.param("%%prose en\n{{ party_committee.wo", id="after-a-dot"),
        pytest.param("%%prose en\n{{ party_committee | xyz", id="nothing-fits"),
    ],
)
def test_nothing_is_offered_elsewhere(offered, before):
    assert offered(before)[1] == {}


@pytest.mark.parametrize(
    ("before", "typed", "expected"),
    [
        pytest.param(
            "%%prose en\n{{ par",
            "par",
            {"party_committee": "group: Party committee"},
            id="group",
        ),
        pytest.param(
            "%%prose en\nA {{ x }}\n{% if N010 %}{{N01",
            "N01",
            {"N010", "N012", "N013", "N017", "N019"},
            id="norm-on-a-later-line",
        ),
        pytest.param(
            "%%prose en\n{% for group in rep", "rep", {"representation"}, id="block"
        ),
        pytest.param(
            "%%prose en\n{% if not tr",
            "tr",
            {"trade_union_committee", "trained", "training"},
            id="after-not",
        ),
        pytest.param(
            "%%prose en\n{{ e_union",
            "e_union",
            {"trade_union_committee", "claim_trade_union_committee"},
            id="part-of-a-name",
        ),
        # 4 of 13: 30.8 per cent, and one seat is 7.7 points.
        pytest.param(
            "%%prose en\n{{ party_committee | s",
            "s",
            {"share": "30.8%", "seat": "7.7 percentage points"},
            id="figure-with-its-value",
        ),
        pytest.param(
            "%%prose en\n{{party_committee|sh", "sh", {"share": "30.8%"}, id="no-spaces"
        ),
        pytest.param(
            "%%prose en\n{{ representation | lowest | nam",
            "nam",
            {"names": "phrase"},
            id="after-another-filter",
        ),
        pytest.param(
            "%%prose en\n{% for group in training %}{{ group | sh",
            "sh",
            {"share", "share_high", "share_low"},
            id="name-of-a-loop",
        ),
        pytest.param(
            "%%prose en\n{{ party_committee | share('",
            "",
            {"plain": "30.8%", "fixed": "30.8%", "hedged": "nearly 31%"},
            id="form",
        ),
        pytest.param(
            "%%prose en\n{{ party_committee | figure('to",
            "to",
            {"total": "13"},
            id="measure",
        ),
        pytest.param("%%prose e", "e", {"en": ""}, id="language"),
    ],
)
def test_what_fits_is_offered(offered, before, typed, expected):
    actual = offered(before)

    assert actual[0] == typed
    assert expected in (actual[1], set(actual[1]))


def test_groups_come_before_other_names(offered):
    names = list(offered("%%prose en\n{{ ")[1])

    # Ten groups are counted in 2020.
    assert names[:2] == ["course_department_level", "course_english"]
    assert names[10:12] == ["N001", "N002"]


def test_every_word_that_is_offered_can_be_cited(untouched):
    review = Year(untouched).open("vi")
    for name in ("party_committee", "board_decision", "N010", "norms", "activities"):
        _, found = suggestions(f"%%prose vi\n{{{{ {name} | ", lambda: review)
        for word in {one.text for one in found} - {"noun", "highest", "lowest"}:
            if (name, word) != ("norms", "names"):
                assert review.prose(f"{{{{ {name} | {word} }}}}", where=word)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_is_told_beside_a_name_is_one_short_line_of_text(project, text):
    year = Year(project)
    fill(year, text)
    review = year.open("vi")

    _, found = suggestions("%%prose vi\n{{ party_c", lambda: review)

    told = found[0].told
    assert told.startswith(f"nhóm:{NO_BREAK}{text[:1].upper()}")
    assert len(told) <= 30
    assert told.replace(NO_BREAK, "").isprintable()


def test_loading_the_extension_again_adds_no_second_matcher(untouched):
    with opened(untouched) as shell:
        shell.run("%load_ext genderlib")
        shell.run("%reload_ext genderlib")

        matchers = shell.Completer.custom_matchers

    assert len(matchers) == 1


def test_before_the_setup_cell_nothing_is_offered(untouched):
    with opened(untouched) as shell:
        shell.run("%load_ext genderlib")

        (matcher,) = shell.Completer.custom_matchers
        text = "%%prose vi\n{{ party"
        found = matcher(CompletionContext("party", text, 8, 1, None))

    assert found["completions"] == []


@pytest.mark.kernel
def test_a_kernel_completes_groups_and_figures_with_what_they_say(
    untouched, monkeypatch
):
    monkeypatch.setenv("GENDERLIB_ROOT", str(untouched))
    manager, client = start_new_kernel(cwd=str(untouched))
    try:
        client.execute_interactive(SETUP, timeout=60, output_hook=lambda _: None)

        def complete(code):
            reply = client.complete(code, len(code), reply=True, timeout=60)
            content = reply["content"]
            told = content["metadata"]["_jupyter_types_experimental"]
            start, end = content["cursor_start"], content["cursor_end"]
            words = {one["text"]: one["type"].replace(NO_BREAK, " ") for one in told}
            return code[start:end], words

        names = complete("%%prose vi\nĐảng ủy: {{ party_c")
        figures = complete("%%prose vi\nĐảng ủy: {{ party_committee | shar")
        _, python = complete("revie")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)

    assert names == ("party_c", {"party_committee": "nhóm: Đảng ủy"})
    assert figures == ("shar", {"share": "30,8%"})
    # Elsewhere IPython completes as ever.
    assert "review" in python
