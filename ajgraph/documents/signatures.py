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

from ajgraph.documents.archive import label_of
from ajgraph.documents.contents import Signature
from ajgraph.documents.personal_codes import harmless
from ajgraph.documents.signed_xml import (
    DS,
    XADES,
    Element,
    Flaw,
    Unchecked,
    bytes_of,
    canonical,
    child,
    children,
    parse,
    text_of,
    unsupported,
)
from ajgraph.documents.signers import DIGESTS, certificate, check_value, name_in
from ajgraph.documents.timestamps import stamped_at
from ajgraph.language import Bilingual
from ajgraph.signature import State

_MAX_REFERENCES: Final = 3_000
"""More than a container may have files."""
_MAX_CERTIFICATES: Final = 10
_MAX_NAMES: Final = 3


class DataFiles:
    """The files a signature may cover: found by the name a signature gives, each digested once an algorithm."""

    def __init__(
        self, files: Mapping[str, tuple[str, bytes | None]], besides: Mapping[str, bytes | None]
    ) -> None:
        """Take documents by the name written in the container (in NFC), each with the name to show, and files besides.

        Bytes are None for a file that could not be unpacked.
        """
        self._files = files
        self._besides = besides
        self._digests: dict[tuple[str, str], bytes] = {}

    def find(self, address: str) -> str | None:
        """Return the key of the file that a relative address names; None for none."""
        for name in (unquote(address, errors="replace"), address):
            if (key := unicodedata.normalize("NFC", name)) in self._files or key in self._besides:
                return key
        return None

    def label(self, key: str) -> str:
        """Return the name to show."""
        return self._files[key][0] if key in self._files else label_of(key)

    def digest(self, key: str, algorithm: str) -> bytes | None:
        """Return the digest of a file by an algorithm of hashlib; None for a file that could not be unpacked."""
        if (key, algorithm) not in self._digests:
            content = self._files[key][1] if key in self._files else self._besides[key]
            if content is None:
                return None
            self._digests[key, algorithm] = hashlib.new(algorithm, content).digest()
        return self._digests[key, algorithm]

    def labels(self, keys: set[str]) -> tuple[str, ...]:
        """Return the names to show of the documents among ``keys``."""
        return tuple(sorted(self._files[key][0] for key in keys if key in self._files))

    def others(self, keys: set[str]) -> list[str]:
        """Return the names to show of the documents that are not among ``keys``."""
        return sorted(file[0] for key, file in self._files.items() if key not in keys)


def read(content: bytes, files: DataFiles, most: int) -> tuple[Signature, ...]:
    """Return the signatures of one ``signatures.xml``, ``most`` of them at most.

    A file that holds none that can be read gives one that is not intact.
    """
    try:
        root = parse(content)
        found = [root] if root.tag == f"{{{DS}}}Signature" else children(root, "Signature")
        if not found:
            raise _no_signature()
    except Flaw as flaw:
        return (unknown("not intact", flaw.message),)
    read = tuple(_signature(one, files) for one in found[:most])
    return read if len(found) <= most else (*read, unknown("not checked", _too_many()))


def claimed(signature: Element) -> tuple[str, str | None, datetime | None]:
    """Return signer, role and time as a signature states them, checked or not."""
    return _claims(_first_certificate(signature), _properties(signature))


def unknown(state: State, problem: Bilingual) -> Signature:
    """Return a signature of which nothing is known but why."""
    return Signature("", None, None, state, problem=problem)


def _signature(signature: Element, files: DataFiles) -> Signature:
    properties = _properties(signature)
    found = _first_certificate(signature)
    covered: set[str] = set()
    state: State = "intact"
    problem: Bilingual | None = None
    try:
        properties = _one_properties(signature)
        found = _named_certificate(signature, properties)
        _check_signed_info(signature, found)
        _check_references(signature, properties, files, covered)
        if left_out := files.others(covered):
            problem = _leaves_out(left_out)
    except Flaw as flaw:
        state, problem = ("not checked" if isinstance(flaw, Unchecked) else "not intact"), flaw.message
    signer, role, signed_at = _claims(found, properties)
    return Signature(
        signer, role, signed_at, state, files.labels(covered), problem, stamped_at=stamped_at(signature)
    )


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


def _check_references(signature: Element, properties: Element, files: DataFiles, covered: set[str]) -> None:
    """Check every digest and put the files that agree into ``covered``; raises the worst :class:`Flaw`."""
    flaws: list[Flaw] = []
    references = children(child(signature, "SignedInfo"), "Reference")
    own = "#" + properties.get("Id", "")
    to_properties = [one for one in references if one.get("URI", "") == own != "#"]
    try:
        if len(to_properties) != 1:  # more would only cost time
            raise _properties_changed()
        _check_properties(to_properties[0], properties)
    except Flaw as flaw:
        flaws.append(flaw)
    for reference in references[:_MAX_REFERENCES]:
        if (address := reference.get("URI", "")) == own != "#":
            continue
        try:
            covered.add(_check_file(reference, address, files))
        except Flaw as flaw:
            flaws.append(flaw)
    if len(references) > _MAX_REFERENCES:
        flaws.append(
            Unchecked(
                Bilingual(
                    en="it signs more files than are looked at",
                    et="sellega on allkirjastatud rohkem faile, kui läbi vaadatakse",
                )
            )
        )
    if flaws:  # what is wrong comes before what is not checked
        raise min(flaws, key=lambda flaw: isinstance(flaw, Unchecked))


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
        raise Unchecked(
            Bilingual(
                en="it also signs something that is no file, which is not checked here",
                et="sellega on allkirjastatud ka midagi, mis ei ole fail ja mida siin ei kontrollita",
            )
        )
    if transforms := _transforms(reference):
        raise unsupported(transforms[0].get("Algorithm"))
    algorithm, expected = _digest_of(reference)
    key = files.find(address)
    if key is None:
        name = label_of(unquote(address, errors="replace"))
        raise Flaw(
            Bilingual(
                en=f"the signed document {name} is missing from the container",
                et=f"allkirjastatud dokumenti {name} ümbrikus ei ole",
            )
        )
    if (found := files.digest(key, algorithm)) is None:
        name = files.label(key)
        raise Unchecked(
            Bilingual(
                en=f"the signed document {name} cannot be unpacked",
                et=f"allkirjastatud dokumenti {name} ei saa lahti pakkida",
            )
        )
    if found != expected:
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


def _too_many() -> Bilingual:
    return Bilingual(
        en="there are more signatures than are looked at",
        et="allkirju on rohkem, kui läbi vaadatakse",
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
