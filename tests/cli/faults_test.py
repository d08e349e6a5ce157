"""The machine fails, not the input: full disks, readers that go away, files that vanish, pipes and loops."""
import bz2
import gzip
import io
import json
import lzma
import os
import pathlib
import random
import resource
import subprocess
import tarfile
import threading
import unittest
import zipfile

from program import ENVIRONMENT, PROGRAM, ProgramTest, TEXT, newsgraph


def run_limited(folder, bytes_a_file, *args):
    """Runs the program where no file may grow beyond so many bytes: like a disk that is full."""
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_a_file, bytes_a_file))
    done = subprocess.run([PROGRAM, *args], cwd=folder, env=ENVIRONMENT, preexec_fn=limit, capture_output=True,
                          timeout=300)
    done.stderr = done.stderr.decode()
    return done


class FullDisk(ProgramTest):
    def setUp(self):
        super().setUp()
        lines = (json.dumps({"id": f"a{i}", "text": TEXT.replace("lần thứ 3", f"lần thứ {i}")}) for i in range(200))
        self.file("news.jsonl", "\n".join(lines))

    def test_the_old_output_stays_and_nothing_else(self):
        for name in ("g.json", "g.graphml", "g.facts"):
            self.file(name, "the old file")
        before = self.names()
        for args in (["build", "news.jsonl", "-o", "g.json", "-o", "g.graphml"],
                     ["extract", "news.jsonl", "-o", "g.facts"], ["rules", "-o", "built"]):
            done = run_limited(self.folder, 4096, *args)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn("cannot write: File too large (what was there before is unchanged)", done.stderr)
        self.assertEqual(self.names(), before)
        for name in ("g.json", "g.graphml", "g.facts"):
            self.assertEqual((self.folder / name).read_text(), "the old file")

    def test_a_cache_without_room_costs_only_its_use(self):
        self.run_well("extract", "-q", "news.jsonl", "-o", "cold.facts")
        self.assertEqual(run_limited(self.folder, 300, "extract", "-q", "news.jsonl", "--cache", "kept", "-o", "-").stdout,
                         (self.folder / "cold.facts").read_bytes())
        self.assertEqual([path for path in (self.folder / "kept").rglob("*") if path.is_file()], [])

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_a_device_that_takes_nothing(self):
        self.run_well("build", "-q", "news.jsonl", "-o", "g.json")
        done = newsgraph("extract", "-q", "news.jsonl", "-o", "/dev/full", cwd=self.folder)
        self.assertEqual(done.returncode, 2, done.stderr)
        with open("/dev/full", "wb") as full:
            for args in (["help"], ["analyze", "g.json"], ["extract", "-q", "news.jsonl"]):
                done = subprocess.run([PROGRAM, *args], cwd=self.folder, env=ENVIRONMENT, stdout=full,
                                      stderr=subprocess.PIPE)
                self.assertEqual(done.returncode, 2, args)
                self.assertIn(b"standard output: cannot write: No space left on device", done.stderr)


class ClosedStreams(ProgramTest):
    """A shell can close them: newsgraph ... 2>&-. Files that are opened must not take their place."""

    def run_without(self, stream, *args):
        return subprocess.run([PROGRAM, *args], cwd=self.folder, env=ENVIRONMENT, capture_output=True, timeout=300,
                              preexec_fn=lambda: os.close(stream))

    def test_messages_do_not_go_into_outputs(self):
        self.file("news.jsonl", json.dumps({"id": "a", "text": TEXT}))
        self.run_well("extract", "-q", "news.jsonl", "-o", "good.facts")
        good = (self.folder / "good.facts").read_bytes()
        done = self.run_without(2, "extract", "nowhere.txt", "news.jsonl", "-o", "a.facts", "-j1")
        self.assertEqual(done.returncode, 1)
        self.assertEqual((self.folder / "a.facts").read_bytes(), good)
        done = self.run_without(1, "extract", "news.jsonl", "-o", "b.facts")
        self.assertIn(b"standard output: cannot write: Bad file descriptor", done.stderr)
        self.assertEqual((self.folder / "b.facts").read_bytes(), good)
        done = self.run_without(0, "extract", "-", "news.jsonl", "-o", "c.facts")
        self.assertIn(b"-: cannot be read: Bad file descriptor", done.stderr)
        self.assertEqual((self.folder / "c.facts").read_bytes(), good)


