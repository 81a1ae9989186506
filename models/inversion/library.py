"""The styles of one user: a folder with a file each."""
from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from models.inversion.prompt import tokens_in
from models.inversion.request import StyleError, check_name
from models.inversion.style import LARGEST_FILE, SUFFIX, Style, StyleInfo, read_info, write


class StyleTaken(StyleError):
    """There is a style of this name already."""


class UnknownStyle(StyleError):
    """There is no style of this name."""


class StyleLibrary:
    """Styles by name, upper and lower case being one. `model`: the fingerprint of the LEAD weights in use; a style learned with others
    is listed, and refused where it is used."""

    def __init__(self, folder: Path, model: str):
        self.folder = Path(folder)
        self.model = model
        self._read: dict[Path, tuple[tuple[int, int], Style]] = {}

    def list(self) -> list[StyleInfo]:
        """All whole styles, by name. A file that cannot be read is left out."""
        found = []
        for path in sorted(self.folder.glob(f"*{SUFFIX}")):
            try:
                found.append(read_info(path))
            except StyleError:
                continue
        return sorted(found, key=lambda info: info.name.casefold())

    def why_not(self, info: StyleInfo) -> str:
        """Why the style cannot be used with this model; empty where it can."""
        if info.model == self.model:
            return ""
        return f"The style <{info.name}> was learned with another version of the motion model. Learn it again from its clips."

    def get(self, name: str) -> Style:
        """Raises UnknownStyle, naming those there are, or StyleError where it cannot be used."""
        style = self.read(name)
        if reason := self.why_not(style.info):
            raise StyleError(reason)
        return style

    def read(self, name: str) -> Style:
        """The style, whatever model it was learned with. Raises UnknownStyle, or StyleError where its file is damaged."""
        path = self._path(name)
        try:
            status = path.stat()
            stamp = (status.st_mtime_ns, status.st_size)
            if path not in self._read or self._read[path][0] != stamp:
                self._read[path] = stamp, Style.from_bytes(path.read_bytes(), f"The style <{name}>")
            return self._read[path][1]
        except OSError:
            raise UnknownStyle(self._unknown(name)) from None

    def require(self, texts: Iterable[str]) -> None:
        """Raises StyleError where a text has a token that cannot be used."""
        for text in texts:
            for name in tokens_in(text):
                self.get(name)

    def require_free(self, name: str) -> None:
        """Raises StyleTaken where there is a style of this name, StyleError where nobody could type it."""
        check_name(name)
        if self._path(name).exists():
            raise StyleTaken(f"There is a style <{name}> already. Choose another name, or delete that one first.")

    def save(self, style: Style, replace: bool = False) -> None:
        """Keeps the style. Raises StyleTaken, or StyleError where the disk does not take it: then nothing has changed."""
        if not replace:
            self.require_free(style.info.name)
        write(self._path(style.info.name), style.to_bytes())

    def add(self, content: bytes, replace: bool = False) -> StyleInfo:
        """Keeps a style that was exported elsewhere. Raises StyleError as `save` does, or where `content` is none."""
        if len(content) > LARGEST_FILE:
            raise StyleError("This file is too large to be a style. Choose a file that was exported from the list of styles.")
        style = Style.from_bytes(content)
        self.save(style, replace)
        return style.info

    def delete(self, name: str) -> None:
        """Raises UnknownStyle where there is none, StyleError where the file cannot be deleted."""
        path = self._path(name)
        self._read.pop(path, None)
        try:
            path.unlink()
        except FileNotFoundError:
            raise UnknownStyle(self._unknown(name)) from None
        except OSError as error:
            raise StyleError(f"The style <{name}> could not be deleted ({error.strerror}).") from error

    def _path(self, name: str) -> Path:
        try:
            check_name(name)
        except StyleError:
            raise UnknownStyle(self._unknown(name)) from None
        return self.folder / f"{name.casefold()}{SUFFIX}"

    def _unknown(self, name: str) -> str:
        known = ", ".join(f"<{info.name}>" for info in self.list())
        there = f"There are {known}." if known else "No style has been learned yet: press Learn Style."
        return f"There is no style <{name}>. {there}"
