"""The built-in rules come out of the program as they are in it."""
import unittest

from program import ProgramTest, newsgraph


class Rules(ProgramTest):
    def test_what_is_written_does_what_is_built_in(self):
        self.file("a.txt")
        done = newsgraph("rules", "-o", "built/in", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue((self.folder / "built/in/vi/hosts.rules").exists())
        own = newsgraph("extract", "a.txt", cwd=self.folder)
        written = newsgraph("extract", "a.txt", "--only-rules", "--rules", "built/in", cwd=self.folder)
        self.assertEqual(written.stdout, own.stdout)
        self.assertIn('"facts":[{', own.stdout)

    def test_nothing_is_written_over(self):
        kept = self.file("mine/notes.txt", "mine\n")
        done = newsgraph("rules", "-o", "mine", cwd=self.folder)
        self.assertEqual(done.returncode, 2)
        self.assertIn("mine: is no empty folder", done.stderr)
        self.assertEqual(kept.read_text(), "mine\n")
        self.assertEqual(self.names(), ["mine"])


if __name__ == "__main__":
    unittest.main()
