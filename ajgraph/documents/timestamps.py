"""Time stamps (RFC 3161) of a XAdES signature: when it existed at the latest, as the stamp states.

Whether the stamp was issued by an authority is not looked at, only that it was made of this very signature value.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Final

from asn1crypto import cms, tsp

from ajgraph.documents.signed_xml import XADES, Element, Flaw, bytes_of, canonical, child, children
from ajgraph.documents.signers import ASN1_DAMAGE

_MAX_STAMPS: Final = 10
_MAX_BYTES: Final = 64 * 1024
"""A stamp with the certificates of its chain has ten."""
_DIGESTS: Final = ("sha224", "sha256", "sha384", "sha512")


def stamped_at(signature: Element) -> datetime | None:
    """Return the earliest time, in UTC, that a time stamp of the value of ``signature`` states; None without one."""
    value = child(signature, "SignatureValue")
    if value is None:
        return None
    stamps = [
        (children(stamp, "CanonicalizationMethod"), token)
        for place in children(signature, "Object")
        for qualifying in children(place, "QualifyingProperties", XADES)
        for unsigned in children(qualifying, "UnsignedProperties", XADES)
        for properties in children(unsigned, "UnsignedSignatureProperties", XADES)
        for stamp in children(properties, "SignatureTimeStamp", XADES)
        for token in children(stamp, "EncapsulatedTimeStamp", XADES)
    ]
    found = []
    for forms, token in stamps[:_MAX_STAMPS]:
        try:
            stamped = canonical(value, forms[0] if forms else None)
        except Flaw:
            continue
        found.append(_time(bytes_of(token), stamped))
    return min((time for time in found if time is not None), default=None)


def _time(token: bytes, stamped: bytes) -> datetime | None:
    if len(token) > _MAX_BYTES:
        return None
    try:
        content = cms.ContentInfo.load(token)["content"]["encap_content_info"]["content"].parsed
        if not isinstance(content, tsp.TSTInfo):
            return None
        imprint = content["message_imprint"]
        algorithm, digest = imprint["hash_algorithm"]["algorithm"].native, imprint["hashed_message"].native
        time = content["gen_time"].native
    except ASN1_DAMAGE:
        return None
    if algorithm not in _DIGESTS or hashlib.new(algorithm, stamped).digest() != digest:
        return None
    return time.astimezone(UTC) if isinstance(time, datetime) and time.tzinfo is not None else None
