"""How a phrase is written, and the expression that it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import count, product
from typing import TypeAlias

from jdlint.inflection import word_forms

NUMBER_WORDS = frozenset(
    [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "fifteen",
        "twenty",
        "thirty",
        "fifty",
        "dozen",
        "dozens",
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "million",
        "millions",
        "billion",
        "billions",
        "half",
        "double",
        "triple",
    ]
)
_NUMBER = (
    r"(?:\d[\d.,]*(?:\s?(?:%|\+|k|m|mm|bn|b|x|tb|pb|gb|ms|percent|million|billion|thousand)(?![^\W_]))?"
    r"|\d[\d.,]*\s?[%+]|\d[\d.,]*|(?:" + "|".join(sorted(NUMBER_WORDS)) + r")(?:\s+of)?)"
)
_BETWEEN = r"[\s\-]{1,3}"
_AROUND_SIGN = r"\s{0,2}"
_SIGNS = frozenset("&,/:+")
_GAP_WORD = r"(?:\S{1,40}\s{1,3})"
_END = r"(?![^\W_]|[+#]|&\w)"
_MAX_GAP = 12
_MAX_GAPS = 3
_MAX_LITERALS = 256
_TOKEN = re.compile(r"\s+|\.\.\.\d*|[(|)]|\?|\{[^{}]*\}|[^\s(|)?{}]+")

Vocabularies: TypeAlias = Mapping[str, Mapping[str, Sequence[str]]]


class PhraseError(ValueError):
    """A phrase that cannot be read; ``offset`` counts code points from its beginning."""

    def __init__(self, message: str, offset: int, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Node:
    """One element of a phrase.

    ``kind`` is ``word`` (``text`` literal), ``sign`` (one of ``& , / : +``), ``forms``, ``stem``, ``exact``,
    ``number``, ``start``, ``gap`` (``text`` is its length), ``vocabulary`` (``text`` is its reference) or
    ``choice`` (``options``).
    """

    kind: str
    text: str = ""
    options: tuple[tuple[Node, ...], ...] = ()
    optional: bool = False


_FIXED = {"^": Node("start"), "#": Node("number"), **{sign: Node("sign", sign) for sign in _SIGNS}}


def parse_phrase(text: str, vocabularies: Vocabularies) -> tuple[Node, ...]:
    """The elements of a phrase; raises ``PhraseError`` where it is not well formed."""
    tokens = [(m.group(), m.start()) for m in _TOKEN.finditer(text) if not m.group().isspace()]
    if sum(len(token) for token, _ in tokens) != len(re.sub(r"\s", "", text)):
        raise PhraseError("a brace without its partner", max(text.find("{"), text.find("}"), 0))
    nodes, rest = _parse_row(tokens, 0, vocabularies)
    if rest < len(tokens):
        raise PhraseError(f"'{tokens[rest][0]}' without an opening '('", tokens[rest][1])
    _check_row(nodes, text)
    return nodes


def _parse_row(tokens: list[tuple[str, int]], at: int, vocabularies: Vocabularies) -> tuple[tuple[Node, ...], int]:
    nodes: list[Node] = []
    while at < len(tokens) and tokens[at][0] not in ("|", ")"):
        token, offset = tokens[at]
        if token == "?":
            if not nodes or nodes[-1].kind in ("gap", "start"):
                raise PhraseError("'?' needs a word before it", offset)
            last = nodes[-1]
            nodes[-1] = Node(last.kind, last.text, last.options, optional=True)
            at += 1
        elif token == "(":
            node, at = _parse_choice(tokens, at, vocabularies)
            nodes.append(node)
        else:
            nodes.append(_parse_word(token, offset, vocabularies))
            at += 1
    return tuple(nodes), at


def _parse_choice(tokens: list[tuple[str, int]], at: int, vocabularies: Vocabularies) -> tuple[Node, int]:
    opening = tokens[at][1]
    options: list[tuple[Node, ...]] = []
    while True:
        row, at = _parse_row(tokens, at + 1, vocabularies)
        if not row:
            raise PhraseError("an empty choice", opening)
        options.append(row)
        if at >= len(tokens):
            raise PhraseError("'(' without a closing ')'", opening)
        if tokens[at][0] == ")":
            return Node("choice", options=tuple(options)), at + 1


def _parse_word(token: str, offset: int, vocabularies: Vocabularies) -> Node:
    if token in _FIXED:
        return _FIXED[token]
    if token.startswith("..."):
        length = int(token[3:] or 3)
        if not 1 <= length <= _MAX_GAP:
            raise PhraseError(f"a gap holds 1 to {_MAX_GAP} words", offset)
        return Node("gap", str(length))
    if token.startswith("{"):
        return _parse_reference(token[1:-1], offset, vocabularies)
    if token.startswith("~"):
        return Node("forms", _plain(token[1:], offset))
    if token.startswith("=") and len(token) > 1:
        return Node("exact", token[1:])
    if token.endswith("*"):
        stem = _plain(token[:-1], offset)
        if len(re.match(r"[^\W_]*", stem).group()) < 3:  # type: ignore[union-attr]
            raise PhraseError("'*' needs at least three letters before it", offset)
        return Node("stem", stem)
    return Node("word", _plain(token, offset))


def _plain(word: str, offset: int) -> str:
    if not re.search(r"[^\W_]", word):
        raise PhraseError(f"'{word}' holds no letter or digit", offset)
    return word.lower().replace("’", "'")


def _parse_reference(name: str, offset: int, vocabularies: Vocabularies) -> Node:
    vocabulary, _, group = name.partition("/")
    if vocabulary not in vocabularies:
        close = get_close_matches(vocabulary, vocabularies, n=1)
        hint = f"did you mean '{{{close[0]}}}'?" if close else None
        raise PhraseError(f"no vocabulary '{vocabulary}'", offset, hint)
    groups = vocabularies[vocabulary]
    if group and group not in groups:
        close = get_close_matches(group, groups, n=1)
        hint = f"did you mean '{{{vocabulary}/{close[0]}}}'?" if close else None
        raise PhraseError(f"no group '{group}' in vocabulary '{vocabulary}'", offset, hint)
    return Node("vocabulary", name)


def _check_row(nodes: tuple[Node, ...], text: str) -> None:
    solid = [node for node in nodes if node.kind not in ("gap", "start", "sign") and not node.optional]
    if not solid:
        raise PhraseError("a phrase needs a word that may not be left out", 0)
    if _begins_with_sign(nodes):
        raise PhraseError("a phrase begins with a word", 0)
    first_solid = next(i for i, node in enumerate(nodes) if node in solid)
    if nodes[-1].kind == "gap" or any(node.kind == "gap" for node in nodes[:first_solid]):
        hint = "a word that may not be left out stands before it, and a word after it"
        raise PhraseError("a gap stands between words", max(text.find("..."), 0), hint)
    if sum(node.kind == "gap" for node in nodes) > _MAX_GAPS:
        raise PhraseError(f"at most {_MAX_GAPS} gaps in a phrase", 0)
    if any(node.kind == "start" for node in nodes[1:]):
        raise PhraseError("'^' stands first", text.find("^", 1))


def _begins_with_sign(nodes: tuple[Node, ...]) -> bool:
    """Whether a sign can stand first: a phrase is looked for where its first word stands."""
    for node in nodes:
        if node.kind == "sign" or any(_begins_with_sign(row) for row in node.options):
            return True
        if node.kind != "start" and not node.optional:
            break
    return False


def find_cycle(vocabularies: Vocabularies) -> tuple[str, ...]:
    """A chain of vocabularies that ends where it begins; empty when there is none."""
    refers = {
        name: {
            reference.partition("/")[0]
            for entries in groups.values()
            for entry in entries
            for reference in re.findall(r"\{([^{}]*)\}", entry)
        }
        for name, groups in vocabularies.items()
    }
    done: set[str] = set()

    def walk(name: str, chain: tuple[str, ...]) -> tuple[str, ...]:
        if name in chain:
            return (*chain[chain.index(name) :], name)
        if name in done:
            return ()
        for reference in sorted(refers.get(name, ())):
            if found := walk(reference, (*chain, name)):
                return found
        done.add(name)
        return ()

    return next((found for name in sorted(refers) if (found := walk(name, ()))), ())


def vocabulary_rows(name: str, vocabularies: Vocabularies) -> Iterator[tuple[Node, ...]]:
    """The parsed entries of ``name`` or ``name/group``; raises ``PhraseError`` where one is not well formed."""
    vocabulary, _, group = name.partition("/")
    for entry_group, entries in vocabularies[vocabulary].items():
        if not group or group == entry_group:
            for entry in entries:
                yield parse_phrase(entry, vocabularies)


def first_words(
    nodes: tuple[Node, ...], vocabularies: Vocabularies, cache: dict[str, frozenset[str]]
) -> frozenset[str]:
    """The words with which a phrase can begin: whole, as ``stem*``, or ``#`` for a number."""
    found: set[str] = set()
    for node in nodes:
        if node.kind == "start":
            continue
        found |= _first_of(node, vocabularies, cache)
        if not node.optional:
            break
    return frozenset(found)


