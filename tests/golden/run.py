#!/usr/bin/env python3
"""Run golden cases: the program's output must be what the case's files say, byte for byte.

    run.py --program build/newsgraph [--bless] [CASE...]      (no case: all)

A case is a folder below this one whose name says what it shows:
    args              command lines without the program's name, one a line, run in order
    expected.stdout   what they print together (absent: nothing)
    expected.stderr   the same for standard error (absent: nothing)
    exit              their exit statuses, one a line (absent: 0 each)
    expected/         files that they write (absent: not looked at)
    stdin             standard input of each (absent: empty)
Everything else in the folder is input: the commands run in a copy of it that also has `samples` and `rules`.
--bless rewrites the expected files from what happens now; a new case needs only `args`, and an empty folder
`expected` if its outputs count. Exit status: 0 all as expected, 1 not.
"""
import argparse
import difflib
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": "/nonexistent"}


def run(program, case, folder):
    """The case's outcome: a dict of file name (as the case keeps it) to bytes."""
    for item in case.iterdir():
        if not item.name.startswith("expected") and item.name not in ("args", "exit"):
            (shutil.copytree if item.is_dir() else shutil.copy)(item, folder / item.name)
    before = {path for path in folder.rglob("*")}
    for shared in ("samples", "rules"):
        (folder / shared).symlink_to(ROOT / shared)
    stdin = (case / "stdin").read_bytes() if (case / "stdin").exists() else b""
    stdout, stderr, status = b"", b"", []
    for line in (case / "args").read_text().splitlines():
        done = subprocess.run([program, *shlex.split(line, comments=True)], cwd=folder, input=stdin, env=ENVIRONMENT,
                              capture_output=True, timeout=300)
        stdout += done.stdout
        stderr += done.stderr
        status.append(str(done.returncode))
    outcome = {"expected.stdout": stdout, "expected.stderr": stderr}
    if set(status) != {"0"}:
        outcome["exit"] = "\n".join(status).encode() + b"\n"
    if (case / "expected").is_dir():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path not in before and path.relative_to(folder).parts[0] not in ("samples", "rules"):
                outcome["expected/" + str(path.relative_to(folder))] = path.read_bytes()
    return {name: content for name, content in outcome.items() if content or name.startswith("expected/")}


def kept(case):
    files = {name: case / name for name in ("expected.stdout", "expected.stderr", "exit")}
    files.update((str(path.relative_to(case)), path) for path in (case / "expected").rglob("*") if path.is_file())
    return {name: path.read_bytes() for name, path in files.items() if path.exists()}


def show_difference(name, expected, found):
    lines = [text.decode(errors="backslashreplace").splitlines(keepends=True) for text in (expected, found)]
    for line in list(difflib.unified_diff(*lines, f"{name} as kept", f"{name} now", n=1))[:60]:
        print("  " + line.rstrip("\n"))


def bless(case, outcome):
    for name in kept(case):
        if name not in outcome:
            (case / name).unlink()
    for name, content in outcome.items():
        (case / name).parent.mkdir(parents=True, exist_ok=True)
        (case / name).write_bytes(content)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--bless", action="store_true")
    parser.add_argument("cases", nargs="*")
    options = parser.parse_args()
    names = options.cases or sorted(str(path.parent.relative_to(HERE)) for path in HERE.rglob("args"))
    failed = []
    for name in names:
        case = HERE / name
        with tempfile.TemporaryDirectory() as folder:
            outcome = run(options.program.resolve(), case, pathlib.Path(folder).resolve())
        if options.bless:
            bless(case, outcome)
            continue
        expected = kept(case)
        if outcome != expected:
            failed.append(name)
            print(f"FAILED {name}")
            for file in sorted(expected.keys() | outcome.keys()):
                if expected.get(file) != outcome.get(file):
                    show_difference(file, expected.get(file, b""), outcome.get(file, b""))
    print(f"golden: {len(names) - len(failed)} as expected, {len(failed)} not" if not options.bless else f"blessed {len(names)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
