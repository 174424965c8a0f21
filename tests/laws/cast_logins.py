"""How does one person of the cast log in: second factors of every kind?"""

from hashlib import sha256

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

from okportal.permissions import Role


def add_second_factors(cast):
    """An app that shows codes, recovery codes, a passkey, and a browser that is logged in."""
    rows, mark = cast.rows, cast.mark
    reader = cast.users[Role.READER]
    TOTP.activate(reader, generate_totp_secret())
    RecoveryCodes.activate(reader)
    passkey = Authenticator.objects.create(
        user=reader, type=Authenticator.Type.WEBAUTHN, data={"name": f"{mark} nøkkel", "credential": credential()}
    )
    rows.passkeys = [passkey]
    UserSession.objects.create(user=reader, session_key=mark, ip="192.0.2.1", user_agent=f"{mark} nettleser")


def credential() -> dict:
    """What a browser sends when a passkey is made; of the right shape, good for no login."""
    public_key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    attested = AttestedCredentialData.create(b"\0" * 16, b"passkey", public_key)
    known = AuthenticatorData.create(sha256(b"testserver").digest(), 0x45, 0, attested)
    response = AuthenticatorAttestationResponse(
        client_data=CollectedClientData.create("webauthn.create", b"challenge", "http://testserver"),
        attestation_object=AttestationObject.create("none", known, {}),
    )
    return dict(RegistrationResponse(raw_id=b"passkey", response=response))
