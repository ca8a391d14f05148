"""Markdown to blocks of text, each character with its exact place; the only user of the Markdown parser.

The parser tells no positions within a paragraph. So its rules are run here by a loop that writes down where
each piece of text began, and the rules for blocks are wrapped so that each line's beginning is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt, rules_block, rules_inline
from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.parser_block import ParserBlock, RuleFuncBlockType
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from jdlint.finding import Span
from jdlint.post.block_collector import BlockCollector
from jdlint.post.document import Block, Document, Extent, FrontMatter
from jdlint.post.frontmatter import read_front_matter
from jdlint.post.line_map import ToSource, source_places, unify_newlines
from jdlint.post.source import Source
from jdlint.post.templates import hide_templates
from jdlint.post.token_reader import TokenReader
from jdlint.record import Record

# What the parser trims from a line.
BLANKS = MD_TRIM_CHARS
_MAX_NESTING = 50
_TOO_DEEP = "jdlint_too_deep"

_INLINE_RULES: Mapping[str, tuple[RuleFuncInlineType, ...]] = {
    "\n": (rules_inline.newline,),
    "\\": (rules_inline.escape,),
    "`": (rules_inline.backtick,),
    "~": (rules_inline.strikethrough.tokenize,),
    "*": (rules_inline.emphasis.tokenize,),
    "_": (rules_inline.emphasis.tokenize,),
    "[": (rules_inline.link,),
    "!": (rules_inline.image,),
    "<": (rules_inline.autolink, rules_inline.html_inline),
    "&": (rules_inline.entity,),
}
_TEXT_RULES: tuple[RuleFuncInlineType, ...] = (rules_inline.text,)
_LOCATED_RULES: Mapping[str, tuple[RuleFuncBlockType, list[str]]] = {
    "table": (rules_block.table, ["paragraph", "reference"]),
    "html_block": (rules_block.html_block, ["paragraph", "reference", "blockquote"]),
    "heading": (rules_block.heading, ["paragraph", "reference", "blockquote"]),
    "lheading": (rules_block.lheading, []),
    "paragraph": (rules_block.paragraph, []),
}


def parse_markdown(source: Source) -> Document:
    """Read a post's front matter and its body.

    Never fails: text that cannot be mapped is in blocks with ``exact`` false, text that is nested too deep in
    ``too_deep``. All spans are code-point offsets into ``source.text``.
    """
    front_matter = read_front_matter(source)
    parsed = parse(source, front_matter)
    text, to_source = parsed.text, parsed.to_source
    collector = BlockCollector(source, text, to_source)
    TokenReader(collector, parsed.read_inline, BLANKS).read(parsed.tokens)
    return Document(
        source,
        front_matter,
        _in_order(collector.blocks),
        tuple(collector.comments),
        tuple(collector.span(*place) for place in _outside(text, parsed.templates, collector.code_lines)),
        tuple(_too_deep(parsed.env, collector)),
        tuple(
            Extent(token.level, token.map[0] + 1, max(token.map[1], token.map[0] + 1))
            for token in parsed.tokens
            if token.map and token.nesting >= 0 and token.type != "inline"
        ),
    )


class Parsed(Record, eq=False):
    """What the parser made of ``text``, whose offsets ``to_source`` leads to those of the source.

    ``templates`` are the ranges of template tags, which are hidden from it. ``read_inline`` gives the tokens of a
    paragraph's content.
    """

    text: str
    templates: Sequence[tuple[int, int]]
    to_source: ToSource
    tokens: Sequence[Token]
    env: EnvType
    read_inline: Callable[[str], Sequence[Token]]


def parse(source: Source, front_matter: FrontMatter | None) -> Parsed:
    """Run the parser on what follows the front matter of a source."""
    unified = unify_newlines(source.text)
    text = _without_front_matter(unified, front_matter.end_line if front_matter else 0).replace("\0", "\ufffd")
    text, templates = hide_templates(text)
    tokens: list[Token] = []
    env: EnvType = {}
    parser, inline = _parsers()
    parser.block.parse(text, parser, env, tokens)
    to_source = source_places(source, unified)
    return Parsed(text, templates, to_source, tokens, env, lambda content: inline.read(content, parser, env))


def _without_front_matter(text: str, lines: int) -> str:
    """The text with blanks for its first lines."""
    end = 0
    for _ in range(lines):
        end = text.find("\n", end) + 1 or len(text)
    return "".join("\n" if character == "\n" else " " for character in text[:end]) + text[end:]


def _in_order(blocks: list[Block]) -> tuple[Block, ...]:
    return tuple(sorted(blocks, key=lambda block: block.view.runs[0].start))


def _outside(
    text: str, templates: Sequence[tuple[int, int]], code: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The ranges that do not begin in lines of code (from 0, half-open); both are in order."""
    line = done = index = 0
    for start, end in templates:
        line, done = line + text.count("\n", done, start), start
        while index < len(code) and code[index][1] <= line:
            index += 1
        if index == len(code) or line < code[index][0]:
            yield start, end


