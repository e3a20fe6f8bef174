"""Workbooks encrypted with a password: opened with msoffcrypto, in memory."""

from __future__ import annotations

import io

from ytterby.core.errors import PasswordNeeded, WorkbookError

EXCELS_OWN = "VelvetSweatshop"
"""With it Excel encrypts what is only protected against changes, and opens it without asking."""


def unlocked(data: bytes, name: str, password: str | None) -> bytes:
    """The plain workbook in ``data``; an .xls that is not encrypted as it is.

    Raises PasswordNeeded where no password is given or it is wrong, WorkbookError where the encryption is not known.
    """
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

    for key in (EXCELS_OWN, password):
        if key is None:
            continue
        plain = io.BytesIO()
        try:
            book = msoffcrypto.OfficeFile(io.BytesIO(data))
            if not book.is_encrypted():
                return data
            book.load_key(password=key)
            book.decrypt(plain)
            if _opened(plain.getvalue()):
                return plain.getvalue()
        except (InvalidKeyError, DecryptionError):
            continue
        except Exception:  # a parser of foreign bytes may raise anything
            raise WorkbookError(
                "the workbook is encrypted in a way that is not known, or damaged.", where=name,
                remedy="Open it in Excel, remove the password and save a copy.",
            ) from None
    raise password_wanted(name, wrong=password is not None)


def _opened(plain: bytes) -> bool:
    """A wrong key may give bytes all the same; the right one gives a workbook."""
    return plain.startswith((b"PK", b"\xd0\xcf\x11\xe0"))


def password_wanted(name: str, *, wrong: bool = False) -> PasswordNeeded:
    if wrong:
        return PasswordNeeded("the password does not open the workbook.", where=name, remedy="Try it again.")
    return PasswordNeeded(
        "the workbook is encrypted with a password.", where=name,
        remedy="Give the password (on the command line: --password-file).",
    )
