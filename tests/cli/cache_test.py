"""--cache: a warm run gives the bytes of a cold one, and nothing of what has gone from the input."""
import shutil
import unittest

from program import ProgramTest, SAMPLES, TEXT, digest

OTHER = "Lãnh đạo tỉnh Lào Cai đã tham dự Hội nghị thường niên lần thứ 3.\n"


class Cache(ProgramTest):
    def build(self, *inputs, cache=True, more=()):
        self.run_well("build", "--quiet", *inputs, "-o", "g.json", *(["--cache", "kept"] if cache else []), *more)
        return digest(self.folder / "g.json")

    def entries(self):
        return sorted(path for path in (self.folder / "kept").rglob("*") if path.is_file())

    def test_warm_equals_cold(self):
        cold = self.build(SAMPLES, cache=False)
        self.assertEqual(self.build(SAMPLES), cold)
        entries = [(path, path.stat().st_mtime_ns) for path in self.entries()]
        self.assertTrue(entries)
        self.assertEqual(self.build(SAMPLES), cold)
        self.assertEqual([(path, path.stat().st_mtime_ns) for path in self.entries()], entries)

    def test_warm_extract_equals_cold(self):
        self.run_well("extract", "-q", SAMPLES, "-o", "cold.facts", "--cache", "kept")
        self.run_well("extract", "-q", SAMPLES, "-o", "warm.facts", "--cache", "kept")
        self.assertEqual(digest(self.folder / "cold.facts"), digest(self.folder / "warm.facts"))

    def test_a_removed_article_leaves_no_trace(self):
        self.file("in/a.txt")
        alone = self.build("in", cache=False)
        self.file("in/b.txt", OTHER)
        self.assertNotEqual(self.build("in"), alone)
        (self.folder / "in/b.txt").unlink()
        self.assertEqual(self.build("in"), alone)

    def test_a_changed_article_is_read_again(self):
        self.file("in/a.txt", OTHER)
        other = self.build("in")
        self.file("in/a.txt", TEXT)
        self.assertNotEqual(self.build("in"), other)
        self.file("in/a.txt", OTHER)
        self.assertEqual(self.build("in"), other)

    def test_other_rules_find_nothing_of_the_old_ones(self):
        self.file("in/a.txt")
        self.build("in")
        before = len(self.entries())
        self.file("own/vi/extra.rules", "# nothing\n")
        self.build("in", more=("--rules", "own"))
        self.assertEqual(len(self.entries()), 2 * before)

    def test_damaged_entries_are_read_as_absent(self):
        good = self.build(SAMPLES)
        for number, path in enumerate(self.entries()):
            content = path.read_bytes()
            path.write_bytes((b"", content[: len(content) // 2], b"x" + content)[number % 3])
        self.assertEqual(self.build(SAMPLES), good)

    def test_a_cache_that_cannot_be_written_costs_nothing_else(self):
        self.file("in/a.txt")
        good = self.build("in", cache=False)
        self.build("in")
        for path in self.entries():
            shutil.rmtree(path.parent)
            path.parent.write_text("a file where a folder was")
        self.assertEqual(self.build("in"), good)


if __name__ == "__main__":
    unittest.main()
