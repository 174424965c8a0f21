"""Which of our states can a word of Vigo's mean?"""

from contracts.states import ContractState as S

WAITING = frozenset({S.SIGNED, S.AT_COUNTY})
RUNNING = frozenset({S.APPROVED, S.ACTIVE})
WORDS = {
    "registrert": WAITING, "registrertkontrakt": WAITING, "tilgodkjenning": WAITING, "tilgodkjenningfylke": WAITING,
    "tilbehandling": WAITING, "underbehandling": WAITING, "mottatt": WAITING, "motteken": WAITING, "sendt": WAITING,
    "sendtfylket": WAITING, "venter": WAITING, "ubehandlet": WAITING, "ubehandla": WAITING,
    "tilsignering": frozenset({S.CHECKING, S.WITH_PARTIES, S.WITH_OFFICE, S.SIGNED, S.AT_COUNTY}),
    "ireturn": frozenset({S.RETURNED}), "returnert": frozenset({S.RETURNED}), "mangelfull": frozenset({S.RETURNED}),
    "manglerdokumentasjon": frozenset({S.RETURNED}),
    "godkjent": RUNNING, "godkjend": RUNNING, "aktiv": RUNNING, "løpende": RUNNING, "løpande": RUNNING,
    "gjeldende": RUNNING, "gjeldande": RUNNING, "igang": RUNNING, "underopplæring": RUNNING,
    "avslått": frozenset({S.REFUSED}), "avslag": frozenset({S.REFUSED}), "ikkegodkjent": frozenset({S.REFUSED}),
    "fullført": frozenset({S.COMPLETED}), "bestått": frozenset({S.COMPLETED}), "ferdig": frozenset({S.COMPLETED}),
    "avsluttet": frozenset({S.COMPLETED, S.ENDED}), "avslutta": frozenset({S.COMPLETED, S.ENDED}),
    "utløpt": frozenset({S.COMPLETED, S.ENDED}),
    "hevet": frozenset({S.ENDED}), "heva": frozenset({S.ENDED}), "oppsagt": frozenset({S.ENDED}),
    "avbrutt": frozenset({S.ENDED}), "avbrote": frozenset({S.ENDED}), "bortfalt": frozenset({S.ENDED}),
    "annullert": frozenset({S.ENDED, S.REFUSED}), "sluttet": frozenset({S.ENDED}), "slutta": frozenset({S.ENDED}),
}  # fmt: skip


def means(word: str, state: str) -> bool:
    """Can `word` (plain) stand for our `state`? A word that is not known stands for none: a person looks at it."""
    return state in WORDS.get(word, ())
