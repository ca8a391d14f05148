"""A language server: posts linted in an editor while they are written. It needs the extra ``jdlint[server]``."""
