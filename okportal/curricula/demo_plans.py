"""Which short curricula does the demo carry? Written for it in our own words; none of them is a regulation.

Their codes cannot be mistaken for Udir's. The shape is the simple one of `grep.parse`.
"""

VALID_FROM = "2022-08-01"


def _plan(letters, trade, title, aims, language="nob"):
    lead = {"nob": "Etter opplæringen skal lærlingen kunne", "nno": "Etter opplæringa skal lærlingen kunne"}[language]
    numbered = [{"kode": f"DEMO-{letters}-{number:02}", "tekst": text} for number, text in enumerate(aims, start=1)]
    return {
        "kode": f"DEMO-{letters}",
        "laerefag": f"{trade}----",
        "tittel": title,
        "spraak": language,
        "gyldigFra": VALID_FROM,
        "kompetansemaalsett": [{"kode": f"DEMO-{letters}", "ingress": lead, "maal": numbered}],
    }


HEALTH_CARE = _plan(
    "HEA", "HSHEA3", "Øvingsplan for helsearbeiderfaget",
    [
        "hjelpe pasienter og brukere med stell, måltider og påkledning slik at de får bestemme mest mulig selv",
        "måle puls, blodtrykk, temperatur og pust, og si fra når verdiene endrer seg",
        "føre journal kort og saklig, og vite hvem som har lov til å lese den",
        "gi faste medisiner etter arbeidsplassens rutine og avbryte når noe ikke stemmer",
        "kjenne igjen tegn på sykdom hos eldre og melde fra til riktig person i tide",
        "legge opp en dag med aktivitet og hvile sammen med en bruker som har demens",
        "bruke hjelpemidler til forflytning uten å skade seg selv eller andre",
        "hindre smitte gjennom håndvask, hansker og rent utstyr, og forklare hvorfor det virker",
        "snakke rolig og tydelig med en person som er redd, sint eller i sorg",
        "ta imot pårørende og gi dem den informasjonen de har rett til",
        "vise omsorg ved livets slutt sammen med erfarne kollegaer",
        "forklare hvilke plikter taushetsplikten gir, også utenfor arbeidstiden",
    ],
)  # fmt: skip

CHILD_CARE = _plan(
    "BUA", "HSBUA3", "Øvingsplan for barne- og ungdomsarbeiderfaget",
    [
        "planlegge en aktivitet ut fra alder og interesser, gjennomføre den og fortelle hva som ble lært",
        "observere et barn i lek og beskrive det uten å tolke",
        "dele barnegruppen slik at alle har noen å være sammen med",
        "gripe inn tidlig når noen blir holdt utenfor, og følge opp etterpå",
        "lage enkel og sunn mat sammen med barna og ta hensyn til allergier",
        "lese høyt, synge og fortelle slik at barna får være med og skape",
        "bruke uteområdet og nærmiljøet i all slags vær med god oversikt over gruppen",
        "ta imot barn og foresatte om morgenen slik at overgangen blir trygg",
        "gjøre rede for hva opplysningsplikten til barnevernet betyr i arbeidet",
        "legge til rette for et barn som trenger mer tid, ro eller støtte enn de andre",
        "samarbeide med kollegaer om arbeidsfordelingen i løpet av en dag",
        "gi førstehjelp ved vanlige skader i barnehage, skole og fritidsklubb",
    ],
)  # fmt: skip

SERVICE = _plan(
    "SOA", "SRSOA3", "Øvingsplan for service- og administrasjonsfaget",
    [
        "ta imot kundar og gjester i resepsjonen og finne ut kva dei treng",
        "svare på telefon og e-post i eit språk som passar mottakaren",
        "skrive referat frå eit møte der vedtak og ansvar kjem tydeleg fram",
        "førebu eit møte eller eit lite arrangement med rom, utstyr, mat og budsjett",
        "registrere og finne att dokument i arkivet etter reglane til verksemda",
        "handtere ei klage slik at kunden kjenner seg høyrd og får svar",
        "lage ein faktura og kontrollere at han stemmer med avtalen",
        "publisere ei sak på nettsida med universell utforming i tankane",
        "gjere greie for kva offentleglova og teieplikta krev i ei konkret sak",
        "bruke rekneark til å samanstille tal og vise dei på ein lesbar måte",
        "finne fram til ein betre rutine på arbeidsplassen og prøve han ut",
    ],
    language="nno",
)  # fmt: skip

