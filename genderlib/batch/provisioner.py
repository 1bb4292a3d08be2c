"""The kernel provisioner `genderlib-warm`: kernels forked where all is loaded.

Jupyter finds it by its entry point, so papermill, nbclient and JupyterLab stay as they
are. It gains where its process lives long: a batch, a worker of a cluster, a JupyterLab
server that `genderlib lab` has started. A single kernel starts no earlier, because the
process it is forked from must import first what the kernel would have imported.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from genderlib.batch.kernels import (
    NOTEBOOK_VARIABLE,
    Forked,
    source,
    why_not_warm,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jupyter_client.connect import KernelConnectionInfo

_LAUNCHER: Final = ["-m", "ipykernel_launcher"]
# A kernel with a parent does not repeat on the terminal what its cells print.
_PARENT: Final = "--IPKernelApp.parent_handle={}"


class WarmProvisioner(LocalProvisioner):
    """Forks a kernel where it can, and starts an ordinary one elsewhere."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start the kernel that a command describes."""
        env = kwargs.get("env") or dict(os.environ)
        if why_not_warm() or not self._is_as_loaded(cmd, env):
            return await super().launch_kernel(cmd, **kwargs)
        # What a kernel of a batch prints belongs in the log, of JupyterLab's not.
        quiet = [] if NOTEBOOK_VARIABLE in env else [_PARENT.format(os.getpid())]
        request = {
            "arguments": [*cmd[3:], *quiet],
            "env": env,
            "cwd": str(kwargs.get("cwd") or os.getcwd()),  # noqa: PTH109  as text
        }
        kernel = await asyncio.to_thread(source().fork, request)
        # What is asked of a Popen is answered by both.
        self.process = cast("Any", kernel)
        self.pid = self.pgid = kernel.pid
        self.cwd = kwargs.get("cwd", Path.cwd())
        info: KernelConnectionInfo = self.connection_info
        return info

    def _is_as_loaded(self, cmd: list[str], env: Mapping[str, str]) -> bool:
        """Whether a fork would be the kernel that the command describes.

        A batch runs the program it began with to its end. In JupyterLab a kernel may be
        of another Python or have an environment of its own, and a kernel that is
        restarted takes up what was installed or changed meanwhile.
        """
        if cmd[:3] != [sys.executable, *_LAUNCHER]:
            return False
        is_batch = NOTEBOOK_VARIABLE in env
        return is_batch or not (self.kernel_spec.env or source().is_outdated)

    async def wait(self) -> int | None:
        """Wait for its end; of a fork it is told at once."""
        kernel: object = self.process
        if isinstance(kernel, Forked):
            await kernel.end()
        return await super().wait()
