"""Is there a seal of ours in this file, and is everything still as it was sealed?

The file is not opened as a PDF: whoever sends one in may be anybody. A seal covers every byte before and after its own
digits, so it is enough to find where it says it lies, and to reckon the hash of the rest. Neither unpacking nor any
object of the file is needed, and nothing in it can lead astray.
"""

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from okportal.documents.models import SealCertificate

BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s*\]")
# When it was sealed, among what the seal covers; pyHanko writes all but letters and figures in octal.
TIME = re.compile(rb"/M\s*\(D:(\d{14})([+-]\d\d)'(\d\d)")
OCTAL = re.compile(rb"\\([0-7]{3})")
MOST_SEALS = 8  # that are looked at; our files have one
MOST_DIGITS = 40_000  # of one seal, hexadecimal


@dataclass(frozen=True)
class SealReport:
    """`is_ours`: a certificate of the office is in a seal. `is_intact`: what it covers is what was sealed.

    `length`: how many bytes it covers, counted from the first; `is_added_to`: the file goes on after them.
    """

    has_seal: bool = False
    is_ours: bool = False
    is_intact: bool = False
    is_added_to: bool = False
    length: int = 0
    sealed_at: datetime.datetime | None = None
    fingerprint: str = ""  # SHA-256 of the certificate, hexadecimal
    sealed_by: str = ""  # common name in the certificate

    @property
    def is_whole(self) -> bool:
        return self.is_ours and self.is_intact and not self.is_added_to


@dataclass(frozen=True)
class _Seal:
    end: int
    digest: bytes
    digits: bytes
    words: bytes  # of the seal's own object, after its digits


def check(content: bytes, certificates: Iterable[SealCertificate]) -> SealReport:
    """What is to be said of the seal in `content`, known by these certificates; never raises, whatever is in the file.

    Of several seals the best: one that is whole, then one that is intact, then one that names a certificate of ours.
    """
    known = {row.fingerprint: row for row in certificates}
    reports = [_report(seal, known, len(content)) for seal in _seals(content)]
    return max(reports, key=lambda report: (report.is_whole, report.is_intact, report.is_ours), default=SealReport())


def _seals(content) -> Iterator[_Seal]:
    for number, found in enumerate(BYTE_RANGE.finditer(content)):
        if number == MOST_SEALS:
            return
        start, length, after, rest = (int(figure) for figure in found.groups())
        digits = content[length:after]
        # From the first byte to the end but for the digits, and over what it says of itself: nothing can hide between.
        fits = start == 0 and length < after <= after + rest <= len(content)
        covers_itself = found.end() <= length or (after <= found.start() and found.end() <= after + rest)
        are_digits = digits.startswith(b"<") and digits.endswith(b">") and len(digits) <= MOST_DIGITS
        if not (fits and covers_itself and are_digits):
            continue
        digest = hashlib.sha256(content[:length])
        digest.update(content[after : after + rest])
        yield _Seal(after + rest, digest.digest(), digits[1:-1], content[after : content.find(b"endobj", after)][:1000])


def _report(seal, known, length) -> SealReport:
    try:
        signed_data = cms.ContentInfo.load(bytes.fromhex(seal.digits.decode("ascii")))["content"]
        embedded = signed_data["certificates"][0].chosen
        fingerprint = hashlib.sha256(embedded.dump()).hexdigest()
        if fingerprint not in known:
            return SealReport(has_seal=True, length=seal.end)
        certificate = x509.load_pem_x509_certificate(known[fingerprint].certificate.encode())
        info = signed_data["signer_infos"][0]
        is_intact = _is_intact(info, certificate, seal.digest)
        return SealReport(
            has_seal=True, is_ours=True, is_intact=is_intact, is_added_to=seal.end < length, length=seal.end,
            sealed_at=_time(seal.words) if is_intact else None, fingerprint=fingerprint,
            sealed_by=certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)[0].value,
        )  # fmt: skip
    except Exception:  # asn1crypto reads lazily, and raises whatever a broken structure leads it to
        return SealReport(has_seal=True, length=seal.end)


def _is_intact(info, certificate, digest) -> bool:
    own = asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
    try:
        return all(validate_sig_integrity(info, own, expected_content_type="data", actual_digest=digest))
    except Exception:  # as above, and pyHanko's own words for algorithms that are none of ours
        return False


def _time(words) -> datetime.datetime | None:
    """The server's clock when it was sealed, as PAdES keeps it (EN 319 142-1, 5.3)."""
    found = TIME.search(OCTAL.sub(lambda octal: bytes([int(octal[1], 8) % 256]), words))
    if not found:
        return None
    digits, hours, minutes = (part.decode() for part in found.groups())
    return datetime.datetime.strptime(f"{digits}{hours}{minutes}", "%Y%m%d%H%M%S%z")
