"""Every command's help has what a help needs, and its examples use what exists."""
import shlex
import unittest

from program import ROOT, newsgraph


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


if __name__ == "__main__":
    unittest.main()
