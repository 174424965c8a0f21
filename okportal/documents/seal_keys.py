"""With which key does an office seal, and by which certificate is its seal known?

The private key is derived from a master key of the server and kept nowhere: a copy of the database cannot seal, and
whoever has the master key needs no other backup (ADR 0018).
"""

import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from okportal.audit.actions import record
from okportal.documents.models import SealCertificate
from okportal.errors import Refused
from okportal.offices.models import Office

CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256 (FIPS 186-4, D.1.2.3)
# 128 bits more than the order: taken modulo it, no scalar is likelier than another (FIPS 186-5, A.2.1).
DERIVED_BYTES = 48
YEARS = 10
MOST_LETTERS = 64  # of a common name (RFC 5280, ub-common-name)


def private_key(office: Office, key_version: str) -> ec.EllipticCurvePrivateKey:
    """The office's own key under one master key; KeyError when the server no longer has that master key."""
    info = f"okportal.seal|{office.pk}|{key_version}".encode()
    master = settings.SEAL_KEYS[key_version]
    derived = HKDF(hashes.SHA256(), DERIVED_BYTES, salt=None, info=info).derive(master)
    return ec.derive_private_key(int.from_bytes(derived) % (ORDER - 1) + 1, CURVE)


@atomic
def current_certificate(office: Office) -> SealCertificate:
    """The certificate of the key one seals with today; made at the office's first seal, and only once.

    Two who seal at the same time wait for each other at the unique row, and get the same certificate.
    Refused when it has run out, and when another master key has been given its id: then the server needs a new one.
    """
    version = settings.SEAL_KEY_CURRENT
    found = SealCertificate.objects.filter(office=office, key_version=version).first()
    if found is None:
        made = _fields(make_certificate(office, version, timezone.now()))
        found, is_new = SealCertificate.objects.get_or_create(office=office, key_version=version, defaults=made)
        if is_new:
            record(None, "seal.certificate_made", found, key=version, sha256=found.fingerprint)
    if _public_key(found) != private_key(office, version).public_key():  # one id, two master keys
        raise Refused(
            _("The key of the office's seal is not the one its certificate was made for."),
            way_out=_("Ask whoever runs the server to give the new seal key an id of its own."),
        )
    if found.valid_to <= timezone.now():
        raise Refused(
            _("The certificate of the office's seal has run out."),
            way_out=_("Ask whoever runs the server to put a new seal key first."),
        )
    return found


def make_certificate(office: Office, key_version: str, now: datetime.datetime) -> x509.Certificate:
    """Self-signed: the seal says "unchanged since this office sealed it", and the portal knows its own."""
    key = private_key(office, key_version)
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, office.name[:MOST_LETTERS]),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, office.name[:MOST_LETTERS]),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, office.organisation_number),
            x509.NameAttribute(NameOID.COUNTRY_NAME, "NO"),
        ]
    )
    from_at = now.replace(microsecond=0)
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only",
         "decipher_only"), False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(from_at)
        .not_valid_after(from_at + datetime.timedelta(days=365 * YEARS + 3))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _public_key(row: SealCertificate):
    return x509.load_pem_x509_certificate(row.certificate.encode()).public_key()


def _fields(certificate: x509.Certificate) -> dict:
    return {
        "certificate": certificate.public_bytes(serialization.Encoding.PEM).decode(),
        "fingerprint": certificate.fingerprint(hashes.SHA256()).hex(),
        "valid_from": certificate.not_valid_before_utc,
        "valid_to": certificate.not_valid_after_utc,
    }
