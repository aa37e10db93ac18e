"""Makes signed containers with keys of its own: ASiC-E, BDOC, DDOC and plain zip archives, whole or spoilt.

The canonical XML that is signed is written by hand here, so that the reader's canonical form is tested against another.
"""

from __future__ import annotations

import base64
import hashlib
import io
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import canonicalize

from asn1crypto import cms, core, tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

ASICE = "application/vnd.etsi.asic-e+zip"
CODE = "38001085718"
"""An invented personal code; no output may hold it."""

NAMESPACES = (
    ' xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"'
    ' xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"'
)
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
C14N11 = "http://www.w3.org/2006/12/xml-c14n11"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
RSA_SHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1"


@dataclass(frozen=True)
class Signer:
    """A key and its certificate; ``method`` is the algorithm its signatures name."""

    key: Any
    certificate: x509.Certificate
    method: str

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    def sign(self, data: bytes) -> bytes:
        if isinstance(self.key, rsa.RSAPrivateKey):
            if "MGF1" in self.method:
                return self.key.sign(data, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
            return self.key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        digest = hashes.SHA384() if "sha384" in self.method else hashes.SHA256()
        r, s = decode_dss_signature(self.key.sign(data, ec.ECDSA(digest)))
        half = (self.key.curve.key_size + 7) // 8
        return bytes(r.to_bytes(half, "big") + s.to_bytes(half, "big"))


@cache
def key_of(kind: str) -> Any:
    return (
        rsa.generate_private_key(65537, 2048) if kind == "rsa" else ec.generate_private_key(_CURVES[kind]())
    )


_CURVES: dict[str, Any] = {"p256": ec.SECP256R1, "p384": ec.SECP384R1}
_METHODS = {
    "rsa": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    "pss": "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
    "p256": "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
    "p384": "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
}


@cache
def signer(
    kind: str = "p256",
    surname: str | None = "VÕSAMÄE",
    given: str | None = "ANNE-LIIS",
    common: str = f"VÕSAMÄE,ANNE-LIIS,{CODE}",
    serial: str = f"PNOEE-{CODE}",
) -> Signer:
    """Return someone with a certificate as Estonian cards carry it: the personal code in two places."""
    key = key_of("rsa" if kind == "pss" else kind)
    parts = [
        (NameOID.COUNTRY_NAME, "EE"),
        (NameOID.COMMON_NAME, common),
        (NameOID.SURNAME, surname),
        (NameOID.GIVEN_NAME, given),
        (NameOID.SERIAL_NUMBER, serial),
    ]
    name = x509.Name([x509.NameAttribute(oid, text) for oid, text in parts if text])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Nobody's authority")]))
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1))
        .not_valid_after(datetime(2025, 1, 1))
        .add_extension(
            x509.KeyUsage(False, True, False, False, False, False, False, False, False), critical=True
        )  # non-repudiation alone, as on Estonian cards
        .sign(key, hashes.SHA256())
    )
    return Signer(key, certificate, _METHODS[kind])


@dataclass(frozen=True)
class Spec:
    """How a signature is made; what tests spoil is a field of its own."""

    by: Signer = field(default_factory=signer)
    time: str = "2024-02-12T09:30:00Z"
    role: str = ""
    form: str = C14N11
    method: str | None = None
    certificate: Signer | None = None
    """The certificate that is put in, if it is not the signer's."""
    stamped: datetime | None = None
    stamp_of: bytes | None = None
    """What the time stamp is made of, if it is not the signature value."""
    besides: str = ""
    """References as XML, after those of the files."""
    signs_properties: bool = True
    change: Callable[[str], str] = field(default=lambda xml: xml)
    """What is done to the finished XML."""


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def digest(data: bytes) -> str:
    return (
        f'<ds:DigestMethod Algorithm="{SHA256}"></ds:DigestMethod>'
        f"<ds:DigestValue>{b64(hashlib.sha256(data).digest())}</ds:DigestValue>"
    )


def alone(xml: str, form: str) -> bytes:
    """Return an element, written canonically inside its document, in canonical form by itself."""
    head, blank, rest = xml.partition(" ")
    whole = f"{head}{NAMESPACES}{blank}{rest}"
    return (canonicalize(whole) if form == EXCLUSIVE else whole).encode()


