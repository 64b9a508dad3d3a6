"""Install uv from the package index into a directory, for machines that have only Python: `_install_uv.py DIRECTORY`.

Some systems ship Python without pip and without what makes virtual environments with pip. Then pip is fetched from the
index as well: its wheel runs as it is.
"""

import hashlib
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import venv
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen

DEFAULT_INDEX = "https://pypi.org/simple"
WHEEL_LINK = re.compile(r'<a\s[^>]*?href="([^"#]*/pip-([\d.]+)-py3-none-any\.whl)#sha256=([0-9a-f]{64})"([^>]*)>')


def newest_pip() -> tuple[str, str]:
    """Return URL and SHA-256 of the newest wheel of pip."""
    index = os.environ.get("PIP_INDEX_URL") or os.environ.get("UV_DEFAULT_INDEX") or DEFAULT_INDEX
    page = f"{index.rstrip('/')}/pip/"
    with urlopen(Request(page, headers={"Accept": "text/html"}), timeout=60) as response:
        links = WHEEL_LINK.findall(response.read().decode())
    wheels = [
        (tuple(map(int, version.split("."))), urljoin(page, unescape(url)), digest)
        for url, version, digest, attributes in links
        if "data-yanked" not in attributes
    ]
    if not wheels:
        sys.exit(f"Python has no pip here, and {page} lists none. Install pip or uv by hand.")
    _, url, digest = max(wheels)
    return url, digest


def download_pip(directory: Path) -> Path:
    """Download the wheel of pip and return where it is."""
    url, expected = newest_pip()
    with urlopen(url, timeout=60) as response:
        contents = response.read()
    if hashlib.sha256(contents).hexdigest() != expected:
        sys.exit(f"The download of {url} is damaged.")
    wheel = directory / Path(urlsplit(url).path).name
    wheel.write_bytes(contents)
    return wheel


def main() -> int:
    """Make a virtual environment in the directory and install uv there; return pip's exit code."""
    target = Path(sys.argv[1])
    venv.create(target, with_pip=False, clear=True, symlinks=True)
    with tempfile.TemporaryDirectory() as temporary:
        if importlib.util.find_spec("pip") is not None:
            pip = [sys.executable, "-m", "pip", "--python", str(target / "bin" / "python")]
        else:
            pip = [str(target / "bin" / "python"), str(download_pip(Path(temporary)) / "pip")]
        install = [*pip, "install", "--quiet", "--disable-pip-version-check", "--only-binary=:all:", "uv"]
        return subprocess.run(install, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
