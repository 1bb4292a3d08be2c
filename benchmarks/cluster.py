"""Two workers of a cluster beside one, on this machine.

Run it with ``python benchmarks/cluster.py``; it needs the extra `cluster`. A scheduler
and workers with one thread each are started on the loopback address. The organisations
are invented and have the counts of the 2020 review. One worker and two alternate in
every run, and each has made a report before it is measured.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from batch import BIN, names, ratio, render, run
from verify import make_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genderlib.data import Project

REPORTS = 24
OPTIONS = ("--host", "127.0.0.1", "--dashboard-address", ":0")


@contextlib.contextmanager
def cluster(folder: Path, workers: int) -> Iterator[str]:
    """A scheduler with workers; gives its address."""
    file = folder / f"scheduler-{workers}.json"
    place = (*OPTIONS, "--scheduler-file", str(file))
    worker = ("worker", "--nthreads", "1", "--no-nanny", *place)
    parts = [("scheduler", "--port", "0", *place), *[worker] * workers]
    with contextlib.ExitStack() as running:
        for words in parts:
            process = subprocess.Popen(
                [BIN / "dask", *words],
                cwd=folder,
                stderr=subprocess.DEVNULL,
            )
            running.callback(process.wait)
            running.callback(process.terminate)
            while not file.exists():
                time.sleep(0.1)
        yield json.loads(file.read_text())["address"]


def measured(project: Project, address: str) -> float:
    options = ("--force", "--cluster", address)
    return run(project, render(names(REPORTS // 2), *options))[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        project = make_project(folder / "project", names(REPORTS // 2))
        with cluster(folder, 1) as one, cluster(folder, 2) as two:
            for address in (one, two):
                measured(project, address)
            ratios = []
            for _ in range(wanted.runs):
                alone, both = measured(project, one), measured(project, two)
                ratios.append(alone / both)
                print(f"  {REPORTS} reports: one {alone:.1f} s, two {both:.1f} s")
        print(ratio("two workers of a cluster, times as fast as one", ratios))


if __name__ == "__main__":
    main()
