"""Signatures as JSON, in ``source.signatures`` of a description."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast, get_args

from ajgraph.json_node import Node
from ajgraph.language import Bilingual
from ajgraph.signature import Signature, State


def signature_to_json(signature: Signature) -> dict[str, Any]:
    """Return ``signature`` as JSON data; its problem in the current language."""

    def iso(moment: datetime | None) -> str | None:
        return moment.isoformat() if moment else None

    return {
        "signer": signature.signer,
        "role": signature.role,
        "signed_at": iso(signature.signed_at),
        "stamped_at": iso(signature.stamped_at),
        "state": signature.state,
        "problem": str(signature.problem) if signature.problem else None,
    }


def signature_from(node: Node) -> Signature:
    """Return the signature that :func:`signature_to_json` wrote; raises ``UnreadableInput`` for anything else."""
    problem = node["problem"].optional_string()
    return Signature(
        node["signer"].string(),
        node["role"].optional_string(),
        node["signed_at"].moment(),
        cast("State", node["state"].one_of(get_args(State))),
        Bilingual(problem, problem) if problem is not None else None,
        node["stamped_at"].moment(),
    )
