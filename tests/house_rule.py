"""A rule as users write their own: small, whole, and right."""

HOUSE_RULE = """\
id: no-hero
title: Say who is wanted
kind: phrase
severity: warning
message: "'{match}' says nothing about the work"
why: Readers skip it.
phrases: [hero]
examples:
  good: [You mend the pipeline of returns.]
  bad: [We want a ⟦hero⟧.]
"""
