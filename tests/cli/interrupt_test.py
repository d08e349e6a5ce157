"""Whenever the run ends, an output is the old one or the new one, never half of it."""
import json
import random
import signal
import subprocess
import time
import unittest

from program import ENVIRONMENT, PROGRAM, ProgramTest, TEXT


class Interrupt(ProgramTest):
    def many_articles(self, count):
        lines = (json.dumps({"id": f"a{i}", "text": TEXT.replace("lần thứ 3", f"lần thứ {i}")}) for i in range(count))
        self.file("news.jsonl", "\n".join(lines))

    def start(self, *args, interrupt=signal.SIG_DFL):
        return subprocess.Popen([PROGRAM, *args], cwd=self.folder, env=ENVIRONMENT, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, preexec_fn=lambda: signal.signal(signal.SIGINT, interrupt))

    def test_kill_leaves_the_old_output_or_the_new(self):
        self.many_articles(3000)
        begin = time.monotonic()
        self.run_well("build", "-q", "news.jsonl", "-o", "new.json", "-o", "new.graphml")
        seconds = time.monotonic() - begin
        new = {name: (self.folder / f"new.{name}").read_bytes() for name in ("json", "graphml")}
        old = b"the old file"
        seen = set()
        delays = random.Random(5)
        for _ in range(20):
            for name in new:
                self.file(f"g.{name}", old)
            process = self.start("build", "-q", "news.jsonl", "-o", "g.json", "-o", "g.graphml")
            time.sleep(delays.uniform(0, 1.1 * seconds))
            process.kill()
            process.communicate()
            for name, content in new.items():
                found = (self.folder / f"g.{name}").read_bytes()
                self.assertIn(found, (old, content))
                seen.add(found == old)
        self.assertIn(True, seen)
        # What a killed run leaves under names of its own, the next one takes away.
        self.run_well("build", "-q", "news.jsonl", "-o", "g.json", "-o", "g.graphml")
        self.assertEqual([name for name in self.names() if "unfinished" in name], [])

    def test_kill_in_a_cached_run_costs_only_time(self):
        self.many_articles(3000)
        begin = time.monotonic()
        self.run_well("extract", "-q", "news.jsonl", "-o", "cold.facts")
        seconds = time.monotonic() - begin
        delays = random.Random(6)
        for _ in range(6):
            process = self.start("extract", "-q", "news.jsonl", "-o", "g.facts", "--cache", "kept")
            time.sleep(delays.uniform(0.3, 1) * seconds)
            process.kill()
            process.communicate()
        self.run_well("extract", "-q", "news.jsonl", "-o", "g.facts", "--cache", "kept")
        self.assertEqual((self.folder / "g.facts").read_bytes(), (self.folder / "cold.facts").read_bytes())
        left = [path for path in self.folder.rglob("*") if "unfinished" in path.name]
        self.assertEqual(left, [])

    def test_a_reader_that_goes_away_leaves_nothing_behind(self):
        self.many_articles(3000)
        before = self.names()
        process = self.start("extract", "-q", "news.jsonl", "-o", "-")
        process.stdout.read(100)
        process.stdout.close()
        with process.stderr:
            self.assertEqual(process.stderr.read(), b"")
        self.assertNotEqual(process.wait(timeout=60), 0)
        self.assertEqual(self.names(), before)

    def test_control_c_takes_its_files_away(self):
        self.many_articles(20000)
        before = self.names()
        for command, output in (("build", "g.json"), ("extract", "g.facts")):
            process = self.start(command, "-q", "news.jsonl", "-o", output)
            time.sleep(0.15)
            process.send_signal(signal.SIGINT)
            _, stderr = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 130, stderr)
            self.assertIn(b"interrupted", stderr)
            self.assertEqual(self.names(), before)

    def test_a_signal_that_the_caller_ignores_ends_nothing(self):
        self.many_articles(3000)
        process = self.start("extract", "-q", "news.jsonl", "-o", "g.facts", interrupt=signal.SIG_IGN)
        while not any("unfinished" in name for name in self.names()) and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=60)
        self.assertEqual((process.returncode, stderr), (0, b""))


if __name__ == "__main__":
    unittest.main()
