"""Fact files and graphs are written packed when their name says so, and read whether packed or not."""
import gzip
import unittest

from program import ProgramTest, SAMPLES, newsgraph


class Packed(ProgramTest):
    def setUp(self):
        super().setUp()
        self.run_well("extract", "-q", SAMPLES, "-o", "a.facts")
        self.run_well("merge", "-q", "a.facts", "-o", "a.json")

    def content(self, name):
        return (self.folder / name).read_bytes()

    def test_packed_files_hold_the_same(self):
        self.run_well("extract", "-q", SAMPLES, "-o", "b.facts.gz")
        self.run_well("merge", "-q", "a.facts", "-o", "b.json.GZ")
        self.assertEqual(gzip.decompress(self.content("b.facts.gz")), self.content("a.facts"))
        self.assertEqual(gzip.decompress(self.content("b.json.GZ")), self.content("a.json"))

    def test_what_is_packed_is_read(self):
        for suffix in ("gz", "zst"):
            self.run_well("extract", "-q", SAMPLES, "-o", f"b.facts.{suffix}")
            self.run_well("merge", "-q", f"b.facts.{suffix}", "-o", f"b.json.{suffix}")
            self.run_well("export", "-q", f"b.json.{suffix}", "-o", "c.json")
            self.assertEqual(self.content("c.json"), self.content("a.json"))
            self.run_well("merge", "-q", "-", "-o", "d.json", stdin=self.content(f"b.facts.{suffix}"))
            self.assertEqual(self.content("d.json"), self.content("a.json"))

    def test_packed_files_may_be_put_behind_each_other(self):
        packed = gzip.compress(self.content("a.facts"))
        self.file("two.facts.gz", packed + packed)
        self.run_well("merge", "-q", "two.facts.gz", "-o", "b.json")
        self.assertEqual(self.content("b.json"), self.content("a.json"))

    def test_the_same_bytes_again(self):
        self.run_well("merge", "-q", "a.facts", "-o", "b.json.gz")
        self.assertEqual(self.content("b.json.gz")[4:8], bytes(4), "no time in it")

    def test_damage_is_told(self):
        for name, command in (("a.facts", ["merge"]), ("a.json", ["export"])):
            self.file("cut.gz", gzip.compress(self.content(name))[:2000])
            done = newsgraph(*command, "cut.gz", "-o", "b.json", cwd=self.folder)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn("cut.gz: the packed file ends too early", done.stderr)
        self.assertNotIn("b.json", self.names())

    def test_a_folder_is_not_packed(self):
        done = newsgraph("export", "a.json", "-o", "b.csv.gz", cwd=self.folder)
        self.assertEqual(done.returncode, 2)
        self.assertIn("format csv writes a folder of files, which is not packed; name it 'b.csv'", done.stderr)


if __name__ == "__main__":
    unittest.main()
