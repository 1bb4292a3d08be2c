"""One changed byte in each kind of input rebuilds exactly its dependents."""

import json
import os
import shutil
from pathlib import Path

import pytest

import genderlib
from genderlib.batch.made import Staleness
from genderlib.data import Project
from genderlib.data.packaged import packaged
from genderlib.data.reads import noting
from genderlib.report.rebuild import read_script
from tests.batch.conftest import PLAIN, REPORT
from tests.conftest import copy_project
from tests.notebooks.editions import Edition
from tests.review.year import Year

pytestmark = pytest.mark.kernel

OPENED = """\
import genderlib
review = genderlib.open_review(organisation, year, language=language)
words = review.tables.narrative.get(language)
"""
# What a comparison does: every organisation of the year.
COMPARED = """\
from genderlib.data import Project, list_years, open_year
project = Project.find()
for other, its_year in list_years(project):
    if its_year == year:
        open_year(project, other, year)
"""
TRIALS = {
    f"trial {organisation} {year} {language}"
    for organisation, year in (("another", 2020), ("stameq", 2019), ("stameq", 2020))
    for language in ("vi", "en")
}
YEAR_TABLES = ("activities", "ages", "documents", "flows", "statements", "targets")
COMPARISONS = {name.replace("trial", "compared") for name in TRIALS}


def of(reports, *words):
    """Those reports whose name has one of the words."""
    return {name for name in reports if any(word in name for word in words)}


def append(name):
    """A byte more, which changes nothing for a reader."""

    def change(project):
        with (project / name).open("ab") as file:
            file.write(b"\n")

    return change


def add_year(project):
    shutil.copytree(
        project / "data/raw/another/2020", project / "data/raw/another/2019"
    )


def remove_optional_table(project):
    (project / "data/raw/stameq/2019/activities.csv").unlink()


def remove_report(project):
    (project / "reports/another/2020/internal/trial.vi.html").unlink()


def forget(project):
    (project / "data/processed/.made/another/2020/internal/trial.en.json").unlink()


@pytest.fixture(scope="module")
def made(module_command):
    """Two organisations, one with a year before, and all their reports."""
    project = module_command.project
    Year(project).invent_year_before()
    add_organisation(project)
    write(project, "trial", OPENED, REPORT)
    write(project, "compared", COMPARED, REPORT)
    for notebook in ("trial", "compared"):
        result = module_command("render", "--notebook", notebook, "--jobs", "1")
        assert (result.returncode, result.stderr) == (0, "")
    return module_command


def add_organisation(project):
    """A second organisation, INVENTED for the test, with the same counts."""
    raw = project / "data" / "raw"
    table = raw / "organisations.csv"
    text = table.read_text("utf-8")
    table.write_text(text + text.splitlines()[1].replace("stameq", "another", 1) + "\n")
    for path in shutil.copytree(raw / "stameq/2020", raw / "another/2020").iterdir():
        path.write_text(path.read_text("utf-8").replace(",stameq,", ",another,"))
    # Tables that the real year does not have, without rows.
    invented = packaged("data/raw/example/2023")
    for name in ("ages.csv", "flows.csv"):
        header, _, _ = (invented / name).read_text("utf-8").partition("\n")
        (raw / "another/2020" / name).write_text(f"{header}\n")


def write(project, name, *sources):
    from nbformat.v4 import new_code_cell, new_notebook, writes

    cells = [
        new_code_cell(PARAMETERS, id="cell-0", metadata={"tags": ["parameters"]}),
        *(new_code_cell(s, id=f"cell-{n}") for n, s in enumerate(sources, start=1)),
    ]
    notebook = writes(new_notebook(cells=cells))
    (project / "notebooks" / f"{name}.ipynb").write_text(notebook, "utf-8")


PARAMETERS = """\
organisation: str = "stameq"
year: int = 2020
language: str = "vi"
audience: str = "internal"
"""


@pytest.fixture
def copy(made, tmp_path):
    """The project with its reports in another folder, to change."""
    return shutil.copytree(made.project, tmp_path / "copy")


