"""Files that are nearly right are read or refused by every reader, and a refused one leaves nothing behind.

``tests.soak.fuzzing`` goes on longer, and in ``exchange/texts/test_mutated`` hypothesis chooses the documents.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from diplotrack.workspace import Workspace
from tests.soak.fuzzing.mutating import mutated
from tests.soak.fuzzing.running import judged
from tests.soak.fuzzing.target import Target
from tests.soak.fuzzing.targets import TARGETS


@pytest.mark.parametrize("target", [one for one in TARGETS if one.share], ids=lambda one: one.name)
def test_no_reader_does_more_than_refuse(workspace: Workspace, tmp_path: Path, target: Target) -> None:
    read, seeds, random = target.open(tmp_path, workspace), target.seeds(), Random(6)
    for _time in range(target.share):
        content = mutated(seeds, random, target.packed)
        assert judged(read, content) == "", content[:2000]
