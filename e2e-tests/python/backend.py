"""Builds a project of one module with nothing but Python (PEP 517)."""

import io
import pathlib
import tarfile
import zipfile

NAME, VERSION = pathlib.Path("PROJECT").read_text().split()
METADATA = f"Metadata-Version: 2.1\nName: {NAME}\nVersion: {VERSION}\nSummary: Made for a test\n"


def build_wheel(folder, settings=None, metadata=None):
    info = f"{NAME}-{VERSION}.dist-info/"
    files = {
        f"{NAME}.py": pathlib.Path(f"{NAME}.py").read_text(),
        info + "METADATA": METADATA,
        info + "WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},,\n" for path in files) + f"{info}RECORD,,\n"
    filename = f"{NAME}-{VERSION}-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(folder, filename), "w") as wheel:
        for path, text in {**files, info + "RECORD": record}.items():
            wheel.writestr(path, text)
    return filename


def build_sdist(folder, settings=None):
    filename = f"{NAME}-{VERSION}.tar.gz"
    with tarfile.open(pathlib.Path(folder, filename), "w:gz") as sdist:
        for path in ("PROJECT", "backend.py", "pyproject.toml", f"{NAME}.py"):
            sdist.add(path, f"{NAME}-{VERSION}/{path}")
        entry = tarfile.TarInfo(f"{NAME}-{VERSION}/PKG-INFO")
        entry.size = len(METADATA)
        sdist.addfile(entry, io.BytesIO(METADATA.encode()))
    return filename
