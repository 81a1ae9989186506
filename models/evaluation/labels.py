"""Which clips count as doing the same thing."""
from __future__ import annotations

from models.training.captions import label, mirrored
from models.training.data import Clip

#: Labels of other sources that name what another label already is. Keys ending in "*" stand for every label that begins so.
_SAME = {
    "cmu|walk": "walk|normal", "cmu|walk around": "walk|normal", "cmu|run": "run|normal", "cc0|easy run": "run|normal",
    "cc0|sprint": "dash|normal", "cc0|bow deeply": "bow|normal", "cc0|cross punch": "punch|normal",
    "cc0|right punch": "punch|normal", "cc0|left jab": "cc0|jab", "cc0|belly crawl in place": "cc0|belly crawl",
    "cmu|forward jump": "cmu|jump", "cc0|formal walk in place": "cc0|casual walk in place", "cc0|stand and talk": "cc0|idle",
    "cmu|ballet*": "cmu|ballet", "cmu|basketball*": "cmu|basketball", "cmu|indian dance*": "cmu|indian dance",
}


def merged_label(clip: Clip) -> str:
    """The clip's label (content × style, or what its description says), one name for the duplicates among the sources."""
    return merged(label(*clip.labels))


def merged(name: str) -> str:
    for key, target in _SAME.items():
        if name == key or (key.endswith("*") and name.startswith(key[:-1])):
            return target
    return name


def mirrored_label(name: str) -> str:
    """The label of the clip seen in a mirror: left and right change places."""
    return mirrored(name)


def content_part(name: str) -> str:
    """What is done, without how: "walk|angry" gives "walk"; labels without a style are returned whole."""
    source, _, rest = name.partition("|")
    return name if source in ("cmu", "cc0") else source
