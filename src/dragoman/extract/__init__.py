"""What a reading reports: one module a question."""
