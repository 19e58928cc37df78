"""Justice Department releases, Army web stories and plain texts. All of them are made up."""

import pytest

from knowledge.formats import read
from knowledge.records import Story

JUSTICE = """Department of Justice
Office of Public Affairs

FOR IMMEDIATE RELEASE
Thursday, March 30, 2017

Justice Department Settles with Example Towing Inc.

WASHINGTON The Justice Department announced today a made-up settlement.

More is available at www.example.gov.

Topic(s): Civil Rights; Servicemembers Initiative
Component(s): Civil Rights Division
Press Release Number: 17 - 099
Updated September 15, 2018
"""


def told(text: str, file: str = "a-file.txt") -> Story:
    return read(text.encode(), file)[0]


def facts(story: Story) -> list[tuple[str, str, str]]:
    return [(fact.name, fact.span.of(story.text), fact.value) for fact in story.facts]


def paragraphs(story: Story) -> list[str]:
    return [span.of(story.text) for span in story.paragraphs]


def day(story: Story) -> tuple[str, str] | None:
    return (story.date.day.isoformat(), story.date.origin) if story.date else None


def test_a_justice_release() -> None:
    story = told(JUSTICE)
    assert story.title == "Justice Department Settles with Example Towing Inc."
    assert (story.id, story.source) == ("17-099", "U.S. Department of Justice, Office of Public Affairs")
    assert (story.author, story.location, story.url) == (None, "WASHINGTON", None)
    assert day(story) == ("2017-03-30", "posted")
    assert paragraphs(story) == [
        "WASHINGTON The Justice Department announced today a made-up settlement.",
        "More is available at www.example.gov.",
    ]
    assert facts(story) == [
        ("posted", "Thursday, March 30, 2017", "Thursday, March 30, 2017"),
        ("title", story.title, story.title),
        (
            "topics",
            "Topic(s): Civil Rights; Servicemembers Initiative",
            "Civil Rights; Servicemembers Initiative",
        ),
        ("components", "Component(s): Civil Rights Division", "Civil Rights Division"),
        ("number", "Press Release Number: 17 - 099", "17 - 099"),
        ("updated", "Updated September 15, 2018", "September 15, 2018"),
    ]


def test_a_justice_release_with_a_day_of_no_calendar_is_not_dated_by_its_update() -> None:
    story = told(JUSTICE.replace("Thursday, March 30, 2017", "February 30, 2017"))
    assert story.date is None


def test_a_justice_release_without_a_usable_number_is_named_after_its_file() -> None:
    assert told(JUSTICE.replace("17 - 099", "../../etc")).id == "a-file"
    assert told(JUSTICE.replace("Press Release Number: 17 - 099\n", "")).id == "a-file"


def test_a_release_of_a_district_names_its_office() -> None:
    story = told(JUSTICE.replace("Office of Public Affairs", "U.S. Attorney's Office\nDistrict of Example"))
    assert story.source == "U.S. Department of Justice, U.S. Attorney's Office, District of Example"


def test_the_department_named_in_a_text_does_not_make_it_a_justice_release() -> None:
    text = JUSTICE.replace("Department of Justice\n", "Example County\n", 1)
    assert told(text).source == "Example County, Office of Public Affairs"


LETTERHEAD = """Example County Sheriff's Office
Public Information Unit

FOR IMMEDIATE RELEASE
Thursday, March 30, 2017
Contact: Ann Sample, 555-555-0100
press@example.gov

Two Made-up Bridges Closed for
Three Weeks of Repairs

The made-up county closed both bridges today, Sheriff Bo Sample said.

Buses go by the ferry.
"""


def test_a_letterhead_says_who_sends_a_release_and_the_title_stands_below_it() -> None:
    story = told(LETTERHEAD)
    assert story.source == "Example County Sheriff's Office, Public Information Unit"
    assert story.title == "Two Made-up Bridges Closed for Three Weeks of Repairs"
    assert day(story) == ("2017-03-30", "posted")
    assert paragraphs(story) == [
        "Contact: Ann Sample, 555-555-0100",
        "press@example.gov",
        "The made-up county closed both bridges today, Sheriff Bo Sample said.",
        "Buses go by the ferry.",
    ]
    assert [fact[:2] for fact in facts(story)] == [
        ("posted", "Thursday, March 30, 2017"),
        ("title", "Two Made-up Bridges Closed for"),
        ("title", "Three Weeks of Repairs"),
    ]


