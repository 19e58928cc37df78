"""HTML pages: what they say of themselves for machines first (JSON-LD, meta tags), then the article's text.

No script runs, nothing is fetched; menus, banners and buttons are left behind with the tags.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from knowledge.formats import dates, jsontext, nesting, taken
from knowledge.formats.lines import flat
from knowledge.formats.taken import Taken
from knowledge.records import Story
from knowledge.refusal import Refused

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_OPENS = re.compile(
    r"\s*+(?:<\?xml[^>]{0,300}>(?=(?:\s|<!--.{0,2000}?-->){0,200}+<(?:!doctype\s{1,9}html|html)\b))?"
    r"(?:\s|<!--.{0,2000}?-->){0,200}+<(?:!doctype\s{1,9}html|html|head|body|article|main|div|section|header|nav|h[1-6]|p|meta|title|link|style"
    r"|script|noscript|base|table|ul|ol|span|a|b|i|br|hr|font|center|figure|img|form|blockquote)\b",
    re.IGNORECASE | re.DOTALL,
)
_CLOSES = re.compile(r"</(?:p|div|body|html|article|section|table|ul|li|h[1-6])\s{0,9}>", re.IGNORECASE)
_FEWEST = 3  # such ends tell a page that does not begin with a tag
_OTHERS = ("{", "[", "---", "<?xml")  # what opens texts that may hold pieces of a page, and are none
_TAGGED = re.compile(r"<(?:!--|/?[a-z][a-z0-9]{0,15}(?:\s[^<>]{0,2000})?/?>)", re.IGNORECASE)
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
_DEEPEST = 6  # lists and graphs that an article, or a name, may stand in
_BODIES = (
    "[itemprop=articleBody]", ".field--name-field-pr-body", ".field--name-body", ".asset_text",
    ".article-body", ".entry-content", "article", "main", "[role=main]", "#content", "body",
)  # fmt: skip
_NEVER = (
    "script, style, noscript, template, svg, math, iframe, object, nav, aside, form, button, select,"
    " textarea, dialog, figcaption, xmp, plaintext, noembed, noframes, canvas, video, audio, [hidden],"
    " [aria-hidden=true], [role=navigation], [role=banner], [role=contentinfo], [role=dialog],"
    " [role=search], [role=alert], [style*='display:none'], [style*='display: none'],"
    " [style*='visibility:hidden'], [style*='visibility: hidden']"
)
_WHOLE = ("html", "body", "article", "main")  # what holds the text, whatever it is called
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
_COOKIES = re.compile(
    r"(?:We|(?:This|Our) (?:web)?site) uses? (?:\w{1,20} ){0,3}cookies\b"
    r"|By (?:continuing|using) [^.]{0,80}\bcookies\b",
    re.IGNORECASE,
)
_ENOUGH = 80  # characters of an article; less is a caption or a button
_SHORT = 600  # characters; what a server or a guard says in place of a page is no longer
_FAULTS = re.compile(
    r"\s*(?:error[\s:–-]{0,3})?(?:[45]\d\d\b[\s:–-]{0,3})?"
    r"(?:access denied|forbidden|(?:page |file )?not found|unauthorized|bad (?:request|gateway)"
    r"|gateway time-?out|service (?:temporarily )?unavailable|internal server error|too many requests"
    r"|request (?:rejected|blocked)|just a moment|attention required|security check|(?:sign|log) ?in"
    r"|index of /\S{0,200})\s{0,9}(?:$|[|–:!.-])",
    re.IGNORECASE,
)
_GUARDS = re.compile(
    r"\b(?:enable|requires|turn on) JavaScript\b|\bJavaScript (?:is|must be|has been) \w{1,20}"
    r"|\bverify(?:ing)? (?:that )?you are (?:a )?human\b|\byour support ID is\b",
    re.IGNORECASE,
)


def read(text: str, file: str) -> Story | None:
    """Read a page; None for what is no HTML. Raises Refused where it holds no article."""
    if not _is_page(text):
        return None
    page = _parsed(text)
    leads_on = any("refresh" in (tag.attributes.get("http-equiv") or "").lower() for tag in page.css("meta"))
    named = _first(page, "title") or ""
    said = next(_articles(page), {})
    meta = _meta(page)
    body = _body(page, _text(said.get("articleBody")))
    if not body:
        raise Refused("It is an HTML page without an article in it.")
    _refuse_fault(named, " ".join(body), leads_on=leads_on)
    title = _text(said.get("headline")) or meta.get("og:title") or _first(page, "h1") or named or None
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


def paragraphs(markup: str, *, again: bool = True) -> tuple[str, ...]:
    """Return the paragraphs of a piece of HTML, without its tags; of plain text, its lines.

    `again` is for tags that were written as text: feeds hold some that were escaped twice.
    """
    markup = markup.translate(_MARKS)
    if not _TAGGED.search(markup):
        markup = "<hr>".join(markup.replace("<", "&lt;").splitlines())
    page = _parsed(f"<body>{markup}</body>")
    found = tuple(_told_by(page.body)) if page.body is not None else ()
    if again and any(map(_TAGGED.search, found)):
        return paragraphs("<hr>".join(found), again=False)
    return found


def _refuse_fault(title: str, body: str, *, leads_on: bool) -> None:
    """Raise Refused where a page was kept that came in place of another."""
    if leads_on and len(body) < _ENOUGH:
        raise Refused("It is an HTML page that only leads on to another.")
    if len(body) < _SHORT and (_FAULTS.match(title) or _GUARDS.search(body)):
        raise Refused("It is what a web server says when it does not show a page.")


def _is_page(text: str) -> bool:
    _, start = dates.leading(text)
    if _OPENS.match(text, start):
        return True
    if text[start : start + 200].lstrip().startswith(_OTHERS):
        return False
    return sum(1 for _ in islice(_CLOSES.finditer(text), _FEWEST)) == _FEWEST


def _parsed(markup: str) -> "LexborHTMLParser":
    """Parse a page. Raises Refused where it nests so deep that parsing would take minutes: no page does."""
    from selectolax.lexbor import LexborHTMLParser

    if nesting.is_endless(markup):
        raise Refused("It is an HTML page whose parts nest in each other without end.")
    return LexborHTMLParser(markup)


def _articles(page: "LexborHTMLParser") -> Iterator[Mapping[str, Any]]:
    """The objects of JSON-LD that describe an article, outermost first."""
    for script in page.css('script[type="application/ld+json"]'):
        yield from _of_kind(jsontext.parse(script.text()), _DEEPEST)


def _of_kind(said: object, deep: int) -> Iterator[Mapping[str, Any]]:
    if deep and isinstance(said, list):
        for one in said:
            yield from _of_kind(one, deep - 1)
    elif deep and isinstance(said, dict):
        kinds = said.get("@type")
        if not _KINDS.isdisjoint(map(str, kinds if isinstance(kinds, list) else [kinds])):
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
        if tag.tag not in _WHOLE:
            tag.decompose()
    for tag in page.css("[class], [id]"):
        if tag.tag not in _WHOLE and _is_furniture(tag):
            tag.decompose()
    said = list(paragraphs(article)) if article else []
    wanted = max(_ENOUGH, len(" ".join(said)) // 2)
    for where in _BODIES:
        found = [one for tag in _outermost(page.css(where)) for one in _told_by(tag)]
        if len(" ".join(found)) >= wanted:
            return found
    return said or [one for tag in page.css("body") for one in _told_by(tag)]


def _outermost(tags: "list[LexborNode]") -> "Iterator[LexborNode]":
    """Yield those of `tags`, which come in the order of the page, that stand in no other."""
    held: set[int] = set()
    for tag in tags:
        if tag.mem_id not in held:
            if len(tags) > 1:
                held.update(one.mem_id for one in tag.css("*"))
            yield tag


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
        if any(map(str.isalnum, line)) and not _COOKIES.match(line):
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


def _names(value: object, deep: int = _DEEPEST) -> str | None:
    """The name of a person or a place, or of several: "A, B"."""
    if isinstance(value, list):
        names = (_names(one, deep - 1) for one in value) if deep else ()
        return ", ".join(name for name in names if name) or None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _listed(value: object) -> str | None:
    if isinstance(value, list):
        return ", ".join(one for one in value if isinstance(one, str)) or None
    return _text(value)
