"""What do the tests of companies share?"""

from tests.companies.register import register

__all__ = ["register"]
