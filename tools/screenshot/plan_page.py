#!/usr/bin/env python3
"""Makes a picture of the top of a plan's page: `plan.html` of a plan folder -> a PNG for the documentation.

    imdad plan examples/afghanistan-sahel-2022 --out out/demo --audience public
    python3 tools/screenshot/plan_page.py out/demo/plan.html docs/images/plan-afghanistan-sahel.png

Needs Chromium (section `browser` of script/packages.txt; the fonts there decide how the text looks). The page is
opened from the disk with every host name blocked: a page that wants something from a network would show it here.
Only pictures of public pages belong into the documentation, so a page marked RESTRICTED is refused.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
# As the catalogue of src/report spells it (page.restricted).
RESTRICTED = ">RESTRICTED<"


def find_browser() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        path = shutil.which(name)
        if path:
            return path
    sys.exit("no Chromium found: install the packages of section `browser` in script/packages.txt")


def take(browser: str, page: pathlib.Path, width: int, height: int, profile: str) -> bytes:
    """The first `height` pixels of the page in a window of `width` pixels."""
    picture = pathlib.Path(profile) / "page.png"
    command = [
        browser,
        "--headless=new",
        "--disable-gpu",
        "--hide-scrollbars",
        "--force-device-scale-factor=1",
        "--force-color-profile=srgb",
        "--blink-settings=preferredColorScheme=1",  # light, whatever the desktop says
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--lang=en",
        f"--user-data-dir={profile}/browser",
        f"--window-size={width},{height}",
        f"--screenshot={picture}",
    ]
    if os.geteuid() == 0:
        command.append("--no-sandbox")  # the browser refuses to run as root with it, as in a container
    command.append(page.resolve().as_uri())
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode != 0 or not picture.is_file():
        sys.exit(f"the browser made no picture (exit {done.returncode}):\n{done.stderr[-2000:]}")
    return picture.read_bytes()


def chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    if not png.startswith(PNG_MAGIC):
        sys.exit("the browser wrote something else than a PNG")
    result = []
    at = len(PNG_MAGIC)
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        result.append((png[at + 4 : at + 8], png[at + 8 : at + 8 + length]))
        at += 12 + length
    return result


def packed_again(png: bytes) -> bytes:
    """The same pixels in fewer bytes: the browser packs for speed, and adds no chunk that we need."""
    parts = chunks(png)
    pixels = zlib.decompress(b"".join(data for kind, data in parts if kind == b"IDAT"))
    header = next(data for kind, data in parts if kind == b"IHDR")
    result = PNG_MAGIC
    for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b"")):
        result += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return result if len(result) < len(png) else png


def main() -> int:
    parser = argparse.ArgumentParser(description="a picture of the top of plan.html")
    parser.add_argument("page", type=pathlib.Path)
    parser.add_argument("picture", type=pathlib.Path)
    parser.add_argument("--width", type=int, default=1280, help="pixels (default 1280)")
    parser.add_argument("--height", type=int, default=1000, help="pixels (default 1000)")
    parser.add_argument("--most-kb", type=int, default=400, help="largest picture to accept (default 400)")
    options = parser.parse_args()

    if not options.page.is_file():
        sys.exit(f"no page at {options.page}")
    if RESTRICTED in options.page.read_text(encoding="utf-8"):
        sys.exit(f"{options.page} is a restricted edition; make the plan with --audience public")
    with tempfile.TemporaryDirectory(prefix="imdad-page-") as profile:
        png = packed_again(take(find_browser(), options.page, options.width, options.height, profile))
    if len(png) > options.most_kb * 1000:
        sys.exit(f"the picture has {len(png)} bytes; more than {options.most_kb} KB is too much for the repository")
    options.picture.parent.mkdir(parents=True, exist_ok=True)
    options.picture.write_bytes(png)
    print(f"{options.picture}: {options.width} x {options.height}, {len(png)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
