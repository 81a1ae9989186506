"""Learned styles as files, and the tokens that name them in a prompt."""
from __future__ import annotations

import errno
import os

import numpy as np
import pytest

from models.inversion.library import StyleLibrary, StyleTaken, UnknownStyle
from models.inversion.prompt import pieces, spans_of, tokens_in, turns_of
from models.inversion.request import Exemplar, InversionRequest, StyleError, check_name
from models.inversion.style import SUFFIX, Style, StyleInfo
from tests.models.synthetic import walking

MODEL = "0123456789abcdef"


def style(name: str = "grumpy", strong: bool = True, model: str = MODEL) -> Style:
    random = np.random.default_rng(0)
    updates = {"denoiser.a.b": (random.normal(size=(2, 3)).astype("f4"), random.normal(size=(5, 2)).astype("f4"))} if strong else {}
    vectors = random.normal(size=(2, 4)).astype("f4")
    return Style(StyleInfo(name, "angry", strong, model, {"clips": ["a walk"]}), vectors, vectors - 1, updates)


@pytest.fixture()
def library(tmp_path) -> StyleLibrary:
    return StyleLibrary(tmp_path / "styles", MODEL)


def test_a_style_is_kept_and_read_as_it_was(library):
    kept = style("Grumpy")
    library.save(kept)
    [info] = library.list()
    read = library.get("gRUMPY")
    assert info == read.info == kept.info
    assert np.array_equal(read.vectors, kept.vectors) and np.array_equal(read.start, kept.start)
    assert all(np.array_equal(*pair) for pair in zip(read.updates["denoiser.a.b"], kept.updates["denoiser.a.b"]))
    assert kept.to_bytes() == style("Grumpy").to_bytes()


def test_a_name_that_is_taken_is_refused_unless_it_is_to_be_replaced(library):
    library.save(style("grumpy"))
    with pytest.raises(StyleTaken, match="<GRUMPY> already"):
        library.save(style("GRUMPY", strong=False))
    assert library.get("grumpy").info.strong
    library.save(style("GRUMPY", strong=False), replace=True)
    assert [info.strong for info in library.list()] == [False]


@pytest.mark.parametrize("name", ["", "two words", "<x>", "../x", "-x", "a/b", "x" * 41, "a:b", "con."])
def test_names_that_nobody_could_type_or_store_are_refused(name):
    with pytest.raises(StyleError, match=r"\.$"):
        check_name(name)


def test_a_name_with_spaces_is_shown_as_it_would_work():
    with pytest.raises(StyleError, match="very-grumpy"):
        check_name("very grumpy")


def test_an_unknown_style_is_answered_with_those_there_are(library):
    with pytest.raises(UnknownStyle, match="No style has been learned yet"):
        library.require(["a <shy> person walks"])
    library.save(style("grumpy"))
    library.save(style("brave"))
    with pytest.raises(UnknownStyle, match="no style <shy>. There are <brave>, <grumpy>."):
        library.require(["a <grumpy> person and a <shy> one"])
    library.require(["a <grumpy> person, then a <Brave> one"])


def test_a_style_of_other_weights_is_listed_and_refused(library):
    library.save(style("grumpy", model="another"))
    assert "another version" in library.why_not(library.list()[0])
    with pytest.raises(StyleError, match="Learn it again"):
        library.get("grumpy")


@pytest.mark.parametrize("damage", [lambda content: content[:-7], lambda content: content[:40], lambda content: b"", lambda content: b"x" * 99,
                                    lambda content: content.replace(b"motion-prompt-style", b"motion-prompt-stale")])
def test_a_damaged_file_is_named_and_never_listed(library, damage):
    content = damage(style().to_bytes())
    with pytest.raises(StyleError, match=r"\.$"):
        library.add(content)
    assert library.list() == []
    library.folder.mkdir(exist_ok=True)
    (library.folder / f"grumpy{SUFFIX}").write_bytes(content)
    with pytest.raises(StyleError):
        library.get("grumpy")


