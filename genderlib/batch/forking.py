"""A process in which everything a notebook imports is loaded; kernels are its forks.

To start a kernel anew costs more than a second of imports, to fork one some hundredths.
This process has one thread that runs Python, draws nothing and reads no data, so that
what it hands on is code alone.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import socket
import sys
import tempfile
import time
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel import localedata

from genderlib.batch.kernels import NOTEBOOK_VARIABLE
from genderlib.batch.processes import end_with_parent
from genderlib.text.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LONGEST_REQUEST = 2**20
_MODULES = (
    "genderlib.data",
    "genderlib.review.review",
    # What a kernel loads before its first cell, and what cells load on the way.
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.magics",
    "IPython.core.magics.extension",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "faulthandler",
    "ipykernel.debugger",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "matplotlib.backends.backend_svg",
    "matplotlib.figure",
    "matplotlib.style",
    "matplotlib_inline.backend_inline",
    "pandas",
    "pandas.core.arrays.arrow._arrow_utils",
    "pandas.core.methods.to_dict",
    "pyarrow.pandas_compat",
    "pyarrow.parquet",
    "pyarrow.vendored.version",
    "sqlite3",
    "tornado.platform.asyncio",
)


def main() -> None:
    """Fork a kernel for each request, until there are no more."""
    requests = socket.socket(fileno=int(sys.argv[1]))
    _load()
    signal.signal(signal.SIGCHLD, _collect)
    # Ctrl-C is for whoever asked.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.collect()
    gc.freeze()
    requests.send(b"ready")
    while request := requests.recv(_LONGEST_REQUEST):
        wanted = json.loads(request)
        if notebook := wanted["env"].get(NOTEBOOK_VARIABLE):
            _rehearse(Path(notebook))
        if kernel := _fork(wanted, requests):
            kernel()
            return


def _collect(_signal: int, _frame: object) -> None:
    """Take leave of kernels that ended; whoever asked holds a handle of each.

    Their time then counts as time of whoever asked, too.
    """
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _load() -> None:
    """Import what notebooks import, and what a kernel does before its first cell."""
    for module in _MODULES:
        import_module(module)
    # What the package's face shows is loaded when it is first used.
    face = import_module("genderlib")
    for name in dir(face):
        getattr(face, name)
    for language in LANGUAGES:
        localedata.load(language)


@cache
def _rehearse(notebook: Path) -> None:
    """Read a notebook's sentences once for all kernels; what is wrong, they tell."""
    from genderlib.review.magic import rehearse

    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        cells = json.loads(notebook.read_bytes())["cells"]
        rehearse("".join(cell["source"]) for cell in cells)
    gc.freeze()


def _fork(
    request: Mapping[str, Any], requests: socket.socket
) -> Callable[[], None] | None:
    """Fork; in the child, what it has to run."""
    parent = os.getpid()
    if pid := os.fork():
        handle = os.pidfd_open(pid)
        socket.send_fds(requests, [str(pid).encode()], [handle])
        os.close(handle)
        return None
    os.setsid()
    end_with_parent(parent)
    requests.close()
    return lambda: _become_kernel(request)


def _become_kernel(request: Mapping[str, Any]) -> None:
    """Take the place of `python -m ipykernel_launcher` with its arguments."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(request["env"])
    os.chdir(request["cwd"])
    time.tzset()
    if not os.environ.get("PYTHONSAFEPATH"):
        # As IPython does where Python was not asked to leave it out.
        packages = (at for at, name in enumerate(sys.path) if "-packages" in name)
        sys.path.insert(next(packages, 0), "")
    sys.argv = ["ipykernel_launcher", *request["arguments"]]
    _forget()
    from ipykernel.kernelapp import IPKernelApp

    IPKernelApp.launch_instance()


def _forget() -> None:
    """Undo what must not be the same in two kernels."""
    tempfile.tempdir = None
    import matplotlib as mpl
    import numpy as np

    np.random.seed()  # noqa: NPY002  the state that modules share is meant
    inline = "module://matplotlib_inline.backend_inline"
    mpl.rcParams["backend"] = os.environ.get("MPLBACKEND", inline)
    # It looks for its shell once, when it is imported.
    sys.modules.pop("matplotlib_inline.backend_inline", None)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)


if __name__ == "__main__":
    main()
