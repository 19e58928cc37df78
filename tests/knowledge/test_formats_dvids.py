"""DVIDS releases in all the ways their footer and page come. All of them are made up."""

import pytest

from knowledge.formats import read
from knowledge.records import Story

BODY = "FORT EXAMPLE, Texas – Soldiers of the made-up 9th Brigade trained here.\n\nThey will be back.\n\n"
CREDIT = (
    "This work, Brigade trains, by night, at Fort Example, by SSG Ann Lee-Cox, identified by DVIDS, "
    "must comply with the restrictions shown on https://www.dvidshub.net/about/copyright."
)
FIELDS = {
    "taken": "Date Taken: 03.04.2021",
    "posted": "Date Posted: 03.05.2021 08:09",
    "story id": "Story ID: 4321",
    "location": "Location: FORT EXAMPLE, TEXAS, US",
    "views": "Web Views: 1,234",
    "downloads": "Downloads: 2",
    "rights": "PUBLIC DOMAIN",
}


def told(text: str) -> Story:
    return read(text.encode(), "a-file.txt")[0]


def facts(story: Story) -> dict[str, str]:
    return {fact.name: fact.span.of(story.text) for fact in story.facts}


def values(story: Story) -> dict[str, str]:
    return {fact.name: fact.value for fact in story.facts}


def paragraphs(story: Story) -> list[str]:
    return [span.of(story.text) for span in story.paragraphs]


def day(story: Story) -> tuple[str, str] | None:
    return (story.date.day.isoformat(), story.date.origin) if story.date else None


@pytest.mark.parametrize("between", [" ", "\n", "\r\n", "\n\n    ", " | "])
@pytest.mark.parametrize("heading", ["NEWS INFO ", "NEWS INFO\n", "NEWS INFO | ", ""])
def test_fields_on_one_line_on_several_and_without_a_heading(heading: str, between: str) -> None:
    story = told(BODY + heading + between.join([*FIELDS.values(), CREDIT]))
    assert facts(story) == {**FIELDS, "credit": CREDIT}
    assert story.title == "Brigade trains, by night, at Fort Example"
    assert (story.id, story.url) == ("4321", "https://www.dvidshub.net/news/4321")
    assert (story.source, story.author) == ("DVIDS", "SSG Ann Lee-Cox")
    assert (story.location, story.dateline) == ("FORT EXAMPLE, TEXAS, US", "FORT EXAMPLE, Texas")
    assert day(story) == ("2021-03-05", "posted")
    assert paragraphs(story) == [line for line in BODY.split("\n") if line]


def test_fields_in_another_order() -> None:
    story = told(BODY + "NEWS INFO " + " ".join(reversed(FIELDS.values())) + " " + CREDIT)
    assert facts(story) == {**FIELDS, "credit": CREDIT}


def test_a_table_with_bars() -> None:
    rows = "".join(f"{field.replace(': ', ': | ')} |\n" for field in FIELDS.values())
    story = told(BODY + rows + CREDIT)
    assert facts(story)["taken"] == "Date Taken: | 03.04.2021"
    assert values(story)["location"] == "FORT EXAMPLE, TEXAS, US"
    assert len(story.paragraphs) == 2


def test_a_table_with_values_below_their_labels() -> None:
    rows = "".join(
        "|" + field.replace(": ", ":\n|") + "\n" for name, field in FIELDS.items() if name != "rights"
    )
    story = told(BODY + rows + CREDIT + "\nTRAINING\nNight\nLEAVE A COMMENT\n")
    assert facts(story)["posted"] == "03.05.2021 08:09"
    assert values(story)["views"] == "1,234"
    assert len(story.paragraphs) == 2


def test_a_footer_glued_to_the_body() -> None:
    story = told("LIMA, Peru – It went well. NEWS INFO " + " ".join([*FIELDS.values(), CREDIT]) + " TAGS one")
    assert paragraphs(story) == ["LIMA, Peru – It went well."]
    assert facts(story)["credit"] == CREDIT


def test_a_credit_line_alone() -> None:
    story = told(BODY + CREDIT)
    assert (story.title, story.source, story.url) == (
        "Brigade trains, by night, at Fort Example",
        "DVIDS",
        None,
    )
    assert story.id == "a-file"
    assert story.location == "FORT EXAMPLE, Texas"
    assert len(story.paragraphs) == 2


def test_a_credit_line_that_just_stops() -> None:
    story = told(BODY + "NEWS INFO Story ID: 7\nThis work, A, B, by SGT Lee, identified by DVIDS")
    assert (story.title, story.author) == ("A, B", "SGT Lee")


def test_a_credit_line_of_older_years() -> None:
    line = (
        "This work, A day, by SGT Lee, identified by DVIDS, is free of known copyright restrictions "
        "under U.S. copyright law."
    )
    assert facts(told(BODY + "Story ID: 7\n" + line + " More tags"))["credit"] == line


def test_a_credit_line_without_a_name() -> None:
    line = (
        "This work, Update, by the numbers, must comply with the restrictions shown on "
        "https://www.dvidshub.net/about/copyright."
    )
    story = told(BODY + "Story ID: 7\n" + line)
    assert (story.title, story.author) == ("Update, by the numbers", None)


def test_a_credit_line_broken_over_lines_still_names_title_and_author() -> None:
    broken = CREDIT.replace(", by night,", ",\nby night,").replace(" identified", "\r\nidentified")
    story = told(BODY + "NEWS INFO Story ID: 7\n" + broken)
    assert (story.title, story.author) == ("Brigade trains, by night, at Fort Example", "SSG Ann Lee-Cox")
    assert "credit" not in facts(story)
    assert len(story.paragraphs) == 2


