#!/usr/bin/env python3
"""What extraction costs: speed, memory, instructions, and how they bear ten times the rules and a million names.

    bench/extract/measure.py [PART...] [--program build/newsgraph] [--corpus FILE.jsonl] [--rounds 5]

PART is one or more of: speed memory instructions rules names text (all, when none is said). Articles come from
--corpus or the environment variable NEWSGRAPH_CORPUS, a file of JSON lines; without one they are generated, the same
on every machine. Times are processor time, the best of the rounds; what is compared runs in turn, round by round.
"""
import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time

SYLLABLES = ("an bình các cho chính công của cùng đã đại dân đề đến dự được giao hà hai họp hội hợp huyện kinh làm lào "
             "mới một năm ngày người nhà nước phát phố quốc sở sẽ tác tại tế thành tỉnh trên trong trung ủy và văn việc "
             "việt với xã xây").split()
SENTENCES = (
    "Ngày {day}/{month}, ông {person}, Chủ tịch UBND tỉnh {province} đã tham dự Hội nghị hợp tác kinh tế lần thứ {day}.",
    "Phát biểu tại buổi lễ, bà {person} đề nghị Bộ Giao thông Vận tải sớm đầu tư tuyến cao tốc {province} - {other}.",
    "UBND tỉnh {province} phối hợp với Sở Y tế tỉnh {other} tổ chức Hội thảo khoa học toàn quốc năm 2024.",
    "Hai bên đã ký Biên bản ghi nhớ về hợp tác giữa tỉnh {province} và tỉnh {other}.",
    "Theo {person}, {filler}.", "{filler}, {filler}.", "{filler}.", "{filler}; {filler}.")
PROVINCES = ("Lào Cai", "Hà Giang", "Lai Châu", "Điện Biên", "Quảng Ninh", "Cao Bằng", "Lạng Sơn", "Nghệ An", "Hà Tĩnh")
SURNAMES, GIVEN = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ"), ("Văn Hùng", "Thị Lan", "Quốc Khải", "Minh Đức")


def generated(seed=1):
    """Endless articles as JSON records."""
    pick = random.Random(seed)
    words = lambda n: " ".join(pick.choice(SYLLABLES) for _ in range(n))
    number = 0
    while True:
        sentences = [pick.choice(SENTENCES).format(
            day=pick.randint(1, 28), month=pick.randint(1, 12), province=pick.choice(PROVINCES),
            other=pick.choice(PROVINCES), person=f"{pick.choice(SURNAMES)} {pick.choice(GIVEN)}",
            filler=words(pick.randint(6, 25)).capitalize()) for _ in range(pick.randint(8, 30))]
        number += 1
        yield {"title": words(8).capitalize(), "date": "2024-05-06",
               "text": "\n".join(" ".join(sentences[i:i + 3]) for i in range(0, len(sentences), 3)), "n": number}


