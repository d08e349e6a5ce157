"""What the tests of the program share."""
import hashlib
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SAMPLES = ROOT / "samples" / "vi"
PROGRAM = pathlib.Path(os.environ.get("NEWSGRAPH", ROOT / "build" / "newsgraph")).resolve()
ENVIRONMENT = {"PATH": f"{PROGRAM.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}

# A sentence that the built-in rules find a relation in.
TEXT = "UBND tỉnh Hà Giang đã chủ trì tổ chức Hội nghị thường niên lần thứ 3.\n"


def newsgraph(*args, cwd=None, stdin=b""):
    """Runs the program to its end; the result has returncode, stdout and stderr (text)."""
    done = subprocess.run([PROGRAM, *map(str, args)], cwd=cwd, input=stdin, env=ENVIRONMENT, capture_output=True,
                          timeout=300)
    done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
    return done


def sample_files():
    return sorted(path for path in SAMPLES.rglob("*") if path.is_file())


class ProgramTest(unittest.TestCase):
    """Gives each test an empty folder, `self.folder`."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)

    def run_well(self, *args, **options):
        """Runs the program in the folder: it must succeed and say nothing on standard error."""
        done = newsgraph(*args, cwd=self.folder, **options)
        self.assertEqual((done.returncode, done.stderr), (0, ""), args)
        return done.stdout

    def file(self, name, content=TEXT):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def names(self):
        return sorted(path.name for path in self.folder.iterdir())


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()