def test_numbers_that_are_not_finite_are_no_style(library):
    broken = style()
    broken.vectors[0, 0] = np.nan
    with pytest.raises(StyleError, match="damaged"):
        library.add(broken.to_bytes())


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_full_disk_leaves_what_was_there(library, monkeypatch, failing):
    library.save(style("grumpy"))

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, failing, full)
    for name in ("grumpy", "brave"):
        with pytest.raises(StyleError, match="Free some space"):
            library.save(style(name, strong=False), replace=True)
    monkeypatch.undo()
    assert [(info.name, info.strong) for info in library.list()] == [("grumpy", True)]
    assert len(list(library.folder.iterdir())) == 1


def test_a_deleted_style_is_gone(library):
    library.save(style("grumpy"))
    library.get("grumpy")
    library.delete("Grumpy")
    assert library.list() == []
    for use in (library.get, library.delete):
        with pytest.raises(UnknownStyle):
            use("grumpy")


def test_tokens_are_found_among_the_words():
    assert tokens_in("a <Grumpy> person <b> walks < grumpy >") == ("grumpy", "b")
    assert pieces("a <Grumpy> person <b>walks") == [("a", False), ("grumpy", True), ("person", False), ("b", True), ("walks", False)]
    assert tokens_in("1 < 2, a > b") == (" 2, a ".strip(),)
    assert tokens_in("i <3 walking") == () and pieces("i <3 walking") == [("i <3 walking", False)]


def request(**changes) -> InversionRequest:
    values = {"name": "grumpy", "descriptor": "angry", "exemplars": (Exemplar(walking(60)),)} | changes
    return InversionRequest(**values)


@pytest.mark.parametrize(("text", "spans"), [
    ("a <shy> person walks, then waves", {"shy": ((0, 1),)}),
    ("a <shy> and <Proud> person walks", {"shy": ((0, 1),), "proud": ((0, 1),)}),
    ("a <shy> person walks, then a <proud> one waves", {"shy": ((0, 0.5),), "proud": ((0.5, 1),)}),
    ("a <shy> person walks and then waves and then a <proud> <shy> one bows. then runs",
     {"shy": ((0, 0.5), (0.5, 1)), "proud": ((0.5, 1),)}),
    ("nobody", {}),
])
def test_a_style_is_meant_where_it_is_named_and_on_from_there(text, spans):
    assert spans_of(text) == spans


@pytest.mark.parametrize(("text", "told"), [
    ("a <shy> <Proud> person walks", {"shy": "a <shy> person walks", "proud": "a <proud> person walks"}),
    ("a <shy> and <proud> person walks", {"shy": "a <shy> person walks", "proud": "a <proud> person walks"}),
    ("a <a>, <b>, and <c> person", {"a": "a <a> person", "b": "a <b> person", "c": "a <c> person"}),
    ("a <a> person who is <b> too bows, then waves", {"a": "a <a> person who is <a> too bows, then waves", "b": "a <b> person who is <b> too bows, then waves"}),
])
def test_styles_at_once_are_each_told_alone_for_all_the_time(text, told):
    assert {name: (turn.text, turn.span) for turn in turns_of(text) for name in turn.styles} == {name: (words, (0, 1)) for name, words in told.items()}


def test_styles_at_once_take_their_turn_together():
    turns = turns_of("a <shy> person walks, then a <proud> and <shy> one waves")
    assert [(turn.text, turn.span) for turn in turns] == [
        ("a <shy> person walks", (0, 0.5)), ("a <proud> one waves", (0.5, 1)), ("a <shy> one waves", (0.5, 1))]


@pytest.mark.parametrize(("changes", "says"), [
    ({"name": ""}, "no name"), ({"descriptor": " "}, "no descriptor"), ({"descriptor": "<x>"}, "plain word"), ({"exemplars": ()}, "no clip"),
    ({"exemplars": (Exemplar(walking(15)),)}, "0.5 seconds"), ({"exemplars": (Exemplar(walking(60)),) * 65}, "65 clips"),
    ({"exemplars": (Exemplar(walking(1900)),) * 10}, "11 minutes"),
])
def test_what_cannot_be_learned_is_refused_with_a_sentence(changes, says):
    with pytest.raises(StyleError, match=says):
        request(**changes).check()


def test_one_clip_a_long_one_and_a_short_one_among_others_are_fine():
    request().check()
    request(exemplars=(Exemplar(walking(1800)),)).check()
    mixed = request(exemplars=(Exemplar(walking(15)), Exemplar(walking(60))))
    mixed.check()
    assert len(mixed.usable) == 1
