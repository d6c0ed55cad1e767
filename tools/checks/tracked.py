"""The files that belong to the repository: tracked ones and new ones that git does not ignore."""

from __future__ import annotations

import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def repository_files(root: pathlib.Path = ROOT) -> list[str]:
    """Paths relative to `root`, sorted. Outside a git checkout (a tarball): all files but those under build/ and out/."""
    try:
        listing = subprocess.run(
            ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            check=True,
            capture_output=True,
        ).stdout.decode("utf-8", "surrogateescape")
        names = [name for name in listing.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        names = [
            str(path.relative_to(root))
            for path in root.rglob("*")
            if path.is_file() and path.relative_to(root).parts[0] not in ("build", "out", ".git")
        ]
    return sorted(name for name in set(names) if (root / name).is_file())


def text_of(path: pathlib.Path) -> str | None:
    """The file's text; nothing for a binary file."""
    data = path.read_bytes()
    if b"\0" in data[:8192]:
        return None
    return data.decode("utf-8", "replace")