def articles(corpus):
    if not corpus:
        yield from generated()
    round_number = 0
    while True:  # a small corpus is read again: the ids differ, the text does not
        with open(corpus, encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if round_number:
                    record["id"] = f"{record.get('id', '')}-{round_number}"
                yield record
        round_number += 1


def text_bytes(record):
    return len(str(next((record[key] for key in ("text", "content", "body", "html") if record.get(key)), "")).encode())


def write_corpus(path, corpus, wanted):
    """Writes articles until their text has `wanted` bytes. Returns text bytes and articles."""
    total = count = 0
    with open(path, "w", encoding="utf-8") as out:
        for record in articles(corpus):
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
            total += text_bytes(record)
            count += 1
            if total >= wanted:
                return total, count


def run(command):
    """Processor seconds, wall seconds and peak memory (MB) of one command."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)} failed: {errors.decode(errors='replace')}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - begin, usage.ru_maxrss / 1024


class Bench:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.sizes = {}

    def path(self, name):
        return os.path.join(self.folder, name)

    def corpus(self, megabytes):
        path = self.path(f"{megabytes}.jsonl")
        if path not in self.sizes:
            self.sizes[path] = write_corpus(path, self.options.corpus, megabytes * 1_000_000)
        return path

    def extract(self, path, jobs=1, more=()):
        return run([self.options.program, "extract", "-q", "-j", str(jobs), path, "-o", self.path("out.facts"), *more])

    def best(self, commands):
        """The best processor time, wall time and memory of each command, run in turn."""
        rounds = [[command() for command in commands] for _ in range(self.options.rounds)]
        return [tuple(min(turn[i][k] for turn in rounds) for k in range(3)) for i in range(len(commands))]

    def start_up(self, more=()):
        empty = self.path("empty.txt")
        open(empty, "w", encoding="utf-8").write("Một dòng.\n\nHai dòng nữa ở đây.\n")
        return lambda: self.extract(empty, more=more)

    def speed(self):
        path = self.corpus(20)
        size, count = self.sizes[path]
        start, one, two = self.best([self.start_up(), lambda: self.extract(path), lambda: self.extract(path, 2)])
        seconds = one[0] - start[0]
        print(f"speed         {size / 1e6 / seconds:.1f} MB/s of text on one thread ({count / seconds:.0f} articles/s), "
              f"start-up {1000 * start[0]:.0f} ms left out")
        print(f"              two threads: wall {one[1] / two[1]:.2f} times as fast, processor time "
              f"{100 * (two[0] / one[0] - 1):+.0f} %")

    def memory(self):
        small, large = self.corpus(100), self.corpus(self.options.large)
        a, b = self.extract(small, 2), self.extract(large, 2)
        print(f"memory        peak {a[2]:.0f} MB on 100 MB, {b[2]:.0f} MB on {self.options.large} MB: "
              f"{100 * (b[2] / a[2] - 1):+.0f} %")

    def counted(self, path):
        out = self.path("callgrind")
        run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", self.options.program, "extract", "-q", "-j1",
             path, "-o", self.path("out.facts")])
        shares = subprocess.run(["callgrind_annotate", "--inclusive=yes", out], capture_output=True, text=True).stdout
        found = {}
        for name in ("ArticleParser::parse", "Lexer::read", "Chart::find_phrases", "Extraction::wake",
                     "Extraction::start_rules", "Extraction::settle", "append_facts", "Extraction::run"):
            match = re.search(r"^ *([\d,]+) .*newsgraph::" + re.escape(name) + r"\(", shares, re.M)
            found[name] = int(match.group(1).replace(",", "")) if match else 0
        total = re.search(r"^ *([\d,]+) .*extract_inputs", shares, re.M)
        found["all"] = int(total.group(1).replace(",", ""))
        return found

    def read_twice(self, path):
        """The articles of a file, then the same under other ids."""
        twice = self.path("twice.jsonl")
        records = [json.loads(line) for line in open(path, encoding="utf-8")]
        with open(twice, "w", encoding="utf-8") as out:
            for again in ("", "-again"):
                for number, record in enumerate(records):
                    out.write(json.dumps({**record, "id": f"{number}{again}"}, ensure_ascii=False) + "\n")
        return twice

    def instructions(self):
        first, second = self.corpus(1), self.corpus(3)
        a, b = self.counted(first), self.counted(second)
        again = self.counted(self.read_twice(first))["all"] - a["all"]
        print(f"instructions  {again / self.sizes[first][0]:.1f} a byte of text, the first megabyte again (warm)")
        size = self.sizes[second][0] - self.sizes[first][0]
        print(f"instructions  {(b['all'] - a['all']) / size:.1f} a byte of text, the second and third megabyte:")
        for name in a:
            if name != "all":
                print(f"              {(b[name] - a[name]) / size:7.1f}  {name}")

    def rules(self):
        folder = self.path("irrelevant")
        os.makedirs(folder)
        pick = random.Random(7)
        word = lambda: "".join(pick.choice("bcdfghklmnpqrstvxz") + pick.choice("aeiou") for _ in range(3))
        count = self.options.more_rules
        with open(os.path.join(folder, "irrelevant.rules"), "w", encoding="utf-8") as out:
            for i in range(count):
                words = " | ".join(f'"{word()} {word()}"' for _ in range(3))
                out.write(f"rule irrelevant.r{i} -> MEETS(source, target)\n"
                          f"  find source:Person ~4 ({words}) (\"với\" | \"{word()}\")? ~3 target:Person|Organization\n")
        path, more = self.corpus(20), ("--rules", folder)
        start, one, start_more, one_more = self.best([self.start_up(), lambda: self.extract(path),
                                                      self.start_up(more), lambda: self.extract(path, more=more)])
        cost = (one_more[0] - start_more[0]) / (one[0] - start[0]) - 1
        print(f"rules         {count} irrelevant rules more: {100 * cost:+.1f} % processor time, start-up "
              f"{1000 * start[0]:.0f} -> {1000 * start_more[0]:.0f} ms")

    def names(self):
        folder = self.path("names")
        os.makedirs(folder)
        pick = random.Random(8)
        part = lambda: pick.choice(("", "b", "c", "ch", "d", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "s",
                                    "t", "th", "tr", "v", "x")) + pick.choice(
                                        ("a", "ai", "an", "ang", "anh", "ao", "e", "en", "i", "inh", "o", "oa", "on", "u",
                                         "uyên", "ư", "ương", "á", "ân", "ê", "ô", "ộ", "ử", "ị")) + ""
        names = set()
        while len(names) < self.options.more_names:
            names.add(" ".join(part().capitalize() for _ in range(pick.choice((2, 3, 3, 4)))))
        with open(os.path.join(folder, "names.csv"), "w", encoding="utf-8") as out:
            out.write("name,id\n")
            for i, name in enumerate(sorted(names)):
                out.write(f"{name},n-{i}\n")
        open(os.path.join(folder, "names.rules"), "w", encoding="utf-8").write(
            'gazetteer million from "names.csv"\nlabel Named\nrule million.named -> Named\n  find [million]\n')
        path, more = self.corpus(20), ("--rules", folder)
        start, one, start_more, one_more = self.best([self.start_up(), lambda: self.extract(path),
                                                      self.start_up(more), lambda: self.extract(path, more=more)])
        size = self.sizes[path][0]
        print(f"names         {len(names)} names more: loaded in {start_more[0] - start[0]:.2f} s, "
              f"{start_more[2] - start[2]:.0f} MB; {size / 1e6 / (one_more[0] - start_more[0]):.1f} MB/s beside "
              f"{size / 1e6 / (one[0] - start[0]):.1f} without")

    def text(self):
        program = os.path.join(os.path.dirname(self.options.program), "bench", "text_bench")
        if not os.path.exists(program):
            print("text          build/bench/text_bench is not built: ./dev bench")
            return
        out = subprocess.run([program, "--benchmark_filter=beside_icu", "--benchmark_format=json"], capture_output=True,
                             text=True, env=dict(os.environ, NEWSGRAPH_CORPUS=self.options.corpus or "")).stdout
        found = json.loads(out)["benchmarks"][0]
        print(f"text          tokens, sentences and ids {found['ratio']:.1f} times as fast as ICU's word and sentence "
              f"iterators")


def main():
    parts = ("speed", "memory", "instructions", "rules", "names", "text")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="*", choices=[[], *parts], help="what to measure")
    parser.add_argument("--program", default="build/newsgraph")
    parser.add_argument("--corpus", default=os.environ.get("NEWSGRAPH_CORPUS"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--large", type=int, default=1000, help="megabytes of the larger corpus of 'memory'")
    parser.add_argument("--more-rules", type=int, default=3000)
    parser.add_argument("--more-names", type=int, default=1_000_000)
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, corpus: {'given' if options.corpus else 'generated'}")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(options, folder)
        for part in options.part or parts:
            getattr(bench, part)()
            sys.stdout.flush()


if __name__ == "__main__":
    main()
