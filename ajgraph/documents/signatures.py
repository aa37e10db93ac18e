"""XAdES signatures (ETSI EN 319 132, XML Signature): signer, role and time read; value and digests checked.

What is checked and what is not stands in :class:`~ajgraph.documents.contents.Signature`. Other kinds of signature are
named as not checked.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final
from urllib.parse import unquote

from cryptography import x509

from ajgraph.documents.contents import Signature
from ajgraph.documents.signed_xml import (
    DS,
    XADES,
    Element,
    Flaw,
    bytes_of,
    canonical,
    child,
    children,
    parse,
    text_of,
    unsupported,
)
from ajgraph.documents.signers import DIGESTS, certificate, check_value, harmless, name_in
from ajgraph.language import Bilingual

MAX_SIGNATURES: Final = 100
"""Signatures in one file."""
_MAX_CERTIFICATES: Final = 10
_MAX_NAMES: Final = 3


class DataFiles:
    """The files a signature may cover: found by the name a signature gives, each digested once an algorithm."""

    def __init__(self, files: Mapping[str, tuple[str, bytes]]) -> None:
        """``files``: name as written in the container (in NFC) → the name to show, and the bytes."""
        self._files = files
        self._digests: dict[tuple[str, str], bytes] = {}

    def find(self, address: str) -> str | None:
        """Return the key of the file that a relative address names; None for none."""
        for name in (unquote(address, errors="replace"), address):
            if (key := unicodedata.normalize("NFC", name)) in self._files:
                return key
        return None

    def label(self, key: str) -> str:
        """Return the name to show."""
        return self._files[key][0]

    def digest(self, key: str, algorithm: str) -> bytes:
        """Return the digest of a file by an algorithm of hashlib."""
        if (key, algorithm) not in self._digests:
            self._digests[key, algorithm] = hashlib.new(algorithm, self._files[key][1]).digest()
        return self._digests[key, algorithm]

    def others(self, keys: set[str]) -> list[str]:
        """Return the names to show of the files that are not among ``keys``."""
        return sorted(file[0] for key, file in self._files.items() if key not in keys)


def read(content: bytes, files: DataFiles) -> tuple[Signature, ...]:
    """Return the signatures of one ``signatures.xml``; a file that holds none that can be read gives a broken one."""
    try:
        root = parse(content)
        found = [root] if root.tag == f"{{{DS}}}Signature" else children(root, "Signature")
        if not found or len(found) > MAX_SIGNATURES:
            raise _no_signature()
    except Flaw as flaw:
        return (unchecked(flaw.message),)
    return tuple(_signature(one, files) for one in found)


def claimed(signature: Element) -> tuple[str, str | None, datetime | None]:
    """Return signer, role and time as a signature states them, checked or not."""
    return _claims(_first_certificate(signature), _properties(signature))


def unchecked(problem: Bilingual) -> Signature:
    """Return a signature of which nothing is known but why."""
    return Signature("", None, None, intact=False, covers=(), problem=problem)


def _signature(signature: Element, files: DataFiles) -> Signature:
    properties = _properties(signature)
    found = _first_certificate(signature)
    covered: set[str] = set()
    try:
        properties = _one_properties(signature)
        found = _named_certificate(signature, properties)
        _check_signed_info(signature, found)
        problem = _check_references(signature, properties, files, covered)
    except Flaw as flaw:
        problem = flaw.message
    intact = problem is None
    if intact and (left_out := files.others(covered)):
        problem = _leaves_out(left_out)
    signer, role, signed_at = _claims(found, properties)
    covers = tuple(sorted(map(files.label, covered)))
    return Signature(signer, role, signed_at, intact, covers, problem)


def _one_properties(signature: Element) -> Element:
    if (properties := _properties(signature)) is None:
        raise Flaw(
            Bilingual(
                en="it does not state when and with which certificate it was given",
                et="selles ei ole öeldud, millal ja millise sertifikaadiga see anti",
            )
        )
    return properties


def _properties(signature: Element) -> Element | None:
    """Return the one SignedProperties of a signature: by structure, so that no second one can stand in for it."""
    found = [
        properties
        for place in children(signature, "Object")
        for qualifying in children(place, "QualifyingProperties", XADES)
        for properties in children(qualifying, "SignedProperties", XADES)
    ]
    return found[0] if len(found) == 1 else None


def _certificates(signature: Element) -> list[bytes]:
    found = [
        bytes_of(one)
        for info in children(signature, "KeyInfo")
        for data in children(info, "X509Data")
        for one in children(data, "X509Certificate")
    ]
    return found[:_MAX_CERTIFICATES]


def _first_certificate(signature: Element) -> x509.Certificate | None:
    return next(filter(None, map(certificate, _certificates(signature))), None)


def _named_certificate(signature: Element, properties: Element) -> x509.Certificate:
    """Return the certificate whose digest is signed: without that, another one could be put in its place."""
    own = child(properties, "SignedSignatureProperties", namespace=XADES)
    for kind in ("SigningCertificateV2", "SigningCertificate"):
        named = child(own, kind, namespace=XADES)
        first = next(iter(children(named, "Cert", XADES)), None)
        if (digest := child(first, "CertDigest", namespace=XADES)) is None:
            continue
        algorithm, expected = _digest_of(digest)
        for der in _certificates(signature):
            if hashlib.new(algorithm, der).digest() == expected and (found := certificate(der)) is not None:
                return found
    raise Flaw(
        Bilingual(
            en="its certificate is missing or not the one that it names",
            et="sertifikaat puudub või ei ole see, mida allkirjas nimetatakse",
        )
    )


def _check_signed_info(signature: Element, found: x509.Certificate) -> None:
    info = child(signature, "SignedInfo")
    form, method = child(info, "CanonicalizationMethod"), child(info, "SignatureMethod")
    if info is None or form is None or method is None:
        raise _no_signature()
    value = bytes_of(child(signature, "SignatureValue"))
    check_value(found, method.get("Algorithm"), value, canonical(info, form))


def _check_references(
    signature: Element, properties: Element, files: DataFiles, covered: set[str]
) -> Bilingual | None:
    """Check every digest, put what agrees into ``covered`` and return the first problem."""
    problems: list[Bilingual] = []
    properties_signed = False
    own = "#" + properties.get("Id", "")
    for reference in children(child(signature, "SignedInfo"), "Reference"):
        address = reference.get("URI", "")
        try:
            if address == own != "#":
                _check_properties(reference, properties)
                properties_signed = True
            else:
                covered.add(_check_file(reference, address, files))
        except Flaw as flaw:
            problems.append(flaw.message)
    if not properties_signed and not problems:
        problems.append(_properties_changed().message)
    return next(iter(problems), None)


def _check_properties(reference: Element, properties: Element) -> None:
    algorithm, expected = _digest_of(reference)
    transforms = _transforms(reference)
    if len(transforms) > 1:
        raise unsupported(transforms[0].get("Algorithm"))
    written = canonical(properties, transforms[0] if transforms else None)
    if hashlib.new(algorithm, written).digest() != expected:
        raise _properties_changed()


def _check_file(reference: Element, address: str, files: DataFiles) -> str:
    if address.startswith("#") or not address:
        raise unsupported("Reference " + address)
    if transforms := _transforms(reference):
        raise unsupported(transforms[0].get("Algorithm"))
    algorithm, expected = _digest_of(reference)
    key = files.find(address)
    if key is None:
        name = harmless(unquote(address, errors="replace"))
        raise Flaw(
            Bilingual(
                en=f"the signed document {name} is missing from the container or cannot be unpacked",
                et=f"allkirjastatud dokumenti {name} ümbrikus ei ole või seda ei saa lahti pakkida",
            )
        )
    if files.digest(key, algorithm) != expected:
        name = files.label(key)
        raise Flaw(
            Bilingual(
                en=f"the document {name} has changed since it was signed",
                et=f"dokument {name} on pärast allkirjastamist muutunud",
            )
        )
    return key


def _transforms(reference: Element) -> list[Element]:
    return [one for outer in children(reference, "Transforms") for one in children(outer, "Transform")]


def _digest_of(parent: Element) -> tuple[str, bytes]:
    method = child(parent, "DigestMethod")
    algorithm = method.get("Algorithm") if method is not None else None
    if algorithm not in DIGESTS:
        raise unsupported(algorithm)
    return DIGESTS[algorithm], bytes_of(child(parent, "DigestValue"))


def _claims(
    found: x509.Certificate | None, properties: Element | None
) -> tuple[str, str | None, datetime | None]:
    own = child(properties, "SignedSignatureProperties", namespace=XADES)
    roles = [
        harmless(text_of(role))
        for kind in ("SignerRoleV2", "SignerRole")
        for role in children(child(own, kind, "ClaimedRoles", namespace=XADES), "ClaimedRole", XADES)
    ]
    return (
        name_in(found) if found is not None else "",
        ", ".join(filter(None, roles[:_MAX_NAMES])) or None,
        _time(text_of(child(own, "SigningTime", namespace=XADES))),
    )


def _time(text: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(text)
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _leaves_out(names: list[str]) -> Bilingual:
    more = len(names) - _MAX_NAMES
    listed = ", ".join(names[:_MAX_NAMES])
    return Bilingual(
        en=f"it does not cover {listed}" + (f" and {more} more" if more > 0 else ""),
        et=f"see ei hõlma järgmisi dokumente: {listed}" + (f" ja veel {more}" if more > 0 else ""),
    )


def _properties_changed() -> Flaw:
    return Flaw(
        Bilingual(
            en="what it says of itself (certificate, time, role) is not signed or has changed",
            et="allkirja enda andmed (sertifikaat, aeg, roll) ei ole allkirjastatud või on muutunud",
        )
    )


def _no_signature() -> Flaw:
    return Flaw(Bilingual(en="the signature file holds no signature", et="allkirja fail ei sisalda allkirja"))
