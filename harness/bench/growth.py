"""``python -m harness.bench.growth ledger|flows COUNT PER_TEST``: prints by how many kilobytes this process grew."""

from __future__ import annotations

import sys
from pathlib import Path


def resident_kilobytes() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def keep_flows(count: int) -> list[object]:
    """As a tool does that keeps mitmproxy's flows until somebody asks."""
    from mitmproxy.test import tflow, tutils

    from harness.bench.load import batch

    body = batch(1)
    return [
        tflow.tflow(
            req=tutils.treq(method=b"POST", host="api.segment.io", path=b"/v1/b", content=bytes(bytearray(body))),
            resp=tutils.tresp(content=b'{"success": true}'),
        )
        for _ in range(count)
    ]


def main(what: str, count: int, per_test: int) -> None:
    from harness.bench.remembering import keep_in_ledger

    keep_flows(10)
    keep_in_ledger(per_test, per_test)
    before = resident_kilobytes()
    kept = keep_in_ledger(count, per_test) if what == "ledger" else keep_flows(count)
    print(resident_kilobytes() - before)
    del kept


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
