"""The commands: one file each, read when it is called."""
