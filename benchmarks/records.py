"""Records of measurements: the tables of one command, with what they were measured on."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.process import BenchmarkError
from benchmarks.tables import Table

FOLDER = Path(__file__).parent / "records"


def write(name: str, command: str, tables: Sequence[Table], folder: Path = FOLDER) -> Path:
    """Write a record, moved into place when whole.

    Args:
        name: file name without its ending.
        command: the command that made the tables.
        tables: what it printed.
    """
    data = {
        "command": command,
        "python": platform.python_version(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "tables": [asdict(table) for table in tables],
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    part = path.with_suffix(".part")
    part.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return part.replace(path)


def read(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """Read a record.

    Raises:
        BenchmarkError: there is none, or it is no record.
    """
    path = folder / f"{name}.json"
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        remedy = f"make it with python -m benchmarks {name} --record"
        raise BenchmarkError(f"{path} cannot be read ({error}); {remedy}") from error
    data["tables"] = [Table(**table) for table in data["tables"]]
    return data