def _first_of(node: Node, vocabularies: Vocabularies, cache: dict[str, frozenset[str]]) -> frozenset[str]:
    match node.kind:
        case "word" | "exact":
            return frozenset({_head(node.text.lower())})
        case "forms":
            return frozenset(_head(form) for form in word_forms(node.text))
        case "stem":
            return frozenset({node.text + "*"})
        case "number":
            return frozenset({"#"})
        case "choice":
            return frozenset().union(*(first_words(row, vocabularies, cache) for row in node.options))
    if node.text not in cache:
        rows = vocabulary_rows(node.text, vocabularies)
        cache[node.text] = frozenset().union(*(first_words(row, vocabularies, cache) for row in rows))
    return cache[node.text]


def _head(word: str) -> str:
    match = re.search(r"[^\W_]+", word)
    return match.group() if match else word


def to_regex(nodes: tuple[Node, ...], vocabularies: Vocabularies, cache: dict[str, str]) -> str:
    """The expression of a phrase, to be matched on folded text at the start of a word."""
    return _row_regex(nodes, vocabularies, cache, count())


def _row_regex(nodes: tuple[Node, ...], vocabularies: Vocabularies, cache: dict[str, str], names: count[int]) -> str:
    parts: list[str] = []
    pending = ""
    for index, node in enumerate(nodes):
        if node.kind == "start":
            parts.append(r"(?:(?<=^)|(?<=^\W)|(?<=^\W\W)|(?<=^\W\W\W))")
        elif node.kind == "gap":
            pending = rf"{_BETWEEN}{_GAP_WORD}{{0,{node.text}}}?"
        else:
            regex = _node_regex(node, vocabularies, cache, names, first=not parts)
            lead = pending or (_between(nodes, index) if _solid_before(nodes, index) else "")
            if node.optional and not lead:
                parts.append(f"(?:{regex}{_BETWEEN})?")
            elif node.optional:
                parts.append(f"(?:{lead}{regex})?")
            else:
                parts.append(lead + regex)
            pending = "" if not node.optional else pending
    return "".join(parts)


