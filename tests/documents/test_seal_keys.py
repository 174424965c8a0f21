"""Has each office its own key, one certificate for it, and may the master key change?"""

import threading

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import connection
from django.utils import timezone

from okportal.documents.models import SealCertificate
from okportal.documents.seal_keys import current_certificate, private_key
from okportal.errors import Refused
from okportal.offices.scope import office_scope


def number_of(office, version):
    return private_key(office, version).private_numbers().private_value


def test_each_office_and_each_master_key_gives_another_key(world, settings):
    settings.SEAL_KEYS = {"a": b"a" * 32, "b": b"b" * 32, "c": b"a" * 32}
    here, there = world.here.office, world.there.office
    numbers = [number_of(office, version) for office in (here, there) for version in "abc"]
    assert len(set(numbers)) == 6
    assert number_of(here, "a") == number_of(here, "a")
    assert all(0 < number < 2**256 for number in numbers)


def test_certificate_names_the_office_and_is_made_once(world):
    cast = world.here
    with cast.scope():
        row = current_certificate(cast.office)
        assert current_certificate(cast.office).pk == row.pk
        assert SealCertificate.objects.count() == 1
    certificate = x509.load_pem_x509_certificate(row.certificate.encode())
    named = {attribute.oid._name: attribute.value for attribute in certificate.subject}
    assert named["commonName"] == cast.office.name
    assert named["serialNumber"] == cast.office.organisation_number
    certificate.verify_directly_issued_by(certificate)
    assert isinstance(certificate.public_key(), ec.EllipticCurvePublicKey)
    assert 3650 <= (row.valid_to - row.valid_from).days <= 3653


def test_private_key_is_kept_nowhere(world):
    cast = world.here
    with cast.scope():
        row = current_certificate(cast.office)
    assert "PRIVATE" not in row.certificate
    assert set(vars(row)) - {"_state"} == {
        "id", "office_id", "key_version", "certificate", "fingerprint", "valid_from", "valid_to", "created_at",
    }  # fmt: skip


def test_new_master_key_gives_a_new_certificate_and_keeps_the_old(world, settings):
    cast = world.here
    with cast.scope():
        first = current_certificate(cast.office)
        settings.SEAL_KEYS = {"new": b"n" * 32}
        settings.SEAL_KEY_CURRENT = "new"
        second = current_certificate(cast.office)
        assert {first.fingerprint, second.fingerprint} == set(
            SealCertificate.objects.values_list("fingerprint", flat=True)
        )
    assert first.fingerprint != second.fingerprint


def test_certificate_that_has_run_out_seals_nothing(world):
    cast = world.here
    with cast.scope():
        current_certificate(cast.office)
        SealCertificate.objects.update(valid_to=timezone.now())
        with pytest.raises(Refused) as refused:
            current_certificate(cast.office)
    assert "seal key" in refused.value.way_out


def test_master_key_exchanged_under_the_same_id_seals_nothing(world, settings):
    cast = world.here
    with cast.scope():
        current_certificate(cast.office)
        settings.SEAL_KEYS = {settings.SEAL_KEY_CURRENT: b"x" * 32}
        with pytest.raises(Refused) as refused:
            current_certificate(cast.office)
    assert "id of its own" in refused.value.way_out


def test_office_sees_only_its_own_certificate(world):
    with world.there.scope():
        current_certificate(world.there.office)
    with world.here.scope():
        assert not SealCertificate.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_first_seals_at_once_make_one_certificate(world):
    office, found, start = world.here.office, [], threading.Barrier(2)

    def ask():
        try:
            with office_scope(office.pk):
                start.wait(10)
                found.append(current_certificate(office).fingerprint)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(found) == 2
    assert len(set(found)) == 1
