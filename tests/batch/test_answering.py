"""The client of a kernel: ready when it can hear everything, and not later."""

import asyncio
import os
import signal
import sys

import pytest
from jupyter_client.manager import AsyncKernelManager

from genderlib.batch.answering import PromptClient
from genderlib.batch.execute import private_connection

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX are sent"),
]


@pytest.fixture
def with_kernel(tmp_path):
    """Does something with a real kernel, its manager and a client that is not ready."""

    def run(do):
        async def whole():
            config = private_connection(str(tmp_path))
            manager = AsyncKernelManager(config=config, client_factory=PromptClient)
            await manager.start_kernel()
            client = manager.client()
            client.start_channels()
            try:
                return await do(manager, client)
            finally:
                client.stop_channels()
                await manager.shutdown_kernel(now=True)

        return asyncio.run(whole())

    return run


async def shown(client, code):
    """What a kernel shows while it runs some code."""
    question, found = client.execute(code), []
    while True:
        message = await client.get_iopub_msg(timeout=60)
        if message["parent_header"].get("msg_id") == question:
            found.append(message["content"])
            if message["content"].get("execution_state") == "idle":
                return found


def test_what_is_shown_first_is_heard(with_kernel):
    async def do(_, client):
        await client.wait_for_ready(60)
        return await shown(client, "print('first')")

    found = with_kernel(do)

    assert {"name": "stdout", "text": "first\n"} in found


def test_nothing_of_getting_ready_is_left_to_hear(with_kernel):
    async def do(_, client):
        await client.wait_for_ready(60)
        question = client.execute("1")
        return question, await client.get_iopub_msg(timeout=60)

    question, first = with_kernel(do)

    assert first["parent_header"]["msg_id"] == question
    assert first["content"] == {"execution_state": "busy"}


def test_a_kernel_that_has_ended_is_told_of(with_kernel):
    async def do(manager, client):
        os.kill(manager.provisioner.pid, signal.SIGKILL)
        await client.wait_for_ready(60)

    with pytest.raises(RuntimeError, match="Kernel died before replying"):
        with_kernel(do)


def test_a_kernel_that_does_not_answer_is_given_up(with_kernel):
    async def do(manager, client):
        os.kill(manager.provisioner.pid, signal.SIGSTOP)
        await client.wait_for_ready(0.1)

    with pytest.raises(RuntimeError, match=r"didn't respond in 0\.1 seconds"):
        with_kernel(do)
