import pytest
from django.db import connection
def test_role(db, superuser_sql):
    with connection.cursor() as c:
        c.execute("select current_user, current_database()"); print(c.fetchone())
@pytest.mark.django_db(transaction=True)
def test_tx(superuser_sql):
    pass
