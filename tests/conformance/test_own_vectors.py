"""The project's own vectors, run by the same command that runs the others."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
VECTORS = HERE / "vectors"
AREAS = sorted({"/".join(file.relative_to(VECTORS).parts[:2]) for file in VECTORS.rglob("*.json")})


def run(*arguments):
    """Run the command, on our own vectors alone."""
    return subprocess.run(
        [sys.executable, "-m", "conformance_runner", "--vectors", str(VECTORS), *arguments],
        env={**os.environ, "PYTHONPATH": str(HERE)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """The report on all cases, and where their observations are."""
    folder = tmp_path_factory.mktemp("conformance")
    finished = run("--json", str(folder / "report.json"), "--dump", str(folder / "dump"))
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return folder


def cases(report):
    return json.loads((report / "report.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("area", AREAS)
def test_every_case_of_the_area_passes(report, area):
    """What the reference does with our inputs, we do: no case is left out, none deviates."""
    outcomes = [case for case in cases(report) if case["path"].startswith(f"{area}/")]
    assert outcomes
    assert [case for case in outcomes if case["verdict"] != "passed"] == []


def test_observations_are_dumped(report):
    """`--dump` writes what was observed in the shape of the case's `expected`."""
    path = "core/errors/own-data.json"
    expected = json.loads((VECTORS / path).read_text(encoding="utf-8"))["expected"]
    observed = json.loads((report / "dump" / path).read_text(encoding="utf-8"))
    assert observed.keys() == expected.keys()
    assert len(list((report / "dump").rglob("*.json"))) == len(cases(report))


def test_only_takes_a_prefix():
    """`--only` limits the run, and the table shows what ran."""
    finished = run("--only", "core/errors/")
    assert finished.returncode == 0
    assert "core/errors" in finished.stdout
    assert "core/generate-text" not in finished.stdout


def test_a_failure_is_told_and_fails_the_command(tmp_path):
    """One wrong expectation: the difference is printed and the exit code is 1."""
    case = json.loads((VECTORS / "core/util-misc/own-slash.json").read_text(encoding="utf-8"))
    case["expected"]["rows"][0]["result"] = "something else"
    wrong = tmp_path / "core" / "util-misc" / "wrong.json"
    wrong.parent.mkdir(parents=True)
    wrong.write_text(json.dumps(case), encoding="utf-8")
    finished = run("--vectors", str(tmp_path), "--only", "core/util-misc/wrong")
    assert finished.returncode == 1
    assert "FAILED core/util-misc/wrong" in finished.stdout
    assert '$.rows[0].result: "https://a.example" instead of "something else"' in finished.stdout
