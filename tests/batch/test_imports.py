"""What a run loads: every import is paid by each worker, or by every command."""

import pytest


@pytest.mark.parametrize(
    "module",
    [
        # The command, which tells what is up to date and writes the index.
        "genderlib.commands.making",
        "genderlib.batch.index",
        # A worker; papermill loads numpy and pyarrow by itself.
        "genderlib.batch.worker",
        "genderlib.report.exporter",
    ],
)
def test_no_table_is_needed_until_one_is_read(loaded, module):
    heavy = {"matplotlib", "numpy", "pandas", "pyarrow", "scipy"}

    assert loaded(f"import {module}", heavy) == []
