#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Check rules/gazetteers/*.csv and rules/vi/lists/*.txt: what no compiler of rules would notice.

    check_gazetteers.py RULES_DIR

Every complaint is one line "file:line: what"; exit status 1 when there is one.
"""
import csv
import pathlib
import re
import sys
import unicodedata

COLUMNS = ["id", "type", "name", "name_en", "aliases", "parent", "lat", "lon", "codes", "valid_from", "valid_to",
           "successor", "attributes"]
TYPES = {"Person", "Country", "Province", "Locality", "Organization", "Event", "Project", "Facility", "Document",
         "Programme"}
DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")
# Open syllables that carry the tone on the second vowel (hoà, hoè, thuỷ): the press writes hòa, hòe, thủy.
OLD_TONE = re.compile(r"(o[àáảãạ]|o[èéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])$")
# Letters that look like others: Icelandic and African d, Cyrillic, Greek, full-width forms, no-break space, zero width.
LOOK_ALIKE = re.compile("[\u00d0\u00f0\u0189\u0256\u0370-\u03ff\u0400-\u04ff\uff01-\uff5e\u00a0\u00ad\u200b-\u200f\ufeff]")


def words(text):
    return re.findall(r"[^\W\d_]+", text)


def text_faults(text):
    if unicodedata.normalize("NFC", text) != text:
        yield f"not NFC: {text}"
    if LOOK_ALIKE.search(text):
        yield f"look-alike or invisible character in {text!r}"
    if text != text.strip() or "  " in text:
        yield f"stray space in {text!r}"


def style_faults(name):
    for word in words(name):
        if OLD_TONE.search(word.lower()):
            yield f"tone mark on the second vowel (write hòa, hòe, thủy): {name}"


def check_gazetteers(folder, complain):
    ids, names, links = {}, {}, []
    for path in sorted(folder.glob("*.csv")):
        with open(path, encoding="utf-8", newline="") as file:
            rows = csv.reader(file, strict=True)
            header = next(rows)
            if header != [c for c in COLUMNS if c in header] or header[:3] != COLUMNS[:3]:
                complain(path.name, 1, f"header {','.join(header)}: wanted a part of {','.join(COLUMNS)} in this order")
                continue
            for cells in rows:
                line = rows.line_num
                if len(cells) != len(header):
                    complain(path.name, line, f"{len(cells)} cells, wanted {len(header)}")
                    continue
                row = dict.fromkeys(COLUMNS, "") | dict(zip(header, cells))
                for cell in cells:
                    for fault in text_faults(cell):
                        complain(path.name, line, fault)
                for fault in style_faults(row["name"]):
                    complain(path.name, line, fault)
                if not re.match(r"^[a-z0-9-]+$|^country-[A-Z]{2,4}$", row["id"]):
                    complain(path.name, line, f"id {row['id']!r}: wanted lower-case letters, digits and hyphens")
                if row["id"] in ids:
                    complain(path.name, line, f"id {row['id']} again, first in {ids[row['id']]}")
                ids[row["id"]] = f"{path.name}:{line}"
                if row["type"] not in TYPES:
                    complain(path.name, line, f"unknown type {row['type']!r}")
                if not row["name"]:
                    complain(path.name, line, "empty name")
                for column in ("valid_from", "valid_to"):
                    if row[column] and not DATE.match(row[column]):
                        complain(path.name, line, f"{column} {row[column]!r}: wanted an ISO date")
                for column, limit in (("lat", 90), ("lon", 180)):
                    if row[column] and not abs(float(row[column])) <= limit:
                        complain(path.name, line, f"{column} {row[column]} out of range")
                if bool(row["lat"]) != bool(row["lon"]):
                    complain(path.name, line, "one coordinate without the other")
                for part in filter(None, row["attributes"].split("|")):
                    if "=" not in part:
                        complain(path.name, line, f"attribute {part!r}: wanted key=value")
                links += [(path.name, line, c, row[c]) for c in ("parent", "successor") if row[c]]
                aliases = row["aliases"].split("|") if row["aliases"] else []
                if len(set(aliases)) != len(aliases) or row["name"] in aliases or "" in aliases:
                    complain(path.name, line, f"alias twice, empty or equal to the name: {row['name']}")
                # A town and the district around it may share a name: then their unit words differ, or one ended before.
                kind = "|".join(p for p in row["attributes"].split("|") if p.startswith(("unit=", "kind=")))
                for name in {row["name"], *aliases}:
                    key = (row["type"], row["parent"], kind, row["valid_from"], name)
                    if key in names and names[key] != row["id"]:
                        complain(path.name, line, f"{name}: already a name of {names[key]}, of the same type, parent and unit")
                    names.setdefault(key, row["id"])
    for name, line, column, target in links:
        if target not in ids:
            complain(name, line, f"{column} {target} does not exist")
    return len(ids)


def check_lists(folder, complain):
    entries = 0
    for path in sorted(folder.glob("*/lists/*.txt")):
        seen, columns = {}, 1
        for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if text.startswith("#"):
                if text.startswith("# columns:"):
                    columns = len(text.split(":")[1].split())
                continue
            if not text.strip():
                continue
            cells = text.split("\t")
            if len(cells) > columns:
                complain(path.name, line, f"{len(cells)} columns, the header names {columns}")
            for cell in cells:
                for fault in text_faults(cell):
                    complain(path.name, line, fault)
            for fault in style_faults(cells[0]):
                complain(path.name, line, fault)
            if cells[0] in seen:
                complain(path.name, line, f"{cells[0]} again, first in line {seen[cells[0]]}")
            seen[cells[0]] = line
            entries += 1
    return entries


def main():
    rules = pathlib.Path(sys.argv[1])
    faults = []

    def complain(file, line, what):
        faults.append(f"{file}:{line}: {what}")

    rows = check_gazetteers(rules / "gazetteers", complain)
    entries = check_lists(rules, complain)
    print("\n".join(faults), end="\n" if faults else "")
    print(f"{rows} gazetteer rows, {entries} list entries, {len(faults)} faults")
    return 1 if faults or not rows or not entries else 0


if __name__ == "__main__":
    sys.exit(main())
