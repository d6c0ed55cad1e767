"""Fails when a file names a path or a host that exists on one machine only.

Such a name makes a script that works here and nowhere else, and tells the world how somebody's machine is laid out.
Looked for: home folders and the usual roots of build machines, this checkout's own path, and the hosts of this
machine's package mirrors unless they are the public ones.
"""

from __future__ import annotations

import pathlib
import re
import sys
import urllib.parse

from tracked import ROOT, repository_files, text_of

# The look-behind lets relative and web paths through: src/home/x, https://host/work/x.
_ROOTS = re.compile(r"(?<![\w.\-/*])/(?:home|root|work|farm|workspace|builds|Users|mnt|srv|__w)/[\w.$\-]+")
_WINDOWS = re.compile(r"\b[A-Z]:\\+Users\\+\w+")
_OUTSIDE = re.compile(r"\.\./shared\b|\bshared/(?:design|data)\b")
_PUBLIC_HOSTS = re.compile(r"(^|\.)(debian\.org|pypi\.org|pythonhosted\.org|npmjs\.org|npmjs\.com)$")


def mirror_hosts() -> set[str]:
    """Hosts in this machine's apt sources that are not public ones."""
    hosts = set()
    for path in [*pathlib.Path("/etc/apt").glob("sources.list"), *pathlib.Path("/etc/apt").glob("sources.list.d/*")]:
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        for address in re.findall(r"https?://\S+", text):
            host = urllib.parse.urlsplit(address).hostname or ""
            if host and host != "localhost" and not _PUBLIC_HOSTS.search(host):
                hosts.add(host)
    return hosts


def problems_in(name: str, text: str, hosts: set[str], checkout: str) -> list[str]:
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern in (_ROOTS, _WINDOWS, _OUTSIDE):
            match = pattern.search(line)
            if match:
                found.append(f"{name}:{number}: machine path: {match.group(0)}")
        if len(checkout) > 4 and re.search(re.escape(checkout) + r"(?![\w-])", line):
            found.append(f"{name}:{number}: path of this checkout: {checkout}")
        found.extend(f"{name}:{number}: host of this machine's package mirror" for host in hosts if host in line)
    return found


def main() -> int:
    hosts = mirror_hosts()
    problems = []
    names = repository_files()
    for name in names:
        # This file and its test spell out the very patterns.
        if name in ("tools/checks/machine_paths.py", "tests/tools/checks_test.py"):
            continue
        text = text_of(ROOT / name)
        if text is not None:
            problems.extend(problems_in(name, text, hosts, str(ROOT)))
    print("\n".join(problems) if problems else f"{len(names)} files name no machine's path or mirror")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
