"""Every command's help has what a help needs, and its examples use what exists."""
import pathlib
import shlex
import shutil
import subprocess
import tempfile
import unittest

from program import ENVIRONMENT, ROOT, newsgraph


def commands():
    lines = newsgraph("help").stdout.splitlines()
    return [line.split()[0] for line in lines if line.startswith("  ") and not line.startswith("   ")]


class Help(unittest.TestCase):
    def test_every_command_is_described(self):
        self.assertIn("build", commands())
        for command in commands():
            with self.subTest(command):
                done = newsgraph("help", command)
                lines = done.stdout.splitlines()
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertTrue(lines[0].endswith(".") and lines[0][0].isupper(), lines[0])
                self.assertTrue(lines[1].startswith(f"Usage: newsgraph {command}"), lines[1])
                examples = [line for line in lines[2:] if line.startswith("  newsgraph ")]
                self.assertGreaterEqual(len(examples), 2)
                self.assertIn("Exit status: 0", lines[-1])
                self.assertLessEqual(max(map(len, lines)), 120)

    def test_both_ways_to_ask_print_the_same(self):
        for command in commands():
            self.assertEqual(newsgraph(command, "--help").stdout, newsgraph("help", command).stdout)

    def test_the_page_of_commands_is_what_help_prints(self):
        page = (ROOT / "docs" / "commands.md").read_text()
        self.assertEqual(newsgraph("help", "--all").stdout, page, "./dev bless rewrites it")

    def test_examples_use_commands_and_options_that_exist(self):
        for command in commands():
            text = newsgraph("help", command).stdout
            options = {word.strip(",") for line in text.splitlines() for word in line.split()[:2] if word.startswith("-")}
            for line in text.splitlines():
                if not line.startswith("  newsgraph "):
                    continue
                words = shlex.split(line.split("|")[0].split(">")[0])
                self.assertIn(words[1], commands())
                used = {word.split("=")[0] for word in words if word.startswith("-") and word != "-"}
                self.assertLessEqual(used, options, line)

    def test_examples_do_what_they_say_on_the_samples(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            for shared in ("samples", "rules"):
                (folder / shared).symlink_to(ROOT / shared)
            makers = ["build", "extract", "merge", "rules"]  # of the files that the others read
            for command in makers + [one for one in commands() if one not in makers]:
                for line in newsgraph("help", command).stdout.splitlines():
                    if not line.startswith("  newsgraph "):
                        continue
                    if "neato" in line and not shutil.which("neato"):
                        continue
                    done = subprocess.run(["bash", "-c", line], cwd=folder, env=ENVIRONMENT, capture_output=True,
                                          timeout=300)
                    expected = 1 if command in ("diff", "why-not") else 0  # the two differ, nothing is found
                    self.assertEqual(done.returncode, expected, f"{line}\n{done.stderr.decode()}")
                    self.assertNotIn("error", done.stderr.decode(), line)
                    if "--quiet" not in line and ">" not in line:
                        self.assertNotEqual(done.stdout, b"", line)


if __name__ == "__main__":
    unittest.main()
