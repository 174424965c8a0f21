"""How is the agreed data written as XML, for those who do not read JSON?

The same names and values as in the JSON: an element for each key, `<item>` for each entry of a list, nothing for null,
`true` and `false` for truth (docs/contract-data.md).
"""

from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

ITEM = "item"


def as_xml(data: dict) -> bytes:
    """UTF-8 with declaration; equal data gives equal bytes. The root is the first word of `format`: <contract>."""
    family, _slash, version = str(data["format"]).partition("/")
    root = Element(family.rpartition(".")[2], {"format": family, "version": version})
    _write(root, {key: value for key, value in data.items() if key != "format"})
    indent(root, space=" ")
    return tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _write(element: Element, value: Any):
    if isinstance(value, dict):
        for key in sorted(value):
            if value[key] is not None:
                _write(SubElement(element, key), value[key])
    elif isinstance(value, list | tuple):
        for entry in value:
            _write(SubElement(element, ITEM), entry)
    elif isinstance(value, bool):
        element.text = str(value).lower()
    else:
        # XML 1.0 has no way to write most control characters, not even as a reference.
        element.text = "".join(letter for letter in str(value) if letter >= " " or letter in "\t\n\r")