def _too_deep(env: EnvType, collector: BlockCollector) -> Iterator[Span]:
    """The spans of text that was nested too deep; those that touch are one."""
    last: tuple[int, int] | None = None
    for start, end in sorted(env.get(_TOO_DEEP, ())):
        if last and start <= last[1] + 1:
            last = (last[0], max(end, last[1]))
            continue
        if last:
            yield collector.span(*last)
        last = (start, end)
    if last:
        yield collector.span(*last)


@cache
def _parsers() -> tuple[MarkdownIt, _InlineParser]:
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING})
    parser.inline = inline = _InlineParser()
    parser.block = _BlockParser()
    parser.enable(["table", "strikethrough"])
    for name, (rule, alternatives) in _LOCATED_RULES.items():
        parser.block.ruler.at(name, _located(rule), {"alt": alternatives})
    # Joining pieces of text would lose their places.
    inline.ruler2.disable("fragments_join")
    return parser, inline


def _located(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """The rule, with the offset at which each of its lines begins in ``meta["places"]``."""

    def located(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        known = len(state.tokens)
        found = rule(state, start, end, silent)
        if found and not silent:
            for token in state.tokens[known:]:
                if token.map and token.type in ("inline", "html_block"):
                    lines = range(*token.map)
                    token.meta["places"] = tuple(state.bMarks[line] + state.tShift[line] for line in lines)
        return found

    return located


class _BlockParser(ParserBlock):
    """Writes down what is nested too deep, and leaves out that only, not all that follows."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        if state.level < state.md.options["maxNesting"]:
            super().tokenize(state, startLine, endLine)
            return
        line = startLine
        while line < endLine and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
            line += 1
        state.line = max(line, startLine + 1)
        start = state.bMarks[startLine] + state.tShift[startLine]
        while line > startLine + 1 and state.isEmpty(line - 1):
            line -= 1
        end = state.eMarks[max(line - 1, startLine)]
        if start < end:
            state.env.setdefault(_TOO_DEEP, []).append((start, end))


class _InlineState(StateInline):
    """Knows where the text began that is not yet a token."""

    text_start = -1

    def append_pending(self, text: str) -> None:
        if self.text_start < 0:
            self.text_start = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802
        token = super().pushPending()
        token.meta["at"] = self.text_start
        self.text_start = -1
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        self.text_start = -1
        return token


class _InlineParser(ParserInline):
    """Writes down where each token begins (``meta["at"]``) and ends (``meta["end"]``) in its paragraph."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:  # noqa: ARG002
        """Nothing: only images ask for this, for their alternative text, which is no prose."""
        return tokens

    def read(self, content: str, md: MarkdownIt, env: EnvType) -> list[Token]:
        state = _InlineState(content, md, env, [])
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        deepest = state.md.options["maxNesting"]
        end = state.posMax
        while state.pos < end:
            at, known = state.pos, len(state.tokens)
            rules = _INLINE_RULES.get(state.src[at], _TEXT_RULES) if state.level < deepest else ()
            for rule in rules:
                if rule(state, False):
                    if len(state.tokens) > known:
                        _locate(state.tokens[known:], at, state)
                    break
            else:
                state.append_pending(state.src[at])
                state.pos = at + 1
        if state.pending:
            state.pushPending()


def _locate(tokens: Sequence[Token], at: int, state: StateInline) -> None:
    """Note the places of tokens that a rule made of ``state.src[at:state.pos]``."""
    cursor = at
    for token in tokens:
        if token.meta:
            continue
        if token.type == "text":
            if tokens[-1].info == "auto":
                cursor, token.content = at + 1, state.src[at + 1 : state.pos - 1]
            token.meta["at"] = cursor
            cursor += len(token.content)
        else:
            token.meta["at"], token.meta["end"] = at, state.pos