IT_OPERATIONS = _plan(
    "ITD", "IMITD3", "Øvingsplan for IT-driftsfaget",
    [
        "ta imot en henvendelse, finne ut hva som haster mest, og holde brukeren orientert",
        "sette opp en klientmaskin fra tom disk til ferdig arbeidsplass med automatikk",
        "opprette, endre og stenge brukerkontoer etter prinsippet om minst mulig tilgang",
        "koble opp et lite nettverk og forklare adressene som er i bruk",
        "feilsøke trinn for trinn og skrive ned hva som ble prøvd",
        "ta sikkerhetskopi, legge den tilbake og dokumentere at det virket",
        "skrive et skript som fjerner en oppgave noen ellers gjør for hånd",
        "overvåke en tjeneste og reagere før brukerne merker noe",
        "oppdage og melde fra om et sikkerhetsbrudd etter rutinen",
        "planlegge en endring, varsle om den og ha en vei tilbake",
        "vurdere hvilke personopplysninger et system lagrer, og hvem som ser dem",
    ],
)  # fmt: skip

CLEANING = _plan(
    "ROF", "BAROF3", "Øvingsplan for renholdsoperatørfaget",
    [
        "velge metode og utstyr etter hva slags smuss og hvilken flate det er",
        "dosere kjemikalier riktig og lese sikkerhetsdatabladet først",
        "vaske et inngangsparti, et kontor og et toalett til avtalt kvalitet",
        "kontrollere eget arbeid etter standarden arbeidsplassen bruker",
        "ta vare på gulv av linoleum, vinyl, stein og tre gjennom hele året",
        "kjøre og vedlikeholde gulvvaskemaskin uten fare for andre",
        "hindre smitte på helseinstitusjon ved å holde rent og urent fra hverandre",
        "arbeide slik at rygg, skuldre og hender holder i mange år",
        "sortere avfall og redusere bruken av vann, kjemikalier og engangsutstyr",
        "lage en renholdsplan for et lite bygg og beregne tiden som trengs",
        "møte brukerne av bygget høflig og ta imot ros og klager",
    ],
)  # fmt: skip

COOKING = _plan(
    "KOK", "RMKOK3", "Øvingsplan for kokkfaget",
    [
        "ta imot varer, kontrollere temperatur og dato, og lagre dem riktig",
        "lage kraft, supper og sauser fra grunnen av",
        "skjære, partere og porsjonere kjøtt, fisk og grønnsaker uten unødig svinn",
        "velge tilberedning etter råvaren og forklare hva som skjer i kjelen",
        "tilpasse en rett til allergi, matintoleranse og livssyn",
        "sette sammen en meny etter sesong, pris og gjestenes ønsker",
        "regne ut hva en porsjon koster, og foreslå hva som kan bli rimeligere",
        "følge internkontrollen og skrive avvik med en gang de oppdages",
        "ha orden på egen stasjon gjennom en travel servering",
        "bake brød og lage en enkel dessert som passer til måltidet",
        "samarbeide med servitørene om når maten skal ut",
        "gi kollegaer tilbakemelding de har nytte av",
    ],
)  # fmt: skip

