"""How the tables of a scorecard are summed for all blocks of a page at once.

A column is translated to ranks among the values its questions ask about; adding the same number to
every lane then carries into a lane's highest bit exactly where the answer is yes. Each answer is
shifted once to the bit in which its tables read it, so that a table's rows are the bitwise or of
its answers, and its points a translation of the rows. Points are counted from each table's
lowest, so that the sums of several tables fit in a lane before lanes have to be widened.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleanarticle.lanes import pack, unpack

_Asked = Sequence[tuple[str, int]]
"""A table's questions: is the feature above the value?"""


class _Answers(NamedTuple):
    """What is asked of one feature."""

    feature: str
    ranks: bytes
    """For ``bytes.translate``: how many of the values asked about are below a value."""
    steps: tuple[tuple[int, int], ...]
    """For every answer, which of the values it asks about, and how far to shift it down."""


class _Lookup(NamedTuple):
    """One table: where its answers are, and the points of the rows they make."""

    places: tuple[int, ...]
    points: bytes


class Plan(NamedTuple):
    """Tables made ready."""

    answers: tuple[_Answers, ...]
    runs: tuple[tuple[_Lookup, ...], ...]
    """The tables, in runs whose sums fit in a lane."""
    lowest: int
    """The sum of every table's lowest points."""

    @classmethod
    def of(cls, tables: Sequence[tuple[_Asked, Sequence[int]]]) -> Plan:
        """Plan the tables; of each, the questions and the points of its rows.

        Answer ``k`` is bit ``k`` of a row.
        """
        wanted = _bits([asked for asked, _ in tables])
        order = sorted({answer for bits in wanted for answer in bits})
        place = {answer: index for index, answer in enumerate(order)}
        runs: list[list[_Lookup]] = []
        room = 0
        lowest, highest = 0, 0
        for bits, (_, points) in zip(wanted, tables, strict=True):
            least, most = min(points), max(points)
            lowest, highest = lowest + least, highest + most
            spread = most - least
            if spread > room:
                runs.append([])
                room = 255
            room -= spread
            found = tuple(place[answer] for answer in bits)
            runs[-1].append(_Lookup(found, _rows([bit for _, _, bit in bits], points, least)))
        asked_of: dict[str, list[tuple[int, int]]] = {}
        for feature, value, bit in order:
            asked_of.setdefault(feature, []).append((value, bit))
        answers = tuple(map(_ranked, asked_of, asked_of.values()))
        if highest - lowest >= 1 << 16:
            raise ValueError("the points of all tables together span more than 16 bits")
        return cls(answers, tuple(map(tuple, runs)), lowest)

    def sums(self, columns: Mapping[str, bytes], size: int) -> list[int]:
        """The sum of every block's points over all tables.

        >>> plan = Plan.of([([("words", 3), ("end", 0)], [-5, 1, 2, 40]), ([("words", 7)], [0, 9])])
        >>> plan.sums({"words": b"\\x02\\x04\\x09", "end": b"\\x00\\x00\\x01"}, 3)
        [-5, 1, 49]
        """
        if not size:
            return []
        answers = self._answers(columns, size)
        mask = pack(b"\xff\x00" * (size // 2 + 1))
        even = odd = 0  # sums in lanes of 16 bits: of blocks 0, 2, 4… and of blocks 1, 3, 5…
        for run in self.runs:
            total = 0
            for places, points in run:
                rows = 0
                for place in places:
                    rows |= answers[place]
                found = rows.to_bytes(size, "little").translate(points)
                total += int.from_bytes(found, "little")
            even += total & mask
            odd += total >> 8 & mask
        sums = [0] * size
        for first, lanes in enumerate((even, odd)):
            some = (size + 1 - first) // 2
            sums[first::2] = struct.unpack(f"<{some}H", unpack(lanes, 2 * some))
        return [self.lowest + number for number in sums]

    def _answers(self, columns: Mapping[str, bytes], size: int) -> list[int]:
        highest = pack(b"\x80" * size)
        one = pack(b"\x01" * size)
        most = max((len(asked.steps) for asked in self.answers), default=0)
        # Added to a rank above ``value``, these reach the highest bit of the lane.
        reach = [one * (127 - value) for value in range(most)]
        found = []
        for feature, ranks, steps in self.answers:
            lanes = pack(columns[feature].translate(ranks))
            found += [(lanes + reach[value] & highest) >> down for value, down in steps]
        return found


def _bits(tables: Sequence[_Asked]) -> list[list[tuple[str, int, int]]]:
    """Give every question of every table a bit: where it can be, one that it has already."""
    known: dict[tuple[str, int], list[int]] = {}
    wanted = []
    for asked in tables:
        free = set(range(8))
        bits: dict[tuple[str, int], int] = {}
        for question in asked:
            if bit := free.intersection(known.get(question, ())):
                bits[question] = min(bit)
                free.remove(bits[question])
        for question in asked:
            if question not in bits:
                bits[question] = min(free)
                free.remove(bits[question])
                known.setdefault(question, []).append(bits[question])
        wanted.append([(*question, bits[question]) for question in asked])
    return wanted


def _rows(bits: Sequence[int], points: Sequence[int], least: int) -> bytes:
    """A table's points above the least, by row, for ``bytes.translate``."""
    rows = [0]
    for bit in bits:
        rows += [row | 1 << bit for row in rows]
    table = bytearray(256)
    for row, value in zip(rows, points, strict=True):
        table[row] = value - least
    return bytes(table)


def _ranked(feature: str, asked: Sequence[tuple[int, int]]) -> _Answers:
    rank = {value: index for index, value in enumerate(sorted({value for value, _ in asked}))}
    edges = [-1, *rank, 255]
    ranks = (bytes((index,)) * (high - low) for index, (low, high) in enumerate(pairwise(edges)))
    return _Answers(feature, b"".join(ranks), tuple((rank[v], 7 - bit) for v, bit in asked))
