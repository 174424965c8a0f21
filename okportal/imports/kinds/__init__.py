"""Which registers can a file fill?"""

from okportal.imports.kinds import apprentices, companies, people

KINDS = {kind.KIND.key: kind.KIND for kind in (companies, people, apprentices)}