class OddInputs(ProgramTest):
    def ids(self, *inputs, status=0):
        done = newsgraph("extract", "-q", *inputs, "--ledger", "lost.tsv", cwd=self.folder)
        self.assertEqual(done.returncode, status, done.stderr)
        self.lost = [line.split("\t")[:2] for line in (self.folder / "lost.tsv").read_text().splitlines()[1:]]
        return [json.loads(line)["id"] for line in done.stdout.splitlines()]

    def record(self, name, text=TEXT):
        return json.dumps({"id": name, "text": text}) + "\n"

    def test_facts_from_a_named_pipe(self):
        self.file("news.jsonl", self.record("a") + self.record("b"))
        self.run_well("extract", "-q", "news.jsonl", "-o", "news.facts")
        self.run_well("merge", "-q", "news.facts", "-o", "file.json")
        os.mkfifo(self.folder / "pipe.facts")
        facts = (self.folder / "news.facts").read_bytes()
        writer = threading.Thread(target=lambda: (self.folder / "pipe.facts").write_bytes(facts))
        writer.start()
        self.run_well("merge", "-q", "pipe.facts", "-o", "pipe.json")
        writer.join()
        self.assertEqual((self.folder / "pipe.json").read_bytes(), (self.folder / "file.json").read_bytes())

    def test_facts_that_are_cut_while_they_are_merged(self):
        self.file("news.jsonl", "".join(self.record(f"a{i}") for i in range(300)))
        self.run_well("extract", "-q", "news.jsonl", "-o", "news.facts")
        self.file("g.json", "the old file")
        os.mkfifo(self.folder / "pipe.facts")
        before = self.names()
        merge = subprocess.Popen([PROGRAM, "merge", "-q", "news.facts", "pipe.facts", "-o", "g.json"],
                                 cwd=self.folder, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True)
        with open(self.folder / "pipe.facts", "w"):  # opens when the file before is read
            os.truncate(self.folder / "news.facts", 1)
        _, told = merge.communicate(timeout=300)
        self.assertEqual(merge.returncode, 2, told)
        self.assertEqual(told, "newsgraph: an input became shorter while it was read; outputs are as they were before\n")
        self.assertEqual((self.folder / "g.json").read_text(), "the old file")
        self.assertEqual(self.names(), before)

    def test_a_named_pipe(self):
        os.mkfifo(self.folder / "pipe.jsonl")
        writer = threading.Thread(target=lambda: (self.folder / "pipe.jsonl").write_text(self.record("a")))
        writer.start()
        self.assertEqual(self.ids("pipe.jsonl"), ["a"])
        writer.join()

    def test_a_loop_of_links_ends(self):
        self.file("in/a.jsonl", self.record("a"))
        (self.folder / "in/again").symlink_to("..")
        (self.folder / "in/self").symlink_to("self")
        self.assertEqual(self.ids("in", status=1), ["a"])
        self.assertEqual([row[1] for row in self.lost], ["in/self"])

    def test_files_that_vanish_while_the_folder_is_read(self):
        for number in range(200):
            self.file(f"in/{number:03}.jsonl", self.record(f"a{number:03}"))
        process = subprocess.Popen([PROGRAM, "extract", "in", "-o", "-", "--ledger", "lost.tsv"], cwd=self.folder,
                                   env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        for number in range(199, 100, -1):
            (self.folder / f"in/{number:03}.jsonl").unlink()
        found = [json.loads(line)["id"] for line in process.communicate(timeout=60)[0].splitlines()]
        lost = (self.folder / "lost.tsv").read_text().splitlines()[1:]
        # Gone before the folder was listed, or told: never half an article, never silence.
        self.assertEqual(found, [f"a{number:03}" for number in range(len(found))])
        self.assertGreaterEqual(len(found), 101)
        self.assertTrue(all(line.startswith("missing\t") for line in lost), lost)

    def test_what_cannot_be_read_is_counted_as_the_ledger_lists_it(self):
        self.file("in/a.jsonl", self.record("a"))
        self.file("in/b.jsonl.gz", gzip.compress(self.record("b").encode() * 300)[:-20])
        self.file("in/c.zip", b"PK\x03\x04" + bytes(100))
        self.file("in/d.txt", bytes(range(256)) * 40)
        self.file("in/e.json", "[" * 5000)
        self.file("in/f.jsonl", b'{"id": "f", "text": "' + TEXT.strip().encode() + b' \xff\xfe."}\n')
        with zipfile.ZipFile(self.folder / "in/g.zip", "w", zipfile.ZIP_DEFLATED) as pack:
            pack.writestr("zeros.txt", bytes(70_000_000))
        # An article after all, in time and memory: unknown entities stay as they are.
        self.file("in/h.html", "<!DOCTYPE html><!ENTITY a 'x'>" + "<div>" * 5_000 + "&a;" * 5_000)
        done = newsgraph("build", "in", "-o", "g.json", "--ledger", "lost.tsv", cwd=self.folder)
        self.assertEqual(done.returncode, 1, done.stderr)
        rows = [line.split("\t") for line in (self.folder / "lost.tsv").read_text().splitlines()[1:]]
        lost = sorted({row[1] for row in rows if row[0] not in ("encoding", "duplicate")})
        self.assertEqual({pathlib.PurePath(name).parts[1][0] for name in lost}, set("bcdeg"), rows)
        told = next(line for line in done.stdout.splitlines() if line.startswith("dropped"))
        count = sum(row[0] not in ("encoding", "duplicate") for row in rows)
        self.assertIn(f"dropped  {count} inputs: ", told)
        for row in rows:
            if row[0] not in ("encoding", "duplicate"):
                self.assertIn(f" {row[0]}", told)

    def test_a_bomb_of_many_layers_is_stopped_as_one(self):
        def packed(name, content):
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
                for number in range(8):
                    pack.writestr(f"{number}.{name}", content)
            return out.getvalue()
        self.file("in/a.jsonl", self.record("a"))
        # 2 GB of lines; no archive in it swells beyond the bound by itself.
        lines = (self.record("b") + "x" * 2_000 + "\n").encode() * 2_000
        self.file("in/bomb.zip", packed("zip", packed("zip", packed("jsonl", lines))))
        done = newsgraph("extract", "-q", "in", "--ledger", "lost.tsv", "-o", "g.facts", cwd=self.folder)
        self.assertEqual(done.returncode, 1)
        rows = [line.split("\t") for line in (self.folder / "lost.tsv").read_text().splitlines()[1:]]
        told = [row for row in rows if "zip bomb" in row[2]]
        self.assertTrue(told)
        self.assertLess(len(told), 8, told)
        # What was read is less than the bound: 200 times the file, or 64 MB.
        self.assertLess(sum(row[0] == "json" for row in rows), 64_000_000 // 2_000)

    def test_packed_files_cut_anywhere_give_what_came_before_and_are_told(self):
        # Random words, for a file that packs to nothing is one block and gives nothing before its end.
        words = random.Random(3)
        lines = [self.record(f"a{i:04}", TEXT + " ".join(f"{words.getrandbits(40):x}" for _ in range(300)))
                 for i in range(400)]
        content = "".join(lines).encode()
        tar, pack = io.BytesIO(), io.BytesIO()
        with tarfile.open(fileobj=tar, mode="w") as archive:
            member = tarfile.TarInfo("news.jsonl")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("news.jsonl", content)
        table = {"news.jsonl.gz": gzip.compress(content), "news.jsonl.xz": lzma.compress(content),
                 "news.jsonl.bz2": bz2.compress(content), "news.tar": tar.getvalue()[:-10_000],
                 "news.tar.gz": gzip.compress(tar.getvalue()), "news.zip": pack.getvalue()}
        wanted = [f"a{i:04}" for i in range(400)]
        for name, whole in table.items():
            for share in (0.3, 0.95):
                with self.subTest(name, share=share):
                    self.file(name, whole[: int(len(whole) * share)])
                    found = self.ids(name, status=1)
                    self.assertEqual(found, wanted[: len(found)])
                    self.assertLess(len(found), 400)
                    self.assertTrue(self.lost)
                    self.assertTrue(all(row[1].startswith(name) for row in self.lost), self.lost)
            self.assertGreater(len(found), 100, name)

    def test_bytes_of_zero_in_a_text(self):
        self.file("zero.jsonl", self.record("a", "Hà Nội\0 và \0" + TEXT))
        self.assertEqual(self.ids("zero.jsonl"), ["a"])

    def test_a_large_article_is_refused_with_the_way_out_and_read_when_asked(self):
        self.file("large.txt", TEXT.strip() + " " + "Trời xanh. " * 100_000)
        done = newsgraph("extract", "-q", "large.txt", "--max-article", "1", cwd=self.folder)
        self.assertEqual(done.returncode, 1)
        self.assertIn("more than 1 MB in one article; split it, or allow more with --max-article", done.stderr)
        self.assertEqual(len(self.ids("large.txt", "--max-article", "2")), 1)


if __name__ == "__main__":
    unittest.main()
