"""How jdlint tells: one file a format."""
