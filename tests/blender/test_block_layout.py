"""Strips on the timeline without a window: what is hit, what a drag does, where a new block fits."""
from __future__ import annotations

import pytest
from blender_addon.animation import block_layout
from blender_addon.animation.block_layout import Part, View, dragged, fitted, free_span, hit, pushed, swapped

VIEW = View(x=0.0, frame=0.0, width=4.0)
SPANS = [(10, 40), (40, 80), (100, 130)]
INSIDE = 30.0


@pytest.mark.parametrize("frame, wanted", [
    (5, None), (10.5, (0, Part.START)), (9.5, (0, Part.START)), (25, (0, Part.BODY)), (39.5, (0, Part.END)), (40.5, (1, Part.START)),
    (60, (1, Part.BODY)), (80.5, (1, Part.END)), (90, None), (129.5, (2, Part.END)), (140, None)])
def test_what_lies_under_the_mouse(frame, wanted):
    assert hit(SPANS, 0, VIEW, VIEW.pixel(frame), INSIDE) == wanted


def test_above_and_below_the_strips_there_is_nothing():
    for y in (0, block_layout.BOTTOM - 1, block_layout.BOTTOM + block_layout.HEIGHT + 1):
        assert hit(SPANS, 0, VIEW, VIEW.pixel(25), y) is None
    with_markers = View(0.0, 0.0, 4.0, markers=True)
    assert hit(SPANS, 0, with_markers, VIEW.pixel(25), INSIDE) is None and with_markers.bottom > VIEW.bottom


def test_in_a_low_timeline_they_stay_in_sight():
    assert View(0.0, 0.0, 4.0, height=26.0).bottom == 0 and View(0.0, 0.0, 4.0, height=50.0).top == 50 - block_layout.SCRUB


def test_a_narrow_strip_can_still_be_moved():
    far = View(0.0, 0.0, 0.2)
    assert hit([(100, 130)], 0, far, far.pixel(115), INSIDE) == (0, Part.BODY)
    assert hit([(100, 130)], 0, far, far.pixel(101), INSIDE) == (0, Part.START)


def test_where_strips_overlap_the_chosen_one_is_meant():
    overlapping = [(0, 50), (20, 60)]
    assert [hit(overlapping, active, VIEW, VIEW.pixel(35), INSIDE)[0] for active in (0, 1)] == [0, 1]


def test_frames_and_pixels():
    view = View(100.0, 10.0, 2.5, scale=2.0)
    assert view.frame_at(view.pixel(33.0)) == 33.0 and view.box((10, 20))[0] == 100 and view.box((10, 20))[2] == 124
    assert view.top - view.bottom == 2 * block_layout.HEIGHT


@pytest.mark.parametrize("index, part, by, wanted", [
    (0, Part.BODY, -5, [(5, 35), (40, 80), (100, 130)]),
    (1, Part.BODY, 5, [(10, 40), (45, 85), (100, 130)]),
    (1, Part.BODY, 30, [(10, 40), (70, 110), (110, 140)]),
    (0, Part.BODY, 15, [(25, 55), (55, 95), (100, 130)]),
    (0, Part.BODY, 25, [(35, 65), (65, 105), (105, 135)]),
    (2, Part.BODY, -50, [(-20, 10), (10, 50), (50, 80)]),
    (1, Part.END, 10, [(10, 40), (40, 90), (100, 130)]),
    (1, Part.END, 40, [(10, 40), (40, 120), (120, 150)]),
    (1, Part.END, -100, [(10, 40), (40, 61), (100, 130)]),
    (1, Part.END, 900, [(10, 40), (40, 340), (340, 370)]),
    (1, Part.START, 5, [(10, 40), (45, 80), (100, 130)]),
    (1, Part.START, -10, [(0, 30), (30, 80), (100, 130)]),
    (1, Part.START, 100, [(10, 40), (59, 80), (100, 130)]),
    (0, Part.BODY, 0, SPANS),
])
def test_a_drag_pushes_what_is_in_the_way(index, part, by, wanted):
    assert dragged(SPANS, index, part, by, shortest=21, longest=300) == wanted


def test_a_block_that_is_too_short_already_does_not_jump():
    assert [dragged([(0, 10)], 0, Part.END, by, 21, 300) for by in (-3, 0, 3)] == [[(0, 10)], [(0, 10)], [(0, 13)]]


def test_two_blocks_change_places_and_keep_their_gap():
    assert swapped(SPANS, 1) == [(40, 70), (90, 130)]
    assert swapped([(0, 30), (30, 50)], 0) == [(0, 20), (20, 50)]


@pytest.mark.parametrize("at, wanted", [(1, (1, 121)), (15, (80, 200)), (60, (80, 200)), (85, (85, 205)), (130, (130, 250))])
def test_where_a_new_block_fits(at, wanted):
    spans = SPANS if at > 1 else []
    assert free_span(spans, at, 120, 21) == wanted
    assert free_span([(60, 90)], 10, 120, 21) == (10, 60), "it is as long as there is room"


def test_what_overlaps_is_moved_behind():
    assert pushed([(0, 30), (20, 50), (45, 60), (90, 95)]) == [(0, 30), (30, 60), (60, 75), (90, 95)]


def test_text_is_cut_where_the_strip_ends():
    measure = lambda text: 10.0 * len(text)  # noqa: E731
    assert fitted("walks", 60, measure) == "walks"
    assert fitted("walks forward", 60, measure) == "walks…"
    assert fitted("walks forward", 70, measure) == "walks…" and fitted("walks", 5, measure) == ""
