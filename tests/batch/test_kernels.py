"""Forked kernels: the same bytes as ordinary ones, and nothing shared between them."""

import json
import os
import subprocess
import sys

import pytest

from genderlib.batch.kernels import Forked, Source, why_not_warm
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


@pytest.fixture
def high_handle():
    """Makes a handle of a process with a number that `select` refuses."""
    fcntl = pytest.importorskip("fcntl")
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    if before[1] != resource.RLIM_INFINITY and before[1] < 2048:
        pytest.skip("no more than 2047 files may be open here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(before[0], 2048), before[1]))

    def make(pid):
        low = os.pidfd_open(pid)
        try:
            return fcntl.fcntl(low, fcntl.F_DUPFD, 1500)
        finally:
            os.close(low)

    yield make
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
def test_a_kernel_that_still_runs_has_not_ended(high_handle):
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=-1) as process:
        forked = Forked(process.pid, high_handle(process.pid))
        with pytest.raises(subprocess.TimeoutExpired, match=f"kernel {process.pid}"):
            forked.wait(0.05)
        running = forked.poll()
        forked.kill()
        ended = forked.wait(60)

    assert (running, ended) == (None, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
def test_a_process_that_is_replaced_leaves_no_socket_open():
    source = Source()
    source.start()
    first = source._requests
    source._process.kill()
    source._process.wait(60)

    source.start()

    assert first.fileno() == -1
    source._process.kill()
    source._process.wait(60)
    source._requests.close()
