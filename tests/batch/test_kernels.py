"""Forked kernels: the same bytes as ordinary ones, and nothing shared between them."""

import json
import sys

import pytest

from genderlib.batch.kernels import why_not_warm
from tests.batch.conftest import REPORT, reports_in

pytestmark = pytest.mark.kernel

# Each kernel changes what it can reach, and tells what it found.
TELLS = """\
import json, os, sys
from pathlib import Path
import numpy as np
import pandas as pd
import genderlib
found = [getattr(pd, "left_by_another", 0), os.environ.get("LEFT", "0")]
pd.left_by_another = 1
os.environ["LEFT"] = "1"
genderlib.left_by_another = 1
told = dict(found=found, random=np.random.random(), parent=os.getppid())
told |= dict(loaded="debugpy" in sys.modules, here=os.getcwd(), zone=os.environ["TZ"])
_ = Path({place!r}, f"{{language}}.json").write_text(json.dumps(told))
"""


@pytest.fixture
def told(write_notebook, command, tmp_path):
    """What two kernels, one after the other, told of themselves."""
    write_notebook(TELLS.format(place=str(tmp_path)), REPORT)
    result = command("render", "--notebook", "trial", "--jobs", "1")
    assert (result.returncode, result.stderr) == (0, "")
    return [json.loads((tmp_path / f"{x}.json").read_text()) for x in ("vi", "en")]


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
def test_kernels_are_forks_of_one_process_and_share_nothing(told):
    first, second = told

    assert first["parent"] == second["parent"]
    assert first["found"] == second["found"] == [0, "0"]
    assert first["random"] != second["random"]
    assert first["here"] != second["here"]
    assert first["zone"] == "UTC"


def test_forked_and_ordinary_kernels_give_the_same_bytes(command, project):
    render = ("render", "--organisation", "stameq", "--language", "en", "--force")
    warm = command(*render)
    before = reports_in(project)

    ordinary = command(*render, "--kernels", "ordinary")

    told = json.loads((project / "reports" / "run.json").read_bytes())
    assert warm.returncode == ordinary.returncode == 0
    assert reports_in(project) == before
    assert told["kernels"] == "ordinary: as asked for"


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_where_forking_is_not_safe_the_reason_is_told(monkeypatch, platform):
    monkeypatch.setattr(sys, "platform", platform)

    actual = why_not_warm.__wrapped__()

    assert actual == f"forking is not safe on {platform}"
