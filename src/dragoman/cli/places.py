"""`dragoman places find|import`: what a place name may mean and why, and a gazetteer of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman import output
from dragoman.cli import options, terminal

if TYPE_CHECKING:
    from dragoman.places.gazetteer import Gazetteer, Site

_gazetteer = click.option(
    "--gazetteer",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The imported gazetteer. Default: DRAGOMAN_GAZETTEER, or dragoman/gazetteer.sqlite in your data folder.",
)


@click.group()
def places() -> None:
    """Look up places, and import a gazetteer."""


@places.command()
@click.argument("name")
@click.option("--with", "beside", multiple=True, metavar="NAME", help="Another place that the text names; repeatable.")
@_gazetteer
@options.format_of("table", "jsonl")
def find(name: str, beside: tuple[str, ...], gazetteer: Path | None, format_: str) -> None:
    """What NAME may mean, the likeliest first. "Paris, Texas" and --with say what the text does."""
    from dragoman.places.gazetteer import gazetteer as load
    from dragoman.places.lookup import look_up

    source = load(gazetteer)
    answers = look_up(name, beside, source)
    if format_ == "jsonl":
        for site, why in answers:
            click.echo(output.encode(_row(site, why, source)))
        return
    columns: list[tuple[str, dict[str, object]]] = [
        (n, {}) for n in ("name", "what", "region", "country", "lat, lon", "geonameid", "why")
    ]
    if not terminal.table(columns, (_cells(site, why, source) for site, why in answers)):
        click.echo(f"no place {name!r}; dragoman places import FILE takes a full GeoNames dump", err=True)


@places.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@_gazetteer
def import_(file: Path, gazetteer: Path | None) -> None:
    """Read a GeoNames dump (allCountries.zip, cities500.zip, UA.zip, plain or .gz) into a gazetteer of your own."""
    from dragoman.places.dump import import_dump
    from dragoman.places.imported import location

    target = gazetteer or location()
    outcome = import_dump(file, target)
    terminal.complain(file, outcome)
    click.echo(f"{outcome.sites:,} places with {outcome.names:,} names in {target}")
    if not outcome.is_whole:
        click.get_current_context().exit(1)


def _row(site: Site, why: str, source: Gazetteer) -> dict[str, object]:
    alpha3, country = source.countries.get(site.country_alpha2, (None, None))
    return {
        "name": site.name, "kind": site.kind, "region": source.region_name(site), "country": alpha3,
        "country_name": country, "lat": site.lat, "lon": site.lon, "geonameid": site.geonameid, "why": why,
    }  # fmt: skip


def _cells(site: Site, why: str, source: Gazetteer) -> list[str]:
    row = _row(site, why, source)
    return [
        site.name, site.kind, str(row["region"] or ""), str(row["country_name"] or ""),
        f"{site.lat:.2f}, {site.lon:.2f}", str(site.geonameid or ""), why,
    ]  # fmt: skip
