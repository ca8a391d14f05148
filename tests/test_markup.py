"""Pages: nothing that comes from elsewhere can become markup."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdlint.web.markup import Markup, data_element, element, inline, is_safe_address, joined, packed_element, plain
from jdlint.web.page import page

NASTY = ["<script>alert(1)</script>", "</p><img src=x onerror=alert(1)>", '"\' onclick="x', "&lt;b&gt;", "]]>", "<!--"]


class Seen(HTMLParser):
    """What a browser makes of markup: tags with their attributes, and text."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("text", NASTY)
def test_text_stays_text(text: str) -> None:
    seen = Seen(element("p", {"title": text}, text, [text, element("b", {}, text)]))
    assert seen.tags == [("p", {"title": text}), ("b", {})]
    assert seen.text == text * 3


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_and_any_value_stay_what_they_are(text: str, value: str) -> None:
    seen = Seen(element("p", {"title": value, "class": "a"}, text))
    assert seen.tags == [("p", {"title": plain(value), "class": "a"})]
    assert seen.text == plain(text)


def test_joining_with_a_plain_text_gives_a_plain_text() -> None:
    bold = element("b", {}, "x")
    assert element("p", {}, bold + "<i>") == "<p>&lt;b&gt;x&lt;/b&gt;&lt;i&gt;</p>"
    assert joined(bold, "<i>") == "<b>x</b>&lt;i&gt;"
    assert isinstance(joined(bold), Markup)


def test_characters_that_no_page_may_hold_are_seen() -> None:
    for odd in ("\0", "\x1b", "\ud800", "\ufdd0", "\uffff", "\u202e", "\x85"):
        assert element("p", {"title": f"a{odd} b"}, f"a{odd}b") == '<p title="a� b">a�b</p>'
    assert element("p", {}, "a\r\nb\rc\td") == "<p>a\nb\nc\td</p>"


@pytest.mark.parametrize("tag", ["script", "style", "iframe", "img", "P", "p onclick", "p>", ""])
def test_tags_that_do_something_are_refused(tag: str) -> None:
    with pytest.raises(ValueError, match="not for pages"):
        element(tag)


@pytest.mark.parametrize("name", ["onclick", "style", "src", "srcdoc", "formaction", "a b", "a>", "http-equiv"])
def test_attributes_that_do_something_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not for pages"):
        element("p", {name: "x"})


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:x",
        " javascript:x",
        "data:text/html,x",
        "//evil.example",
        "file:///x",
        "a.html",
        "",
        "http://a b",
    ],
)
def test_addresses_that_may_run_something_are_refused(address: str) -> None:
    assert not is_safe_address(address)
    with pytest.raises(ValueError, match="no address"):
        element("a", {"href": address})


def test_addresses_of_the_web_of_mail_and_of_the_page_are_linked_to() -> None:
    for address in ("https://a.example/?b=c&d", "HTTP://a.example", "mailto:a@b.example", "#p1"):
        assert Seen(element("a", {"href": address})).tags == [("a", {"href": address})]


@pytest.mark.parametrize("text", [*NASTY, "</script><script>alert(1)</script>", "\ud800", "\u2028"])
def test_data_cannot_end_its_element(text: str) -> None:
    markup = data_element("data", {"a": text})
    assert markup.count("<") == 2
    body = markup[markup.index(">") + 1 : markup.rindex("<")]
    assert json.loads(body) == {"a": text}


def test_what_would_end_itself_is_no_script() -> None:
    for content in ("x = '</script>'", "<!-- x", "a </style> b"):
        with pytest.raises(ValueError, match="cannot stand"):
            inline("script", content)
    with pytest.raises(ValueError, match="base 64"):
        packed_element("x", "a<b")


def test_a_page_lets_nothing_in_but_its_own_style_and_scripts() -> None:
    made = page("<A title>", ("look.css",), ("theme.js",), ("report-page.js",), element("p", {}, "x"))
    seen = Seen(made)
    policy = next(attributes["content"] for tag, attributes in seen.tags if attributes.get("http-equiv"))
    assert policy
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not [attributes for tag, attributes in seen.tags if {"src", "href", "style"} & attributes.keys()]
    assert [tag for tag, _ in seen.tags].count("script") == 2
