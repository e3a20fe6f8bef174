"""Who sits at the machine: the name of the login, which nobody types and which stands beside every name that is."""

from __future__ import annotations

import getpass
import os


def login() -> str:
    """The account this process runs under, not what the environment claims; empty where the system tells none."""
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):  # Windows; an account without an entry, as in containers
        pass
    try:
        return os.getlogin()
    except OSError:
        pass
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
