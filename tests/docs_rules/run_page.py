#!/usr/bin/env python3
"""Do what a page of the documentation tells its reader to do: write its files, run its commands, compare the output.

    run_page.py PROGRAM PAGE

A block ```KIND PATH is added to the file PATH of an empty folder. A block ```console holds command lines after "$ " and
what they print; "..." stands for any text, over lines too. Exit status: 0 all as the page says, 1 not.
"""
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile


def blocks(page):
    return re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", page, re.M | re.S)


def commands(block):
    """Pairs of a command line and the text that it should print."""
    pairs = []
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            pairs.append([line[2:].strip(), ""])
        else:
            pairs[-1][1] += line
    return pairs


def agrees(wanted, printed):
    pattern = ".*".join(re.escape(part) for part in wanted.replace("...\n", "...").split("..."))
    return re.fullmatch(pattern, printed, re.S) is not None


def main():
    program, page = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).read_text(encoding="utf-8")
    ran, wrong = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for kind, path, content in blocks(page):
            if path:
                file = pathlib.Path(folder, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                with file.open("a", encoding="utf-8") as out:
                    out.write(content + ("\n" if kind == "rules" else ""))
            elif kind == "console":
                for line, wanted in commands(content):
                    arguments = shlex.split(line)
                    assert arguments[0] == "newsgraph", line
                    done = subprocess.run([program, *arguments[1:]], cwd=folder, capture_output=True, text=True, timeout=300)
                    ran += 1
                    if not agrees(wanted, done.stdout) or done.stderr:
                        wrong += 1
                        print(f"$ {line}\nwanted:\n{wanted}\nprinted:\n{done.stdout}{done.stderr}")
    print(f"{ran} commands run, {wrong} not as the page says")
    return 1 if wrong or ran == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
