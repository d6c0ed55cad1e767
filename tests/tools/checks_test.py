"""The small checks of tools/checks find what they must find and let the rest through."""

import os
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/checks"))

import asvs  # noqa: E402
import count_tests  # noqa: E402
import licences  # noqa: E402
import machine_paths  # noqa: E402
import result_cache  # noqa: E402
import tidy  # noqa: E402


class MachinePaths(unittest.TestCase):
    def found(self, text: str, hosts: frozenset[str] = frozenset(), checkout: str = "/opt/clone") -> list[str]:
        return machine_paths.problems_in("file.txt", text, set(hosts), checkout)

    def test_home_and_build_folders_are_found_with_their_line(self) -> None:
        # Put together here, so that this file names no such folder itself.
        below_root = ("home/user/a", "root/.cache", "work" + "/main", "Users/me/x", "builds/g/p")
        for path in (*("/" + below for below in below_root), "C:" + "\\Users\\me"):
            found = self.found(f"first line\nsee {path} for it")
            self.assertEqual(len(found), 1, path)
            self.assertTrue(found[0].startswith("file.txt:2: "), found)

    def test_relative_and_web_paths_pass(self) -> None:
        for text in ("src/home/page.cpp", "https://example.org/work/report", "docs/root/x", "/tmp/plan", "/usr/bin", "and/or"):
            self.assertEqual(self.found(text), [], text)

    def test_the_checkout_itself_is_found_but_not_a_longer_name(self) -> None:
        self.assertEqual(len(self.found("cd /opt/clone && make")), 1)
        self.assertEqual(self.found("cd /opt/clone-of-another"), [])

    def test_a_private_package_mirror_is_found(self) -> None:
        found = self.found("deb http://mirror.example.test/debian", frozenset({"mirror.example.test"}))
        self.assertEqual(len(found), 1)


class Licences(unittest.TestCase):
    def test_foreign_headers_are_found(self) -> None:
        for text in (
            "// SPDX-License-Identifier: GPL-3.0-or-later\n",
            "/* This is free software under the GNU General Public License */",
            "// Copyright (c) 2020 Somebody Else\n",
            "# All rights reserved.",
        ):
            self.assertIsNotNone(licences.foreign_licence(text), text)

    def test_our_own_header_and_plain_prose_pass(self) -> None:
        for text in ("// SPDX-License-Identifier: Apache-2.0\n", "/// Copies the right rows.\n", ""):
            self.assertIsNone(licences.foreign_licence(text), text)

    def test_data_without_a_word_on_its_source_is_found(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "examples/a/deep").mkdir(parents=True)
            names = ["examples/a/areas.csv", "examples/a/deep/places.csv", "src/x.csv"]
            self.assertEqual(licences.data_folders_without_licence(root, names), ["examples/a", "examples/a/deep"])
            (root / "examples/a/README.md").write_text("Source: OCHA. Licence: CC BY-IGO.", encoding="utf-8")
            self.assertEqual(licences.data_folders_without_licence(root, names), [])

    def test_a_data_package_must_name_both_sources_and_licences(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "examples/a").mkdir(parents=True)
            package = root / "examples/a/datapackage.json"
            package.write_text('{"licenses": [{"name": "CC0"}]}', encoding="utf-8")
            self.assertEqual(licences.data_folders_without_licence(root, ["examples/a/x.csv"]), ["examples/a"])
            package.write_text('{"licenses": [{"name": "CC0"}], "sources": [{"title": "t"}]}', encoding="utf-8")
            self.assertEqual(licences.data_folders_without_licence(root, ["examples/a/x.csv"]), [])


class CountTests(unittest.TestCase):
    def test_passed_failed_skipped_and_unstarted_tests_are_told_apart(self) -> None:
        report = """<testsuite tests="5" failures="1" disabled="1" skipped="0">
            <testcase name="a" status="run"/><testcase name="b" status="run"/>
            <testcase name="c" status="fail"><failure message=""/></testcase>
            <testcase name="d" status="disabled"/>
            <testcase name="e" status="notrun"><skipped message="SKIP_REGULAR_EXPRESSION_MATCHED"/></testcase>
            <testcase name="f" status="notrun"><skipped message="Unable to find executable"/></testcase></testsuite>"""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "report.xml")
            pathlib.Path(path).write_text(report, encoding="utf-8")
            self.assertEqual(count_tests.counts(path), (2, 2, 2))


