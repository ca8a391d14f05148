"""The words of rules and vocabularies: how phrases are written, compiled and found in a sentence."""
