"""Kernels of a server that lives long: forks that are begun anew and interrupted."""

import asyncio
import json
import sys
from pathlib import Path

import psutil
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory

from genderlib.batch import provisioner
from genderlib.batch.kernels import PROVISIONER, Source

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux"),
]


@pytest.fixture(scope="module")
def shared():
    """What kernels of these tests are forked from; it ends when nobody can ask it."""
    source = Source()
    yield source
    source._requests.close()
    source._process.wait(30)


@pytest.fixture
def serve(shared, monkeypatch, tmp_path):
    """Does something with a kernel as a server starts it; afterwards it has ended."""
    factory = KernelProvisionerFactory.instance()
    monkeypatch.setattr(provisioner, "source", lambda: shared)
    monkeypatch.setattr(factory, "default_provisioner_name", PROVISIONER)
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))

    def run(do, name="python3", **places):
        async def whole():
            specs = KernelSpecManager(kernel_dirs=[str(tmp_path), *_KERNELS])
            manager = AsyncKernelManager(kernel_name=name, kernel_spec_manager=specs)
            await manager.start_kernel(**places)
            try:
                return await do(manager)
            finally:
                await manager.shutdown_kernel(now=True)

        return asyncio.run(whole())

    return run


_KERNELS = KernelSpecManager().kernel_dirs


async def told(manager, code):
    """What a cell prints or the kinds of what it shows, and how it ended."""
    client = manager.client()
    client.start_channels()
    printed = []

    def hear(message):
        if message["msg_type"] == "stream":
            printed.append(message["content"]["text"])
        elif message["msg_type"] == "display_data":
            printed.extend(sorted(message["content"]["data"]))

    try:
        await client.wait_for_ready(60)
        answer = await client.execute_interactive(code, timeout=60, output_hook=hear)
    finally:
        client.stop_channels()
    return "".join(printed), answer["content"]["status"]


def is_fork(manager, shared):
    return psutil.Process(manager.provisioner.pid).ppid() == shared._process.pid


def test_a_kernel_is_a_fork_and_one_begun_anew_is_another(serve, shared):
    async def do(manager):
        await told(manager, "kept = 1")
        first = manager.provisioner.pid, is_fork(manager, shared)
        await manager.restart_kernel()
        after = await told(manager, "print('kept' in globals())")
        second = manager.provisioner.pid, is_fork(manager, shared)
        return first, after, second

    first, after, second = serve(do)

    assert first[1] is second[1] is True
    assert first[0] != second[0]
    assert not psutil.pid_exists(first[0])
    assert after == ("False\n", "ok")


def test_a_cell_is_interrupted_and_the_kernel_goes_on(serve, shared):
    async def do(manager):
        await told(manager, "import time")
        waiting = asyncio.create_task(told(manager, "time.sleep(60)"))
        while not waiting.done():
            await manager.interrupt_kernel()
            await asyncio.sleep(0.3)
        return (await waiting)[1], is_fork(manager, shared), await told(manager, "1")

    status, was_fork, after = serve(do)

    assert (status, was_fork) == ("error", True)
    assert after == ("", "ok")


def test_modules_beside_the_notebook_are_found(serve, tmp_path):
    (tmp_path / "beside_it.py").write_text("word = 'found'")

    async def do(manager):
        return await told(manager, "import beside_it; print(beside_it.word)")

    assert serve(do, cwd=str(tmp_path)) == ("found\n", "ok")


def test_a_figure_is_shown_below_its_cell(serve):
    async def do(manager):
        code = "import matplotlib.pyplot as plt; plt.plot([1]); plt.show()"
        return await told(manager, code)

    assert serve(do) == ("image/pngtext/plain", "ok")


ARGUMENTS = ["-m", "ipykernel_launcher", "-f", "{connection_file}"]
# Another name stands for another Python.
OTHER_NAME = f"{Path(sys.executable).parent}/./{Path(sys.executable).name}"


@pytest.mark.parametrize(
    "description",
    [
        pytest.param({"argv": [OTHER_NAME, *ARGUMENTS]}, id="another-python"),
        pytest.param(
            {"argv": [sys.executable, "-Xfrozen_modules=off", *ARGUMENTS]}, id="options"
        ),
        pytest.param(
            {"argv": [sys.executable, *ARGUMENTS], "env": {"ITS_OWN": "1"}},
            id="environment",
        ),
    ],
)
def test_a_kernel_of_another_kind_is_started_as_it_says(
    serve, shared, tmp_path, description
):
    (tmp_path / "other").mkdir()
    whole = {**description, "display_name": "Other", "language": "python"}
    (tmp_path / "other" / "kernel.json").write_text(json.dumps(whole))

    async def do(manager):
        code = "import os; print(os.environ.get('ITS_OWN'))"
        return await told(manager, code), is_fork(manager, shared)

    expected = f"{description.get('env', {}).get('ITS_OWN')}\n"
    assert serve(do, name="other") == ((expected, "ok"), False)


def test_a_kernel_that_is_begun_anew_takes_up_what_was_installed_meanwhile(
    serve, shared, monkeypatch
):
    async def do(manager):
        was_fork = is_fork(manager, shared)
        monkeypatch.setattr(shared, "_loaded", [0])
        await manager.restart_kernel()
        return was_fork, is_fork(manager, shared), await told(manager, "1")

    assert serve(do) == (True, False, ("", "ok"))
