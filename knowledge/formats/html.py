"""HTML pages: what they say of themselves for machines first (JSON-LD, meta tags), then the article's text.

No script runs, nothing is fetched; menus, banners and buttons are left behind with the tags.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from knowledge.formats import taken
from knowledge.formats.lines import flat
from knowledge.formats.refusal import Refused
from knowledge.formats.taken import Taken
from knowledge.records import Story

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_OPENS = re.compile(
    r"\s{0,200}(?:<!--.{0,2000}?-->\s{0,200})?"
    r"<(?:!doctype\s{1,9}html|html|head|body|article|main|div|section|h1|p|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_KINDS = frozenset(
    {
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "Article",
        "BlogPosting",
        "Report",
        "PressRelease",
    }
)
_DEEPEST = 6  # lists and graphs that an article may stand in
_BODIES = (
    "[itemprop=articleBody]", ".field--name-field-pr-body", ".field--name-body", ".asset_text",
    ".article-body", ".entry-content", "article", "main", "[role=main]", "#content", "body",
)  # fmt: skip
_NEVER = (
    "script, style, noscript, template, svg, iframe, object, nav, aside, form, button, select, textarea,"
    " dialog, figcaption, [hidden], [aria-hidden=true], [role=navigation], [role=banner], [role=contentinfo],"
    " [role=dialog], [role=search], [role=alert]"
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|menu|navbar|nav|breadcrumbs?|share|sharing|social|newsletter"
    r"|subscribe|related|recommended|advert\w{0,8}|ads?|promo|popup|modal|sidebar|comments?|skip-link|banner"
    r"|footer|toolbar|pagination)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BLOCKS = (
    "p, li, h1, h2, h3, h4, h5, h6, blockquote, pre, td, th, dd, dt, div, section, article, ul, ol, dl,"
    " table, tr, header, footer, figure, address, hr"
)
_BREAK = "\x1e"  # a control character: no text that was read holds one
_LINE_END = "\x1f"  # a <br>, which parts paragraphs where two stand together, or a sentence has ended
_MARKS = {ord(_BREAK): " ", ord(_LINE_END): " "}
_NEW_PARAGRAPH = re.compile(r"\x1f\s{0,20}\x1f|(?<=[.!?:”\"])\s{0,20}\x1f")
_NESTED = 1000
_NESTING = re.compile(
    r"<(/?)(?:div|ul|ol|dl|table|section|article|main|aside|nav|header|footer|form|figure|blockquote|center"
    r"|fieldset|details|dialog|address|menu|search|hgroup|pre|object|template|svg|math|h[1-6])\b",
    re.IGNORECASE,
)
_ENOUGH = 80  # characters of an article; less is a caption or a button


def read(text: str, file: str) -> Story | None:
    """Read a page; None for what is no HTML. Raises Refused where it holds no article."""
    if not _OPENS.match(text):
        return None
    page = _parsed(text)
    said = next(_articles(page), {})
    meta = _meta(page)
    body = _body(page, _text(said.get("articleBody")))
    if not body:
        raise Refused("It is an HTML page without an article in it.")
    title = _text(said.get("headline")) or meta.get("og:title") or _first(page, "h1") or _first(page, "title")
    found = Taken(
        paragraphs=tuple(one for one in body if one != title),
        title=title,
        author=_names(said.get("author")) or meta.get("author") or meta.get("dc.creator"),
        posted=_text(said.get("datePublished"))
        or meta.get("article:published_time")
        or meta.get("dcterms.created")
        or meta.get("date")
        or _time(page),
        updated=_text(said.get("dateModified")) or meta.get("article:modified_time"),
        location=_names(said.get("contentLocation")) or _text(said.get("dateline")),
        tags=_listed(said.get("keywords")),
        rights=_first(page, ".public-domain"),
        credit=_first(page, ".copyright_info"),
        source=_names(said.get("publisher")) or meta.get("og:site_name"),
        url=_address(said) or meta.get("og:url") or _canonical(page),
    )
    return taken.told(found, file)


def paragraphs(markup: str) -> tuple[str, ...]:
    """Return the paragraphs of a piece of HTML, without its tags; of plain text, its lines."""
    page = _parsed(f"<body>{markup.translate(_MARKS)}</body>")
    return tuple(_told_by(page.body)) if page.body is not None else ()


def _parsed(markup: str) -> "LexborHTMLParser":
    """Parse a page. Raises Refused where it nests so deep that parsing would take minutes: no page does."""
    from selectolax.lexbor import LexborHTMLParser

    deep = 0
    for tag in _NESTING.finditer(markup):
        deep += -1 if tag.group(1) else 1
        if deep > _NESTED:
            raise Refused(f"It is an HTML page that nests more than {_NESTED:,} parts in each other.")
    return LexborHTMLParser(markup)


def _articles(page: "LexborHTMLParser") -> Iterator[Mapping[str, Any]]:
    """The objects of JSON-LD that describe an article, outermost first."""
    for script in page.css('script[type="application/ld+json"]'):
        try:
            said = json.loads(script.text(), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _of_kind(said, _DEEPEST)


def _of_kind(said: object, deep: int) -> Iterator[Mapping[str, Any]]:
    if deep and isinstance(said, list):
        for one in said:
            yield from _of_kind(one, deep - 1)
    elif deep and isinstance(said, dict):
        kinds = said.get("@type")
        if not _KINDS.isdisjoint(kinds if isinstance(kinds, list) else [str(kinds)]):
            yield said
        yield from _of_kind(said.get("@graph"), deep - 1)
        yield from _of_kind(said.get("mainEntity"), deep - 1)


def _meta(page: "LexborHTMLParser") -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in page.css("meta"):
        name = tag.attributes.get("property") or tag.attributes.get("name")
        value = flat(tag.attributes.get("content") or "")
        if name and value:
            found.setdefault(name.lower(), value)
    return found


def _body(page: "LexborHTMLParser", article: str | None) -> list[str]:
    """The paragraphs of the first part of the page that holds enough of them, or those of the JSON-LD."""
    for tag in page.css(_NEVER):
        tag.decompose()
    for tag in page.css("[class], [id]"):
        if tag.tag not in ("html", "body", "article", "main") and _is_furniture(tag):
            tag.decompose()
    said = list(paragraphs(article)) if article else []
    wanted = max(_ENOUGH, len(" ".join(said)) // 2)
    for where in _BODIES:
        found = [one for tag in page.css(where) for one in _told_by(tag)]
        if len(" ".join(found)) >= wanted:
            return found
    return said or [one for tag in page.css("body") for one in _told_by(tag)]


def _is_furniture(tag: "LexborNode") -> bool:
    names = f"{tag.attributes.get('class') or ''} {tag.attributes.get('id') or ''}"
    return bool(_FURNITURE.search(names[:500]))


def _told_by(tag: "LexborNode") -> Iterator[str]:
    """The texts of the blocks of a part of a page, and what stands between them, in order."""
    for end in tag.css("br"):
        end.replace_with(_LINE_END)
    for block in tag.css(_BLOCKS):
        block.insert_before(_BREAK)
        block.insert_after(_BREAK)
    for piece in _NEW_PARAGRAPH.sub(_BREAK, tag.text()).replace(_LINE_END, " ").split(_BREAK):
        line = flat(piece)
        if any(map(str.isalnum, line)):
            yield line


def _first(page: "LexborHTMLParser", where: str) -> str | None:
    tag = page.css_first(where)
    return flat(tag.text()) or None if tag is not None else None


def _time(page: "LexborHTMLParser") -> str | None:
    tag = page.css_first("time[datetime]")
    return tag.attributes.get("datetime") if tag is not None else None


def _canonical(page: "LexborHTMLParser") -> str | None:
    tag = page.css_first("link[rel=canonical]")
    return tag.attributes.get("href") if tag is not None else None


def _address(said: Mapping[str, Any]) -> str | None:
    page = said.get("mainEntityOfPage")
    return (
        _text(said.get("url")) or _text(page) or (_text(page.get("@id")) if isinstance(page, dict) else None)
    )


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _names(value: object) -> str | None:
    """The name of a person or a place, or of several: "A, B"."""
    if isinstance(value, list):
        return ", ".join(name for one in value if (name := _names(one))) or None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _listed(value: object) -> str | None:
    if isinstance(value, list):
        return ", ".join(one for one in value if isinstance(one, str)) or None
    return _text(value)
