"""Without a table, or without the counts of a topic, a report says what is missing.

The notebook's cells run in this process, see `shell`; the last test does the same with
the real command and kernel.
"""

import os
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

from genderlib.text.prose import ProseError
from tests.report.page import problems
from tests.review import shell

LANGUAGES = ("vi", "en")
OPTIONAL = {
    "statements.csv": {
        "vi": "Nguồn không công bố tỷ lệ hay nhận định nào",
        "en": "The source published no percentages or statements",
    },
    "targets.csv": {
        "vi": "Nguồn không nêu mục tiêu nào",
        "en": "The source names no goals",
    },
    "activities.csv": {
        "vi": "Nguồn không nêu hoạt động nào",
        "en": "The source names no activities",
    },
    "documents.csv": {
        "vi": "Nguồn không nêu quyết định hay kế hoạch nào",
        "en": "The source names no decision or plan",
    },
    "narrative.vi.md": {"vi": "Chưa có phần lời tiếng Việt cho năm này"},
    "narrative.en.md": {"en": "There are no words in English for this year"},
}
TOPICS = {
    "representation": {
        "vi": "Nguồn không có số liệu về phụ nữ trong cấp ủy, ban chấp hành và vị trí "
        "lãnh đạo, nên câu hỏi này chưa trả lời được",
        "en": "The source has no counts of women on committees or among leaders, so "
        "this question cannot be answered",
    },
    "training": {
        "vi": "Nguồn không có số người học, nên câu hỏi này chưa trả lời được",
        "en": "The source has no counts of participants, so this question cannot be "
        "answered",
    },
}


def checked(html, language):
    """The report's text, once every check of its page is passed."""
    assert problems(html, language) == []
    page = BeautifulSoup(html, "html.parser")
    return " ".join(page.main.get_text().split())


def said(text, gaps, language):
    """Which gaps a report speaks of."""
    return {name for name, words in gaps.items() if words.get(language, "\0") in text}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_complete_year_speaks_of_no_absent_table(real_year, language):
    text = checked(shell.page(real_year.root, language=language), language)

    assert said(text, OPTIONAL | TOPICS, language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", OPTIONAL)
def test_without_a_table_the_report_says_so(year, file, language):
    (year.folder / file).unlink()

    text = checked(shell.page(year.root, language=language), language)

    # The words in one language are nobody's loss in the other.
    expected = {file} if language in OPTIONAL[file] else set()
    assert said(text, OPTIONAL | TOPICS, language) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_without_the_counts_of_a_topic_the_report_says_so(year, topic, language):
    year.drop_topic(topic)

    text = checked(shell.page(year.root, language=language), language)

    assert said(text, OPTIONAL | TOPICS, language) == {topic}


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_any_of_them_the_report_says_all_of_it(year, language):
    for file in OPTIONAL:
        (year.folder / file).unlink()
    # A year has counts of something; these are invented for the test.
    year.add("counts", group="staff", women=1, total=2)
    for topic in TOPICS:
        year.drop_topic(topic)

    text = checked(shell.page(year.root, language=language), language)

    gaps = {name for name, words in OPTIONAL.items() if language in words}
    assert said(text, OPTIONAL | TOPICS, language) == gaps | TOPICS.keys()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        pytest.param("vi", "dẫn một bảng không có (documents.csv)", id="vi"),
        pytest.param("en", "cite a table that is not there (documents.csv)", id="en"),
    ],
)
def test_words_that_cite_an_absent_table_are_left_out_and_it_is_said(
    year, language, sentence
):
    (year.folder / "documents.csv").unlink()

    words = year.open(language).prose("{{ narrative.who }}", where="cell")

    assert sentence in words


def test_words_that_cite_what_never_was_are_an_error_where_no_table_is_absent(year):
    (year.folder / "narrative.en.md").write_text("## who\n\n{{ nothing }}\n")

    with pytest.raises(ProseError, match="nothing is no name in these data"):
        year.open("en").prose("{{ narrative.who }}", where="cell")


@pytest.mark.kernel
def test_the_command_renders_a_year_without_optional_tables(year):
    for file in OPTIONAL:
        (year.folder / file).unlink()

    made = subprocess.run(
        [sys.executable, "-m", "genderlib", "render", "--language", "en"],
        cwd=year.root,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (made.returncode, made.stderr) == (0, "")
    report = year.root / made.stdout.strip()
    text = checked(report.read_text(encoding="utf-8"), "en")
    gaps = {name: words for name, words in OPTIONAL.items() if "en" in words}
    assert said(text, OPTIONAL, "en") == gaps.keys()
