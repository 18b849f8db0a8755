"""Made-up evidence that a browser can show: a page of PDF and a picture, each of its own contents."""

from __future__ import annotations

import struct
import zlib
from hashlib import sha256

_WIDTH, _HEIGHT, _BAR = 420, 594, 14
_HEAD = b"%PDF-1.4\n"


def page(number: str) -> bytes:
    """One page that says what it is, as PDF."""
    lines = ("DEMO PAPER - made up, no real document", f"No. {number}", "Seal: (demo)")
    words = "\n".join(
        f"BT /F1 {16 - 2 * (n > 0)} Tf 72 {740 - 34 * n} Td ({line}) Tj ET" for n, line in enumerate(lines)
    )
    frame = "0.7 0.1 0.1 RG 2 w 60 640 475 150 re S"
    return _document(f"{frame}\n{words}".encode("ascii"))


def picture(number: str) -> bytes:
    """A picture of bars that follow from the number, as PNG."""
    digest = sha256(number.encode()).digest()
    row = b"\0" + b"".join(bytes([235 - digest[(x // _BAR) % len(digest)] // 4] * 3) for x in range(_WIDTH))
    head = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(row * _HEIGHT)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _document(content: bytes) -> bytes:
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, places = _HEAD, []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    )
