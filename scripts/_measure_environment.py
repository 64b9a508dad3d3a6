"""Count the distributions of an environment and their bytes: `_measure_environment.py DIRECTORY`. Exit 1: too much."""

import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

MAX_DISTRIBUTIONS = 14
MAX_MEGABYTES = 12.0


def size_of(distribution: Distribution) -> int:
    """Return the bytes of a distribution's files; compiled files of Python are made later and do not count."""
    paths = [Path(str(distribution.locate_file(path))) for path in distribution.files or []]
    return sum(path.stat().st_size for path in paths if path.suffix != ".pyc" and path.is_file())


def main() -> int:
    """Print what there is, largest first."""
    libraries = next(Path(sys.argv[1]).glob("lib/python*/site-packages"))
    sizes = {found.metadata["Name"]: size_of(found) / 1e6 for found in distributions(path=[str(libraries)])}
    for name, size in sorted(sizes.items(), key=lambda item: -item[1]):
        print(f"{size:6.2f} MB  {name}")
    total = sum(sizes.values())
    print(f"{total:6.2f} MB in {len(sizes)} distributions (at most {MAX_MEGABYTES:.0f} MB in {MAX_DISTRIBUTIONS})")
    return int(len(sizes) > MAX_DISTRIBUTIONS or total > MAX_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
