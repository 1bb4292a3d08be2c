"""Executors: whatever becomes of a request, somebody is told."""

import pytest

from genderlib.batch.client import RenderError
from genderlib.batch.executor import LocalExecutor

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
