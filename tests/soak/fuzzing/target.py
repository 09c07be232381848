"""What is fuzzed: a reader, and files that it reads well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from diplotrack.workspace import Workspace

Reader = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Target:
    """One reader: how it is called, the files that mutations begin with, and how it reads one of that ending.

    ``read`` raises UserError where it refuses the file, and any other error where something is wrong with the reader.
    """

    name: str
    seeds: Callable[[], Sequence[bytes]]
    suffix: str
    read: Callable[[Workspace, Path], object]
    packed: bool = False
    """Whether its files are packed, so that their parts are mutated as well."""
    share: int = 100
    """Files of the small form, in the ordinary tests: fewer where one costs more, none where others test that."""

    def open(self, folder: Path, workspace: Workspace | None = None) -> Reader:
        """A reader of bytes that writes in ``folder`` alone, with a workspace of its own unless one is given."""
        if workspace is None:
            workspace = Workspace.create(folder / f"{self.name}.diplotrack", we="USA")
        path = folder / f"file{self.suffix}"

        def read(content: bytes) -> None:
            path.write_bytes(content)
            self.read(workspace, path)

        return read
