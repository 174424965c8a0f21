"""What are the demo's people and companies called? Common names, freely put together; every address is invented."""

FIRST_NAMES = (
    "Amina", "Anders", "Aurora", "Benjamin", "Celina", "Daniel", "Eira", "Elias", "Emma", "Fatima", "Filip", "Frida",
    "Hanna", "Håkon", "Ida", "Ingrid", "Isak", "Jakob", "Jonas", "Julie", "Kasper", "Leah", "Liam", "Linnea", "Lukas",
    "Magnus", "Maja", "Malin", "Mathias", "Mohammed", "Nora", "Odin", "Oliver", "Olivia", "Oskar", "Ronja", "Sander",
    "Sara", "Selma", "Sigurd", "Silje", "Sofie", "Sunniva", "Thea", "Theodor", "Tiril", "Tobias", "Tuva", "Vilde",
    "William", "Yusuf", "Åse", "Ørjan", "Máret", "Áilu",
)  # fmt: skip
LAST_NAMES = (
    "Andersen", "Aasen", "Bakken", "Berg", "Brekke", "Dahl", "Eide", "Eriksen", "Fjeld", "Foss", "Gundersen", "Hagen",
    "Halvorsen", "Hansen", "Haugen", "Hussain", "Iversen", "Jensen", "Johansen", "Karlsen", "Kristiansen", "Larsen",
    "Lie", "Lund", "Moen", "Myhre", "Nguyen", "Nilsen", "Nygård", "Olsen", "Pedersen", "Pettersen", "Rasmussen",
    "Sandvik", "Sara", "Skaar", "Solberg", "Strand", "Sørensen", "Tangen", "Tveit", "Vik", "Warsame", "Ødegård",
    "Østby", "Ås",
)  # fmt: skip
GROWN_UPS = (
    "Anne Grete", "Bjørn", "Camilla", "Dag", "Elin", "Frode", "Gro", "Hege", "Inger", "Jan Erik", "Kari", "Lars",
    "Marit", "Nina", "Ola", "Per", "Ragnhild", "Siri", "Tone", "Trond", "Unni", "Vidar", "Wenche", "Åshild",
)  # fmt: skip

MUNICIPAL = (
    "Austfjord kommune", "Bjørnevåg kommune", "Dalsund kommune", "Eikanger kommune", "Fjellstrand kommune",
    "Granvik kommune", "Hammarøy kommune", "Innvik kommune", "Kvalsund herad", "Lyngholm kommune", "Nordvåg kommune",
    "Strandebygd kommune", "Ytrefjord kommune", "Fjordene interkommunale barnevern og omsorg IKS",
)  # fmt: skip
PLACES_OF_WORK = (
    "Solbakken omsorgssenter", "Elvebakken barnehage", "Sentralskolen", "Rådhuset", "Fjordgløtt sykehjem",
    "Tunet bofellesskap", "Myra barnehage", "Driftsavdelingen",
)  # fmt: skip

STATE_KINDS = (
    "Direktoratet for", "Etaten for", "Tilsynet for", "Senteret for", "Instituttet for", "Forvaltningen av",
)  # fmt: skip
STATE_FIELDS = (
    "kystkultur", "fjellområder", "digitale tjenester", "offentlige bygg", "reindrift og utmark", "matvaner", "arkiver",
    "skogsveier", "havovervåking", "språk og skrift", "småbåthavner", "geodata", "luftkvalitet", "lærebøker",
    "museer", "grensehandel", "dyrehelse", "energimerking", "forbrukerråd", "redningstjeneste",
)  # fmt: skip

TOWNS = {
    "46": (("Bergen", "5003"), ("Førde", "6800"), ("Voss", "5700"), ("Odda", "5750")),
    "03": (("Oslo", "0150"), ("Oslo", "0484")),
    "50": (("Trondheim", "7011"), ("Steinkjer", "7713")),
    "11": (("Stavanger", "4006"), ("Haugesund", "5527")),
    "55": (("Tromsø", "9008"), ("Harstad", "9405")),
    "34": (("Hamar", "2317"), ("Lillehammer", "2609")),
    "42": (("Kristiansand", "4611"), ("Arendal", "4838")),
    "15": (("Molde", "6413"), ("Ålesund", "6002")),
    "33": (("Drammen", "3015"), ("Kongsberg", "3616")),
}
STREETS = ("Storgata", "Kirkeveien", "Sjøgata", "Skolevegen", "Bryggen", "Parkveien", "Havnegata", "Fjordvegen")

MINUTES = (
    "Lærlingen trives og har fått fast plass i teamet. Vi gikk gjennom kompetansemålene og ble enige om hvilke som "
    "skal øves på før jul. Instruktøren setter av en time i uka til veiledning.",
    "God framgang siden sist. Dokumentasjonen henger litt etter; lærlingen skriver logg hver fredag fram til neste "
    "samtale. Ingen fravær av betydning.",
    "Lærlingen ønsker mer ansvar og får prøve seg på egne oppgaver fra neste måned. Faglig leder ser på bytte av "
    "avdeling i en periode for å nå målene som mangler.",
    "Vi snakket om arbeidstid og trivsel. Lærlingen får hjelp til å planlegge skolearbeidet i fellesfaget som "
    "gjenstår. Vurderingen er at kompetansen er god for tidspunktet i læretiden.",
)
CANCELLED = "Læreforholdet er avsluttet."
