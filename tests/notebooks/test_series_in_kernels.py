"""Notebooks run by the command line in a kernel elsewhere: the same bytes."""

import os
import subprocess
import sys

import pytest

from tests.conftest import copy_project
from tests.notebooks.editions import LANGUAGES, Edition, page

pytestmark = pytest.mark.kernel


@pytest.mark.parametrize(
    ("notebook", "organisation", "year"),
    [
        ("trends", "national_assembly", "2021"),
        ("comparison", "lao_cai", "2021"),
        ("news_item", "stameq", "2020"),
    ],
)
def test_a_kernel_elsewhere_makes_the_page_that_is_made_without_one(
    tmp_path, notebook, organisation, year
):
    others = {"comparison": ("lao_cai", "ha_giang", "son_la")}
    project = copy_project(
        tmp_path / "một thư mục khác", *others.get(notebook, (organisation,))
    )
    made = subprocess.run(
        [
            *(sys.executable, "-m", "genderlib", "render", "--notebook", notebook),
            *("--organisation", organisation),
        ],
        cwd=project,
        env=os.environ
        | {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "4711"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr

    audience = "public" if notebook == "news_item" else "internal"
    folder = project / "reports" / organisation / year / audience
    different = [
        language
        for language in LANGUAGES
        if (folder / f"{notebook}.{language}.html").read_text(encoding="utf-8")
        != page(Edition(notebook, organisation, year, language, audience))
    ]

    assert different == []
