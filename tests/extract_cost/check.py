#!/usr/bin/env python3
"""Instructions that `extract` takes for a byte of article stay below their bound.

    check.py --program build/newsgraph --samples samples --valgrind valgrind [--build-type Release] [--compiler GNU-12]
    check.py ... --bless     write what is counted into bound.txt

The sample is the reports of samples/, again and again. Callgrind counts a run over some rounds and one over more; the
difference, without start-up and without words met for the first time, is divided by the bytes between. Not the clock:
the count is the same on a busy machine. Exit status: 0 within the bound and 3 %, 1 above it, 77 (skipped) without
valgrind or in a debug build. New rules cost something: where that is wanted, --bless and say so.
"""
import argparse
import glob
import json
import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, ".."))
import callgrind

FEW, MANY = 3, 15
ALLOWED, ALLOWED_ELSEWHERE = 0.03, 0.25  # above the bound; with another compiler than it was counted with


def articles(samples):
    for path in sorted(glob.glob(os.path.join(samples, "gold", "articles", "*.json"))):
        yield json.load(open(path, encoding="utf-8"))
    for path in sorted(glob.glob(os.path.join(samples, "vi", "*.txt"))):
        yield {"date": "2024-05-06", "text": open(path, encoding="utf-8").read()}


def text_of(article):
    return next(article[key] for key in ("text", "content", "body") if article.get(key))


def count(options, folder, rounds):
    """Instructions of a run over `rounds` times the sample, and its bytes of text."""
    path = os.path.join(folder, "sample.jsonl")
    size = 0
    with open(path, "w", encoding="utf-8") as lines:
        for number in range(rounds):
            for article in articles(options.samples):
                size += len(text_of(article).encode())
                lines.write(json.dumps({**article, "id": f"{article.get('id', len(text_of(article)))}-{number}"},
                                       ensure_ascii=False) + "\n")
    totals, _ = callgrind.count(options, ["extract", "-q", "-j1", path, "-o", os.path.join(folder, "facts")])
    return totals["Ir"], size


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    callgrind.add_options(parser)
    parser.add_argument("--samples", required=True)
    parser.add_argument("--compiler", default="GNU-12")
    parser.add_argument("--bless", action="store_true")
    options = parser.parse_args()
    if reason := callgrind.reason_to_skip(options):
        print(reason)
        return callgrind.SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        few, many = count(options, folder, FEW), count(options, folder, MANY)
    found = (many[0] - few[0]) / (many[1] - few[1])
    path = os.path.join(HERE, "bound.txt")
    if options.bless:
        open(path, "w").write(f"{options.compiler} {found:.1f}\n")
        print(f"{found:.1f} instructions a byte written into {path}")
        return 0
    compiler, bound = open(path).read().split()
    allowed = ALLOWED if compiler == options.compiler else ALLOWED_ELSEWHERE
    good = found <= float(bound) * (1 + allowed)
    print(f"{found:.1f} instructions a byte of article, {100 * (found / float(bound) - 1):+.1f} % of the {bound} counted with "
          f"{compiler}: {'good' if good else f'more than {100 * allowed:.0f} % above'}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
