"""The side of the worker that talks with a kernel, and knows at once that it is ready.

Jupyter's own waits until a kernel has been silent for a fifth of a second, twice where
its first words came too early to be heard: for no gain, because nbclient passes over
whatever no cell of its own asked for. A batch of hundreds would wait for minutes.
"""

from __future__ import annotations

import time
from math import inf
from queue import Empty
from typing import Any, Final

from jupyter_client.asynchronous.client import AsyncKernelClient

_SECONDS_TO_ANSWER: Final = 1
# Between an answer and what a kernel tells all: one more question costs less.
_SECONDS_TO_HEAR: Final = 0.05


class PromptClient(AsyncKernelClient):
    """Ready when an answer and the end of answering were both heard."""

    async def wait_for_ready(
        self,
        timeout: float | None = None,  # noqa: ASYNC109  as Jupyter calls it
    ) -> None:
        """Wait until what a kernel answers and what it shows will both be heard.

        Parameters
        ----------
        timeout : float, optional
            Longest time. [seconds]

        Raises
        ------
        RuntimeError
            If the kernel ends before, or takes longer.
        """
        deadline = time.monotonic() + (inf if timeout is None else timeout)
        while not await self._is_heard():
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > deadline:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _is_heard(self) -> bool:
        """Ask once; the last thing it says of a question is that it is idle."""
        question = self.kernel_info()
        try:
            answer = await self._recv_reply(question, timeout=_SECONDS_TO_ANSWER)
            self._handle_kernel_info_reply(answer)
            while not _is_end_of(question, await self._next_shown()):
                pass
        # TimeoutError: no answer yet. Empty: it was shown before anybody listened.
        except (TimeoutError, Empty):
            return False
        return True

    async def _next_shown(self) -> dict[str, Any]:
        shown: dict[str, Any] = await self.get_iopub_msg(timeout=_SECONDS_TO_HEAR)
        return shown


def _is_end_of(question: str, message: dict[str, Any]) -> bool:
    about: str | None = message["parent_header"].get("msg_id")
    state: str | None = message["content"].get("execution_state")
    return (about, state) == (question, "idle")
