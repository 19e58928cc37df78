"""Pages made to nest without end, told before they are parsed: no less is counted than a parser has open."""

from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from knowledge.formats import nesting

_TIMES = 60
_PIECES = (
    "<div>", "</div>", "<p>", "</p>", "<b>", "<b id=1>", "<b id=2>", "</b>", "<a>", "</a>", "<li>", "</li>",
    "<ul>", "</ul>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<caption>", "<svg>", "</svg>", "<g>",
    "</g>", "<math>", "<mi>", "<foreignObject>", "<desc>", "<title>", "</title>", "<style>", "</style>",
    "<script>", "</script>", "<textarea>", "<template>", "</template>", "<select>", "</select>", "<option>",
    "<button>", "<span>", "</span>", "<h1>", "</h1>", "<br>", "</br>", "<!--", "-->", "<![CDATA[", "]]>",
    "<form>", "<font>", "<object>", "</object>", "<frameset>", "<head>", "<body>", "</body>", "<noscript>",
    "<iframe>", "</iframe>", "<xmp>", "</xmp>", "<plaintext>", "<dd>", "<ruby>", "<rt>", "<x>", "</x>",
    "<p title='", "'>", "a",
)  # fmt: skip
units = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=7).map("".join)
before = st.lists(st.sampled_from(_PIECES), max_size=3).map("".join)


def depths(markup: str) -> tuple[int, int]:
    """How many elements a parser makes of it, and the sum of their depths."""
    elements = total = 0
    root = LexborHTMLParser(markup).root
    below = [(root, 1)] if root is not None else []
    while below:
        node, deep = below.pop()
        elements, total = elements + 1, total + deep
        child = node.child
        while child is not None:
            if child.tag and not child.tag.startswith("-"):
                below.append((child, deep + 1))
            child = child.next
    return elements, total


@settings(deadline=None, max_examples=300)
@given(before, units)
@example("<svg><p>", "<![CDATA[x><div>")
@example("", "<svg><!--</svg>--><style><div></style>")
@example("<xmp></x><!--", "<dt><tr></xmp><li></xmp>")
@example("<svg>", "<option>")
def test_never_less_is_counted_than_a_parser_has_open(start: str, unit: str) -> None:
    markup = start + unit * _TIMES
    opened = nesting.count(markup)
    tags = markup.count("<")
    elements, total = depths(markup)
    assert elements <= 3 * tags + opened.formats + 200
    assert total <= 4 * opened.work + 20 * tags + 300


@settings(deadline=None)
@given(st.text(max_size=200) | before)
def test_any_text_is_counted(text: str) -> None:
    assert not nesting.is_endless(text)


def test_a_page_like_any_other_has_an_end() -> None:
    rows = (
        "<tr><td><p>One <b>bold</b> <a href='/x'>link</a><br></td><td><ul><li>a<li>b</ul></td></tr>\n" * 5000
    )
    script = "<script>for (a = 0; a<b; a++) { x += '<div>' }</script><!-- <div> --><svg><path/></svg>" * 200
    assert not nesting.is_endless(f"<html><body><div><table>{rows}</table></div>{script}</body></html>")
