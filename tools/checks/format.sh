#!/usr/bin/env bash
# Every C++ file as .clang-format wants it. `tools/checks/format.sh --fix [FILE...]` rewrites; without --fix it only looks.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

mode=(--dry-run -Werror)
if [ "${1:-}" = --fix ]; then
    mode=(-i)
    shift
fi
if [ $# -eq 0 ]; then
    mapfile -t files < <(python3 -c '
import sys
sys.path.insert(0, "tools/checks")
from tracked import repository_files
print("\n".join(f for f in repository_files() if f.endswith((".cpp", ".hpp"))))')
    set -- "${files[@]}"
fi
clang-format-19 "${mode[@]}" "$@"
echo "$# files formatted as .clang-format says"
