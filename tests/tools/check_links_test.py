"""The check of links finds the broken ones and lets the others through."""

import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/check_links"))

import check_links  # noqa: E402

TREE = {
    "README.md": "# Top\n\n## Two words, and more\n\n## Two words, and more\n",
    "docs/a.md": "# A\n",
    "docs/images/p.png": None,
    "src/x/x.hpp": "/// See docs/a.md.\n",
}


class Links(unittest.TestCase):
    def found(self, text: str, name: str = "docs/page.md") -> list[str]:
        return check_links.problems(TREE | {name: text})

    def test_a_link_to_a_file_that_is_not_there_is_named_with_its_line(self) -> None:
        self.assertEqual(self.found("first\n[b](b.md)\n"), ["docs/page.md:2: b.md: no such file"])

    def test_files_folders_pictures_and_the_web_pass(self) -> None:
        good = "[a](a.md) ![p](images/p.png) [up](../README.md) [s](../src/x) [w](https://x.org/b.md) [m](mailto:a@x.org)"
        self.assertEqual(self.found(good), [])

    def test_several_links_of_one_line_are_all_looked_at(self) -> None:
        self.assertEqual(len(self.found("[a](a.md), [b](b.md) and [c](c.md)")), 2)

    def test_a_heading_must_be_there(self) -> None:
        self.assertEqual(self.found("[t](../README.md#two-words-and-more) [u](../README.md#two-words-and-more-1)"), [])
        self.assertEqual(self.found("[t](../README.md#three)"), ["docs/page.md:1: ../README.md#three: no such heading"])
        self.assertEqual(self.found("# Here\n[h](#here) [t](#there)"), ["docs/page.md:2: #there: no such heading"])

    def test_reference_definitions_are_links(self) -> None:
        self.assertEqual(self.found("[b]: b.md\n"), ["docs/page.md:1: b.md: no such file"])

    def test_code_is_no_link(self) -> None:
        self.assertEqual(self.found("`[b](b.md)` and\n```\n[c](c.md)\n```\n"), [])

    def test_paths_that_leave_the_repository_are_refused(self) -> None:
        self.assertIn("outside the repository", self.found("[o](../../other.md)")[0])
        self.assertIn("from the root", self.found("[o](/etc/other.md)")[0])

    def test_a_document_named_in_a_comment_must_exist(self) -> None:
        found = self.found("/// See docs/method/none.md, and docs/a.md.\n", name="src/y/y.hpp")
        self.assertEqual(found, ["src/y/y.hpp:1: docs/method/none.md: no such document"])


if __name__ == "__main__":
    unittest.main()
