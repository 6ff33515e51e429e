"""Columns of small numbers, one byte a block, handled a whole page at a time.

A feature is a ``bytes`` object: ``column[i]`` is its value for block ``i``. Two things of the
standard library then work on all blocks at once, in C: ``bytes.translate`` looks every value up
in a table, and an integer made of the bytes adds, shifts and compares them side by side, each in
its own lane of eight bits. A window over 20 neighbours costs a few shifts, not 20 steps a block.
No lane may pass 255, which is why the columns hold capped and coarse numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

#: For ``bytes.translate``: 1 where a value is not 0.
SOME: Final = bytes((0, *(1,) * 255))
#: 1 where it is.
NONE: Final = bytes((1, *(0,) * 255))
#: One more: 0 is kept for what is not known.
KNOWN: Final = bytes((*range(1, 256), 255))


def pack(column: bytes) -> int:
    """The column as one integer, block 0 in the lowest lane."""
    return int.from_bytes(column, "little")


def unpack(lanes: int, size: int) -> bytes:
    """The column of ``size`` blocks; what was shifted beyond the last is cut off.

    >>> unpack(pack(b"\\x01\\x02") << 8, 2)
    b'\\x00\\x01'
    """
    return (lanes & ((1 << 8 * size) - 1)).to_bytes(size, "little")


def before(lanes: int, reach: int) -> int:
    """For each block, the sum over the ``reach`` blocks before it.

    >>> unpack(before(pack(b"\\x01\\x02\\x03\\x04"), 2), 4)
    b'\\x00\\x01\\x03\\x05'
    """
    return _window(lanes << 8, reach, int.__lshift__)


def after(lanes: int, reach: int) -> int:
    """For each block, the sum over the ``reach`` blocks after it.

    >>> unpack(after(pack(b"\\x01\\x02\\x03\\x04"), 2), 4)
    b'\\x05\\x07\\x04\\x00'
    """
    return _window(lanes >> 8, reach, int.__rshift__)


def _window(lanes: int, reach: int, shift: Callable[[int, int], int]) -> int:
    """Sum of ``reach`` lanes from each on, by doubling."""
    total, covered, width = 0, 0, 1
    while True:
        if reach & width:
            total += shift(lanes, 8 * covered)
            covered += width
        width *= 2
        if width > reach:
            return total
        lanes += shift(lanes, 4 * width)


def around(lanes: int, reach: int) -> int:
    """For each block, the sum over the ``reach`` blocks on both sides, itself left out."""
    return before(lanes, reach) + after(lanes, reach)


def since(mask: bytes, top: int) -> bytes:
    """Blocks since the last one the mask marks with 1, from 1; ``top`` where that is further.

    >>> since(b"\\x00\\x01\\x00\\x00\\x00\\x00", 3)
    b'\\x03\\x03\\x01\\x02\\x03\\x03'
    """
    return _distance(mask, top, int.__lshift__)


def until(mask: bytes, top: int) -> bytes:
    """Blocks until the next one the mask marks, from 1; ``top`` where that is further.

    >>> until(b"\\x00\\x01\\x00\\x00\\x00\\x00", 3)
    b'\\x01\\x03\\x03\\x03\\x03\\x03'
    """
    return _distance(mask, top, int.__rshift__)


def _distance(mask: bytes, top: int, shift: Callable[[int, int], int]) -> bytes:
    size = len(mask)
    ones = pack(b"\x01" * size)
    seen = shift(pack(mask), 8) & ones
    total = ones
    for _ in range(top - 1):
        total += ones ^ seen
        seen |= shift(seen, 8) & ones
    return total.to_bytes(size, "little")


def half_octaves(number: int) -> int:
    """A number in steps of about the square root of two: how columns hold what has no top.

    >>> half_octaves(0), half_octaves(10), half_octaves(100)
    (0, 7, 14)
    """
    return (number * number).bit_length()