def _between(nodes: tuple[Node, ...], index: int) -> str:
    """What stands between an element and the one before it; signs need no blanks around them."""
    signs = any(
        node.kind == "sign" or any(row[edge].kind == "sign" for row in node.options)
        for node, edge in ((nodes[index - 1], -1), (nodes[index], 0))
    )
    return _AROUND_SIGN if signs else _BETWEEN


def _solid_before(nodes: tuple[Node, ...], index: int) -> bool:
    return any(node.kind != "start" and not node.optional for node in nodes[:index])


def _node_regex(
    node: Node, vocabularies: Vocabularies, cache: dict[str, str], names: count[int], *, first: bool
) -> str:
    match node.kind:
        case "word":
            return _literal(node.text, first) + _END
        case "sign":
            return re.escape(node.text)
        case "forms":
            forms = sorted(word_forms(node.text), key=len, reverse=True)
            return "(?:" + "|".join(re.escape(form) for form in forms) + ")" + _END
        case "stem":
            return re.escape(node.text) + r"[^\W_]{0,30}"
        case "exact":
            name = f"e{next(names)}_{node.text.encode().hex()}"
            return f"(?P<{name}>{_literal(node.text.lower(), first)})" + _END
        case "number":
            return _NUMBER
        case "choice":
            rows = (_row_regex(row, vocabularies, cache, names) for row in node.options)
            return "(?:" + "|".join(rows) + ")"
    return _vocabulary_regex(node.text, vocabularies, cache, names)


