"""The same bytes for any number of threads, any order of the inputs, and whether facts went through a file or not."""
import random
import unittest

from program import ProgramTest, SAMPLES, digest, sample_files

OUTPUTS = ["g.json", "g.graphml", "g.dot"]


class Determinism(ProgramTest):
    def graph(self, command, *args):
        """Digests of the files that `build` or `merge` writes."""
        outputs = [word for name in OUTPUTS for word in ("-o", name)]
        self.run_well(command, "--quiet", *args, *outputs)
        return [digest(self.folder / name) for name in OUTPUTS]

    def test_any_number_of_threads(self):
        one = self.graph("build", "--jobs", 1, SAMPLES)
        for jobs in (2, 7):
            self.assertEqual(self.graph("build", "--jobs", jobs, SAMPLES), one, f"{jobs} threads")

    def test_any_order_of_the_inputs(self):
        files = sample_files()
        in_order = self.graph("build", *files)
        shuffle = random.Random(7)
        for _ in range(3):
            shuffle.shuffle(files)
            self.assertEqual(self.graph("build", *files), in_order)

    def test_the_account_is_the_same_too(self):
        one = self.run_well("build", "--jobs", 1, SAMPLES, "-o", "g.json")
        self.assertEqual(self.run_well("build", "--jobs", 7, SAMPLES, "-o", "g.json"), one)

    def test_two_halves_make_the_whole(self):
        whole = self.graph("build", SAMPLES)
        self.run_well("extract", "--quiet", SAMPLES, "-o", "all.facts")
        self.assertEqual(self.graph("merge", "all.facts"), whole)

    def test_fact_files_of_parts_merge_in_any_order(self):
        whole = self.graph("build", SAMPLES)
        files = sample_files()
        parts = []
        for number in range(3):
            parts.append(f"part{number}.facts")
            self.run_well("extract", "--quiet", *files[number::3], "-o", parts[-1])
        self.assertEqual(self.graph("merge", *parts), whole)
        self.assertEqual(self.graph("merge", "--jobs", 7, *reversed(parts)), whole)

    def test_the_same_article_twice_counts_once(self):
        whole = self.graph("build", SAMPLES)
        self.assertEqual(self.graph("build", SAMPLES, SAMPLES), whole)

    def test_fact_files_do_not_depend_on_threads(self):
        self.run_well("extract", "--quiet", "--jobs", 1, SAMPLES, "-o", "one.facts")
        self.run_well("extract", "--quiet", "--jobs", 7, SAMPLES, "-o", "seven.facts")
        self.assertEqual(digest(self.folder / "one.facts"), digest(self.folder / "seven.facts"))


if __name__ == "__main__":
    unittest.main()
