"""The tutorials can be followed: each command answers what the page shows."""

import re
import zipfile
from collections import Counter
from html import unescape

import pictures
import pytest
import tutorial

MARKS = ("giả định", "invented")
# The commands that are meant to end so; all others end with 0.
CODES = {
    # Two units made a mistake.
    "genderlib ingest received/*.xlsx": [1, 0],
    # A number was typed.
    "genderlib check": [1, 0],
    # A count is there already.
    "genderlib ingest received/later/*.xlsx": [1],
    # The data moved on after the signature, and the new version differs.
    "genderlib verify --quiet": [1],
    "genderlib diff": [1],
    # Nobody said yet what belongs into the head of the letter.
    "genderlib export --format docx": [1, 0],
}


def pages():
    return {x: path.read_text("utf-8") for x, path in tutorial.PAGES.items()}


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """Every step, done once in a folder; and that folder."""
    folder = tmp_path_factory.mktemp("tutorial")
    return list(tutorial.do(tutorial.steps(pages()["vi"]), folder)), folder


def test_both_tutorials_have_the_same_steps_and_answers():
    steps = {language: tutorial.steps(page) for language, page in pages().items()}

    assert steps["vi"] == steps["en"]
    assert len(steps["vi"]) > 30


def test_a_command_goes_on_after_a_backslash():
    found = list(tutorial.commands("$ genderlib new \\\n    --year 2020\nseen\n"))

    assert found == [tutorial.Command("genderlib new \\\n    --year 2020", "seen\n")]


def test_a_command_that_does_not_end_is_not_left_out():
    with pytest.raises(ValueError, match="a command that does not end: 'genderlib"):
        list(tutorial.commands("$ genderlib new"))


@pytest.mark.kernel
def test_each_command_answers_what_is_shown(followed):
    commands = [d for d in followed[0] if isinstance(d.step, tutorial.Command)]
    wrong = [
        f"$ {done.step.text}\n{done.seen}"
        for done in commands
        if not tutorial.fits(done.step.shown, done.seen)
    ]

    assert wrong == [], "\n".join([*wrong, "run `make reference`, and read the pages"])


@pytest.mark.kernel
def test_commands_end_as_the_tutorial_says(followed):
    ended = [(done.step.text, done.code) for done in followed[0] if done.code]
    expected = Counter(
        {start: codes.count(1) for start, codes in CODES.items() if 1 in codes}
    )

    found = Counter(
        max((s for s in CODES if text.startswith(s)), key=len, default=text)
        for text, _ in ended
    )

    assert found == expected
    assert {code for _, code in ended} == {1}


@pytest.mark.kernel
def test_every_file_that_shows_the_district_says_that_it_is_invented(followed):
    district = followed[1] / "district"
    texts = [p for p in district.rglob("*") if p.suffix in {".html", ".csv", ".txt"}]
    shown = [
        p for p in texts if re.search("Ví Dụ|Example District", p.read_text("utf-8"))
    ]

    assert len(shown) > 8
    for path in shown:
        assert any(mark in path.read_text("utf-8") for mark in MARKS), path


@pytest.mark.kernel
def test_every_name_of_the_district_is_marked_where_it_is_shown(followed):
    made = followed[1] / "district" / "reports"
    for path in made.rglob("annual_review.*.html"):
        page = unescape(path.read_text("utf-8"))
        text = re.sub(r"(?:<[^>]+>|\s)+", " ", page)
        names = re.findall(
            r"(?:Ví Dụ|Example District)(?! \((?:số|giả|invented))", text
        )

        assert names == [], path


@pytest.mark.kernel
def test_the_word_file_says_that_it_is_invented(followed):
    (path,) = (followed[1] / "district" / "reports").rglob("annual_review.vi.docx")
    with zipfile.ZipFile(path) as archive:
        words = re.sub("<[^>]+>", "", archive.read("word/document.xml").decode("utf-8"))

    assert "số liệu giả định" in words.lower()


def test_the_pictures_are_those_of_steps_in_the_tutorial():
    commands = {getattr(step, "text", "") for step in tutorial.steps(pages()["vi"])}

    assert set(pictures.STEPS) <= commands


PAGE = """Go.

```console
$ first one \\
  --option
a
...
$ second
```

Write `x`, then `folder/file.csv`:

```csv
a,b
```
"""


def test_steps_are_read():
    steps = tutorial.steps(PAGE)

    assert steps == [
        tutorial.Command("first one \\\n  --option", "a\n...\n"),
        tutorial.Command("second", ""),
        tutorial.File("folder/file.csv", "a,b\n"),
    ]


@pytest.mark.parametrize(
    ("shown", "seen", "expected"),
    [
        pytest.param("a\nb\n", "a\nb\n", True, id="same"),
        pytest.param("a\n", "a\nb\n", False, id="more-is-seen"),
        pytest.param("a\n...\n", "a\nb\nc\n", True, id="left-out-at-the-end"),
        pytest.param("...\nc\n", "a\nb\nc\n", True, id="left-out-before"),
        pytest.param("a\n...\nb\n", "a\nb\n", True, id="nothing-left-out"),
        pytest.param("a\n...\nd\n", "a\nb\nc\n", False, id="another-end"),
        pytest.param("a.c\n", "abc\n", False, id="no-pattern"),
        pytest.param("", "", True, id="nothing"),
    ],
)
def test_what_is_shown_fits_what_is_seen(shown, seen, expected):
    assert tutorial.fits(shown, seen) is expected


def test_steps_are_done_in_their_folder(tmp_path):
    steps = [
        tutorial.Command("mkdir -p folder/inner", ""),
        tutorial.Command("cd folder", ""),
        tutorial.File("inner/file.csv", "a\n"),
        tutorial.Command("cat inner/file.csv; ls gone >&2", ""),
    ]

    *_, last = tutorial.do(steps, tmp_path)

    assert last.folder == tmp_path / "folder"
    assert last.seen.startswith("a\n")
    assert last.code != 0


def test_only_what_differs_is_written_anew():
    done = [
        tutorial.Done(step, seen, 0, None)
        for step, seen in zip(
            tutorial.steps(PAGE)[:2], ["a\nb\nc\n", "new\n"], strict=True
        )
    ]

    page = tutorial.mended(PAGE, done)

    assert page == PAGE.replace("$ second\n", "$ second\nnew\n")