def test_a_day_above_the_mark_counts_too() -> None:
    moved = LETTERHEAD.replace("Thursday, March 30, 2017\n", "").replace(
        "FOR IMMEDIATE", "March 29, 2017\n\nFOR IMMEDIATE"
    )
    assert day(told(moved)) == ("2017-03-29", "posted")
    assert told(moved).title == told(LETTERHEAD).title


@pytest.mark.parametrize(
    "mark",
    [
        "For immediate release",
        "*** NEWS RELEASE ***",
        "Press Release",
        "MEDIA ADVISORY",
        "IMMEDIATE RELEASE:",
    ],
)
def test_a_mark_in_other_words(mark: str) -> None:
    story = told(LETTERHEAD.replace("FOR IMMEDIATE RELEASE", mark))
    assert (story.title, story.source) == (told(LETTERHEAD).title, told(LETTERHEAD).source)


@pytest.mark.parametrize(
    "above",
    [
        "County Closes Two Made-up Bridges for Three Weeks",  # more words than a sender has
        "Made-up bridges closed",  # no sender's word
        "The county has closed both of its made-up bridges.",  # a sentence
    ],
)
def test_a_title_above_the_mark_is_no_sender(above: str) -> None:
    text = (
        f"{above}\n\nFOR IMMEDIATE RELEASE\n\nThe made-up county closed both bridges today.\n\nBuses go on.\n"
    )
    assert told(text).source is None
    assert told(text).title in (above, above.removesuffix("."))


def test_a_letterhead_without_a_title_below_it_is_read_as_text() -> None:
    story = told("Example County\nFOR IMMEDIATE RELEASE\nBoth bridges are closed.\nBuses go by the ferry.\n")
    assert (story.title, story.source) == ("Example County", None)


def test_contacts_without_a_letterhead_are_no_title() -> None:
    story = told(LETTERHEAD.partition("Unit\n\n")[2])
    assert story.title == "Two Made-up Bridges Closed for Three Weeks of Repairs"
    assert (story.source, day(story)) == (None, ("2017-03-30", "posted"))


@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        ("Six Charged in a Made-up Scheme,", "Two Freed", "Six Charged in a Made-up Scheme, Two Freed"),
        ("Mayor Opens the", "Made-up Bridge", "Mayor Opens the Made-up Bridge"),
        ("Mayor Opens Bridge", "Thousands Come", "Mayor Opens Bridge"),
        ("Mayor Asks What Bridges Are For", "They are for all.", "Mayor Asks What Bridges Are For"),
    ],
)
def test_a_headline_that_goes_on_in_the_next_line(first: str, second: str, title: str) -> None:
    assert told(f"{first}\n{second}\n\nThe made-up bridge opened today.\n").title == title


@pytest.mark.parametrize(
    ("line", "author", "source", "written"),
    [
        ("By I2D, May 3, 2012", "I2D", "I2D", "2012-05-03"),
        ("By I2D, 12/20/2011", "I2D", "I2D", "2011-12-20"),
        ("By I2D 12/7/2011", "I2D", "I2D", "2011-12-07"),
        ("By Maj. Ann Lee, Example Office, April 23, 2013", "Maj. Ann Lee", "Example Office", "2013-04-23"),
        ("By Example Center, January 31, 2014", "Example Center", "Example Center", "2014-01-31"),
        ("By Team X (TX), Example Center, May 9, 2014", "Team X (TX)", "Example Center", "2014-05-09"),
        (
            "By Ann Lee, ASA(ALT) Public Affairs, Aug. 28, 2012",
            "Ann Lee",
            "ASA(ALT) Public Affairs",
            "2012-08-28",
        ),
        ("By John Lee, Jr., Example Office, May 9, 2014", "John Lee, Jr.", "Example Office", "2014-05-09"),
        ("By Ann Lee, A Office, B Command, 9 May 2014", "Ann Lee", "A Office, B Command", "2014-05-09"),
        ("By Sgt. Ann Lee, 1st BrigadeMay 7, 2015", "Sgt. Ann Lee", "1st Brigade", "2015-05-07"),
        ("By Sgt. Ann Lee, 1st Wing / Published May 07, 2015", "Sgt. Ann Lee", "1st Wing", "2015-05-07"),
        ("By Sgt. Ann Lee | 1st Wing | Sept. 7, 2015", "Sgt. Ann Lee", "1st Wing", "2015-09-07"),
        ("BY ANN LEE, EXAMPLE OFFICE, MAY 7, 2015", "ANN LEE", "EXAMPLE OFFICE", "2015-05-07"),
        ("By by Ann Lee, Example Office", "Ann Lee", "Example Office", None),
        ("Story by Ann Lee", "Ann Lee", "Ann Lee", None),
        ("By I2D, February 30, 2012", "I2D", "February 30, 2012", None),
    ],
)
def test_an_army_story(line: str, author: str, source: str, written: str | None) -> None:
    story = told(f"A made-up title\n{line}\n\nFORT EXAMPLE, VA - Gen. Lee spoke.\n")
    assert (story.title, story.author, story.source) == ("A made-up title", author, source)
    assert day(story) == ((written, "page") if written else None)
    assert facts(story)[1][:2] == ("byline", line)
    assert paragraphs(story) == ["FORT EXAMPLE, VA - Gen. Lee spoke."]
    assert story.location == "FORT EXAMPLE, VA"


