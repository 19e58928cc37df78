"""The threshold is moved a little to suit the releases that are loaded. All releases here are made up."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import threshold
from knowledge.library import Folder, Library

Release = Callable[..., str]
SHARE = st.floats(0, 1)

PLACES = (
    "Fenwick Marrow Dunwick Ashby Colm Tarrow Vale Heron Gull Pike Slate Quill Larch Moss Thorn Reed Wren "
    "Birch Alder Flint Clay Brook"
).split()
WHO = (
    "bakers sailors tailors miners weavers printers coopers masons potters millers tanners joiners glaziers "
    "farriers chandlers saddlers thatchers fullers dyers turners wheelwrights cutlers"
).split()
DID = (
    "counted painted lifted sold hid found wrapped broke carried burned buried washed sank mended stacked "
    "weighed marked drew cleaned traded locked tied"
).split()
WHAT = (
    "copper silver linen barley anchors lanterns kettles ropes ladders ploughs mirrors violins saddles "
    "clocks candles baskets barrels needles carpets shovels harps bells"
).split()


def write(folder: Path, release: Release, places: list[str], *, alike: bool) -> None:
    for number, place in enumerate(places):
        told = "bakers gave forty warm loaves to the children of the flooded school"
        if not alike:
            told = f"{WHO[number]} {DID[number]} {WHAT[number]} with great care and no help at all"
        text = f"On the third of May the {told} near the old bridge of {place}."
        title = f"{place} in May"
        (folder / f"{place}.txt").write_text(release(text, number=str(820000 + number), title=title))


@given(SHARE, SHARE)
def test_the_threshold_moves_no_further_than_a_little(minimum: float, unsaid: float) -> None:
    needed = threshold.needed(minimum, unsaid)
    assert abs(needed - minimum) <= 0.05 + 1e-9
    assert 0 <= needed <= 1
    assert min(minimum, unsaid) - 1e-9 <= needed <= max(minimum, unsaid) + 1e-9


@given(SHARE)
def test_nothing_measured_moves_nothing(minimum: float) -> None:
    assert threshold.needed(minimum, None) == minimum


def test_a_few_stories_are_too_few_to_measure(folder: Path, library: Library, release: Release) -> None:
    write(folder, release, PLACES[:19], alike=True)
    library.load()
    library.calibrate()
    assert library.edition.unsaid is None


def test_stories_that_are_alike_ask_for_more(tmp_path: Path, release: Release) -> None:
    measured = []
    for alike in (False, True):
        folder = tmp_path / str(alike)
        folder.mkdir()
        write(folder, release, PLACES, alike=alike)
        library = Library([Folder(folder, "releases")])
        library.load()
        library.calibrate()
        assert library.edition.unsaid is not None
        measured.append(library.edition.unsaid)
    assert measured[0] < measured[1]


def test_the_same_stories_give_the_same_threshold(folder: Path, release: Release) -> None:
    write(folder, release, PLACES, alike=False)
    measured = set()
    for _ in range(2):
        library = Library([Folder(folder, "releases")])
        library.load()
        library.calibrate()
        measured.add(library.edition.unsaid)
    assert len(measured) == 1


def test_it_is_measured_anew_when_a_tenth_of_the_stories_changed(
    folder: Path, library: Library, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = []
    real = threshold.measure
    monkeypatch.setattr(threshold, "measure", lambda *given: times.append(1) or real(*given))
    write(folder, release, PLACES, alike=True)
    library.load()
    library.calibrate()
    library.calibrate()
    assert len(times) == 1
    (folder / "Moss.txt").unlink()
    library.load()
    library.calibrate()
    assert len(times) == 1
    assert library.edition.unsaid is not None
    for place in ("Clay", "Reed", "Wren"):
        (folder / f"{place}.txt").unlink()
    library.load()
    library.calibrate()
    assert len(times) == 2


def test_closing_ends_it(folder: Path, library: Library, release: Release) -> None:
    write(folder, release, PLACES, alike=True)
    library.load()
    library.close()
    library.calibrate()
    assert library.edition.unsaid is None


@given(st.none() | SHARE, st.frozensets(st.binary(min_size=8, max_size=8), max_size=5), st.booleans())
def test_what_was_measured_is_kept(unsaid: float | None, stories: frozenset[bytes], model: bool) -> None:
    measured = threshold.Measured(unsaid, stories, model)
    assert threshold.unpack(threshold.pack(measured)) == measured


@given(st.binary(max_size=60))
def test_what_is_damaged_is_measured_anew(raw: bytes) -> None:
    measured = threshold.unpack(raw)
    assert measured is None or isinstance(measured.with_meaning, bool)


def test_a_restart_measures_nothing_anew(
    folder: Path, tmp_path: Path, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, release, PLACES, alike=True)
    measured = []
    for _ in range(2):
        library = Library([Folder(folder, "releases")], cache=tmp_path / "cache")
        library.load()
        library.calibrate()
        measured.append(library.edition.unsaid)
        monkeypatch.setattr(threshold, "measure", None)
    assert measured[0] is not None
    assert measured[0] == measured[1]
