"""jdlint: a linter for job posts in Markdown."""
