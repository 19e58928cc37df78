"""`dateline preview` as a person meets it: a process in a terminal, a page in a real browser.

Skipped only where no browser is installed. CHROMIUM names one that stands elsewhere.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

QUESTION = "how many agreed-to-actions came out of the talks?"
PATIENCE = 60  # seconds: what a busy machine may need; nothing waits that long where all is well
NO_NOISE = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Made up for this test.
RELEASE = """\
FORT EXAMPLE, Texas – The 12th Made-Up Brigade planted 731 pecan trees along the Leon River on Saturday.

Sgt. Ada Sample said the pecan trees came from a nursery in Gatesville.

Date Taken:\t03.02.2024
Date Posted:\t03.04.2024 10:15
Story ID:\t990731
Location:\tFORT EXAMPLE, TEXAS, US
"""


def installed_browser() -> str | None:
    named = os.environ.get("CHROMIUM")
    return named or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )


pytestmark = pytest.mark.skipif(
    installed_browser() is None, reason="no Chromium or Chrome is installed (CHROMIUM may name one)"
)


class Preview:
    """A running `dateline preview` with a home of its own; `address` is what it printed."""

    def __init__(self, home: Path) -> None:
        self.data = home / "data"
        self._errors = home / "errors.txt"
        ours = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
        with self._errors.open("w") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "preview", "--port", "0", "--data", str(self.data)],
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                encoding="utf-8",
                env=ours | {"HOME": str(home)},
            )
        self._fuse = threading.Timer(4 * PATIENCE, self._process.kill)
        self._fuse.start()
        self.address = self._read_address()

    def _read_address(self) -> str:
        for line in self._process.stdout or ():
            if found := re.search(r"http://\S+", line):
                return found[0]
        self.close()
        raise AssertionError(f"no address was printed; on standard error: {self.errors()}")

    def errors(self) -> str:
        return self._errors.read_text("utf-8")

    def interrupt(self) -> None:
        self._process.send_signal(signal.SIGINT)

    def end(self) -> tuple[int, str]:
        """Wait for the end; return the exit code and what was printed after the address."""
        said, _ = self._process.communicate(timeout=PATIENCE)
        return self._process.returncode, said

    def close(self) -> None:
        self._fuse.cancel()
        self._process.kill()
        self._process.communicate()


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    started = Preview(tmp_path)
    yield started
    started.close()


@pytest.fixture
def page(preview: Preview) -> Iterator[Page]:
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=installed_browser(), args=NO_NOISE)
        opened = browser.new_page()
        opened.set_default_timeout(PATIENCE * 1000)
        opened.goto(preview.address)
        settle(opened)
        yield opened
        browser.close()


def settle(page: Page) -> None:
    """Wait until the page has shown all that its last action did."""
    page.wait_for_function("() => window.simcordPreview?.ready")


def send(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Message", exact=True).fill(text)
    page.get_by_role("button", name="Send").click()


def become(page: Page, name: str) -> None:
    before = page.evaluate("() => window.simcordPreview.viewerId")
    page.get_by_label("Viewing as").select_option(label=name)
    page.wait_for_function("old => window.simcordPreview.viewerId !== old", arg=before)
    settle(page)


def command(page: Page, typed: str) -> None:
    box = page.get_by_role("textbox", name="Message", exact=True)
    box.press_sequentially(typed)
    expect(page.get_by_role("option", name=typed)).to_be_visible()
    box.press("Enter")
    page.get_by_role("button", name="Send").click()


def test_a_reader_asks_and_looks_around_and_ctrl_c_ends_it(preview: Preview, page: Page) -> None:
    talk = page.get_by_role("log")
    send(page, QUESTION)
    expect(talk.get_by_role("strong").filter(has_text="45 agreed-to-actions")).to_be_visible()
    expect(talk.get_by_role("link", name=re.compile("Peru"))).to_be_visible()
    settle(page)
    talk.get_by_role("button", name="More context").click()
    expect(talk.get_by_text("Throughout the staff talks")).to_be_visible()  # the paragraph before
    preview.interrupt()
    assert preview.end() == (0, "The preview has ended.\n")
    assert preview.errors() == ""


def test_an_admin_adds_a_release_and_the_reader_asks_of_it(preview: Preview, page: Page) -> None:
    talk = page.get_by_role("log")
    (preview.data / "releases" / "trees.txt").write_text(RELEASE, "utf-8")
    become(page, "Admin")
    command(page, "/knowledge reload")
    expect(talk.get_by_text("Added (1)")).to_be_visible()
    settle(page)
    become(page, "Reader")
    for question in ("how many pecan trees were planted?", QUESTION):
        send(page, question)
        settle(page)
    expect(talk.get_by_role("strong").filter(has_text="731 pecan trees")).to_be_visible()
    expect(talk.get_by_role("strong").filter(has_text="45 agreed-to-actions")).to_be_visible()
    page.get_by_text("More", exact=True).click()
    page.get_by_role("button", name="End preview session").click()
    assert preview.end() == (0, "The preview has ended.\n")
    assert preview.errors() == ""