def test_a_title_that_holds_labels() -> None:
    story = told(
        BODY
        + "NEWS INFO Story ID: 7 This work, PUBLIC DOMAIN, Location: found, by SGT Lee, identified by DVIDS"
    )
    assert story.title == "PUBLIC DOMAIN, Location: found"
    assert sorted(facts(story)) == ["credit", "story id"]


def test_prose_that_speaks_of_the_service_is_no_footer() -> None:
    text = (
        "A made-up title\nThis work, he said, is identified by DVIDS as his own.\n"
        "Location: the gate\nStory ID: numbers are explained on the page."
    )
    assert told(text).source is None
    assert len(told(text).paragraphs) == 3


def test_labels_inside_the_body_leave_it_whole() -> None:
    story = told("A title\nCall in.\nLocation: Gate 4\nCome early.\nNEWS INFO Story ID: 7 Location: TX, US")
    assert "Location: Gate 4" in paragraphs(story)
    assert story.location == "TX, US"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("Date Taken: 03.04.2021 Date Posted: 03.05.2021 08:09", ("2021-03-05", "posted")),
        ("Date Taken: 03.04.2021 Date Posted: 02.30.2021 08:09", ("2021-03-04", "taken")),
        ("Date Taken: 13.04.2021 Date Posted: 02.30.2021", ("2010-10-03", "leading")),
        ("Date Taken: 03.04.2021", ("2021-03-04", "taken")),
        ("Date Posted: soon", ("2010-10-03", "leading")),
    ],
)
def test_the_footer_tells_the_day_before_the_crawler_does(fields: str, expected: tuple[str, str]) -> None:
    story = told(" date 2010-10-03 " + BODY + "NEWS INFO Story ID: 7 " + fields)
    assert day(story) == expected
    assert paragraphs(story)[0].startswith("FORT EXAMPLE, Texas – Soldiers")


def test_the_crawlers_day_is_uncertain_and_no_part_of_the_text() -> None:
    story = told(" date 2010-10-03 " + BODY)
    assert day(story) == ("2010-10-03", "leading")
    assert story.date is not None
    assert not story.date.certain
    assert (story.source, story.dateline) == (None, "FORT EXAMPLE, Texas")
    assert story.title == "Soldiers of the made-up 9th Brigade trained here."


def test_no_day_at_all() -> None:
    assert told(" date 2010-02-30 " + BODY).date is None


def test_a_title_above_the_body_that_the_credit_repeats() -> None:
    story = told("Brigade trains,  by night, at Fort Example\n" + BODY + "NEWS INFO Story ID: 7\n" + CREDIT)
    assert facts(story)["title"] == "Brigade trains,  by night, at Fort Example"
    assert len(story.paragraphs) == 2


def test_a_first_line_that_is_not_the_title_of_the_credit_is_body() -> None:
    story = told("Courage at night\n" + BODY + "NEWS INFO Story ID: 7\n" + CREDIT)
    assert paragraphs(story)[0] == "Courage at night"
    assert story.title == "Brigade trains, by night, at Fort Example"


def test_a_page_with_its_furniture() -> None:
    story = told(
        " date 2016-01-02 Maintenance window scheduled to begin at February 14th 2200 est.\n\n"
        "(e.g. yourname@email.com)\n\nForgot Password?\n\n"
        "    Defense Visual Information Distribution Service Logo\n\n    Brigade trains\n\n"
        "    Photo By Sgt. Ann Lee | Soldiers run...... read more read more\n\n"
        "    FORT EXAMPLE, TEXAS, UNITED STATES\n\n    07.21.2016\n\n    Story by Sgt. Ann Lee \n\n"
        "    13th Public Affairs Detachment\n\n    FORT EXAMPLE, Texas —Troopers ran.\n    They won.\n"
    )
    assert (story.title, story.author, story.source) == ("Brigade trains", "Sgt. Ann Lee", "DVIDS")
    assert (story.location, story.dateline) == ("FORT EXAMPLE, TEXAS, UNITED STATES", "FORT EXAMPLE, Texas")
    assert day(story) == ("2016-07-21", "taken")
    assert paragraphs(story) == ["FORT EXAMPLE, Texas —Troopers ran.", "They won."]
    assert [fact.name for fact in story.facts] == ["title", "location", "taken", "byline", "byline"]


def test_a_courtesy_story() -> None:
    story = told("Brigade trains\nTX, UNITED STATES\n07.21.2016\nCourtesy Story\nTroopers ran.\n")
    assert (story.title, story.author, story.source) == ("Brigade trains", "Courtesy Story", "DVIDS")


def test_the_footers_day_and_place_count_before_the_pages() -> None:
    story = told(
        "Brigade trains\nTX, UNITED STATES\n07.21.2016\nStory by Sgt. Ann Lee\nTroopers ran.\n"
        "NEWS INFO Date Taken: 07.20.2016 Date Posted: 07.22.2016 10:00 Story ID: 7 Location: TX, US"
    )
    assert day(story) == ("2016-07-22", "posted")
    assert story.location == "TX, US"


def test_the_page_for_printing() -> None:
    story = told(
        "Brigade trains\n13th Public Affairs Detachment\nStory by Sgt. Ann Lee\nDate: 11.12.2013\n"
        "Posted: 11.13.2013 15:38\nNews ID: 116669\nBrigade trains\nSAN EXAMPLE - Troopers ran today.\n"
        "They won.\n"
    )
    assert (story.id, story.url) == ("116669", "https://www.dvidshub.net/news/116669")
    assert (story.title, story.author, story.dateline) == ("Brigade trains", "Sgt. Ann Lee", "SAN EXAMPLE")
    assert day(story) == ("2013-11-13", "posted")
    assert paragraphs(story) == ["SAN EXAMPLE - Troopers ran today.", "They won."]
