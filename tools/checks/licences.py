"""Code is Apache-2.0 and nothing else; every folder of data says where it comes from and under which licence.

Checked: LICENSE is the unchanged Apache-2.0 text and NOTICE is there; no source file carries another licence's header
or another owner's copyright line; each folder with data files (and each of its parents up to the first that answers)
has a README.md or a datapackage.json that names a source and a licence.
"""

from __future__ import annotations

import hashlib
import json
import pathlib
import re
import sys

from tracked import ROOT, repository_files, text_of

APACHE_2_SHA256 = "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"
_CODE = (".cpp", ".hpp", ".h", ".py", ".sh", ".cmake", ".js", ".ts", ".css")
_DATA = (".csv", ".tsv", ".geojson", ".xlsx", ".json", ".xml", ".gz", ".zip", ".topojson")
_DATA_ROOTS = ("data/", "examples/", "tools/", "benchmarks/")
_FOREIGN = re.compile(
    r"SPDX-License-Identifier:\s*(?!Apache-2\.0\b)\S+|GNU (Lesser |Affero )?General Public License|"
    r"All rights reserved|Mozilla Public License|^\W*Copyright (\(c\)|©)",
    re.IGNORECASE | re.MULTILINE,
)


def foreign_licence(text: str) -> str | None:
    match = _FOREIGN.search(text)
    return match.group(0).strip() if match else None


def names_source_and_licence(folder: pathlib.Path) -> bool:
    package = folder / "datapackage.json"
    if package.is_file():
        try:
            content = json.loads(package.read_text(encoding="utf-8"))
        except ValueError:
            return False
        if isinstance(content, dict) and content.get("licenses") and content.get("sources"):
            return True
    readme = folder / "README.md"
    if readme.is_file():
        text = readme.read_text(encoding="utf-8").lower()
        return ("licence" in text or "license" in text) and ("source" in text or "made by hand" in text)
    return False


def data_folders_without_licence(root: pathlib.Path, names: list[str]) -> list[str]:
    folders = {str(pathlib.PurePosixPath(name).parent) for name in names if name.endswith(_DATA) and name.startswith(_DATA_ROOTS)}
    bare = []
    for folder in sorted(folders):
        # examples/README.md cannot speak for the data of each example, data/README.md can.
        least = 1 if folder.startswith("data") else 2
        current = pathlib.PurePosixPath(folder)
        while current.parts and not names_source_and_licence(root / current):
            current = current.parent
        if len(current.parts) < least:
            bare.append(folder)
    return bare


def main() -> int:
    problems = []
    licence = ROOT / "LICENSE"
    if not licence.is_file() or hashlib.sha256(licence.read_bytes()).hexdigest() != APACHE_2_SHA256:
        problems.append("LICENSE is not the unchanged text of Apache-2.0")
    if not (ROOT / "NOTICE").is_file():
        problems.append("NOTICE is missing")
    names = repository_files()
    for name in names:
        if name.endswith(_CODE) and name not in ("tools/checks/licences.py", "tests/tools/checks_test.py"):
            text = text_of(ROOT / name)
            marker = foreign_licence(text) if text is not None else None
            if marker:
                problems.append(f"{name}: carries another licence or owner: {marker}")
    problems.extend(
        f"{folder}/: data without a README.md or datapackage.json that names source and licence"
        for folder in data_folders_without_licence(ROOT, names)
    )
    print("\n".join(problems) if problems else "code is Apache-2.0; every data folder names source and licence")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