def test_a_unit_below_the_byline() -> None:
    story = told("A title\nBy Senior Airman Ann Lee\nExample News Service\n\nShe was there.\nSo was he.")
    assert (story.author, story.source) == ("Senior Airman Ann Lee", "Example News Service")
    assert paragraphs(story) == ["She was there.", "So was he."]


def test_a_second_title_above_the_byline_is_body() -> None:
    story = told("A title\nAnd what it means\nBy Ann Lee, Example Office, May 9, 2014\nShe was there.")
    assert story.title == "A title"
    assert paragraphs(story) == ["And what it means", "She was there."]


def test_the_dateline_may_stand_below_a_caption() -> None:
    story = told("A title\nBy I2D, May 3, 2012\nGen. Lee, left, speaks.\nFORT EXAMPLE, Va. - Gen. Lee spoke.")
    assert story.dateline == "FORT EXAMPLE, Va."


@pytest.mark.parametrize(
    "line", ["By the time they came home, all was well.", "By then, 12 of them had left:"]
)
def test_a_sentence_that_begins_with_by_is_no_byline(line: str) -> None:
    story = told(f"A title\n{line}\nThe end.")
    assert story.author is None
    assert line in paragraphs(story)


def test_the_words_around_a_caption_are_left_out() -> None:
    story = told(
        "A title\nBy I2D, May 3, 2012\n1 / 2 Show Caption + Hide Caption – A tank. VIEW ORIGINAL\nIt ran."
    )
    assert paragraphs(story) == ["A tank.", "It ran."]


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("On August 21, 2012, the made-up center hosted guests.", ("2012-08-21", "dateline")),
        ("On Tuesday, Aug. 21, 2012, the made-up center hosted guests.", ("2012-08-21", "dateline")),
        ("On March 14, the made-up center hosted guests.", None),
        ("The center, opened on August 21, 1912, hosted guests.", None),
        ("LIMA, Peru, May 12, 2025 – The talks ended.", ("2025-05-12", "dateline")),
        ("LIMA, Peru (May 12, 2025) -- The talks ended.", ("2025-05-12", "dateline")),
        ("LIMA, May 12, 2025 /ExampleWire/ -- The talks ended.", ("2025-05-12", "dateline")),
    ],
)
def test_a_plain_text_is_dated_by_its_lead_alone(lead: str, expected: tuple[str, str] | None) -> None:
    story = told(f"A made-up title\n{lead}\nOn May 1, 1999, something else happened.")
    assert day(story) == expected
    assert (story.title, story.source, story.author) == ("A made-up title", None, None)


def test_a_day_on_a_line_of_its_own() -> None:
    story = told("NEWS | Aug. 5, 2014\n\nA made-up title\n\nIt happened.")
    assert story.title == "A made-up title"
    assert day(story) == ("2014-08-05", "posted")
    assert facts(story)[0] == ("posted", "NEWS | Aug. 5, 2014", "Aug. 5, 2014")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("One line only", "One line only"),
        ("LIMA – It happened. Then it was over.\nThe end.", "It happened."),
        ("It happened in Lima today, said Maj. Gen. Ann Lee. More came.", None),
        ("word " * 60 + "end.\nMore.", None),
        ("x" * 400 + "\nMore.", "x" * 120),
    ],
)
def test_a_text_without_a_title_line_is_named_by_its_lead(text: str, title: str | None) -> None:
    story = told(text)
    assert story.title == title or (title is None and story.title in text)
    assert len(story.title) <= 120
    assert not any(name == "title" for name, *_ in facts(story))
    assert len(paragraphs(story)) == len(text.splitlines())


def test_a_crawlers_day_stands_before_any_form() -> None:
    story = told(" date 2019-01-02 " + JUSTICE)
    assert (story.id, day(story)) == ("17-099", ("2017-03-30", "posted"))
