#!/usr/bin/env python3
"""Every link between the files of the repository leads somewhere.

In all Markdown files: the target of each relative link or picture is a file or folder of the repository, and where the
link names a heading (`file.md#heading`, `#heading`), that heading is there. In Markdown and source files alike: every
document that is mentioned by its path under docs/ exists. Addresses on the web are not asked for.

    python3 tools/check_links/check_links.py     # silent but for one line; exit 1 names file, line and target
"""

from __future__ import annotations

import pathlib
import posixpath
import re
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "checks"))

from tracked import ROOT, repository_files, text_of  # noqa: E402

_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
# [text](target), ![text](target "title"), [name]: target
_INLINE = re.compile(r"\]\(\s*<?([^()\s<>]+(?:\([^()\s]*\)[^()\s]*)?)>?(?:\s+[\"'(][^)]*)?\s*\)")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:\s+<?(\S+?)>?(?:\s|$)")
_MENTION = re.compile(r"(?<![\w./-])docs/[\w./-]+?\.md\b")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$")
_ID = re.compile(r"<a\s+(?:id|name)=[\"']([^\"']+)[\"']")
_SOURCES = (".md", ".cpp", ".hpp", ".py", ".sh", ".cmake", ".txt")


def prose_lines(text: str) -> list[tuple[int, str]]:
    """Lines outside fenced code, with their numbers and without what stands between backticks."""
    result = []
    fence = ""
    for number, line in enumerate(text.splitlines(), start=1):
        mark = _FENCE.match(line)
        if mark and (not fence or mark.group(1) == fence):
            fence = "" if fence else mark.group(1)
        elif not fence:
            result.append((number, _CODE.sub("", line)))
    return result


def anchor(heading: str) -> str:
    """The id that GitHub gives a heading: lower case, no punctuation, hyphens for spaces."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", text).replace(" ", "-")


def anchors(text: str) -> set[str]:
    found: set[str] = set()
    fence = ""
    for line in text.splitlines():
        mark = _FENCE.match(line)
        if mark and (not fence or mark.group(1) == fence):
            fence = "" if fence else mark.group(1)
        elif not fence:
            found.update(_ID.findall(line))
            heading = _HEADING.match(line)
            if heading:
                name = anchor(heading.group(1))
                number = 0
                while (f"{name}-{number}" if number else name) in found:
                    number += 1
                found.add(f"{name}-{number}" if number else name)
    return found


def links(text: str) -> list[tuple[int, str]]:
    found = []
    for number, line in prose_lines(text):
        found += [(number, target) for target in _INLINE.findall(line)]
        definition = _DEFINITION.match(line)
        if definition:
            found.append((number, definition.group(1)))
    return found


def problem_of(name: str, target: str, files: dict[str, str | None], folders: set[str]) -> str | None:
    """What is wrong with the link `target` in the file `name`; nothing if it is right or leads to the web."""
    if re.match(r"[a-z][a-z0-9+.-]*:|//", target, re.IGNORECASE):
        return None
    path, _, heading = target.partition("#")
    path = urllib.parse.unquote(path)
    if path.startswith("/"):
        return "a path from the root of a disk"
    to = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
    if to.startswith(".."):
        return "outside the repository"
    if to not in files and to not in folders and to != ".":
        return "no such file"
    text = files.get(to)
    if heading and to.endswith(".md") and text is not None and heading not in anchors(text):
        return "no such heading"
    return None


def problems(files: dict[str, str | None]) -> list[str]:
    """`files`: path relative to the root -> text, nothing for a binary file."""
    folders = {str(parent) for name in files for parent in pathlib.PurePosixPath(name).parents}
    found = []
    for name, text in sorted(files.items()):
        if text is None:
            continue
        if name.endswith(".md"):
            for number, target in links(text):
                why = problem_of(name, target, files, folders)
                if why:
                    found.append(f"{name}:{number}: {target}: {why}")
        if name.endswith(_SOURCES):
            for number, line in enumerate(text.splitlines(), start=1):
                found += [
                    f"{name}:{number}: {path}: no such document" for path in _MENTION.findall(line) if path not in files
                ]
    return found


def main() -> int:
    # The test of this check spells out links that lead nowhere.
    names = [name for name in repository_files() if name != "tests/tools/check_links_test.py"]
    files = {name: text_of(ROOT / name) if name.endswith(_SOURCES) else None for name in names}
    found = problems(files)
    print("\n".join(found) if found else f"links of {sum(name.endswith('.md') for name in names)} documents lead somewhere")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
