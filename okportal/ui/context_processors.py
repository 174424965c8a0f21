"""Which appearance does this person want?"""

SCHEMES = {"auto", "light", "dark"}
SCHEME_COOKIE = "okportal_scheme"  # for those who are not signed in


def look(request):
    """`scheme` for the page's colours, `size` for its density, `shortcuts` for single keys ("on" or "off").

    The office's own people sit at a desk all day and get the denser size; all others the roomier one.
    """
    user = getattr(request, "user", None)
    member = getattr(request, "member", None)
    is_known = user is not None and user.is_authenticated
    scheme = user.scheme if is_known else request.COOKIES.get(SCHEME_COOKIE, "auto")
    return {
        "scheme": scheme if scheme in SCHEMES else "auto",
        "size": "sm" if member is not None and member.is_staff else "md",
        "shortcuts": "on" if is_known and user.uses_shortcuts else "off",
    }
