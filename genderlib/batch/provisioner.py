"""The kernel provisioner `genderlib-warm`: kernels forked where all is loaded.

Jupyter finds it by its entry point, so papermill, nbclient and JupyterLab stay as they
are. It gains where its process lives long: a batch, a worker of a cluster, a JupyterLab
server. A single kernel starts no earlier, because the process it is forked from must
import first what the kernel would have imported.
"""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Any, Final, cast

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from genderlib.batch.kernels import Forked, source, why_not_warm

if TYPE_CHECKING:
    from jupyter_client.connect import KernelConnectionInfo

_LAUNCHER: Final = ["-m", "ipykernel_launcher"]


class WarmProvisioner(LocalProvisioner):
    """Forks a kernel where it can, and starts an ordinary one elsewhere."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start the kernel that a command describes."""
        if why_not_warm() or cmd[1:3] != _LAUNCHER:
            return await super().launch_kernel(cmd, **kwargs)
        request = {
            "arguments": cmd[3:],
            "env": kwargs.get("env") or dict(os.environ),
            "cwd": str(kwargs.get("cwd") or os.getcwd()),  # noqa: PTH109  as text
        }
        kernel = await asyncio.to_thread(source().fork, request)
        # What is asked of a Popen is answered by both.
        self.process = cast("Any", kernel)
        self.pid = self.pgid = kernel.pid
        info: KernelConnectionInfo = self.connection_info
        return info

    async def wait(self) -> int | None:
        """Wait for its end; of a fork it is told at once."""
        kernel: object = self.process
        if isinstance(kernel, Forked):
            await kernel.end()
        return await super().wait()
