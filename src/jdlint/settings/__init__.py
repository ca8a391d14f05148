"""What users may set: the keys, where their values come from, and what follows for the rules."""
