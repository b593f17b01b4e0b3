"""Pages to look at: the marked article, the figures, and the report of a whole ledger."""
