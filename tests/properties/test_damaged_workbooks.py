"""Good workbooks with damaged bytes: each is read or refused in one line, soon, and nothing breaks.

A few seconds of it in every run; FUZZ_SECONDS=120 in the environment for as long as that, FUZZ_SEED for other damage.
"""

from __future__ import annotations

import io
import os
import random
import time
import zipfile
from pathlib import Path

import pytest

from builders_bom import workbook
from builders_xlsb import read_xlsb
from ytterby.bom.read import read
from ytterby.core.errors import WorkbookError

SECONDS = float(os.environ.get("FUZZ_SECONDS", "4"))
SEED = int(os.environ.get("FUZZ_SEED", "0"))
LONGEST = 20.0
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "boms"
ROWS = [("Level", "Part Number", "Description", "Qty", "Price (EUR)", "Origin", "Dy %"),
        *((1 + n % 3, f"A-{n}", f"Magnet {n}", n, n / 7, "CN/VN", "0.3 %") for n in range(1, 60))]

pytestmark = pytest.mark.timeout(SECONDS * 4 + 120)


def samples(folder: Path) -> list[tuple[str, bytes]]:
    """One small workbook of every format there is at hand."""
    good = workbook(folder / "good.xlsx", ROWS).read_bytes()
    text = "\n".join(";".join(map(str, row)) for row in ROWS)
    found = [("good.xlsx", good), ("good.csv", text.encode("cp1252")), ("good16.csv", text.encode("utf-16"))]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    found.append(("good.html", f"<html><table>{cells}</table></html>".encode()))
    read_xlsb(folder)
    found.append(("bill.xlsb", (folder / "bill.xlsb").read_bytes()))
    found.append(("good.xml", _xml_2003().encode()))
    for path in sorted(CORPUS.glob("*")) if CORPUS.exists() else ():
        if path.suffix in (".xls", ".ods", ".xlsb") and path.stat().st_size < 400_000:
            found.append((path.name, path.read_bytes()))
    return found


def _xml_2003() -> str:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for row in ROWS)
    return (f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="BOM"><Table>'
            f"{rows}</Table></Worksheet></Workbook>")


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Bytes overwritten, cut out or doubled; of an archive sometimes those of one part before it is packed."""
    if data.startswith(b"PK") and chance.random() < 0.6:
        packed = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
            spoilt = chance.choice(old.namelist())
            for name in old.namelist():
                part = old.read(name)
                new.writestr(name, _spoilt(part, chance) if name == spoilt else part)
        return packed.getvalue()
    return _spoilt(data, chance)


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 10, 100))):
        if not changed:
            break
        at = chance.randrange(len(changed))
        length = chance.choice((1, 1, 4, 200))
        match chance.randrange(4):
            case 0:
                del changed[at : at + length]
            case 1:
                changed[at:at] = changed[at : at + length]
            case 2:
                changed[at : at + length] = b"\xff" * min(length, len(changed) - at)
            case _:
                changed[at] = chance.randrange(256)
    return bytes(changed)


def test_damaged_bytes_are_read_or_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    good = samples(tmp_path)
    end = time.monotonic() + SECONDS
    seed = SEED
    while seed < SEED + len(good) or time.monotonic() < end:
        seed += 1
        name, data = good[seed % len(good)]
        path = tmp_path / f"damaged-{name}"
        path.write_bytes(damaged(data, random.Random(seed)))
        begun = time.monotonic()
        refusal = ""
        try:
            read(path)
        except WorkbookError as error:
            refusal = str(error)
        except BaseException as error:
            raise AssertionError(f"seed {seed} of {name}") from error
        assert "\n" not in refusal, (seed, name)
        assert time.monotonic() - begun < LONGEST, (seed, name)
    assert capfd.readouterr() == ("", "")
