"""The styles that the server has, as far as is known: fetched off the main thread, never waited for."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import bpy

from . import endpoint, errands
from .client import Client, Endpoint
from .problems import Problem
from .style_messages import Style, StyleAnswer


@dataclass(frozen=True)
class _Shelf:
    """What one server last said: its styles, or why it did not tell them."""

    endpoint: Endpoint
    styles: tuple[Style, ...] | None = None
    problem: Problem | None = None


_shelf: _Shelf | None = None
_fetching = False
_learned: StyleAnswer | None = None


def known() -> tuple[Style, ...] | None:
    """The styles of the server that runs now; None where they are not known (yet)."""
    return _shelf.styles if _shelf is not None and _shelf.endpoint == endpoint.current() else None


def problem() -> Problem | None:
    """Why the styles of the server that runs now are not known, where it said so."""
    return _shelf.problem if _shelf is not None and _shelf.endpoint == endpoint.current() else None


def fetching() -> bool:
    """Whether the list is on its way."""
    return _fetching


def find(name: str) -> Style | None:
    """The style of that name, in upper or lower case, where it is known."""
    return next((style for style in known() or () if style.name.casefold() == name.casefold()), None)


def learned() -> StyleAnswer | None:
    """What was learned last, for the panel to say."""
    return _learned


def remember_learned(answer: StyleAnswer | None) -> None:
    global _learned
    _learned = answer


def refresh(then: Callable[[], None] = lambda: None) -> bool:
    """Asks for the list again; returns at once. Main thread only. False where no server runs that could be asked."""
    global _fetching
    place = endpoint.current()
    if place is None:
        return False
    _fetching = True

    def landed(found: tuple[Style, ...]) -> None:
        _put(_Shelf(place, found))
        then()

    errands.send(Client(place), Client.styles, landed, lambda said: _put(_Shelf(place, problem=said)))
    return True


def follow() -> None:
    """The server's state has changed, or another server is meant: reads the list where there is one to read."""
    sync()
    refresh()


def sync() -> None:
    """Writes what is known into `window_manager.motion_prompt_styles`, which the panel's list shows."""
    shown = getattr(bpy.context.window_manager, "motion_prompt_styles", None)
    if shown is not None:
        shown.fill(known() or ())


def forget() -> None:
    """The add-on is switched off."""
    global _shelf, _fetching, _learned
    _shelf, _fetching, _learned = None, False, None


def _put(shelf: _Shelf) -> None:
    global _shelf, _fetching
    _shelf, _fetching = shelf, False
    sync()
