#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The figures of a section of docs/accuracy.md are those that `newsgraph eval` prints.

    documented_figures.py PROGRAM DOCUMENT SECTION FOLDER [--write]

SECTION is a heading of the second level; its first table and the line behind it are compared with what `PROGRAM eval FOLDER`
finds, or with --write replaced by it. Exit status: 0 the same, 1 different, 77 when the folder is not on this machine.
"""
import pathlib
import re
import subprocess
import sys

HEAD = ["| | right | extra | missing | P | R | F1 |", "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"]


def row(name, figures):
    if name.endswith(", all"):
        name, figures = f"**{name}**", [f"**{figure}**" for figure in figures]
    return f"| {' | '.join([name, *figures])} |"


def table_of(printed):
    """What the document should say, as lines."""
    rows, of, rest = [], "", []
    for line in printed.splitlines():
        if match := re.match(r"(nodes|edges)\s+right", line):
            of = match[1]
        elif match := re.match(r"  (\w+)\s+(\d.*)$", line):
            name = f"{of}, all" if match[1] == "all" else match[1]
            rows.append(row(name, match[2].split()))
        elif of and line.strip():
            rest.append(line.strip())
    return [*HEAD, *rows, "", "; ".join(rest)[0].upper() + "; ".join(rest)[1:] + "."]


def place_of(lines, section):
    """From where to where the table and the line behind it stand."""
    start = lines.index(f"## {section}")
    begin = next(i for i in range(start, len(lines)) if lines[i] == HEAD[0])
    end = next(i for i in range(begin, len(lines)) if lines[i] == "") + 2
    return begin, end


def main():
    program, document, section, folder = sys.argv[1:5]
    if not pathlib.Path(folder, "gold").is_dir():
        print(f"skipped: {folder} is not here")
        return 77
    done = subprocess.run([program, "eval", folder], check=True, capture_output=True, text=True)
    path = pathlib.Path(document)
    lines = path.read_text(encoding="utf-8").split("\n")
    begin, end = place_of(lines, section)
    wanted = table_of(done.stdout)
    if "--write" in sys.argv[5:]:
        path.write_text("\n".join([*lines[:begin], *wanted, *lines[end:]]), encoding="utf-8")
        return 0
    said = lines[begin:end]
    for line in wanted:
        if line not in said:
            print(f"{document}, {section}: wanted {line}")
    if said != wanted:
        print("run this with --write, and read what has changed")
    return 0 if said == wanted else 1


if __name__ == "__main__":
    sys.exit(main())
