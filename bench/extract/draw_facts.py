#!/usr/bin/env python3
"""Draws facts at random for a reader to judge: each with its sentence, by relation.

    newsgraph extract NEWS.jsonl -o news.facts
    bench/extract/draw_facts.py news.facts [--seed 2026] [--count 200] [--most 25]

Of the facts of an article, each relation between two names counts once, denied ones not at all. All are shuffled with the
seed, then taken in that order, at most `--most` of a relation. How many there are of each relation stands at the end.
"""
import argparse
import collections
import json
import random


def facts_of(article):
    names = [entity["name"] for entity in article.get("entities", [])]
    seen = set()
    for fact in article.get("facts", []):
        said = fact["type"], names[fact["source"]], names[fact["target"]]
        if fact.get("status") != "denied" and said not in seen:
            seen.add(said)
            yield *said, fact


def draw(facts, count, most):
    taken = collections.Counter()
    for fact in facts:
        if taken.total() < count and taken[fact[0]] < most:
            taken[fact[0]] += 1
            yield fact


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("facts")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--most", type=int, default=25)
    options = parser.parse_args()
    with open(options.facts, encoding="utf-8") as lines:
        facts = [fact for line in lines for fact in facts_of(json.loads(line))]
    random.Random(options.seed).shuffle(facts)
    for relation, source, target, fact in sorted(draw(facts, options.count, options.most), key=lambda fact: fact[0]):
        said = [f"{relation} ({source} -> {target})", fact.get("role"), fact.get("status"), f"[{fact['rule']}]"]
        print(*filter(None, said), "\n   ", " ".join(fact.get("text", "").split()))
    print()
    for relation, number in sorted(collections.Counter(fact[0] for fact in facts).items()):
        print(f"{relation} {number}")


if __name__ == "__main__":
    main()
