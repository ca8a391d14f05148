"""What jdlint asks: rule files, settings, selection."""
