"""How is a text kept unreadable in the database, and still found by those who know it?"""

import base64
import binascii
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core import checks
from django.db import models

NONCE_BYTES = 12  # what GCM is defined for; random, as one key never reaches 2^32 texts


class UnreadableText(Exception):
    """Stored text that no key opens: wrong key, changed text, or text moved from another field."""


class EncryptedTextField(models.TextField):
    """Text stored as 'kid:base64(nonce|ciphertext)' with AES-256-GCM.

    The name of model and field is authenticated too, so that a ciphertext copied into another field does not
    open (renaming either means re-encrypting). `settings.FIELD_KEYS` is {key id: 32 bytes}; new text is written
    with `settings.FIELD_KEY_CURRENT`, older ids keep reading: saving a row again moves it to the current key.
    Lookups other than isnull raise FieldError, where they would silently find nothing: use `blind_index`.
    """

    description = "Encrypted text"

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        if value is None or value == "":
            return value
        key_id = settings.FIELD_KEY_CURRENT
        nonce = os.urandom(NONCE_BYTES)
        sealed = AESGCM(settings.FIELD_KEYS[key_id]).encrypt(nonce, value.encode(), self._context())
        return f"{key_id}:{base64.b64encode(nonce + sealed).decode('ascii')}"

    def from_db_value(self, value, expression, connection):
        if value is None or value == "":
            return value
        key_id, _, packed = value.partition(":")
        if key_id not in settings.FIELD_KEYS:
            raise UnreadableText(f"{self._name()}: no key {key_id[:16]!r} in FIELD_KEYS")
        try:
            blob = base64.b64decode(packed, validate=True)
            key = AESGCM(settings.FIELD_KEYS[key_id])
            return key.decrypt(blob[:NONCE_BYTES], blob[NONCE_BYTES:], self._context()).decode()
        except (InvalidTag, binascii.Error, ValueError) as error:
            raise UnreadableText(f"{self._name()}: text does not open with key {key_id!r}") from error

    def get_lookup(self, lookup_name):
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_transform(self, lookup_name):
        return None

    def check(self, **kwargs):
        found = super().check(**kwargs)
        if self.unique or self.db_index:
            hint = "Put the index on a blind_index() column beside it."
            message = "Equal texts never have equal ciphertexts."
            found.append(checks.Error(message, hint=hint, obj=self, id="okportal.E101"))
        return found

    def _name(self) -> str:
        return f"{self.model._meta.label_lower}.{self.attname}"

    def _context(self) -> bytes:
        return self._name().encode()


def blind_index(office_id: int, field: str, value: str) -> str:
    """32 hex digits that find an encrypted value by equality, different in every office and field.

    Eleven digits can be guessed, so the key (`settings.BLIND_INDEX_KEY`, bytes) lives outside the database.
    Spaces in the value do not count; any other normalising is the caller's.
    """
    message = f"{office_id}|{field}|{''.join(value.split())}".encode()
    return hmac.new(settings.BLIND_INDEX_KEY, message, hashlib.sha256).hexdigest()[:32]