def signature_xml(files: Mapping[str, bytes], spec: Spec | None = None) -> bytes:
    """Return ``signatures0.xml`` over ``files`` by name."""
    spec = spec or Spec()
    role = (
        f"<xades:SignerRole><xades:ClaimedRoles><xades:ClaimedRole>{spec.role}</xades:ClaimedRole>"
        "</xades:ClaimedRoles></xades:SignerRole>"
        if spec.role
        else ""
    )
    properties = (
        '<xades:SignedProperties Id="S0-props"><xades:SignedSignatureProperties>'
        f"<xades:SigningTime>{spec.time}</xades:SigningTime>"
        f"<xades:SigningCertificate><xades:Cert><xades:CertDigest>{digest(spec.by.der)}</xades:CertDigest>"
        f"</xades:Cert></xades:SigningCertificate>{role}"
        "</xades:SignedSignatureProperties></xades:SignedProperties>"
    )
    references = [
        f'<ds:Reference Id="r{number}" URI="{quote(name)}">{digest(data)}</ds:Reference>'
        for number, (name, data) in enumerate(files.items())
    ]
    if spec.signs_properties:
        references.append(
            '<ds:Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#S0-props"><ds:Transforms>'
            f'<ds:Transform Algorithm="{spec.form}"></ds:Transform></ds:Transforms>'
            f"{digest(alone(properties, spec.form))}</ds:Reference>"
        )
    info = (
        f'<ds:SignedInfo Id="S0-info"><ds:CanonicalizationMethod Algorithm="{spec.form}">'
        f'</ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="{spec.method or spec.by.method}">'
        f"</ds:SignatureMethod>{''.join(references)}{spec.besides}</ds:SignedInfo>"
    )
    value = (
        f'<ds:SignatureValue Id="S0-value">{b64(spec.by.sign(alone(info, spec.form)))}</ds:SignatureValue>'
    )
    unsigned = ""
    if spec.stamped is not None:
        token = b64(stamp(spec.stamp_of or alone(value, spec.form), spec.stamped))
        unsigned = (
            "<xades:UnsignedProperties><xades:UnsignedSignatureProperties><xades:SignatureTimeStamp>"
            f'<ds:CanonicalizationMethod Algorithm="{spec.form}"></ds:CanonicalizationMethod>'
            f"<xades:EncapsulatedTimeStamp>{token}</xades:EncapsulatedTimeStamp></xades:SignatureTimeStamp>"
            "</xades:UnsignedSignatureProperties></xades:UnsignedProperties>"
        )
    certificate = b64((spec.certificate or spec.by).der)
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<asic:XAdESSignatures{NAMESPACES}>'
        f'<ds:Signature Id="S0">{info}{value}'
        f"<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data>"
        f'</ds:KeyInfo><ds:Object><xades:QualifyingProperties Target="#S0">{properties}{unsigned}'
        "</xades:QualifyingProperties></ds:Object></ds:Signature></asic:XAdESSignatures>"
    )
    return spec.change(xml).encode()


def stamp(of: bytes, time: datetime) -> bytes:
    """Return a time stamp token of nobody's authority."""
    info = tsp.TSTInfo(
        {
            "version": "v1",
            "policy": "1.2.3",
            "message_imprint": {
                "hash_algorithm": {"algorithm": "sha256"},
                "hashed_message": hashlib.sha256(of).digest(),
            },
            "serial_number": 1,
            "gen_time": time,
        }
    )
    content = {
        "content_type": "tst_info",
        "content": core.ParsableOctetString(info.dump()).retag({"explicit": 0}),
    }
    signed = {"version": "v3", "digest_algorithms": [], "encap_content_info": content, "signer_infos": []}
    token: bytes = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)}).dump()
    return token


def manifest(names: Sequence[str], kind: str = ASICE) -> bytes:
    entries = "".join(
        f'<m:file-entry m:full-path="{name}" m:media-type="application/octet-stream"/>' for name in names
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        f' m:version="1.2"><m:file-entry m:full-path="/" m:media-type="{kind}"/>{entries}</m:manifest>'
    ).encode()


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], stored: bool = False) -> bytes:
    """Return a zip archive of ``entries`` in their order, names twice or not."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, data in entries:
            flat = stored or name == "mimetype"
            archive.writestr(name, data, compress_type=zipfile.ZIP_STORED if flat else zipfile.ZIP_DEFLATED)
    return made.getvalue()


def asice(
    files: Mapping[str, bytes],
    *specs: Spec,
    mimetype: str | None = ASICE,
    besides: Sequence[tuple[str | zipfile.ZipInfo, bytes]] = (),
    listed: bytes | None = None,
    swapped: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a container of ``files`` with a signature for each of ``specs``.

    ``besides``: entries that no signature covers; ``swapped``: what is put in place of the signed files.
    """
    return zipped(
        *([("mimetype", mimetype.encode())] if mimetype is not None else []),
        ("META-INF/manifest.xml", manifest([*files]) if listed is None else listed),
        *(swapped if swapped is not None else files).items(),
        *besides,
        *((f"META-INF/signatures{n}.xml", signature_xml(files, spec)) for n, spec in enumerate(specs)),
    )


def ddoc(files: Mapping[str, bytes], by: Signer | None = None, kind: str = "EMBEDDED_BASE64") -> bytes:
    """Return a DDOC 1.3 whose signature states signer and time (it is not computed: nobody checks it)."""
    inside = "".join(
        f'<DataFile ContentType="{kind}" Filename="{name}" Id="D{number}" MimeType="text/plain">{b64(data)}\n</DataFile>'
        for number, (name, data) in enumerate(files.items())
    )
    ds, xades = "http://www.w3.org/2000/09/xmldsig#", "http://uri.etsi.org/01903/v1.1.1#"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<SignedDoc format="DIGIDOC-XML" version="1.3"'
        f' xmlns="http://www.sk.ee/DigiDoc/v1.3.0#">{inside}<Signature Id="S0" xmlns="{ds}"><SignedInfo/>'
        f"<KeyInfo><X509Data><X509Certificate>{b64((by or signer()).der)}</X509Certificate></X509Data></KeyInfo>"
        f'<Object><QualifyingProperties xmlns="{xades}"><SignedProperties Id="S0-p"><SignedSignatureProperties>'
        "<SigningTime>2012-02-12T09:30:00Z</SigningTime></SignedSignatureProperties></SignedProperties>"
        "</QualifyingProperties></Object></Signature></SignedDoc>"
    ).encode()


def stamped_at() -> datetime:
    return datetime(2024, 2, 12, 9, 31, tzinfo=UTC)
