"""Tests of pages in a real browser, and what they share."""
