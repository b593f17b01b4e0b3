"""Pictures that only the explorer has: the map and the causal map, as SVG whose every part is a link."""
