"""duckdb within bounds: of memory, of places it may touch, of what it may say.

What duckdb says of a row that it cannot read quotes the row. Its errors are therefore
caught where they arise and told again in words of ours.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from genderlib.errors import GenderlibError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import duckdb

Result = TypeVar("Result")

# The whole process stays below 1 GiB with what Python and its packages take.
MEMORY: Final = "512MiB"

_NO_ROOM: Final = (
    "the register does not fit into memory and the temporary folder\n"
    "  Make room on the disk, or set TMPDIR to a folder that has it.\n"
    "Nothing was written."
)


class EngineError(GenderlibError):
    """The register could not be read to its end.

    Parameters
    ----------
    message : str
        In words of ours; what duckdb says may hold a row.
    """


class Unreadable(Exception):  # noqa: N818  a signal inside this package
    """Something in a file that duckdb cannot read; which, is looked for then."""


class Engine:
    """A database in memory that spills, encrypted, into a private folder.

    Parameters
    ----------
    connection : DuckDBPyConnection
    folder : Path
        The private folder.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self._connection, self.folder = connection, folder

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a small result.

        Raises
        ------
        Unreadable
            If a file cannot be read.
        EngineError
            If memory and disk do not suffice.
        """
        connection = self._connection
        return _quietly(lambda: connection.execute(sql, list(values)).fetchall())

    def stream(self, sql: str, size: int = 10_000) -> Iterator[tuple[Any, ...]]:
        """Rows of a result that may be large, a piece at a time; errors as `rows`.

        They are read to the end before anything else is asked.
        """
        self.run(sql)
        while True:
            piece = _quietly(lambda: self._connection.fetchmany(size))
            if not piece:
                return
            yield from piece

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Carry out a statement; errors as `rows`."""
        _quietly(lambda: self._connection.execute(sql, list(values)))

    def fill(self, table: str, columns: str, rows: Sequence[Sequence[Any]]) -> None:
        """Make a small table of ours."""
        self.run(f"CREATE OR REPLACE TEMP TABLE {table} ({columns})")
        if rows:
            places = ", ".join("?" * len(rows[0]))
            into = f"INSERT INTO {table} VALUES ({places})"  # noqa: S608  our names
            every = [list(row) for row in rows]
            _quietly(lambda: self._connection.executemany(into, every))

    def add(self, table: str, rows: Any) -> None:
        """Add an Arrow table to a table of ours that has its columns."""
        _quietly(lambda: self._connection.register("added", rows))
        self.run(f"INSERT INTO {table} SELECT * FROM added")  # noqa: S608  our names
        self._connection.unregister("added")


@contextmanager
def open_engine(memory: str = MEMORY) -> Iterator[Engine]:
    """A database for one register; nothing of it is left behind.

    Parameters
    ----------
    memory : str
        Bound of duckdb's memory; beyond it spills to disk.

    Yields
    ------
    Engine
    """
    import duckdb

    folder = Path(tempfile.mkdtemp(prefix="genderlib-"))
    connection = None
    try:
        connection = duckdb.connect(":memory:", config=_settings(folder, memory))
        yield Engine(connection, folder)
    finally:
        if connection is not None:
            connection.close()
        shutil.rmtree(folder, ignore_errors=True)


def _settings(folder: Path, memory: str) -> dict[str, Any]:
    return {
        "memory_limit": memory,
        "temp_directory": str(folder / "spill"),
        # Whoever kills the process leaves a spill that is not plain text. The cipher
        # that comes with duckdb draws its key from weak random numbers, and wants to be
        # told that one knows; a better one would have to be fetched from the network.
        "temp_file_encryption": "true",
        "force_mbedtls_unsafe": "true",
        "home_directory": str(folder),
        "secret_directory": str(folder / "secrets"),
        "allow_persistent_secrets": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "enable_external_file_cache": "false",
        "preserve_insertion_order": "false",
    }


def _quietly(call: Callable[[], Result]) -> Result:
    """Tell duckdb's errors in words of ours, without what they quote.

    Ours is raised after the handler has ended: raised in it, or by a context manager,
    it would carry duckdb's along, and with it a row.
    """
    import duckdb

    error: type[EngineError | Unreadable]
    try:
        return call()
    except (duckdb.OutOfMemoryException, MemoryError):
        error = EngineError
    except (duckdb.Error, UnicodeError, RuntimeError):
        error = Unreadable
    raise error(_NO_ROOM)
