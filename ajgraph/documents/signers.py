"""Certificates: who the signer is, without personal code, and whether a signature value belongs to the key."""

from __future__ import annotations

import warnings
from typing import Final

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from ajgraph.documents.personal_codes import harmless
from ajgraph.documents.signed_xml import Flaw, Unchecked, unsupported
from ajgraph.language import Bilingual

ASN1_DAMAGE: Final = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError,
)  # fmt: skip
"""What asn1crypto and cryptography raise of damaged bytes."""

_MORE: Final = "http://www.w3.org/2001/04/xmldsig-more#"
_MGF1: Final = "http://www.w3.org/2007/05/xmldsig-more#"
_HASHES: Final[dict[str, hashes.HashAlgorithm]] = {
    "sha224": hashes.SHA224(),
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
"""SHA-1 and MD5 are left out: whoever can find two texts with one digest can swap a signed document."""

DIGESTS: Final = {
    "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
    "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
    f"{_MORE}sha224": "sha224",
    f"{_MORE}sha384": "sha384",
}
"""Names of hashlib by the addresses of XML Signature."""

_METHODS: Final = {
    **{f"{_MORE}rsa-{name}": ("rsa", name) for name in _HASHES},
    **{f"{_MORE}ecdsa-{name}": ("ecdsa", name) for name in _HASHES},
    **{f"{_MGF1}{name}-rsa-MGF1": ("pss", name) for name in _HASHES},
}
_MIN_RSA_BITS: Final = 1024
"""Estonian identity cards had keys of 1024 bits until 2011."""
_MAX_RSA_BITS: Final = 8192
"""Larger ones take long and nobody has them."""


def certificate(der: bytes) -> x509.Certificate | None:
    """Return the certificate in ``der``; None for what is none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # odd but readable certificates
        try:
            return x509.load_der_x509_certificate(der)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            return None


def name_in(found: x509.Certificate) -> str:
    """Return given name and surname, or the name of the body that sealed; "" where none is stated.

    The personal code, which Estonian certificates carry twice (in serialNumber and in the common name
    "SURNAME,GIVEN,CODE"), is never part of the result.
    """
    given, surname = _attribute(found, NameOID.GIVEN_NAME), _attribute(found, NameOID.SURNAME)
    if not (given and surname):
        # A part with digits is a code; an institution's name ("Rannaamet, arhiiv") stays whole.
        whole = _attribute(found, NameOID.COMMON_NAME)
        parts = [part.strip() for part in whole.split(",")]
        if len(parts) == 3 and any(sign.isdigit() for sign in parts[2]):
            surname, given = parts[:2]
        else:
            given, surname = whole, ""
    name = f"{given} {surname}"
    serial = _attribute(found, NameOID.SERIAL_NUMBER)
    for code in (serial, serial.rpartition("-")[2]):
        if len(code) > 4:
            name = name.replace(code, "")
    return harmless(name)


def _attribute(found: x509.Certificate, oid: x509.ObjectIdentifier) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            values = [one.value for one in found.subject.get_attributes_for_oid(oid)]
        except (ValueError, TypeError):
            return ""
    return next((value.strip() for value in values if isinstance(value, str)), "")


def check_value(found: x509.Certificate, algorithm: str | None, value: bytes, signed: bytes) -> None:
    """Check a signature value as XML Signature writes it (ECDSA as r and s side by side); raises :class:`Flaw`."""
    if algorithm not in _METHODS:
        raise unsupported(algorithm)
    scheme, name = _METHODS[algorithm]
    digest = _HASHES[name]
    try:
        key = _key(found)
        if isinstance(key, rsa.RSAPublicKey) and scheme != "ecdsa":
            if not _MIN_RSA_BITS <= key.key_size <= _MAX_RSA_BITS:
                raise unsupported(f"RSA-{key.key_size}")
            fill = (
                padding.PSS(padding.MGF1(digest), digest.digest_size)
                if scheme == "pss"
                else padding.PKCS1v15()
            )
            key.verify(value, signed, fill, digest)
        elif isinstance(key, ec.EllipticCurvePublicKey) and scheme == "ecdsa":
            half = (key.key_size + 7) // 8
            if len(value) != 2 * half:
                raise _wrong_value()
            r, s = int.from_bytes(value[:half]), int.from_bytes(value[half:])
            key.verify(encode_dss_signature(r, s), signed, ec.ECDSA(digest))
        else:
            raise _wrong_value()
    except InvalidSignature:
        raise _wrong_value() from None
    except (*ASN1_DAMAGE, UnsupportedAlgorithm):
        raise _bad_key() from None


def _key(found: x509.Certificate) -> CertificatePublicKeyTypes:
    """Return the key of a certificate, also where its RSA modulus lacks the sign byte.

    Estonian identity cards of 2012-2016 were issued like that, and OpenSSL takes the number for a negative one.
    """
    try:
        return found.public_key()
    except ValueError:
        info = asn1_x509.Certificate.load(found.public_bytes(Encoding.DER)).public_key
        if info.algorithm != "rsa":
            raise
        numbers = info["public_key"].parsed
        modulus = int.from_bytes(numbers["modulus"].contents, "big")
        return rsa.RSAPublicNumbers(numbers["public_exponent"].native, modulus).public_key()


def _wrong_value() -> Flaw:
    return Flaw(
        Bilingual(
            en="the signature value does not match what was signed and the key of the certificate",
            et="allkirja väärtus ei vasta allkirjastatud andmetele ja sertifikaadi võtmele",
        )
    )


def _bad_key() -> Unchecked:
    return Unchecked(
        Bilingual(
            en="the key in its certificate is written in a way that is not read here",
            et="sertifikaadi võti on kirjutatud viisil, mida siin ei loeta",
        )
    )
