"""`dragoman series`, `network` and `alerts`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_series(run: Run, news: Path, tmp_path: Path) -> None:
    assert "2021-W09" in run("series", "France", "MLI").output
    (row,) = [
        json.loads(line) for line in run("series", "FRA", "MLI", "--by", "day", "--format", "jsonl").stdout.splitlines()
    ]
    assert (row["period"], row["acts"], row["verbal_conflict"]) == ("2021-03-01", 1, 1)
    assert run("series", "FRA", "MLI", "--format", "csv").stdout.startswith("period,start,acts,")
    assert run("series", "FRA", "MLI", "--plot", "out.svg").exit_code == 0
    assert (tmp_path / "out.svg").read_text("utf-8").startswith("<svg")
    again = run("series", "FRA", "MLI", "--plot", "out.svg")
    assert again.exit_code == 2 and "is there already" in again.output
    assert run("series", "FRA", "MLI", "--plot", "out.svg", "--force").exit_code == 0
    assert "near: France (FRA)" in run("series", "Frence", "MLI").output


def test_network_and_alerts(run: Run, news: Path, tmp_path: Path) -> None:
    assert "France" in run("network").output
    assert run("network", "--plot", "net.svg").exit_code == 0
    assert "</svg>" in (tmp_path / "net.svg").read_text("utf-8")
    assert "widen it" in run("network", "--since", "2030").output
    assert "Nothing unusual" in run("alerts").output
    assert run("alerts", "--format", "jsonl").stdout == ""
