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

    def test_an_empty_folder_is_filled(self):
        (self.folder / "empty").mkdir()
        done = newsgraph("rules", "-o", "empty/", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue((self.folder / "empty/types.rules").exists())
        self.assertEqual(self.names(), ["empty"])

    def test_own_rules_are_compared_with_those_built_in(self):
        self.file("a.txt")
        self.file("mine/x.rules", 'rule own.gift -> MEETS(source, target)\n'
                  '  find source:Person @"tặng quà" target:Person\n'
                  '  yes "{source Ông Nguyễn Văn An} tặng quà {target ông Trần Văn Bình}."\n'
                  '  no "Ông Nguyễn Văn An tặng quà."\n')
        self.file("news.txt", "Một tin\n\nÔng Nguyễn Văn An tặng quà ông Trần Văn Bình.\n")
        done = newsgraph("check-rules", "--rules", "mine", "--corpus", "news.txt", "--diff", "built-in", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("+ Nguyễn Văn An MEETS Trần Văn Bình", done.stdout)
        self.assertIn("1 added (+), 0 lost (-)", done.stdout)

    def test_articles_that_cannot_be_read_show_in_the_exit_status(self):
        self.file("good.txt", "Một tin\n\nÔng Nguyễn Văn An thăm Hà Nội.\n")
        self.file("bad.jsonl", "{bad\n")
        for diff in ([], ["--diff", "built-in"]):
            some = newsgraph("check-rules", "-q", "--corpus", "good.txt", "--corpus", "bad.jsonl", *diff, cwd=self.folder)
            self.assertEqual(some.returncode, 1, some.stderr)
            self.assertIn("bad.jsonl:1: ", some.stderr)
            none = newsgraph("check-rules", "-q", "--corpus", "bad.jsonl", *diff, cwd=self.folder)
            self.assertEqual(none.returncode, 1, none.stderr)
            self.assertIn("bad.jsonl: no article could be read", none.stderr)
            good = newsgraph("check-rules", "-q", "--corpus", "good.txt", *diff, cwd=self.folder)
            self.assertEqual(good.returncode, 0, good.stderr)

    def test_what_lies_beside_is_left_alone_but_not_what_a_killed_run_left(self):
        kept = self.file("built.partial/notes.txt", "mine\n")
        self.file(".built.unfinished-1/vi/half.rules", "rule half\n")
        self.run_well("rules", "-q", "-o", "built")
        self.assertEqual(self.names(), ["built", "built.partial"])
        self.assertFalse((self.folder / "built/vi/half.rules").exists())
        self.assertEqual(kept.read_text(), "mine\n")

    def test_nothing_is_written_over(self):
        kept = self.file("mine/notes.txt", "mine\n")
        done = newsgraph("rules", "-o", "mine", cwd=self.folder)
        self.assertEqual(done.returncode, 2)
        self.assertIn("mine: is no empty folder", done.stderr)
        self.assertEqual(kept.read_text(), "mine\n")
        self.assertEqual(self.names(), ["mine"])


if __name__ == "__main__":
    unittest.main()
