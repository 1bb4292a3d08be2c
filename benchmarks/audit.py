"""How fast texts are audited, in megabytes a second of UTF-8.

Run it with ``python benchmarks/audit.py``. Three kinds of text of the same length: a
review as agencies write it, with a number in every fourth sentence; the same with
nothing but statements about counts; and text made to hold a reader up.
"""

from __future__ import annotations

import argparse
import time

from genderlib.claims import audit_text

PROSE = (
    "Công tác cán bộ nữ tiếp tục được quan tâm ở mọi đơn vị trực thuộc. Kế hoạch năm "
    "được xây dựng trên cơ sở góp ý của các đoàn thể và của người lao động. "
    "Việc quy hoạch, đào tạo, bố trí cán bộ được thực hiện công khai, đúng trình tự. "
)
CLAIM = "Cấp ủy có {women}/{total} người là nữ, chiếm {share}%. "
HOSTILE = {
    "digits and slashes": "1234567890/",
    "numbers": "12 345 6789 ",
    "claims without words": "4/13 30% ",
    "brackets": "(3% ",
    "stops": ". ",
}


def claims(size: int) -> str:
    """Statements about counts, every one with other numbers."""
    texts, length, women = [], 0, 1
    while length < size:
        total = women + 7 + women % 90
        share = f"{100 * women / total:.1f}".replace(".", ",")
        texts.append(CLAIM.format(women=women, total=total, share=share))
        length += len(texts[-1].encode())
        women += 1
    return "".join(texts)


def review(size: int) -> str:
    """A review: three sentences of prose, then one statement about counts."""
    statements = claims(size // 4).split(". ")
    return "".join(f"{PROSE}{statement}.\n\n" for statement in statements)


def speed(text: str) -> tuple[float, int]:
    """Megabytes a second of processor time, best of three runs, and the findings."""
    best, found = float("inf"), 0
    for _ in range(3):
        start = time.process_time()
        found = len(audit_text(text))
        best = min(best, time.process_time() - start)
    return len(text.encode()) / 1_000_000 / best, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--size", type=float, default=1.0, help="megabytes of each text"
    )
    size = int(parser.parse_args().size * 1_000_000)
    texts = {"review": review(size), "claims only": claims(size)}
    texts |= {name: piece * (size // len(piece)) for name, piece in HOSTILE.items()}
    for name, text in texts.items():
        rate, found = speed(text)
        megabytes = len(text.encode()) / 1_000_000
        print(f"{name:22} {megabytes:6.1f} MB {rate:7.2f} MB/s {found:8} findings")


if __name__ == "__main__":
    main()
