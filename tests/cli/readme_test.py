"""The commands that README.md and docs/*.md show do what they show.

In a block ```console, a line "$ COMMAND" is run in a folder that has samples/ and rules/ in it; the lines below it
must be the beginnings of lines of its output, in that order; "..." stands for any lines. One folder serves a page.
"""
import re
import subprocess
import unittest

from program import ENVIRONMENT, ProgramTest, ROOT

# docs/rules.md makes files of its own as it goes: tests/docs_rules runs it.
PAGES = [ROOT / "README.md", *sorted(page for page in (ROOT / "docs").rglob("*.md") if page.name != "rules.md")]


def shown(page):
    """(command, expected lines) of every console block."""
    for block in re.findall(r"^```console\n(.*?)^```", page.read_text(), re.S | re.M):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, *lines = part.splitlines()
            while command.endswith("\\"):
                command = command[:-1] + lines.pop(0)
            yield command, [line.rstrip() for line in lines if line.strip()]


class Pages(ProgramTest):
    def check(self, page):
        for name in ("samples", "rules"):
            (self.folder / name).symlink_to(ROOT / name)
        for command, lines in shown(page):
            if "./dev" in command:
                continue  # this test is itself part of ./dev test
            done = subprocess.run(["bash", "-c", command], cwd=self.folder, env=ENVIRONMENT, capture_output=True,
                                  timeout=300)
            output = (done.stdout + done.stderr).decode()
            if "built without the page" in output:
                print(f"left out, for there was no npm when the program was built: {command}")
                continue
            self.assertEqual(done.returncode, 0, f"{page.name}: {command}\n{output}")
            rest = output.splitlines()
            for line in lines:
                if line.strip() == "...":
                    continue
                while rest and not rest[0].startswith(line):
                    rest.pop(0)
                self.assertTrue(rest, f"{page.name}: {command}\nnot printed: {line}\n{output}")

    def test_the_readme_begins_with_two_commands(self):
        commands = [command for command, _ in shown(ROOT / "README.md")]
        self.assertEqual(commands[:2], ["./dev demo", "./dev test"])


def page_test(page):
    return lambda self: self.check(page)


for one in PAGES:
    setattr(Pages, "test_" + re.sub(r"\W", "_", str(one.relative_to(ROOT))), page_test(one))

if __name__ == "__main__":
    unittest.main()
