"""Feeds and folders that are looked at again and again: what is new is fetched, coded and kept."""

from dragoman.run.watch.config import Feed, Folder, Watch, load
from dragoman.run.watch.watcher import Tally, Watcher

__all__ = ["Feed", "Folder", "Tally", "Watch", "Watcher", "load"]
