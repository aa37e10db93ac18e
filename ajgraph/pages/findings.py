"""Findings as a page: grouped by gravity, each with its sentence, place, basis and remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from ajgraph.findings import SEVERITY_WORDS, Finding, Severity, rule_name
from ajgraph.language import Bilingual, on_day

_MARKS: dict[Severity, str] = {"violation": "✗", "warning": "!", "info": "i"}


def findings_page(findings: Sequence[Finding], on: date) -> str:
    """Return the findings as text, the gravest first, with a count by rule at the end."""
    return "\n".join(_lines(findings, on)) + "\n"


def _lines(findings: Sequence[Finding], on: date) -> Iterator[str]:
    day = on_day(on)
    if not findings:
        yield str(Bilingual(f"No findings as of {day.en}.", f"Seisuga {day.et} leide pole."))
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
    yield str(
        Bilingual(
            f"{total} finding{'s' if total > 1 else ''} as of {day.en}:", f"Leide seisuga {day.et}: {total}"
        )
    )
    counts = Counter(finding.rule for finding in findings)
    for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"  {count:>3}  {rule_name(rule)}"


def findings_table(findings: Sequence[Finding]) -> tuple[tuple[str, ...], list[tuple[str | int | None, ...]]]:
    """Return headers and rows of the findings for people, in the current language, the gravest first."""
    headers = (
        Bilingual("severity", "raskus"),
        Bilingual("rule", "reegel"),
        Bilingual("post", "ametikoht"),
        Bilingual("message", "sõnum"),
        Bilingual("document", "dokument"),
        Bilingual("line", "rida"),
    )
    rows: list[tuple[str | int | None, ...]] = [
        (
            str(SEVERITY_WORDS[finding.severity]),
            str(rule_name(finding.rule)),
            finding.post_label,
            str(finding.message),
            finding.document,
            finding.line,
        )
        for finding in findings
    ]
    return tuple(str(header) for header in headers), rows
