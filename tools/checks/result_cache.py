"""Remembers which checks passed on which exact input, across builds and clones.

A key is a hash of everything that a check's answer depends on, so an entry never goes stale: changed input has
another key. Only passes are kept; a failure is shown again each time. Entries unused for 60 days are dropped.
"""

from __future__ import annotations

import hashlib
import os
import pathlib
import subprocess
import time

_KEEP_SECONDS = 60 * 24 * 3600


def _folder() -> pathlib.Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return pathlib.Path(os.environ.get("IMDAD_CACHE_DIR") or os.path.join(base, "imdad"))


class ResultCache:
    def __init__(self, name: str) -> None:
        self._folder = _folder() / name
        self._folder.mkdir(parents=True, exist_ok=True)
        limit = time.time() - _KEEP_SECONDS
        for entry in self._folder.iterdir():
            if entry.stat().st_mtime < limit:
                entry.unlink(missing_ok=True)

    def has_passed(self, key: str) -> bool:
        entry = self._folder / key
        if not entry.exists():
            return False
        os.utime(entry)
        return True

    def remember(self, key: str) -> None:
        (self._folder / key).touch()


def key_of(*parts: str) -> str:
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogateescape")
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.hexdigest()


def toolchain_fingerprint(packages_file: pathlib.Path, *commands: list[str]) -> str:
    """Versions of the tools and of every listed package: third-party headers change only with these."""
    packages = [
        line for line in packages_file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    parts = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for command in commands]
    try:
        listing = subprocess.run(["dpkg-query", "-W", *packages, "libstdc++-12-dev"], capture_output=True, text=True)
        parts.append(listing.stdout)
    except OSError:
        parts.append("no dpkg")
    return key_of(*parts)
