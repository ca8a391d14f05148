"""Tags of site generators and components: no prose, and hidden from the Markdown parser."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jdlint.late import expression

# A noncharacter: no text has it, and to the Markdown parser it is a letter like any other.
FILLER = "\ufdd0"

HTML_NAMES = frozenset(
    [
        "a",
        "abbr",
        "address",
        "article",
        "aside",
        "b",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "fieldset",
        "figcaption",
        "figure",
        "font",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "i",
        "iframe",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "legend",
        "li",
        "link",
        "main",
        "mark",
        "menu",
        "meta",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "script",
        "section",
        "select",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "style",
        "sub",
        "summary",
        "sup",
        "svg",
        "table",
        "tbody",
        "td",
        "template",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "time",
        "title",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
        "video",
    ]
)
_BLANK_LINE = r"\n(?![ \t]*\n)"
_ATTRIBUTES = r"(?:[^<>{}\"']|\"[^\"\n]*\"|'[^'\n]*'|\{(?:[^{}]|\{[^{}]*\})*\})*>"
_TEMPLATE = expression(
    "|".join(
        (
            rf"\{{\{{(?:[^{{}}\n]|[{{}}](?![{{}}])|{_BLANK_LINE})*\}}\}}",
            rf"\{{%(?:[^%{{\n]|%(?!\}})|\{{(?!%)|{_BLANK_LINE})*%\}}",
            rf"<%(?:[^%<\n]|%(?!>)|<(?!%)|{_BLANK_LINE})*%>",
            # Expressions and comments of MDX and Svelte, attributes of kramdown and Hugo.
            r"\{/\*(?:[^*{]|\*(?!/)|\{(?!/\*))*\*/\}",
            r"\{[#:/@.](?=[\w.:\"' #-])[^{}\n]*\}",
            # Components, and tags with braces among their attributes.
            rf"</?(?P<name>[A-Z][\w.]*)(?=[\s/>]){_ATTRIBUTES}",
            rf"<[a-z][\w.-]*(?=\s[^<>]*=\{{){_ATTRIBUTES}",
            # Whole lines of MDX.
            r"^import\s(?:[^\n;]*\sfrom\s)?\s*(?P<quote>[\"'])[^\"'\n]*(?P=quote);?[ \t]*$",
            r"^export[ ](?:const|let|function|async|class|default[ ][^\n]*[({=;])[^\n]*(?:\n[^\n]+)*",
        )
    ),
    re.MULTILINE,
)
# Jekyll's and Hugo's comments and code: all between the two tags goes with them.
_PAIR = expression(r"\{(?:%-?|\{[<%])\s*(?P<end>end|/)?(?P<name>comment|highlight)\b")
_HINTS = ("{{", "{%", "<%", "{/", "{#", "{:", "{@", "{.", "={", "import", "export")
_COMPONENT_HINT = expression(r"</?[A-Z]")
_NOT_NEWLINE = expression(r"[^\n]")
_TAGS_ALONE = expression(f"^[ \\t]*{FILLER}[{FILLER} \\t]*$", re.MULTILINE)


def hide_templates(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text with template tags made unreadable, of the same length, and their ranges.

    Lines that hold nothing else become blank, as they are once the site is built.
    """
    if not any(hint in text for hint in _HINTS) and not _COMPONENT_HINT.search(text):
        return text, ()
    ranges = tuple(_paired(text, [m.span() for m in _TEMPLATE.finditer(text) if not _is_html(m.group("name"))]))
    if not ranges:
        return text, ()
    parts: list[str] = []
    done = 0
    for start, end in ranges:
        parts += [text[done:start], _NOT_NEWLINE.sub(FILLER, text[start:end])]
        done = end
    hidden = "".join([*parts, text[done:]])
    return _TAGS_ALONE.sub(lambda match: " " * len(match.group()), hidden), ranges


def _is_html(name: str | None) -> bool:
    """Whether a capital tag is HTML in capitals rather than a component."""
    return name is not None and name.isupper() and name.lower() in HTML_NAMES


def _paired(text: str, tags: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The tags' ranges, those of a comment or of code with all up to its closing tag."""
    pairs = [_PAIR.match(text, start) for start, _ in tags]
    last_end = {pair["name"]: index for index, pair in enumerate(pairs) if pair and pair["end"]}
    opened: tuple[str, int] | None = None
    for index, ((start, end), pair) in enumerate(zip(tags, pairs, strict=True)):
        if opened is None and pair and not pair["end"] and last_end.get(pair["name"], -1) > index:
            opened = (pair["name"], start)
        elif opened and pair and pair["end"] and pair["name"] == opened[0]:
            yield opened[1], end
            opened = None
        elif opened is None:
            yield start, end
