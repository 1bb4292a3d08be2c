"""The process between the command and the worker: afterwards nothing is left.

The command may end in any way, `kill -9` included: the standard input of this process
then ends, and so does every process below it, with their temporary folder. It does
nothing else, so that no notebook can keep it from that; a worker may be busy in code
that no thread and no signal interrupts.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from typing import IO, TYPE_CHECKING, cast

from genderlib.batch.processes import adopt_orphans, end_descendants

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORKER = (sys.executable, "-m", "genderlib.batch.worker")


def main() -> None:
    """Pass jobs on until there are no more; exit with the code of the worker."""
    adopt_orphans()
    worker = subprocess.Popen(  # noqa: S603  our own module
        [*_WORKER, str(os.getpid()), *sys.argv[1:]],
        stdin=subprocess.PIPE,
    )
    # The worker alone holds the end of the pipe that results go through: when it dies,
    # the command that waits for a result learns it at once.
    os.dup2(2, 1)
    _pass_on(sys.stdin.buffer, cast("IO[bytes]", worker.stdin))
    # A worker that has just died still counts as running for a moment: this changes
    # nothing of how it ended, and then it is known.
    worker.kill()
    end_descendants(besides={worker.pid})
    code = worker.wait()
    shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)
    # As a shell says it: 128 and the signal.
    sys.exit(code if code >= 0 else 128 - code)


def _pass_on(jobs: Iterable[bytes], worker: IO[bytes]) -> None:
    with contextlib.suppress(BrokenPipeError):
        for job in jobs:
            worker.write(job)
            worker.flush()


if __name__ == "__main__":
    main()
