#!/usr/bin/env python3
"""Many millions of sentences through extract and merge: does memory stay flat, and does nothing fail?

    bench/extract/soak.py [--sentences 10000000] [--program build/newsgraph] [--corpus FILE.jsonl]... [--folder DIR]

Articles come from --corpus, files of JSON lines that are read again and again with their numbers changed (seeded), or are
generated as in measure.py. They go through a pipe, so that no file of them is needed; the facts stay in --folder until the end.
Memory of extract is looked at while it runs: its peak after the first tenth and at the end should be the same. Merge holds
the graph, so its memory is told beside the facts.
"""
import argparse
import itertools
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time

from measure import generated

TEXTS = ("text", "content", "body", "html")
BATCH = 200


def changed(corpora, seed=1):
    """Endless records of the corpora: from the second round on other numbers stand in them and other articles result."""
    records = []
    for corpus in corpora:
        with open(corpus, encoding="utf-8") as lines:
            records += [json.loads(line) for line in lines]
    pick = random.Random(seed)
    for number in itertools.count():
        for record in records:
            if number:
                record = {key: value for key, value in record.items() if key not in ("id", "url")}
                for key in TEXTS:
                    if record.get(key):
                        record[key] = re.sub(r"\d+", lambda found: str(pick.randint(1, 28)), record[key])
                        record[key] += f" Tin số {number}."
            yield record


def resident(process):
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        fields = dict(line.split(":", 1) for line in status)
    return int(fields["VmHWM"].split()[0]) / 1024 if "VmHWM" in fields else 0


def finish(process, name):
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{name} failed with status {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=10_000_000)
    parser.add_argument("--program", default="build/newsgraph")
    parser.add_argument("--corpus", action="append", default=[])
    parser.add_argument("--folder", help="where the facts are kept meanwhile")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        facts, graph = os.path.join(folder, "soak.facts"), os.path.join(folder, "soak.json")
        begin = time.monotonic()
        extract = subprocess.Popen([options.program, "extract", "-", "-q", "-o", facts], stdin=subprocess.PIPE)
        sentences = size = articles = 0
        early = None
        records = changed(options.corpus) if options.corpus else generated()
        while sentences < options.sentences:
            lines = []
            for record in itertools.islice(records, BATCH):
                text = next((record[key] for key in TEXTS if record.get(key)), "")
                # As a reader would count: a mark of an end with a space behind it, and lines.
                sentences += len(re.findall(r"[.!?]\s|\n+|$", text))
                lines.append(json.dumps(record, ensure_ascii=False))
            block = ("\n".join(lines) + "\n").encode()
            extract.stdin.write(block)
            size += len(block)
            articles += len(lines)
            if early is None and sentences > options.sentences / 10:
                early = resident(extract)
        late = resident(extract)
        extract.stdin.close()
        seconds = finish(extract, "extract")
        print(f"extract  {sentences / 1e6:.1f} million sentences, {articles} articles, {size / 1e6:.0f} MB: "
              f"{seconds:.0f} s of processor, {time.monotonic() - begin:.0f} s in all; "
              f"peak {early:.0f} MB after a tenth, {late:.0f} MB at the end")
        begin = time.monotonic()
        merge = subprocess.Popen([options.program, "merge", "-q", facts, "-o", graph])
        peak = 0
        while merge.poll() is None:  # keeps the exit status
            try:
                peak = max(peak, resident(merge))
            except FileNotFoundError:
                break
            time.sleep(0.2)
        if merge.wait() != 0:
            sys.exit(f"merge failed with status {merge.returncode}")
        print(f"merge    {os.path.getsize(facts) / 1e6:.0f} MB of facts to {os.path.getsize(graph) / 1e6:.0f} MB of graph: "
              f"{time.monotonic() - begin:.0f} s in all; peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
