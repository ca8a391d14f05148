"""How Sphinx makes the site; ``scripts/build_site.py`` runs it."""

import os

from pygments.lexers.data import JsonLexer
from sphinx.application import Sphinx

from jdlint.version import installed_version

project = "jdlint"
author = "the jdlint authors"
copyright = "the jdlint authors, MIT licence"  # noqa: A001 - the name is Sphinx's
version = release = installed_version() or ""
language = "en"

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_pictures"]
myst_heading_anchors = 4
highlight_language = "text"
pygments_style, pygments_dark_style = "a11y-high-contrast-light", "a11y-high-contrast-dark"
smartquotes = False

templates_path = ["templates"]
html_theme = "furo"
html_title = f"jdlint {release}".strip()
html_static_path = ["static", os.environ["JDLINT_LOOK"]]
html_extra_path = [os.environ["JDLINT_PICTURES"]] if os.path.isdir(os.environ["JDLINT_PICTURES"]) else []  # noqa: PTH112
html_favicon = os.environ["JDLINT_ICON"]
html_css_files = ["site.css"]
html_js_files = [("rules.js", {"defer": "defer"}), ("scrollers.js", {"defer": "defer"})]
html_copy_source = False
html_show_sphinx = False
# Browsers do not let a page that was opened as a file read others, as the summaries would.
html_show_search_summary = False
html_theme_options = {"navigation_with_keys": False}


def setup(app: Sphinx) -> None:
    """Show JSON Lines as JSON."""
    app.add_lexer("jsonl", JsonLexer)
