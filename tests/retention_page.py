"""``docs/retention.md``, written from the one table: ``python -m tests.retention_page``."""

from __future__ import annotations

from surveys.retained import CLASSES
from surveys.retention import Retention

HEAD = """# What is kept, why, and for how long

Written from `surveys/retained.py` by `python -m tests.retention_page`; a test compares them.
The same table drives what is purged every hour (`bot/services/operating/purging.py`),
`earshot retention`, and what young people read under `/privacy`. A test holds it against every
table of the database and every kind of file.

Days in **bold** are the organisation's own, in `policy.toml` under `[retention]`; what cannot be
is refused with the way out.
"""
AFTER = """
## What purging cannot do

- A key that is overwritten on an SSD may survive in a spare cell: full-disk encryption is
  required.
- Backups copied elsewhere by hand are not deleted. What they hold of envelopes and answers can be
  opened by nobody once its key is gone; names, letters and concerns can, by whoever has those
  keys.
- A file somebody exported, a printed page and a chat in Telegram are out of reach.
- Words that were taken back leave a released result at the turn of the month, all of that month's
  at once. Where one person alone took back, whoever kept the older file sees which quotes went
  together.
- PostgreSQL keeps deleted rows in its files until they are vacuumed, which is done each night, and
  in its log until that is recycled.
"""


def page() -> str:
    """The whole page."""
    bold = {name: f"**{days}**" for name, days in Retention().model_dump().items()}
    lines = [HEAD, "| decided by | days | from | to |", "|---|---|---|---|"]
    schema = Retention.model_json_schema()["properties"]
    for name, field in schema.items():
        span = f"{field['minimum']} | {field['maximum']}"
        lines.append(f"| `{name}` | {field['default']} | {span} |")
    lines += ["", "| class | what | why | how long | from | what is destroyed | spared |"]
    lines.append("|---|---|---|---|---|---|---|")
    for kept in CLASSES:
        term = kept.how_long.format(**bold)
        cells = (kept.what, kept.why, term, kept.starts, kept.destroyed, kept.exempt or "nobody")
        lines.append(f"| {kept.key} | {' | '.join(cells)} |")
    lines += ["", "| class | tables | files |", "|---|---|---|"]
    for kept in CLASSES:
        tables = ", ".join(f"`{table}`" for table in kept.tables)
        files = ", ".join(f"`{file}`" for file in kept.files)
        lines.append(f"| {kept.key} | {tables} | {files} |")
    return "\n".join(lines) + "\n" + AFTER


if __name__ == "__main__":
    print(page(), end="")