class ResultCache(unittest.TestCase):
    def test_only_the_same_input_counts_as_passed(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["IMDAD_CACHE_DIR"] = folder
            self.addCleanup(os.environ.pop, "IMDAD_CACHE_DIR", None)
            cache = result_cache.ResultCache("test")
            key = result_cache.key_of("file", "text")
            self.assertFalse(cache.has_passed(key))
            cache.remember(key)
            self.assertTrue(result_cache.ResultCache("test").has_passed(key))
            self.assertFalse(cache.has_passed(result_cache.key_of("file", "text2")))
            self.assertNotEqual(result_cache.key_of("ab", "c"), result_cache.key_of("a", "bc"))

    def test_a_changed_header_two_steps_away_changes_what_a_file_depends_on(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder)
            (source / "m").mkdir()
            (source / "m/a.cpp").write_text('#include "m/a.hpp"\n', encoding="utf-8")
            (source / "m/a.hpp").write_text('#include "m/b.hpp"\n', encoding="utf-8")
            (source / "m/b.hpp").write_text("", encoding="utf-8")
            (source / "m/c.hpp").write_text("", encoding="utf-8")
            reached = tidy.reachable(source / "m/a.cpp", source, {})
            self.assertEqual([path.name for path in reached], ["a.cpp", "a.hpp", "b.hpp"])


class Asvs(unittest.TestCase):
    GOOD = ("server.a_test:One.test_it", "tests/unit/b_test.cpp:Two.IsSo", "scenario:three", "web:four_test.mjs:it is so")

    def found(self, **other: str) -> list[str]:
        row = {"item": "3.4.1", "level": "1", "what": "x", "applies": "yes", "where": "src/x.cpp", "test": self.GOOD[0], "why_not": ""} | other
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for path, text in (("src/x.cpp", ""), ("tests/server/a_test.py", "class One:\n    def test_it(self): pass\n    def helper(self): pass\n"),
                               ("tests/server/not_run_test.py", "class One:\n    def test_it(self): pass\n"),
                               ("tests/server/CMakeLists.txt", "foreach(name a_test)"), ("tests/unit/b_test.cpp", "TEST_F(Two, IsSo) {}"),
                               ("tests/scenarios/three/run.txt", ""), ("tests/web/four_test.mjs", "test('it is so', () => {})"),
                               ("docs/asvs.csv", ",".join(asvs.COLUMNS) + "\n" + ",".join(row[name] for name in asvs.COLUMNS) + "\n")):
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text, encoding="utf-8")
            return asvs.problems(root)

    def test_what_is_there_is_let_through(self) -> None:
        for test in self.GOOD:
            self.assertEqual(self.found(test=test), [], test)
        self.assertEqual(self.found(test="; ".join(self.GOOD)), [])
        self.assertEqual(self.found(applies="no", where="", test="", why_not="there is none"), [])

    def test_what_is_not_there_is_found(self) -> None:
        for other in ({"where": "src/y.cpp"}, {"test": "server.a_test:One.test_other"}, {"test": "server.a_test:Two.test_it"},
                      {"test": "server.not_run_test:One.test_it"}, {"test": "server.none_test:One.test_it"},
                      {"test": "tests/unit/b_test.cpp:Two.IsNotSo"}, {"test": "scenario:four"}, {"test": "web:four_test.mjs:it is"},
                      {"test": ""}, {"where": ""}, {"applies": "partly"}, {"applies": "perhaps", "why_not": "x"}, {"item": "3.4"}, {"level": "4"}):
            self.assertEqual(len(self.found(**other)), 1, other)


if __name__ == "__main__":
    unittest.main()
