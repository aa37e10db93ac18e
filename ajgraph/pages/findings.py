"""Findings as a page: grouped by gravity, each with its sentence, place, basis and remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from ajgraph.findings import Finding, Severity
from ajgraph.language import Bilingual

_MARKS: dict[Severity, str] = {"violation": "✗", "warning": "!", "info": "i"}


def findings_page(findings: Sequence[Finding], on: date) -> str:
    """Return the findings as text, the gravest first, with a count by rule at the end."""
    return "\n".join(_lines(findings, on)) + "\n"


def _lines(findings: Sequence[Finding], on: date) -> Iterator[str]:
    if not findings:
        yield str(Bilingual(f"No findings as of {on}.", f"Seisuga {on} leide pole."))
        return
    for finding in findings:
        yield f"{_MARKS[finding.severity]} {finding.post_label or finding.post or ''}: {finding.message}"
        if finding.sentence:
            yield f"    „{finding.sentence}“"
        if finding.document:
            yield f"    {finding.document}" + (f":{finding.line}" if finding.line else "")
        if finding.basis:
            yield f"    {Bilingual('Basis', 'Alus')}: {finding.basis}"
        if finding.remedy:
            yield f"    {Bilingual('To do', 'Mida teha')}: {finding.remedy}"
        yield ""
    total = len(findings)
    yield str(Bilingual(f"{total} findings as of {on}:", f"Leide seisuga {on}: {total}"))
    counts = Counter(finding.rule.rpartition("#")[2] for finding in findings)
    for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"  {count:>3}  {rule}"
