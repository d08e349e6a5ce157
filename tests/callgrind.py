"""Running a program under callgrind, and when not to: what the tests of cost share."""
import os
import re
import subprocess
import tempfile

SKIPPED = 77  # exit status that CTest shows as skipped


def add_options(parser):
    parser.add_argument("--program", required=True)
    parser.add_argument("--valgrind", default="valgrind")
    parser.add_argument("--build-type", default="Release")


def reason_to_skip(options):
    """Why nothing can be counted here, or None."""
    if "NOTFOUND" in options.valgrind:
        return "skipped: valgrind is not installed"
    if options.build_type != "Release":
        return f"skipped: the bounds are for Release builds, not {options.build_type}"
    return None


def count(options, arguments, *flags):
    """Totals of a run by event ("Ir": instructions) and what it printed."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "callgrind")
        done = subprocess.run([options.valgrind, "--tool=callgrind", *flags, f"--callgrind-out-file={out}",
                               options.program, *arguments], capture_output=True, text=True, check=True)
        written = open(out).read()
    events = re.search(r"^events: (.*)$", written, re.M).group(1).split()
    totals = re.search(r"^(?:totals|summary): (.*)$", written, re.M).group(1).split()
    return dict(zip(events, map(int, totals))), done.stdout
