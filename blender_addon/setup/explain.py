"""What a failed program's output means to an animator, and what mends it."""
from __future__ import annotations

from collections.abc import Sequence

from ..connection.problems import SET_UP, Problem

_AGAIN = "Press Set Up to go on from where it stopped."

#: What the output holds (any of it) -> what is said; the first that fits.
_KNOWN = (
    (("No space left on device", "not enough space on the disk", "Errno 28", "Errno 122", "Disk quota exceeded"),
     "The disk is full.", f"Free some space. {_AGAIN}"),
    (("CERTIFICATE_VERIFY_FAILED", "SSLError", "SSLCertVerificationError"),
     "The secure connection to the package index was refused.",
     f"Check this computer's date, and whether a proxy or virus scanner changes secure connections. {_AGAIN}"),
    (("407 Proxy", "ProxyError"), "The proxy between this computer and the internet refused the download.",
     f"Check the proxy's settings. {_AGAIN}"),
    (("NewConnectionError", "NameResolutionError", "ConnectTimeoutError", "ReadTimeoutError", "Network is unreachable", "Connection refused",
      "Temporary failure in name resolution", "Connection broken", "Connection reset", "ConnectionResetError", "IncompleteRead",
      "getaddrinfo failed", "Max retries exceeded", "Read timed out", "Remote end closed connection"),
     "The internet connection failed while packages were being downloaded.", f"Check the connection. {_AGAIN}"),
    (("HASHES", "BadZipFile", "is not a zip file", "invalid wheel", "is invalid", "zlib.error"),
     "A package arrived damaged.", f"{_AGAIN} It is downloaded again."),
    (("Permission denied", "Access is denied", "WinError 5", "WinError 32", "being used by another process"),
     "A file of the environment is in use or protected.",
     f"Stop the motion server, close other Blenders, look whether a virus scanner holds the folder. {_AGAIN}"),
    (("DLL load failed", "WinError 126", "WinError 1114"), "PyTorch cannot start, because a part of Windows is missing.",
     f"Install the Microsoft Visual C++ Redistributable (x64), restart the computer. {_AGAIN}"),
    (("GLIBC_", "GLIBCXX_"), "This Linux is too old for PyTorch's packages.", "Update the system, or use a server elsewhere."),
    (("out of memory", "MemoryError", "Cannot allocate memory", "can't allocate memory"),
     "The computer has too little free memory.", f"Close other programs. {_AGAIN}"),
    (("No module named 'ensurepip'", "No module named ensurepip", "ensurepip is not available"), "This Python lacks the part that makes environments.",
     "On Debian and Ubuntu, install the package python3-venv; otherwise install Python 3.11 from python.org. Then press Set Up."),
)
_NO_PACKAGE = ("No matching distribution found for", "Could not find a version that satisfies")


def explain(said: Sequence[str], code: int, doing: str) -> Problem:
    """What the last lines of a program that ended with `code` mean; `doing` says what it was for ("Installing PyTorch")."""
    text = "\n".join(said)
    for signs, sentence, action in _KNOWN:
        if any(sign in text for sign in signs):
            return Problem(sentence, action, SET_UP)
    for line in reversed(said):
        if any(sign in line for sign in _NO_PACKAGE):
            package = line.rpartition(" for ")[2].strip() if " for " in line else "a package"
            return Problem(
                f"There is no {package} for this computer and its Python.",
                "Install Python 3.11 (64-bit) from python.org and press Set Up, or use a server elsewhere.", SET_UP,
            )
    if code < 0:
        return Problem(f"{doing} was ended from outside.", _AGAIN, SET_UP)
    last = next((line.strip() for line in reversed(said) if line.strip()), "")
    words = f" It said: {last[:200]}" if last else ""
    return Problem(f"{doing} failed.{words}", "Press Set Up to try again. If it fails again, Copy Log and ask for help with it.", SET_UP)
