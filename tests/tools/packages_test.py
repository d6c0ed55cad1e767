"""The one list of packages and the shell functions that read it."""

import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIST = ROOT / "script/packages.txt"


def shell(command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", f'source "{ROOT}/script/lib.sh"\n{command}'], capture_output=True, text=True, stdin=subprocess.DEVNULL
    )


class Packages(unittest.TestCase):
    def test_each_package_stands_once_and_alone_on_its_line(self) -> None:
        names = [line for line in LIST.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        self.assertEqual(len(names), len(set(names)))
        for name in names:
            self.assertRegex(name, r"^[a-z0-9][a-z0-9+.\-]+( unless [a-z0-9]+)?$")

    def test_a_package_is_not_asked_for_where_another_one_brings_its_command(self) -> None:
        fake = 'packages_of() { echo "no-such-package unless bash"; echo "other-package unless no-such-command"; }; missing_packages x'
        self.assertEqual(shell(fake).stdout.split(), ["other-package"])

    def test_sections_are_read_apart_and_together(self) -> None:
        build = shell("packages_of build").stdout.split()
        lint = shell("packages_of lint").stdout.split()
        self.assertIn("cmake", build)
        self.assertIn("clang-tidy-19", lint)
        self.assertFalse(set(build) & set(lint))
        self.assertEqual(shell("packages_of build lint").stdout.split(), build + lint)
        self.assertNotIn("chromium", shell("packages_of build lint").stdout.split())

    def test_a_missing_package_is_reported_and_an_installed_one_is_not(self) -> None:
        fake = 'packages_of() { echo bash; echo no-such-package-anywhere; }; missing_packages x'
        self.assertEqual(shell(fake).stdout.split(), ["no-such-package-anywhere"])

    def test_no_script_installs_a_package_beside_the_list(self) -> None:
        for path in [*(ROOT / "script").iterdir(), ROOT / ".ci/run"]:
            for line in path.read_text(encoding="utf-8").splitlines():
                found = re.search(r"(?:apt-get|apt|pip3?|npm)\s+install\s+(?!\$|-y|--)(\S+)", line)
                self.assertIsNone(found, f"{path.name}: {line}")

    def test_another_system_is_refused_in_plain_words(self) -> None:
        done = shell('dpkg-query() { :; }; ID=x; . () { ID=ubuntu; VERSION_ID=24.04; }; install_packages build')
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("this is ubuntu 24.04, not Debian 12", done.stderr)

    def test_a_full_disk_is_told_before_anything_starts(self) -> None:
        done = shell("df() { printf 'head\\nx 9 9 10 9 /\\n'; }; require_disk")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("only 10 MB free", done.stderr)

    def test_without_root_or_sudo_the_command_to_run_is_shown(self) -> None:
        done = shell('missing_packages() { echo cmake; }; id() { echo 1000; }; command() { [ "$2" != sudo ]; }; install_packages build')
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("As root: apt-get install cmake", done.stderr)


class Steps(unittest.TestCase):
    def test_a_failed_step_shows_its_log_and_keeps_its_status(self) -> None:
        done = shell("IMDAD_LOGS=$(mktemp -d); logged title log bash -c 'echo reason; exit 7'; echo status $?; rm -r $IMDAD_LOGS")
        self.assertIn("reason", done.stdout)
        self.assertIn("status 7", done.stdout)

    def test_a_passed_step_keeps_its_output_to_the_log(self) -> None:
        done = shell("IMDAD_LOGS=$(mktemp -d); logged title log echo chatter; echo status $?; cat $IMDAD_LOGS/log.log; rm -r $IMDAD_LOGS")
        self.assertIn("status 0", done.stdout)
        self.assertEqual(done.stdout.count("chatter"), 1)


if __name__ == "__main__":
    unittest.main()
