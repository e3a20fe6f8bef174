"""What people decided about parts, kept beyond one bill: a SQLite library of decisions, offered for the same part.

Nothing is overwritten: a later decision stands before an earlier one, a withdrawal is an entry of its own. With the
two-person rule a decision counts once somebody else than its proposer has approved it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from ytterby.core.decision import Asked, Decision, Verdict, signature
from ytterby.core.errors import ProjectError, UsageError
from ytterby.core.files import plain_file, small_text
from ytterby.core.item import Item
from ytterby.workspace.atomic import replacing

FORMAT, _EARLIER = "ytterby.parts/2", "ytterby.parts/1"
VERSION = 2
_MAGIC = b"SQLite format 3\0"
_LAYOUT = ("""
CREATE TABLE entry (
    digest TEXT PRIMARY KEY, part TEXT NOT NULL, text TEXT NOT NULL, verdict TEXT NOT NULL, material TEXT NOT NULL,
    declared TEXT NOT NULL, why TEXT NOT NULL, evidence TEXT NOT NULL, proposer TEXT NOT NULL, proposed TEXT NOT NULL,
    approver TEXT NOT NULL DEFAULT '', approved TEXT NOT NULL DEFAULT '',
    withdrawer TEXT NOT NULL DEFAULT '', withdrawn TEXT NOT NULL DEFAULT '', control TEXT NOT NULL DEFAULT '',
    question TEXT NOT NULL DEFAULT '', proposer_login TEXT NOT NULL DEFAULT '', approver_login TEXT NOT NULL DEFAULT '',
    asked TEXT NOT NULL DEFAULT ''
) STRICT""", "CREATE INDEX entry_part ON entry (part)")
_NEWER = ("question", "proposer_login", "approver_login", "asked")  # columns that format 1 had not
_COLUMNS = ("digest", "part", "text", "verdict", "material", "declared", "why", "evidence", "proposer", "proposed",
            "approver", "approved", "withdrawer", "withdrawn", "control", *_NEWER)


@dataclass(frozen=True, slots=True)
class Remembered:
    """One decision on a part. ``part`` names it across bills, ``text`` is the digest of the words it was made on.

    ``control`` is the entry it was asked for, if any; ``declared`` element symbol → mass fraction 0..1. Times are ISO
    8601; empty where nobody approved or withdrew. ``question`` is what was asked (``asked``: of which kind),
    ``why`` the person's own words; the logins are the accounts of proposer and approver, empty where not known.
    """

    digest: str
    part: str
    text: str
    verdict: Verdict
    material: str
    declared: tuple[tuple[str, float], ...]
    why: str
    evidence: str
    proposer: str
    proposed: str
    approver: str = ""
    approved: str = ""
    withdrawer: str = ""
    withdrawn: str = ""
    control: str = ""
    question: str = ""
    proposer_login: str = ""
    approver_login: str = ""
    asked: str = ""

    @property
    def one_login(self) -> bool:
        """Whether it was approved under the very account it was proposed under, whatever name was given."""
        return bool(self.approved and self.approver_login) and self.approver_login == self.proposer_login


@dataclass(frozen=True, slots=True)
class Offer:
    """A remembered decision for an item of the bill at hand. ``stale``: its words have changed since."""

    item_key: str
    remembered: Remembered
    stale: bool

    def approved(self, who: str, when: datetime, login: str = "") -> Offer:
        """As it is once ``who`` has approved it."""
        signed = replace(self.remembered, approver=who, approved=when.isoformat(), approver_login=login)
        return replace(self, remembered=signed)

    def decision(self, item: Item) -> Decision:
        """As a decision on the item of this bill; who and why stay those of the person who made it."""
        one = self.remembered
        return Decision(
            item.key, item.text_digest(), one.verdict, one.approver or one.proposer,
            datetime.fromisoformat(one.approved or one.proposed), one.why, one.material, one.declared, one.control,
            one.question, one.approver_login if one.approved else one.proposer_login,
            signature(one.proposer, one.proposer_login) if one.approved else "",
            Asked(one.asked) if one.asked else None,
        )


class PartMemory:
    """The open library. All methods raise ProjectError where the file is damaged, locked or no library."""

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self._database, self._path = database, path

    def keep(self, *entries: Remembered) -> None:
        """Keep proposals, all or none."""
        self._put(entries)

    def approve(self, *entries: Remembered, who: str, when: datetime, login: str = "") -> None:
        """A second person agrees, under an account that is kept with it. Raises UsageError where it is the proposer by
        name, or an entry was withdrawn."""
        if not who.strip() or any(same_person(who, entry.proposer) for entry in entries):
            raise UsageError("who proposed a decision can't approve it.", remedy="Ask a second person.")
        self._sign("approver", "approved", entries, who, when)
        self._set("approver_login = ?", entries, login)

    def disapprove(self, *entries: Remembered) -> None:
        """Take back an approval just given: the proposals wait again."""
        self._set("approver = '', approved = '', approver_login = ''", entries)

    def restore(self, *entries: Remembered) -> None:
        """Take back a withdrawal: the decisions stand again."""
        self._set("withdrawer = '', withdrawn = ''", entries)

    def withdraw(self, *entries: Remembered, who: str, when: datetime) -> None:
        """The decisions are offered no more; they stay in the file with who took them back."""
        self._sign("withdrawer", "withdrawn", entries, who, when)

    def offers(self, items: Iterable[Item], *, two_persons: bool = False) -> tuple[Offer, ...]:
        """The latest standing decision for each item whose part is known; only approved ones with ``two_persons``."""
        standing: dict[str, Remembered] = {}
        for entry in self.entries():
            if not entry.withdrawn and (entry.approved or not two_persons):
                standing[entry.part] = entry
        return _offered(items, standing)

    def awaiting(self, items: Iterable[Item]) -> tuple[Offer, ...]:
        """The latest proposal for each item that nobody has approved yet, unless a later decision stands."""
        latest = {entry.part: entry for entry in self.entries() if not entry.withdrawn}
        return _offered(items, {part: entry for part, entry in latest.items() if not entry.approved})

    def entries(self) -> tuple[Remembered, ...]:
        """All that was ever decided, oldest first."""
        with _sound(self._path):
            rows = self._database.execute(
                f"SELECT {', '.join(_COLUMNS)} FROM entry ORDER BY proposed, digest").fetchall()
        try:
            return tuple(_entry(dict(zip(_COLUMNS, row, strict=True))) for row in rows)
        except (ValueError, TypeError, RecursionError) as error:
            raise ProjectError("the part library holds what is no decision.", where=str(self._path),
                               remedy="Choose another file, or import an export of it.") from error

    def export(self, path: Path) -> None:
        """Write the library as a file for others (JSON, one object). Raises ProjectError."""
        whole = {"format": FORMAT, "entries": [asdict(entry) for entry in self.entries()]}
        with replacing(path, ProjectError) as part:
            part.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")

    def take_in(self, path: Path) -> int:
        """Add what another library exported; gives how many entries are new. Raises ProjectError where it is none."""
        return self.add(exported(path))

    def add(self, entries: tuple[Remembered, ...]) -> int:
        """Add entries of an export; gives how many are new."""
        known = {entry.digest for entry in self.entries()}
        self._put(entries)
        return len({entry.digest for entry in entries} - known)

    def _put(self, entries: Iterable[Remembered]) -> None:
        marks = ", ".join("?" * len(_COLUMNS))
        with _sound(self._path), self._database:
            self._database.executemany(
                f"INSERT INTO entry VALUES ({marks}) ON CONFLICT (digest) DO UPDATE SET "
                "approver = coalesce(nullif(approver, ''), excluded.approver), "
                "approved = coalesce(nullif(approved, ''), excluded.approved), "
                "approver_login = coalesce(nullif(approver_login, ''), excluded.approver_login), "
                "withdrawer = coalesce(nullif(withdrawer, ''), excluded.withdrawer), "
                "withdrawn = coalesce(nullif(withdrawn, ''), excluded.withdrawn)",
                [_row(entry) for entry in entries],
            )

    def _sign(
        self, who_column: str, when_column: str, entries: tuple[Remembered, ...], who: str, when: datetime,
    ) -> None:
        with _sound(self._path), self._database:
            done = self._database.executemany(
                f"UPDATE entry SET {who_column} = ?, {when_column} = ? WHERE digest = ? AND withdrawn = ''",
                [(who.strip(), when.isoformat(), entry.digest) for entry in entries])
            if done.rowcount != len(entries) and entries:
                raise UsageError("there is no such standing decision.", where=str(self._path))

    def _set(self, columns: str, entries: tuple[Remembered, ...], *values: str) -> None:
        with _sound(self._path), self._database:
            self._database.executemany(f"UPDATE entry SET {columns} WHERE digest = ?",
                                       [(*values, entry.digest) for entry in entries])


def proposal(
    item: Item, verdict: Verdict, *, who: str, when: datetime, why: str, evidence: str = "", material: str = "",
    declared: tuple[tuple[str, float], ...] = (), control: str = "", question: str = "", login: str = "",
    asked: str = "",
) -> Remembered:
    """A decision on the part that ``item`` is, to be kept. Raises UsageError where nobody or no reason is named; the
    question it answers is one."""
    if not who.strip() or not (why.strip() or question):
        raise UsageError("a decision names who made it and why.", remedy="Give both.")
    return _sealed(Remembered("", part_of(item), _words(item), verdict, material, declared, why.strip(), evidence,
                              who.strip(), when.isoformat(), control=control, question=question, proposer_login=login,
                              asked=asked))


@contextmanager
def part_memory(path: Path) -> Iterator[PartMemory]:
    """Open the library at ``path``, made with its folder where there is none. Raises ProjectError."""
    _refuse_foreign(path)
    with _sound(path), closing(sqlite3.connect(path, timeout=5.0)) as database:
        if _version(database) != VERSION:
            _lay_out(database, path)
        yield PartMemory(database, path)


def _refuse_foreign(path: Path) -> None:
    """Raises ProjectError for what is there and no database; makes the folder of what is not there yet."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            return
        plain_file(path)
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise ProjectError(f"the part library can't be used ({error.strerror}).", where=str(path),
                           remedy="Choose another file.") from error
    if head not in (_MAGIC, b""):
        raise ProjectError("the part library can't be used (this is none).", where=str(path),
                           remedy="Choose another file, or import an export of it.")


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _lay_out(database: sqlite3.Connection, path: Path) -> None:
    """Make the tables of an empty file; all at once, as somebody else may be opening it, too."""
    with database:
        database.execute("BEGIN IMMEDIATE")
        if _version(database) == VERSION:
            return
        if _version(database) == 1:
            for column in _NEWER:
                database.execute(f"ALTER TABLE entry ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
            database.execute(f"PRAGMA user_version = {VERSION}")
            return
        if _version(database) or database.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise ProjectError("this is no part library that this version can read.", where=str(path),
                               remedy="Choose another file, or a newer Ytterby.")
        for statement in _LAYOUT:
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {VERSION}")


@contextmanager
def _sound(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise ProjectError(f"the part library can't be used ({error}).", where=str(path),
                           remedy="Choose another file, or import an export of it.") from error


def _offered(items: Iterable[Item], known: dict[str, Remembered]) -> tuple[Offer, ...]:
    found = ((item, known[part]) for item in items if (part := part_of(item)) in known) if known else ()
    return tuple(Offer(item.key, entry, stale=entry.text != _words(item)) for item, entry in found)


def same_person(one: str, other: str) -> bool:
    """Two names written alike but for case, spaces and punctuation are one person's."""
    return _code(one) == _code(other)


def part_of(item: Item) -> str:
    """What names a part across bills: maker and number, else part number, else its description; without case."""
    if item.mpn:
        return f"mpn|{_plain(item.manufacturer)}|{_code(item.mpn)}"
    if item.part_number:
        return f"pn|{_code(item.part_number)}|{_plain(item.description)}"
    return f"text|{_plain(item.description)}"


def _words(item: Item) -> str:
    words = "\x1f".join((_plain(item.description), _plain(item.material), _code(item.mpn), _plain(item.manufacturer)))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _code(text: str) -> str:
    return "".join(char for char in _plain(text) if char.isalnum())


def _sealed(entry: Remembered) -> Remembered:
    """With the digest over all that the proposer said: the same decision is kept once however often it arrives."""
    said = json.dumps([entry.part, entry.text, entry.verdict, entry.material, entry.declared, entry.why,
                       entry.evidence, entry.proposer, entry.proposed, entry.control,
                       *filter(None, (entry.question, entry.proposer_login))])  # as sealed before there were these
    return Remembered(**(_fields(entry) | {"digest": hashlib.sha256(said.encode()).hexdigest()[:24]}))  # type: ignore[arg-type]


def _fields(entry: Remembered) -> dict[str, object]:
    return {name: getattr(entry, name) for name in _COLUMNS}


def _row(entry: Remembered) -> tuple[str, ...]:
    values = _fields(entry) | {"verdict": str(entry.verdict), "declared": json.dumps(entry.declared)}
    return tuple(str(values[name]) for name in _COLUMNS)


def _entry(row: dict[str, str]) -> Remembered:
    """From stored text. Raises ValueError or TypeError where it does not fit."""
    shares = tuple((str(symbol), float(share)) for symbol, share in json.loads(row["declared"]))
    if not all(0.0 <= share <= 1.0 for _, share in shares):
        raise ValueError("a share is a mass fraction")
    texts = {name: row[name] for name in _COLUMNS if name not in ("verdict", "declared")}
    if not all(isinstance(text, str) for text in texts.values()):
        raise TypeError("an entry holds what is no text")
    if texts["asked"]:
        Asked(texts["asked"])
    for when in (texts["proposed"], texts["approved"], texts["withdrawn"]):
        if when:
            datetime.fromisoformat(when)
    return Remembered(verdict=Verdict(row["verdict"]), declared=shares, **texts)


def exported(path: Path) -> tuple[Remembered, ...]:
    """Entries of an export, each checked against its own digest, so that a file changed by hand is noticed. Raises
    ProjectError where it is none."""
    foreign = ProjectError("this is no export of a part library.", where=str(path), remedy="Choose another file.")
    try:
        whole = json.loads(small_text(path))
        if whole["format"] not in (FORMAT, _EARLIER):
            raise foreign
        rows = [dict.fromkeys(_NEWER, "") | row | {"declared": json.dumps(row["declared"])} for row in whole["entries"]]
        entries = tuple(_entry(row) for row in rows)
    except OSError as error:
        raise ProjectError(f"the export can't be read ({error.strerror}).", where=str(path)) from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise foreign from error
    if any(entry.digest != _sealed(entry).digest for entry in entries):
        raise ProjectError("an entry of the export was changed after it was written.", where=str(path),
                           remedy="Ask for a fresh export.")
    return entries
