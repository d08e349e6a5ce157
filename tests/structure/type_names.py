#!/usr/bin/env python3
"""Every type in the program's headers has a name of its own.

    tests/structure/type_names.py [ROOT]

All modules share one namespace: two types of one name in two headers are one type to the linker, and code made for
the one runs on the other.
"""
import collections
import pathlib
import re
import sys

# A definition at the margin; members of other types and specializations do not count.
DEFINITION = re.compile(r"^(?:struct|class|enum class|enum|union)\s+(\w+)(?:\s+final)?(?:\s*:[^:;{][^;{]*)?\s*\{", re.MULTILINE)
OWN_NAMESPACE = {"extract/rule/ast.h"}


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    places = collections.defaultdict(list)
    for module in ("extract", "graph", "export", "cli"):
        for header in sorted((root / module).rglob("*.h")):
            if str(header.relative_to(root)) in OWN_NAMESPACE:
                continue
            text = re.sub(r"//[^\n]*", "", header.read_text(encoding="utf-8"))
            for match in DEFINITION.finditer(text):
                places[match.group(1)].append(f"{header.relative_to(root)}:{text.count(chr(10), 0, match.start()) + 1}")
    wrong = {name: at for name, at in places.items() if len(at) > 1}
    for name, at in sorted(wrong.items()):
        print(f"{name} is defined in {' and '.join(at)}; give one of them another name")
    print(f"{len(places)} types, {len(wrong)} named twice")
    return 1 if wrong or not places else 0


if __name__ == "__main__":
    sys.exit(main())
