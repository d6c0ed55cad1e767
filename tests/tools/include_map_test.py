"""Plants one fault per rule in a small tree and looks for it by name; the faultless tree passes."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "tools/include_map/include_map.py"
sys.path[:0] = [str(SCRIPT.parent), str(ROOT / "tools/checks")]

import include_map  # noqa: E402
import rules  # noqa: E402

HEADER = "#pragma once\n"

CLEAN_TREE = {
    "base/count.hpp": HEADER + "#include <cstdint>\nusing Count = std::int64_t;\n",
    "model/place.hpp": HEADER + '#include "base/count.hpp"\nstruct Place { Count rooms; };\n',
    "model/place.cpp": '#include "model/place.hpp"\n\n#include <fmt/format.h>\n',
    "verify/checker.hpp": HEADER + '#include "model/place.hpp"\n',
    "verify/replay.hpp": HEADER + '#include "model/place.hpp"\n',
    "engine/fill.hpp": HEADER + '#include "model/place.hpp"\n',
    "plan/planner.hpp": HEADER + '#include "engine/fill.hpp"\n#include "verify/checker.hpp"\n',
}


class PlantedFault(unittest.TestCase):
    def setUp(self) -> None:
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="include_map_"))
        self.addCleanup(shutil.rmtree, self.root)
        for name, text in CLEAN_TREE.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        path = self.root / "src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def problems(self, compiler: str | None = None) -> list[str]:
        return include_map.all_problems(include_map.read_tree(self.root), compiler)

    def assert_only(self, rule: str, place: str) -> None:
        problems = self.problems()
        self.assertEqual(len(problems), 1, problems)
        self.assertIn(f" {rule}: ", problems[0])
        self.assertTrue(problems[0].startswith(place), problems[0])

    def test_the_clean_tree_passes(self) -> None:
        self.assertEqual(self.problems(), [])

    def test_an_include_of_a_later_module_is_found_at_its_line(self) -> None:
        self.write("engine/order.hpp", HEADER + '\n#include "plan/planner.hpp"\n')
        self.write("plan/planner.hpp", HEADER)
        self.assert_only("later_module", "src/engine/order.hpp:3:")

    def test_an_earlier_module_outside_the_allowed_ones_is_found(self) -> None:
        self.write("plan/needs.hpp", HEADER + '#include "quantify/needs.hpp"\n')
        self.write("quantify/needs.hpp", HEADER)
        self.assert_only("not_allowed", "src/plan/needs.hpp:2:")

    def test_the_checker_must_not_include_the_engine_or_the_planner(self) -> None:
        self.write("verify/replay.hpp", HEADER + '#include "engine/fill.hpp"\n')
        self.assert_only("later_module", "src/verify/replay.hpp:2:")

    def test_the_engine_must_not_include_the_checker(self) -> None:
        self.write("engine/fill.hpp", HEADER + '#include "verify/checker.hpp"\n')
        self.assert_only("not_allowed", "src/engine/fill.hpp:2:")

    def test_the_planner_enters_the_checker_by_its_face_only(self) -> None:
        self.write("plan/planner.hpp", HEADER + '#include "verify/replay.hpp"\n')
        self.assert_only("internal_header", "src/plan/planner.hpp:2:")

    def test_two_modules_that_include_each_other_are_named_as_a_pair(self) -> None:
        self.write("base/back.hpp", HEADER + '#include "model/place.hpp"\n')
        problems = self.problems()
        self.assertTrue(any("mutual_modules: base and model" in problem for problem in problems), problems)

    def test_a_cycle_of_three_files_in_one_module_is_found(self) -> None:
        self.write("model/a.hpp", HEADER + '#include "model/b.hpp"\n')
        self.write("model/b.hpp", HEADER + '#include "model/c.hpp"\n')
        self.write("model/c.hpp", HEADER + '#include "model/a.hpp"\n')
        self.assert_only("cycle", "src/model/a.hpp:")

    def test_a_file_that_includes_itself_is_a_cycle(self) -> None:
        self.write("model/a.hpp", HEADER + '#include "model/a.hpp"\n')
        self.assert_only("cycle", "src/model/a.hpp:")

    def test_a_chain_of_ten_thousand_headers_is_walked_without_recursion(self) -> None:
        for i in range(10_000):
            self.write(f"model/h{i}.hpp", HEADER + (f'#include "model/h{i + 1}.hpp"\n' if i < 9_999 else ""))
        self.assertEqual(include_map.file_cycles(include_map.read_tree(self.root)), [])

    def test_a_util_folder_and_a_helpers_file_are_refused(self) -> None:
        self.write("model/util/text.hpp", HEADER)
        self.assert_only("no_util", "src/model/util/text.hpp:")
        shutil.rmtree(self.root / "src/model/util")
        self.write("model/helpers.hpp", HEADER)
        self.assert_only("no_util", "src/model/helpers.hpp:")

    def test_a_module_that_the_order_does_not_know_is_refused(self) -> None:
        self.write("magic/spell.hpp", HEADER)
        self.assert_only("unknown_module", "src/magic:")

    def test_third_party_headers_stay_in_their_modules(self) -> None:
        for header in ("ClpSimplex.hpp", "coin/CoinPackedMatrix.hpp", "sqlite3.h", "boost/asio/ip/tcp.hpp", "nlohmann/json.hpp"):
            self.write("engine/solve.hpp", HEADER + f"#include <{header}>\n")
            self.assert_only("third_party", "src/engine/solve.hpp:2:")

    def test_the_result_type_enters_through_its_one_header(self) -> None:
        self.write("model/load.hpp", HEADER + "#include <tl/expected.hpp>\n")
        self.assert_only("third_party", "src/model/load.hpp:2:")
        self.write("model/load.hpp", HEADER)
        self.write("base/result.hpp", HEADER + "#include <tl/expected.hpp>\n")
        self.assertEqual(self.problems(), [])

    def test_the_operating_system_stays_out_of_the_pure_modules(self) -> None:
        self.write("verify/replay.hpp", HEADER + "#include <sys/stat.h>\n")
        self.assert_only("third_party", "src/verify/replay.hpp:2:")

    def test_a_header_that_nobody_registered_is_found(self) -> None:
        self.write("model/new.hpp", HEADER + "#include <leftpad/leftpad.hpp>\n")
        self.assert_only("unknown_header", "src/model/new.hpp:2:")

    def test_a_path_that_does_not_start_at_src_is_found(self) -> None:
        self.write("model/new.hpp", HEADER + '#include "place.hpp"\n')
        self.assert_only("not_found", "src/model/new.hpp:2:")

    def test_a_header_without_pragma_once_is_found(self) -> None:
        self.write("model/new.hpp", "// #pragma once\n")
        self.assert_only("pragma_once", "src/model/new.hpp:1:")

    def test_the_own_header_comes_first(self) -> None:
        self.write("model/place.cpp", '#include "base/count.hpp"\n#include "model/place.hpp"\n')
        self.assert_only("own_header_first", "src/model/place.cpp:1:")

    def test_an_include_without_its_link_is_found(self) -> None:
        self.write("plan/CMakeLists.txt", "imdad_module(plan DEPENDS base model verify PRIVATE fmt::fmt)\n")
        self.assert_only("undeclared_link", "src/plan/CMakeLists.txt:")

    def test_a_forbidden_link_is_found_even_without_an_include(self) -> None:
        self.write("verify/CMakeLists.txt", "imdad_module(verify DEPENDS base model engine)\n")
        self.assert_only("not_allowed", "src/verify/CMakeLists.txt:")

    def test_a_header_that_leans_on_its_includer_does_not_stand_alone(self) -> None:
        compiler = next((name for name in ("c++", "g++", "clang++-19") if shutil.which(name)), None)
        self.assertIsNotNone(compiler, "no C++ compiler")
        cache = tempfile.mkdtemp(prefix="include_map_cache_")
        self.addCleanup(shutil.rmtree, cache)
        os.environ["IMDAD_CACHE_DIR"] = cache
        self.addCleanup(os.environ.pop, "IMDAD_CACHE_DIR")
        self.assertEqual(self.problems(compiler), [])
        self.write("model/lean.hpp", HEADER + "inline std::string name() { return {}; }\n")
        problems = self.problems(compiler)
        self.assertEqual(len(problems), 1, problems)
        self.assertIn("src/model/lean.hpp: not_standalone: ", problems[0])
        self.write("model/lean.hpp", HEADER + "#include <string>\ninline std::string name() { return {}; }\n")
        self.assertEqual(self.problems(compiler), [])


class TheMap(unittest.TestCase):
    def run_script(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-B", str(SCRIPT), *arguments], capture_output=True, text=True)

    def test_a_fault_makes_the_exit_status_one_and_goes_to_standard_error(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder, "src/base")
            source.mkdir(parents=True)
            (source / "a.hpp").write_text(HEADER, encoding="utf-8")
            self.assertEqual(self.run_script("--root", folder).returncode, 0)
            (source / "a.hpp").write_text("", encoding="utf-8")
            done = self.run_script("--root", folder)
            self.assertEqual(done.returncode, 1)
            self.assertIn("pragma_once", done.stderr)
            self.assertNotIn("pragma_once", done.stdout)

    def test_the_three_formats_name_the_same_edges(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            for name, text in CLEAN_TREE.items():
                path = pathlib.Path(folder, "src", name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            table, mermaid, dot = (
                self.run_script("--root", folder, "--format", form).stdout for form in ("table", "mermaid", "dot")
            )
        self.assertRegex(table, r"plan +1 +3  verify 1, engine 1")
        self.assertIn("plan --> engine", mermaid)
        self.assertIn('plan -> engine [label="1"];', dot)

    def test_an_empty_tree_is_no_success(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(self.run_script("--root", folder).returncode, 1)


class TheRules(unittest.TestCase):
    def test_every_module_has_a_row_and_allows_earlier_modules_only(self) -> None:
        self.assertEqual(set(rules.ALLOWED), set(rules.ORDER))
        for module, allowed in rules.ALLOWED.items():
            for target in allowed:
                self.assertLess(rules.ORDER.index(target), rules.ORDER.index(module), f"{module} -> {target}")

    def test_the_checker_and_the_engine_share_nothing_but_the_model(self) -> None:
        for module in ("verify", "engine"):
            self.assertEqual(set(rules.ALLOWED[module]), {"base", "model"})


if __name__ == "__main__":
    unittest.main()
