"""Executors: whatever becomes of a request, somebody is told."""

import sys

import psutil
import pytest

from genderlib.batch.client import RenderError
from genderlib.batch.executor import LocalExecutor
from genderlib.batch.kernels import why_not_warm
from genderlib.report.editions import FIRST
from tests.batch.conftest import REPORT

pytestmark = pytest.mark.kernel

# A set cannot be sent as JSON.
STRANGE = {"years": {2020}}


def test_an_error_nobody_foresaw_is_a_result_and_the_next_request_is_served():
    with LocalExecutor(1, warm=False) as executor:
        for number in (1, 2):
            executor.submit(number, STRANGE)
        ended = [executor.next_result() for _ in range(2)]

    assert [number for number, _, _ in ended] == [1, 2]
    assert all(isinstance(result, RenderError) for _, result, _ in ended)
    assert {str(result) for _, result, _ in ended} == {
        "TypeError: Object of type set is not JSON serializable"
    }


@pytest.mark.skipif(sys.platform != "linux", reason="open files are listed by Linux")
def test_open_files_are_after_a_run_as_before(write_notebook, project):
    notebook = write_notebook(REPORT)
    request = {
        "notebook": str(notebook),
        "root": str(project),
        "parameters": {"language": "en"},
        "timeout": 60,
        "edition": FIRST.facts,
    }
    own = psutil.Process()
    others, before = set(own.children(recursive=True)), own.num_fds()

    with LocalExecutor(1, warm=True) as executor:
        open_below = []
        for number in range(3):
            executor.submit(number, {**request, "warm": not why_not_warm()})
            _, answer, _ = executor.next_result()
            assert "<h1>Trial</h1>" in answer["html"]
            below = set(own.children(recursive=True)) - others
            open_below.append(sum(process.num_fds() for process in below))

    assert own.num_fds() == before
    # The first report opens what all later ones use.
    assert open_below[1] == open_below[2]
