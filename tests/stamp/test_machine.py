"""The machine: versions and environment that shape a report, asked without importing anything."""

from __future__ import annotations

from pathlib import Path

from pipeline.stamp.machine import describe_machine


def test_packages_are_known_by_the_names_of_their_folders(tmp_path: Path) -> None:
    """A package of another version is another machine; of two, Python imports the first."""
    first, second = tmp_path / "first", tmp_path / "second"
    (first / "weasyprint-70.0.dist-info").mkdir(parents=True)
    (second / "weasyprint-69.0.dist-info").mkdir(parents=True)
    (second / "pypdf-7.1.0.dist-info").mkdir()
    (second / "pypdf").mkdir()

    machine = describe_machine([str(first), str(second), str(tmp_path / "none")], {})

    packages = {name: version for name, version in machine.items() if name.startswith("package ")}
    assert packages == {"package weasyprint": "70.0", "package pypdf": "7.1.0"}


def test_variables_that_a_build_reads_are_part_of_it() -> None:
    """The report's moment may come from the environment; what nobody reads does not count."""
    machine = describe_machine([], {"SOURCE_DATE_EPOCH": "1", "HOME": "/home"})

    assert machine["environment SOURCE_DATE_EPOCH"] == "1"
    assert "environment HOME" not in machine


def test_libraries_below_the_engine_are_part_of_it() -> None:
    """Pango, HarfBuzz and fontconfig are asked for their versions."""
    machine = describe_machine([], {})

    assert {"library pango", "library harfbuzz", "library fontconfig"} <= machine.keys()
