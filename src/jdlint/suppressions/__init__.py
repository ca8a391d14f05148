"""What a post's author has decided not to hear about: comments and a list in the front matter."""

from __future__ import annotations

from jdlint.suppressions.applying import ABOUT_SUPPRESSIONS, apply_suppressions

__all__ = ["ABOUT_SUPPRESSIONS", "apply_suppressions"]
