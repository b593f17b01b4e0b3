"""Pictures that only the explorer has: the map of the world, as SVG whose every part is a link."""
