"""Run `genderlib ingest` on one list of files after the other, each in a fork.

Reads lines of JSON with folder and arguments, writes lines of JSON with the exit code,
what was printed, seconds of the processor and peak memory. A program of its own, so
that a command pays for no import and a fork holds nothing of pytest.
"""

import contextlib
import io
import json
import os
import sys
import traceback
from pathlib import Path

from genderlib.cli import main
from genderlib.data import Project, check_project
from genderlib.data.ingest import suggest, taking  # noqa: F401  before the forks


def run(folder, arguments):
    """Exit code and what was printed, in this process."""
    os.chdir(folder)
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            main(arguments, prog_name="genderlib")
        except SystemExit as end:
            return int(end.code or 0), out.getvalue()
        except BaseException:  # noqa: BLE001  told to the test that looks at it
            return -1, out.getvalue() + traceback.format_exc()
    return 0, out.getvalue()


def measured(folder, arguments):
    """The same in a fork, with seconds and megabytes.

    Seconds of the processor: what a busy machine adds is not the command's.
    """
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        code, words = run(folder, arguments)
        with os.fdopen(write, "w", encoding="utf-8") as pipe:
            json.dump({"code": code, "words": words}, pipe)
        os._exit(0)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as pipe:
        text = pipe.read()
    _, status, usage = os.wait4(child, 0)
    answer = json.loads(text) if text else {"code": -status, "words": "it died"}
    seconds = usage.ru_utime + usage.ru_stime
    return {**answer, "seconds": seconds, "megabytes": usage.ru_maxrss / 1024}


def serve():
    """Answer line by line."""
    # What is imported when it is first used is imported before the forks, too.
    check_project(Project.find())
    for line in sys.stdin:
        job = json.loads(line)
        answer = json.dumps(measured(Path(job["folder"]), job["arguments"]))
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