def stale(command, project, *options):
    """Reports that would be made, with the reasons."""
    found = {}
    for notebook in ("trial", "compared"):
        wanted = ("--dry-run", "--quiet", "--notebook", notebook)
        result = command("render", *wanted, *options, cwd=project)
        assert (result.returncode, result.stderr) == (0, "")
        for line in result.stdout.splitlines():
            path, _, why = line.partition(": ")
            _, organisation, year, _, name = path.split("/")
            language = name.split(".")[1]
            found[f"{notebook} {organisation} {year} {language}"] = why
    return found


@pytest.mark.parametrize(
    ("change", "expected", "why"),
    [
        pytest.param(lambda _: None, set(), "", id="nothing"),
        pytest.param(
            append("data/raw/stameq/2020/counts.csv"),
            of(TRIALS, "stameq 2020") | of(COMPARISONS, "2020"),
            "data/raw/stameq/2020/counts.csv changed",
            id="counts",
        ),
        # A review reads the year before, a comparison does not.
        pytest.param(
            append("data/raw/stameq/2019/counts.csv"),
            of(TRIALS, "stameq") | of(COMPARISONS, "2019"),
            "data/raw/stameq/2019/counts.csv changed",
            id="counts-of-the-year-before",
        ),
        pytest.param(
            append("data/raw/another/2020/sources.csv"),
            of(TRIALS, "another") | of(COMPARISONS, "2020"),
            "data/raw/another/2020/sources.csv changed",
            id="sources",
        ),
        pytest.param(
            append("data/raw/stameq/2020/narrative.en.md"),
            {"trial stameq 2020 en"},
            "data/raw/stameq/2020/narrative.en.md changed",
            id="words-of-one-language",
        ),
        pytest.param(
            append("data/raw/groups.csv"),
            TRIALS | COMPARISONS,
            "data/raw/groups.csv changed",
            id="groups",
        ),
        *(
            pytest.param(
                append(f"data/raw/{name}.csv"),
                TRIALS | COMPARISONS,
                f"data/raw/{name}.csv changed",
                id=name,
            )
            for name in ("norms", "organisations", "disclosure")
        ),
        *(
            pytest.param(
                append(f"data/raw/another/2020/{name}.csv"),
                of(TRIALS, "another") | of(COMPARISONS, "2020"),
                f"data/raw/another/2020/{name}.csv changed",
                id=name,
            )
            for name in YEAR_TABLES
        ),
        pytest.param(
            append("data/datapackage.json"),
            TRIALS | COMPARISONS,
            "data/datapackage.json changed",
            id="dictionary",
        ),
        pytest.param(
            append("notebooks/compared.ipynb"),
            COMPARISONS,
            "notebooks/compared.ipynb changed",
            id="notebook",
        ),
        pytest.param(
            append("data/raw/stameq/README.md"), set(), "", id="a-file-nobody-reads"
        ),
        pytest.param(
            remove_optional_table,
            of(TRIALS, "stameq") | of(COMPARISONS, "2019"),
            "data/raw/stameq/2019/activities.csv is gone",
            id="a-table-less",
        ),
        pytest.param(
            append("reports/stameq/2020/internal/trial.vi.html"),
            {"trial stameq 2020 vi"},
            "trial.vi.html is not as it was made",
            id="report",
        ),
        pytest.param(
            remove_report,
            {"trial another 2020 vi"},
            "trial.vi.html is not there",
            id="report-gone",
        ),
        pytest.param(
            forget, {"trial another 2020 en"}, "it was never made", id="record-gone"
        ),
    ],
)
def test_one_changed_byte_makes_its_dependents_stale(made, copy, change, expected, why):
    change(copy)

    actual = stale(made, copy)

    assert actual.keys() == expected
    assert all(why in reason for reason in actual.values())


