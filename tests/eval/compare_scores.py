#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compare `newsgraph eval` with another scorer of the same files, figure by figure.

    compare_scores.py PROGRAM GOLD_FOLDER SCORER

SCORER is run as `SCORER --program PROGRAM --articles ... --gold ... --json FILE`. Exit status: 0 equal, 1 not, 77 when the
folder or the scorer is not on this machine (the test is skipped).
"""
import json
import pathlib
import subprocess
import sys
import tempfile


def main():
    program, folder, scorer = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
    if not scorer.is_file() or not (folder / "gold").is_dir():
        print(f"skipped: {scorer} or {folder} is not here")
        return 77
    with tempfile.TemporaryDirectory() as scratch:
        ours, theirs = pathlib.Path(scratch, "ours.json"), pathlib.Path(scratch, "theirs.json")
        subprocess.run([program, "eval", folder, "--quiet", "--json", ours], check=True)
        subprocess.run([sys.executable, scorer, "--program", program, "--articles", folder / "articles",
                        "--gold", folder / "gold", "--json", theirs], check=True, stdout=subprocess.DEVNULL)
        a, b = (json.loads(path.read_text(encoding="utf-8")) for path in (ours, theirs))
    different = [key for key in sorted({*a, *b}) if a.get(key) != b.get(key)]
    for key in different:
        print(f"{key}: eval {a.get(key)}, scorer {b.get(key)}")
    print(f"{len(a)} figures over {a['articles']} articles, {len(different)} differ")
    return 1 if different or not a["articles"] else 0


if __name__ == "__main__":
    sys.exit(main())