def _literal(word: str, first: bool) -> str:
    """The word's expression; signs before its first letter are looked at backwards (".net")."""
    head = re.match(r"[\W_]*", word)
    signs = head.group() if head and first else ""
    return (f"(?<={re.escape(signs)})" if signs else "") + re.escape(word[len(signs) :])


def _vocabulary_regex(name: str, vocabularies: Vocabularies, cache: dict[str, str], names: count[int]) -> str:
    """One expression for all entries; those that are plain rows of words share their beginnings."""
    if name in cache:
        return cache[name]
    literals: set[str] = set()
    others: list[str] = []
    exact = False
    for row in vocabulary_rows(name, vocabularies):
        strings = _literal_strings(row)
        if strings is None:
            exact = exact or _holds_exact(row, vocabularies)
            others.append(_row_regex(row, vocabularies, cache, names))
        else:
            literals.update(strings)
    others.sort(key=len, reverse=True)
    regex = "(?:" + "|".join([*others, *([_trie_regex(literals) + _END] if literals else [])]) + ")"
    if not exact:  # group names are unique within one expression, so those with groups are not reused
        cache[name] = regex
    return regex


def _holds_exact(row: tuple[Node, ...], vocabularies: Vocabularies) -> bool:
    return any(
        node.kind == "exact"
        or any(_holds_exact(option, vocabularies) for option in node.options)
        or (
            node.kind == "vocabulary"
            and any(_holds_exact(entry, vocabularies) for entry in vocabulary_rows(node.text, vocabularies))
        )
        for node in row
    )


def _literal_strings(row: tuple[Node, ...]) -> list[str] | None:
    """All texts that a row stands for, or ``None`` where they are not a short list."""
    columns: list[list[str]] = []
    for node in row:
        if node.kind == "word":
            column = [node.text]
        elif node.kind == "forms":
            column = list(word_forms(node.text))
        elif node.kind == "choice":
            options = [_literal_strings(option) for option in node.options]
            if any(option is None for option in options):
                return None
            column = [text for option in options for text in option or ()]
        else:
            return None
        columns.append([*column, ""] if node.optional else column)
    size = 1
    for column in columns:
        size *= len(column)
    if size > _MAX_LITERALS:
        return None
    return [" ".join(part for part in parts if part) for parts in product(*columns)]


def _trie_regex(strings: set[str]) -> str:
    """An expression that matches the longest of the strings with shared beginnings."""
    root: dict[str, dict[str, object]] = {}
    for string in strings:
        level: dict[str, object] = root  # type: ignore[assignment]
        for char in re.sub(r"[\s\-]+", " ", string):
            level = level.setdefault(char, {})  # type: ignore[assignment]
        level[""] = {}
    return _trie_level(root)


def _trie_level(level: Mapping[str, object]) -> str:
    branches = [
        (_BETWEEN if char == " " else re.escape(char)) + _trie_level(below)  # type: ignore[arg-type]
        for char, below in sorted(level.items())
        if char
    ]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"
    return f"(?:{body})?" if "" in level else body