def test_a_further_year_concerns_who_looked_for_it(made, copy):
    """The review of 2020 looked for 2019; a comparison asked for all there is."""
    add_year(copy)

    actual = stale(made, copy)

    new = {f"{name} another 2019 {x}" for name in ("trial", "compared") for x in LANG}
    assert actual.keys() == new | of(TRIALS, "another 2020") | COMPARISONS
    assert "data/raw/another/2019/ is new" in actual["trial another 2020 vi"]
    assert "data/raw/ changed" in actual["compared stameq 2020 vi"]


LANG = ("vi", "en")


@pytest.mark.parametrize(
    ("file", "why"),
    [
        pytest.param("text/dates.py", "genderlib's code changed", id="code"),
        pytest.param(
            "report/template/gender-review/static/report.css",
            "the page's template changed",
            id="template",
        ),
    ],
)
def test_a_changed_byte_of_the_program_makes_all_stale(made, copy, tmp_path, file, why):
    package = shutil.copytree(
        Path(genderlib.__file__).parent,
        tmp_path / "changed" / "genderlib",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    append(file)(package)

    actual = stale_with(made, copy, package.parent)

    assert actual.keys() == TRIALS | COMPARISONS
    assert set(actual.values()) == {why}


def test_another_version_of_a_package_makes_all_stale(made, copy, tmp_path):
    told = tmp_path / "newer" / "jinja2-99.dist-info" / "METADATA"
    told.parent.mkdir(parents=True)
    told.write_text("Metadata-Version: 2.1\nName: jinja2\nVersion: 99\n")

    actual = stale_with(made, copy, told.parent.parent)

    assert actual.keys() == TRIALS | COMPARISONS
    assert all(why.startswith("jinja2 is 99, was ") for why in actual.values())


def stale_with(command, project, folder):
    before = dict(command.environment)
    command.environment["PYTHONPATH"] = str(folder)
    try:
        return stale(command, project)
    finally:
        command.environment = before


def test_another_parameter_makes_its_report_stale(command, write_notebook):
    write_notebook(REPORT)
    render = ("render", "--notebook", "trial", "--language", "en", *PLAIN)
    assert command(*render).returncode == 0

    result = command(*render, "--dry-run", "-p", "rounds=3")

    assert result.stdout == (
        "reports/stameq/2020/internal/trial.en.html: parameter rounds is 3, was none\n"
    )


def test_exactly_what_is_stale_is_made_and_then_nothing_is(made, copy):
    before = written(copy)
    Year(copy, 2019).change("counts", "party_committee", women=3)

    first = made("render", "--notebook", "trial", "--jobs", "1", cwd=copy)
    second = made("render", "--notebook", "trial", cwd=copy)

    changed = {name for name, time in written(copy).items() if before[name] != time}
    expected = {
        f"reports/stameq/{year}/internal/trial.{language}.html"
        for year in (2019, 2020)
        for language in LANG
    }
    assert set(first.stdout.splitlines()) == changed == expected
    assert (second.returncode, second.stdout) == (0, "")


def written(project):
    found = (project / "reports").rglob("trial.*.html")
    return {p.relative_to(project).as_posix(): p.stat().st_mtime_ns for p in found}


def test_force_makes_what_is_up_to_date(made, copy):
    result = made(
        *("render", "--notebook", "trial", "--organisation", "another"),
        *("--language", "en", "--force", *PLAIN),
        cwd=copy,
    )

    assert result.stdout == "reports/another/2020/internal/trial.en.html\n"
    told = json.loads((copy / "reports" / "run.json").read_bytes())
    assert [report["why"] for report in told["reports"]] == [["--force"]]


def test_a_change_while_the_notebook_runs_is_not_overlooked(
    command, write_notebook, project
):
    """The report is then of neither state for sure, so it is made again."""
    write_notebook(
        OPENED,
        "from pathlib import Path\n"
        f"with Path({os.fspath(project)!r}, 'data/raw/norms.csv').open('a') as file:\n"
        "    _ = file.write('\\n')",
        REPORT,
    )
    render = ("render", "--notebook", "trial", "--language", "en", *PLAIN)
    assert command(*render).returncode == 0

    result = command(*render, "--dry-run")

    assert result.stdout.endswith(": data/raw/norms.csv changed\n")


def test_a_public_report_is_made_after_the_one_it_is_held_against(made, tmp_path):
    project = shutil.copytree(made.project, tmp_path / "public")
    whose = ("--organisation", "stameq", "--language", "en", "--audience", "public")
    render = ("render", "--notebook", "trial", *whose, "--jobs", "1")
    assert made(*render, cwd=project).returncode == 0
    append("data/raw/stameq/2019/narrative.en.md")(project)

    planned = made(*render, "--dry-run", cwd=project)
    done = made(*render, cwd=project)
    again = made(*render, cwd=project)
    place = "reports/stameq/{}/public/trial.en.html"
    append(place.format(2019))(project)
    changed = made(*render, "--year", "2020", "--dry-run", cwd=project)

    assert planned.stdout.splitlines() == [
        f"{place.format(2019)}: data/raw/stameq/2019/narrative.en.md changed",
        f"{place.format(2020)}: reports/stameq/2019/public/*.html will be made before",
    ]
    assert done.stdout.splitlines() == [place.format(2019), place.format(2020)]
    assert (again.returncode, again.stdout) == (0, "")
    assert changed.stdout == f"{place.format(2020)}: {place.format(2019)} changed\n"


# What the notebooks of the repository read, each of them once in this process.
REAL = {
    "trends": Edition("trends", "national_assembly", "2016", "en"),
    "comparison": Edition("comparison", "lao_cai", "2021", "en"),
    "news": Edition("news_item", "central_government", "2023", "en", "public"),
    "review": Edition("annual_review", "lao_cai", "2021", "en", "public"),
}


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    """Sơn La is set below Lào Cai, INVENTED for the test; what each report read."""
    others = ("central_government", "foreign_ministry", "ha_giang", "lao_cai")
    folder = tmp_path_factory.mktemp("real") / "project"
    copy_project(folder, *others, "national_assembly", "son_la", "stameq")
    Year(folder).change("organisations", "son_la", part_of="lao_cai")
    found = {}
    for name, edition in REAL.items():
        with noting() as found[name]:
            make(edition, Project(folder))
    return folder, found


def make(edition, project):
    """What a kernel does: the setup cell's opener, and then every cell."""
    name, organisation, year, language, audience = edition
    script = read_script(project.notebook(name))
    whose = {"language": language, "audience": audience, "project": project}
    opened = getattr(genderlib, script.opener)(organisation, int(year), **whose)
    return script.page(opened)


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        # A trend reads every year up to its own, and none after it.
        pytest.param("national_assembly/1946", {"trends"}, id="first-year"),
        pytest.param("national_assembly/2016", {"trends"}, id="last-year"),
        pytest.param("national_assembly/2021", set(), id="later-year"),
        # A comparison reads provinces; a public review what is below its own.
        pytest.param("ha_giang/2021", {"comparison"}, id="same-kind"),
        pytest.param("lao_cai/2021", {"comparison", "review"}, id="own"),
        pytest.param("son_la/2021", {"comparison", "review"}, id="same-kind-and-below"),
        pytest.param("foreign_ministry/2013", set(), id="another-kind"),
        # A news item reads its year and the one before.
        pytest.param("central_government/2023", {"news"}, id="own-year"),
        pytest.param("central_government/2022", {"news"}, id="year-before"),
        pytest.param("central_government/2017", set(), id="years-before"),
        pytest.param("stameq/2020", set(), id="another-organisation"),
    ],
)
def test_a_changed_byte_concerns_the_notebooks_that_read_it(
    reading, tmp_path, year, expected
):
    folder, found = reading
    copy = shutil.copytree(folder, tmp_path / "copy")
    append(f"data/raw/{year}/counts.csv")(copy)

    now = Staleness(Project(copy))
    actual = {name: [r.text for r in now.changed(found[name])] for name in REAL}

    changed = [f"data/raw/{year}/counts.csv changed"]
    assert actual == {name: changed if name in expected else [] for name in REAL}
