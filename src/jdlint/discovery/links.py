"""Links that would take a run to files which nobody named."""

from __future__ import annotations

import os
from pathlib import Path

from jdlint.discovery.ignored import repository_of

LEADS_OUT = "links that lead out"


def leads_out(link: Path, folder: Path) -> bool:
    """Whether a link to a file leads out of a folder, and out of the git repository that the folder is in.

    One that leads to anything hidden there, such as git's own files, does too. ``folder`` is absolute and without links.
    """
    target = Path(os.path.realpath(link))
    for base in (folder, repository_of(folder)):
        if target.is_relative_to(base):
            return any(part.startswith(".") for part in target.relative_to(base).parts)
    return True
