"""Whatever is given, the rest is done, the message says where and why, and no half file is left."""
import gzip
import io
import json
import unittest
import zipfile

from program import ProgramTest, TEXT, newsgraph


def office_file():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("word/document.xml", "<w:document><w:t>UBND tỉnh Hà Giang họp.</w:t></w:document>")
    return packed.getvalue()


class BadInput(ProgramTest):
    def build_beside_good(self, *inputs, stdin=b""):
        """Builds from the inputs and one good article, which must get into the graph."""
        self.file("good.txt")
        done = newsgraph("build", "good.txt", *inputs, "-o", "g.json", cwd=self.folder, stdin=stdin)
        self.assertTrue((self.folder / "g.json").exists(), done.stderr)
        self.graph = json.loads((self.folder / "g.json").read_text())
        self.assertTrue(any("Hà Giang" in node["label"] for node in self.graph["nodes"]))
        return done

    def assert_told(self, done, *words):
        self.assertEqual(done.returncode, 1, done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)

    def test_files_that_give_no_article(self):
        table = [
            ("empty.txt", b"", "empty"),
            ("blank.txt", b" \n\n", "empty"),
            ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "picture"),
            ("broken.json", b'{"text": "abc', "JSON"),
            ("no-text.json", b'{"id": "1", "title": "x"}', "text"),
            ("rows.csv", b"id,title,text\n1,A,UBND t\xe1\xbb\x89nh h\xe1\xbb\x8dp.\n", "a table"),
            ("letter.docx", office_file(), "word processor"),
            ("cut.txt.gz", gzip.compress(bytes(range(256)) * 500)[:200], "cut.txt.gz"),
        ]
        for name, content, word in table:
            with self.subTest(name):
                self.file(name, content)
                self.assert_told(self.build_beside_good(name), name, word)

    def test_what_is_read_is_not_written_over(self):
        self.file("a.txt")
        before = (self.folder / "a.txt").read_bytes()
        (self.folder / "b.txt").symlink_to("a.txt")
        self.file("run.ini", "jobs = 1\n")
        self.file("own/mine.rules", 'rule my.rule -> Person\n  find "zzz"\n  yes "zzz"\n  no "y"\n')
        self.file("own/lists/list.txt", "a word\n")
        self.file("set/articles/a.txt")
        self.file("set/gold/a.json", '{"id": "a", "entities": [], "relations": []}')
        self.file("set/articles/b.txt")
        self.file("set/gold/b.json", '{"id": "b", "entities": [], "relations": []}')
        self.file("set/packed.jsonl.gz", gzip.compress(json.dumps({"text": TEXT}).encode()))
        (self.folder / "set/link.txt").symlink_to("../a.txt")
        newsgraph("build", "a.txt", "-o", "g.json", cwd=self.folder)
        newsgraph("extract", "a.txt", "-o", "a.facts", cwd=self.folder)
        for command in (
            ("build", "a.txt", "-f", "json", "-o", "a.txt"),
            ("build", "a.txt", "-f", "json", "-o", "b.txt"),
            ("build", "a.txt", "-o", "h.json", "--ledger", "a.txt"),
            ("build", "a.txt", "-o", "h.json", "--review", "a.txt"),
            ("extract", "a.txt", "-o", "./a.txt"),
            ("merge", "a.facts", "-f", "json", "-o", "a.facts"),
            ("export", "g.json", "-o", "g.json"),
            ("analyze", "g.json", "-o", "g.json"),
            ("build", "--config", "run.ini", "a.txt", "-f", "json", "-o", "run.ini"),
            ("build", "a.txt", "-o", "h.json", "--rules", "own", "--ledger", "own/lists/list.txt"),
            ("extract", "a.txt", "--rules", "own", "-o", "own/mine.rules"),
            ("eval", "set", "--json", "set/gold/a.json"),
            ("eval", "set", "--json", "set/articles/a.txt"),
            ("eval", "set", "--only", "a", "--json", "set/gold/b.json"),
            ("eval", "set", "--only", "a", "--json", "set/articles/b.txt"),
            ("build", "set/articles", "-f", "json", "-o", "set/articles/b.txt"),
            ("build", ".", "-o", "set/gold/a.json"),
            ("build", "set", "-f", "json", "-o", "set/link.txt"),
            ("extract", "set", "-o", "set/packed.jsonl.gz"),
            ("extract", "set/articles/", "-o", "f", "--ledger", "set/../set/articles/b.txt"),
        ):
            with self.subTest(command):
                done = newsgraph(*command, cwd=self.folder)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertIn("is read and would be overwritten", done.stderr)
        self.assertEqual((self.folder / "a.txt").read_bytes(), before)
        # Beside the rules anything may stand that is none.
        self.run_well("build", "-q", "a.txt", "--rules", "own", "-o", "own/g.json")
        self.run_well("build", "-q", "a.txt", "--rules", "own", "-o", "own/g.json")

    def test_in_a_folder_that_is_read_earlier_outputs_may_be_written_again(self):
        self.file("in/a.txt")
        self.file("in/.hidden/old.txt", "notes")
        for command in (
            ("build", "in", "-o", "in/g.json", "-o", "in/g.ttl.gz", "-o", "in/g.csv", "--ledger", "in/lost.tsv"),
            ("extract", "in", "-o", "in/a.facts.gz"),
            ("build", "in", "-f", "json", "-o", "in/.hidden/old.txt"),
        ):
            for _ in range(2):
                done = newsgraph(*command, cwd=self.folder)
                self.assertNotEqual(done.returncode, 2, done.stderr)

    def test_no_file_is_written_twice(self):
        self.file("a.txt")
        self.file("good.json", b"old")
        (self.folder / "link.json").symlink_to("good.json")
        for command in (
            ("build", "a.txt", "-o", "g.json", "--ledger", "./g.json"),
            ("build", "a.txt", "-o", "good.json", "--ledger", "link.json"),
            ("build", "a.txt", "-o", "g.json", "--review", "g.json"),
            ("build", "a.txt", "-o", "g.json", "--ledger", "l.tsv", "--review", "l.tsv"),
            ("build", "a.txt", "-o", "g.csv", "--cache", "g.csv"),
            ("build", "a.txt", "-o", "good.json", "-o", "link.json"),
            ("extract", "a.txt", "-o", "a.facts", "--ledger", "a.facts"),
            ("extract", "a.txt", "-o", "-", "--ledger", "-"),
        ):
            with self.subTest(command):
                done = newsgraph(*command, cwd=self.folder)
                self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
                self.assertIn("two outputs have this name", done.stderr)
        self.assertEqual(self.names(), ["a.txt", "good.json", "link.json"])
        self.assertEqual((self.folder / "good.json").read_bytes(), b"old")

    def test_good_facts_stay_when_nothing_can_be_read(self):
        self.file("a.txt")
        self.file("empty.txt", b"")
        self.run_well("extract", "-q", "a.txt", "-o", "a.facts")
        before = (self.folder / "a.facts").read_bytes()
        for name, status in (("empty.txt", 1), ("nowhere.txt", 2)):
            done = newsgraph("extract", name, "-o", "a.facts", "--ledger", "lost.tsv", cwd=self.folder)
            self.assertEqual((done.returncode, done.stdout), (status, ""), done.stderr)
            self.assertIn(f"{name}: no article could be read, so no facts are written", done.stderr)
            self.assertEqual((self.folder / "a.facts").read_bytes(), before)
            self.assertIn(name, (self.folder / "lost.tsv").read_text())

    def test_a_good_graph_stays_when_there_are_no_facts_to_merge(self):
        self.file("empty.facts", b"")
        self.file("g.json", b"old")
        for name in ("empty.facts", "-"):
            done = newsgraph("merge", name, "-o", "g.json", cwd=self.folder)
            self.assertEqual((done.returncode, done.stdout), (1, ""), done.stderr)
            self.assertIn(f"{name}: no facts of any article, so no graph is written", done.stderr)
        self.assertEqual((self.folder / "g.json").read_bytes(), b"old")

    def test_rule_files_that_are_not_read_are_named(self):
        self.file("a.txt")
        rule = 'rule my.rule -> Person\n  find "zzz"\n  yes "zzz"\n  no "y"\n'
        for name in ("mine.rules", "more.rules.txt", "more.RULES", ".mine.rules.swp", "mine.rules~"):
            self.file(f"rules/{name}", rule.encode())
        done = newsgraph("build", "a.txt", "--rules", "rules", "-o", "g.json", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        for name in ("more.rules.txt", "more.RULES"):
            self.assertIn(f"{name}: no rules are read from a file of this name", done.stderr)
        self.assertEqual(done.stderr.count("no rules are read"), 2, "an editor's own files are none")

    def test_a_rule_file_that_takes_the_place_of_a_built_in_one_is_told_first(self):
        self.file("a.txt")
        self.file("rules/types.rules", b'type School "school"\n')
        done = newsgraph("build", "a.txt", "--rules", "rules", "-o", "g.json", cwd=self.folder)
        self.assertEqual(done.returncode, 2)
        self.assertIn("types.rules: takes the place of", done.stderr.splitlines()[0])

    def test_a_filter_that_takes_more_or_less_than_meant_is_told(self):
        text = "Ông Nguyễn Văn Hùng, Giám đốc Sở Y tế Hà Giang, gặp bà Nguyễn Vân Hưng, Giám đốc Sở Y tế Lào Cai."
        self.file("a.txt", text)
        newsgraph("build", "a.txt", "-o", "g.json", cwd=self.folder)
        done = newsgraph("export", "g.json", "--around", "nguyen van hung", "-o", "h.json", cwd=self.folder)
        self.assertIn("also", done.stderr)
        self.assertIn("Nguyễn Văn Hùng", done.stderr)
        self.assertIn("Nguyễn Vân Hưng", done.stderr)
        done = newsgraph("export", "g.json", "--from", "2024", "-o", "h.json", cwd=self.folder)
        self.assertIn("1 of 1 articles have no date", done.stderr)
        self.assertIn("leave none of the graph's", done.stderr)

    def test_a_missing_file_is_named_and_the_rest_is_done(self):
        self.assert_told(self.build_beside_good("nowhere.txt"), "nowhere.txt", "no such")

    def test_one_bad_record_costs_only_itself(self):
        lines = [json.dumps({"text": TEXT, "id": "a"}), '{"text": ', json.dumps({"id": "c"}),
                 json.dumps({"text": TEXT, "id": "d"})]
        self.file("news.jsonl", "\n".join(lines))
        self.assert_told(self.build_beside_good("news.jsonl"), "news.jsonl:2", "news.jsonl:3")
        self.assertLessEqual({"a", "d"}, {article["id"] for article in self.graph["articles"]})

    def test_invalid_utf8_is_repaired_and_told(self):
        self.file("mixed.txt", TEXT.encode() * 20 + b"caf\xe9 \xff\xfe\n")
        self.assertIn("mixed.txt", self.build_beside_good("mixed.txt").stderr)

    def test_nothing_at_all_to_read(self):
        (self.folder / "void").mkdir()
        done = newsgraph("build", "void", "-o", "g.json", cwd=self.folder)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("void", done.stderr)

    def test_the_ledger_has_a_line_for_each(self):
        self.file("empty.txt", b"")
        self.build_beside_good("empty.txt", "nowhere.txt", "--ledger", "dropped.tsv")
        lines = (self.folder / "dropped.tsv").read_text().splitlines()
        self.assertEqual(lines[0].split("\t"), ["reason", "source", "message"])
        self.assertEqual([line.split("\t")[:2] for line in lines[1:]],
                         [["empty", "empty.txt"], ["missing", "nowhere.txt"]])

    def test_a_name_with_a_tab_does_not_break_the_ledger(self):
        self.file("a\tb.txt", b"")
        self.build_beside_good("a\tb.txt", "--ledger", "dropped.tsv")
        lines = (self.folder / "dropped.tsv").read_text().splitlines()
        self.assertEqual([line.split("\t")[:2] for line in lines[1:]], [["empty", "a b.txt"]])

    def test_a_name_with_a_line_end_makes_no_line_of_its_own(self):
        self.file("a\nFORGED.txt", b"")
        self.assert_told(self.build_beside_good("a\nFORGED.txt"), "a FORGED.txt: empty")

    def test_archives_without_anything_to_read_are_told(self):
        for names in ([], [".hidden.txt"]):
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w") as file:
                for name in names:
                    file.writestr(name, TEXT)
            self.file("a.zip", packed.getvalue())
            self.assert_told(self.build_beside_good("a.zip"), "a.zip: archive without visible files")

    def test_standard_input(self):
        self.run_well("build", "-", "-q", "-o", "g.json", stdin=TEXT.encode())
        self.run_well("build", "-", "-q", "-o", "h.json", stdin=json.dumps({"text": TEXT}).encode())

    def test_a_large_single_line(self):
        self.file("long.txt", " ".join(f"Ngày {i}, {TEXT.strip()}" for i in range(20_000)))
        self.run_well("build", "long.txt", "-q", "-o", "g.json")

    def test_deep_json(self):
        self.file("deep.json", b'{"text":' + b"[" * 100_000)
        self.assert_told(self.build_beside_good("deep.json"), "deep.json")


class WrongCommandLine(ProgramTest):
    """Exit status 2, one message, nothing written."""

    def assert_refused(self, *args, words=()):
        done = newsgraph(*args, cwd=self.folder)
        self.assertEqual((done.returncode, done.stdout), (2, ""), args)
        self.assertTrue(done.stderr.startswith("newsgraph: error: "), done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)

    def test_table(self):
        self.file("a.txt")
        self.file("-b.txt")
        table = [
            (["build"], ["INPUT"]),
            (["build", "a.txt"], ["--output"]),
            (["build", "a.txt", "-o", "g.grahml"], ["g.grahml", "did you mean"]),
            (["build", "a.txt", "-o", "g", "-f", "gepf"], ["unknown format"]),
            (["build", "a.txt", "-o", "nowhere/g.json"], ["nowhere"]),
            (["build", "a.txt", "-o", "g.json", "--jbos", "2"], ["did you mean '--jobs'"]),
            (["build", "a.txt", "-o", "g.json", "-b.txt"], ["unknown option '-b.txt'; the file of this name is './-b.txt'"]),
            (["build", "a.txt", "-o", "g.json", "--jobs", "many"], ["--jobs"]),
            (["build", "a.txt", "-o", "g.json", "--rules", "nowhere"], ["nowhere"]),
            (["build", "a.txt", "-o", "g.json", "--min-evidence", "-1"], ["--min-evidence"]),
            (["build", "a.txt", "-o", "g.json", "--status", "planed"], ["did you mean 'planned'"]),
            (["build", "a.txt", "-o", "g.json", "--ledger", "nowhere/l.tsv"], ["there is no folder 'nowhere'"]),
            (["build", "a.txt", "-o", "g.json", "--ledger", "."], [".: is a folder; name a file in it"]),
            (["build", "a.txt", "-o", "g.json", "--review", "."], [".: is a folder; name a file in it"]),
            (["build", "a.txt", "-o", "g.json", "--flavor", "yed"], ["no output is of a format with the flavor 'yed'"]),
            (["build", "a.txt", "-o", "g.json", "--top", "-5"], ["--top", "-5"]),
            (["build", "a.txt", "-o", "g.json", "--from", "2024-02-30"], ["--from: found '2024-02-30'"]),
            (["build", "a.txt", "-o", "g.json", "--from", "2025", "--to", "2024"], ["--from 2025 is after --to 2024"]),
            (["build", "a.txt", "-o", "g.json", "--config", "no.ini"], ["--config: 'no.ini' cannot be read; check the name"]),
            (["analyze", "g.json", "--budget", "nan"], ["--budget: found 'nan', wanted a number from 0 to 1000000000"]),
            (["analyze", "g.json", "--top", "x"], ["--top: found 'x', wanted a whole number from 0 to 1000000000"]),
            (["analyze", "g.json", "--json", "--csv"], ["give one of them"]),
            (["analyze", "g.json", "--summary", "--json"], ["give one of them"]),
            *((["analyze", "g.json", option, "-1"], [option, "-1"])
              for option in ("--top", "--pivots", "--budget", "--seed")),
            *(([command, "g.json", "a", *more, "--sentences", "-1"], ["--sentences", "-1"])
              for command, more in (("path", ["b"]), ("why", ["b"]), ("show", []))),
            (["build", "nowhere.txt", "-o", "g.json"], ["nowhere.txt: no article could be read, so no graph"]),
            *((args, [f"error: {name}: found an empty name"]) for name, args in (
                ("INPUT", ["build", "a.txt", "", "-o", "g.json"]),
                ("INPUT", ["extract", ""]),
                ("FACTS", ["merge", "", "-o", "g.json"]),
                ("GRAPH", ["export", "", "-o", "g.json"]),
                ("GRAPH", ["analyze", ""]),
                ("NAME", ["show", "g.json", ""]),
                ("OLD", ["diff", "", "g.json"]),
                ("GOLD", ["eval", ""]),
                ("ARTICLE", ["why-not", "", "a", "HOSTS", "b"]),
                ("--corpus", ["check-rules", "--corpus", ""]),
                ("--articles", ["why", "g.json", "a", "b", "--articles", ""]),
                ("--output", ["extract", "a.txt", "-o", ""]),
                ("--output", ["build", "a.txt", "--output", ""]),
                ("--output", ["rules", "-o", ""]))),
            (["eval", "."], ["no gold file"]),
            (["eval", 300 * "a"], [f"error: {300 * 'a'}: cannot be read: File name too long"]),
            (["merge", "nowhere.facts", "-o", "g.json"], ["nowhere.facts"]),
            (["merge", ".", "-o", "g.json"], [".: cannot be read: Is a directory"]),
            (["rules", "-o", "a.txt/x/y"], ["a.txt/x/y: cannot make the folder 'a.txt/x': Not a directory"]),
            (["export", ".", "-o", "g.json"], [".: cannot be read: Is a directory"]),
            (["export", "nowhere.json", "-o", "g.dot"], ["nowhere.json"]),
        ]
        for args, words in table:
            with self.subTest(args):
                self.assert_refused(*args, words=words)
        self.assertEqual(self.names(), ["-b.txt", "a.txt"])

    def test_figures_that_cannot_be_written_are_told_before_the_work(self):
        self.file("set/articles/a.txt")
        self.file("set/gold/a.json", '{"id": "a", "entities": [], "relations": []}')
        self.assert_refused("eval", "set", "--json", "nowhere/f.json", words=["there is no folder 'nowhere'"])

    def test_a_slip_leaves_the_file_of_decisions_as_it_was(self):
        self.file("a.txt", "Bí thư Tỉnh ủy Lào Cai Trịnh Xuân Trường gặp ông Trịnh Trường.")
        for slip in (["--size-by", "nothing"], ["--node-type", "Persn"], ["--around", "nobody"]):
            self.assert_refused("build", "a.txt", "-o", "g.json", "--review", "review.tsv", *slip)
            self.assertEqual(self.names(), ["a.txt"])

    def test_a_rule_file_with_an_error_stops_the_run(self):
        self.file("a.txt")
        self.file("own/vi/extra.rules", "rule broken ->\n")
        self.assert_refused("build", "a.txt", "-o", "g.json", "--rules", "own", words=["vi/extra.rules:2:1: error: found the end"])
        self.assertEqual(self.names(), ["a.txt", "own"])

    def test_a_fact_file_with_an_error_stops_the_merge(self):
        self.file("bad.facts", '{"id": "a", "entities": 7}\n')
        self.assert_refused("merge", "bad.facts", "-o", "g.json", words=["bad.facts:1:"])
        self.assertEqual(self.names(), ["bad.facts"])

    def test_a_graph_is_no_fact_file(self):
        self.file("a.txt")
        self.run_well("build", "-q", "a.txt", "-o", "g.json")
        words = "is a graph, wanted facts as 'newsgraph extract' writes them"
        self.assert_refused("merge", "g.json", "-o", "h.json", words=["g.json: " + words])
        done = newsgraph("merge", "-", "-o", "h.json", cwd=self.folder, stdin=(self.folder / "g.json").read_bytes())
        self.assertIn("standard input: " + words, done.stderr)
        self.assertEqual(self.names(), ["a.txt", "g.json"])

    def test_a_graph_file_with_an_error_is_refused(self):
        self.file("bad.json", '{"nodes": [')
        self.assert_refused("export", "bad.json", "-o", "g.dot", words=["bad.json:1:"])
        self.assertEqual(self.names(), ["bad.json"])


class Output(ProgramTest):
    def test_a_flavor_is_for_the_formats_that_have_it(self):
        self.file("a.txt")
        for name in ("plain", "yed"):
            flavor = ["--flavor", name] if name == "yed" else []
            self.run_well("build", "-q", "a.txt", "-o", f"{name}.json", "-o", f"{name}.graphml", *flavor)
        self.assertEqual((self.folder / "yed.json").read_bytes(), (self.folder / "plain.json").read_bytes())
        self.assertIn("yworks", (self.folder / "yed.graphml").read_text())

    def test_a_dash_is_standard_input_beside_a_file_of_that_name(self):
        self.file("a.txt")
        self.run_well("build", "-q", "a.txt", "-o", "g.json")
        self.file("-", "no graph")
        self.run_well("export", "-q", "-", "-o", "h.json", stdin=(self.folder / "g.json").read_bytes())

    def test_help_of_a_command_behind_other_options(self):
        for before in (["--quiet"], ["--jobs", "2"]):
            done = newsgraph(*before, "build", "--help", cwd=self.folder)
            self.assertEqual((done.returncode, done.stdout), (0, newsgraph("help", "build").stdout))
            done = newsgraph(*before, "build", "--no-such-option", cwd=self.folder)
            self.assertIn("See 'newsgraph help build'", done.stderr)

    def test_names_give_no_orders_to_the_terminal(self):
        self.file("a.txt")
        self.run_well("build", "-q", "a.txt", "-o", "g.json")
        graph = json.loads((self.folder / "g.json").read_text())
        orders = "\x1b]0;x\x07\x1b[2J\u009b2J\nFORGED"
        for node in graph["nodes"]:
            node["label"] = "Hà Giang" + orders
            node["note"] = orders
            node["aliases"] = [orders]
        self.file("evil.json", json.dumps(graph))
        ids = [graph["edges"][0][end] for end in ("source", "target")]
        for command in (["show", "evil.json", ids[0]], ["why", "evil.json", *ids], ["path", "evil.json", *ids],
                        ["analyze", "evil.json"], ["analyze", "evil.json", "--csv"], ["show", "evil.json", orders],
                        ["export", "evil.json", "--around", ids[0], "-o", "h.json"]):
            done = newsgraph(*command, cwd=self.folder)
            for text in (done.stdout, done.stderr):
                self.assertFalse(set(text) & set("\x1b\x07\u009b"), text)
                self.assertFalse([line for line in text.splitlines() if line.startswith("FORGED")], text)


if __name__ == "__main__":
    unittest.main()