LOGISTICS = _plan(
    "LOG", "TPLOG3", "Øvingsplan for logistikkfaget",
    [
        "ta imot gods, sammenligne det med følgeseddelen og melde fra om skader",
        "plassere varer på lager slik at de er lette å finne og trygge å hente",
        "plukke og pakke en ordre med riktig emballasje og merking",
        "kjøre truck på lageret i samsvar med opplæring og sertifikat",
        "stable og sikre last på bil og i container",
        "bruke lagersystemet til å følge en vare fra den kommer til den går",
        "telle opp lageret og finne årsaken når tallene ikke stemmer",
        "håndtere farlig gods etter merking og instruks",
        "fylle ut fraktbrev og forklare hvem som har ansvaret underveis",
        "foreslå en kortere vei gjennom lageret og måle om den virker",
        "vurdere miljøbelastningen ved ulike transportmåter",
    ],
)  # fmt: skip

SECURITY = _plan(
    "SIK", "SRSIK3", "Øvingsplan for sikkerhetsfaget",
    [
        "vurdere risikoen på et oppdragssted og foreslå tiltak som står i forhold til den",
        "gå en runde, oppdage avvik og skrive en rapport andre kan bruke",
        "ta imot besøkende, kontrollere adgang og hjelpe folk videre",
        "dempe en konflikt med stemme, avstand og ro",
        "gjøre rede for hva en vekter har lov til, og hva som er politiets oppgave",
        "reagere riktig på brannalarm og lede mennesker ut av et bygg",
        "gi livreddende førstehjelp til helsepersonell overtar",
        "betjene alarm- og kameraanlegg med respekt for personvernet",
        "holde en kort opplæring om sikkerhet for ansatte",
        "sikre spor og bevis etter en hendelse",
        "ta vare på seg selv og kollegaer etter en krevende vakt",
    ],
)  # fmt: skip

MEDIA_DESIGN = _plan(
    "MDF", "IMMDF3", "Øvingsplan for mediedesignfaget",
    [
        "gjøre et kundeønske om til en oppgave med mål, målgruppe og frist",
        "skissere flere løsninger og begrunne hvilken som bør velges",
        "utforme en visuell profil og vise hvordan den skal brukes",
        "velge skrift, farge og bilde slik at budskapet blir lett å forstå",
        "bygge en nettside som kan brukes med tastatur og skjermleser",
        "klargjøre filer til trykk uten at noe må rettes hos trykkeriet",
        "fotografere, beskjære og behandle bilder til ulike flater",
        "lage en kort animasjon som forklarer en tjeneste",
        "teste en løsning på brukere og endre den etter det de gjør",
        "holde orden på rettigheter til skrift, bilder og musikk",
        "levere til avtalt tid og si fra tidlig når planen sprekker",
    ],
)  # fmt: skip

COMPUTER_ELECTRONICS = _plan(
    "DAT", "ELDAT3", "Øvingsplan for dataelektronikerfaget",
    [
        "lese koplingsskjema og bygge en krets etter det",
        "måle strøm, spenning og signaler og vurdere om verdiene er rimelige",
        "finne feilen i et elektronisk utstyr og reparere det på komponentnivå",
        "montere og terminere kobber- og fiberkabler og dokumentere målingene",
        "sette i drift servere og nettverksutstyr og føre dem inn i anleggets dokumentasjon",
        "programmere en mikrokontroller til å styre en liten prosess",
        "utføre forebyggende vedlikehold etter plan og foreslå endringer i planen",
        "arbeide trygt med elektrisk utstyr og vernetiltak mot statisk elektrisitet",
        "veilede en bruker i riktig bruk av utstyret",
        "vurdere om utstyr skal repareres, oppgraderes eller gjenvinnes",
        "beskytte utstyr og nett mot uvedkommende",
    ],
)  # fmt: skip

PLANS = [
    HEALTH_CARE, CHILD_CARE, SERVICE, IT_OPERATIONS, CLEANING, COOKING, LOGISTICS, SECURITY, MEDIA_DESIGN,
    COMPUTER_ELECTRONICS,
]  # fmt: skip
