"""Out of the ledger: CSV, JSON lines in PLOVER's names, Parquet, POLECAT's columns, GeoJSON, GraphML."""

from dragoman.export.write import FORMATS, Exported, export, export_changes

__all__ = ["FORMATS", "Exported", "export", "export_changes"]
