"""What went wrong, as an animator reads it: a sentence, what mends it, and a button for that where there is one."""
from __future__ import annotations

from dataclasses import dataclass

#: Operators that a problem can offer as its button, with the button's text.
START_SERVER = ("motion_prompt.start_server", "Start Server")
SET_UP = ("motion_prompt.set_up", "Set Up")
ALLOW_ONLINE = ("motion_prompt.allow_online", "Allow Online Access")
OPEN_PREFERENCES = ("motion_prompt.open_preferences", "Open Preferences")
PLACE_TAKES = ("motion_prompt.receive_takes", "Put on Selected Character")


@dataclass(frozen=True)
class Problem:
    """`sentence` says what happened, `action` what to do; `remedy` is an operator's id and the text of its button."""

    sentence: str
    action: str = ""
    remedy: tuple[str, str] | None = None

    def __str__(self) -> str:
        return f"{self.sentence} {self.action}".strip()


class ServerProblem(Exception):
    """The server, or the way to it, failed. `problem` is for the animator, `status` the HTTP status (0: no answer)."""

    def __init__(self, problem: Problem, status: int = 0):
        super().__init__(str(problem))
        self.problem = problem
        self.status = status


#: The problem that the panel shows, if any.
_shown: Problem | None = None


def show(problem: Problem | None) -> None:
    """What the panel's error box says from now on; None clears it."""
    global _shown
    _shown = problem


def shown() -> Problem | None:
    return _shown
