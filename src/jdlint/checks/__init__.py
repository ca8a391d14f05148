"""How jdlint asks: one file a kind of rule."""
