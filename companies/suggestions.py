"""Which checklists and conversation guides does an office start from?

Texts of the office, not of the portal: written down in the language that the office chooses, and changed as it likes.
"""

from typing import NamedTuple

CHECKLIST, CONVERSATION = "checklist", "conversation"
LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk"}


class Suggestion(NamedTuple):
    kind: str
    title: str
    introduction: str
    points: tuple[str, ...]


BOKMAL = (
    Suggestion(
        CHECKLIST,
        "Første besøk i en ny lærebedrift",
        "Bruk listen ved det første besøket etter at bedriften er godkjent, og helst før lærlingen begynner.",
        (
            "Faglig leder og instruktør er på plass, og begge vet hva rollen innebærer.",
            "Vi har gått gjennom læreplanen, og bedriften vet hvilke mål den dekker selv og hvor den trenger hjelp.",
            "Bedriften har en intern opplæringsplan, eller vet når den skal være ferdig.",
            "Lærlingen får arbeidsavtale, arbeidstøy, verneutstyr og en plan for de første ukene.",
            "Lærlingen er meldt inn i pensjons- og forsikringsordningene, og lønnen er avklart.",
            "Verneombud og tillitsvalgt vet at det kommer en lærling.",
            "Halvårssamtalene er forklart: hvem som leder dem, når de holdes og hva som skrives ned.",
            "Bedriften vet hvem den ringer hos oss, og når vi tar kontakt neste gang.",
        ),
    ),
    Suggestion(
        CONVERSATION,
        "Før halvårssamtalen",
        "Ti minutter med faglig leder før samtalen gjør den bedre. Still spørsmålene, og skriv stikkord.",
        (
            "Hva har lærlingen fått til siden sist som du vil trekke fram?",
            "Hvilke mål har dere arbeidet med, og hva er dokumentert?",
            "Hvilke mål står igjen, og når og hvor skal de læres?",
            "Hvordan er oppmøtet og trivselen på arbeidsplassen?",
            "Er det noe i samarbeidet eller arbeidsoppgavene som bør endres?",
            "Har lærlingen fått tid til å forberede seg og vurdere seg selv?",
            "Hva er de to eller tre viktigste målene for det neste halvåret?",
        ),
    ),
    Suggestion(
        CONVERSATION,
        "Den vanskelige samtalen",
        "For samtaler om oppmøte, innsats eller konflikter. Forbered deg, hold deg til det du har sett, og lytt.",
        (
            "Hva er saken i én setning, og hvilke eksempler har du?",
            "Hvem skal være med, og vet lærlingen at det går an å ta med en tillitsvalgt eller en annen?",
            "Åpne med hva samtalen gjelder, og spør hvordan lærlingen selv ser det.",
            "Hør ferdig. Gjenta det du har forstått, før du svarer.",
            "Si tydelig hva bedriften forventer, og hvorfor det betyr noe for opplæringen.",
            "Spør hva som skal til, og hva bedriften kan gjøre annerledes.",
            "Bli enige om to eller tre tiltak, hvem som gjør hva, og en dato for å se på det igjen.",
            "Skriv et kort referat som begge får lese. Ikke skriv om helse.",
        ),
    ),
    Suggestion(
        CHECKLIST,
        "Internkontroll i lærebedriften (opplæringslova § 7-11)",
        "Bedriften skal sammen med de tilsattes representanter se til at opplæringen er slik loven krever. "
        "Gå gjennom punktene én gang i året.",
        (
            "Godkjenningen gjelder for lærefagene og arbeidsstedene der det er lærlinger i dag.",
            "Det finnes minst én faglig leder og én instruktør, og de har de kvalifikasjonene som kreves.",
            "Hver lærling har en opplæringsplan som dekker hele læreplanen, og den blir fulgt.",
            "Halvårsvurderingene er holdt og skrevet ned til rett tid.",
            "Der andre bedrifter har en del av opplæringen, er det avtalt hvem som gjør hva.",
            "Lærlingene får vurdering underveis, og dokumentasjonen deres blir besvart.",
            "Tillitsvalgte eller verneombud har vært med på gjennomgangen.",
            "Avvik er skrevet ned, med tiltak, ansvarlig og frist.",
            "Årlig rapportering til fylkeskommunen er levert.",
        ),
    ),
    Suggestion(
        CHECKLIST,
        "Når en lærling vil slutte",
        "Ta kontakt med en gang. Mange blir værende når noen spør hva som skal til.",
        (
            "Snakk med lærlingen alene: hva har skjedd, og hva ønsker hun eller han?",
            "Snakk med faglig leder: hvordan ser bedriften på det, og hva er prøvd?",
            "Er det noe som kan endres, som arbeidsoppgaver, instruktør, avdeling eller arbeidstid?",
            "Passer et annet lærefag, en annen bedrift eller en annen kontrakt bedre?",
            "Ved konflikt: er tillitsvalgt, verneombud eller fylkeskommunen koblet inn?",
            "Forklar forskjellen på å avslutte etter avtale, å heve kontrakten og å ta et avbrudd.",
            "Gi bedrift og lærling noen dager til å tenke seg om, og avtal en ny samtale.",
            "Blir det slutt: meld fra til fylkeskommunen, skriv attest og avklar veien videre.",
        ),
    ),
)
NYNORSK = (
    Suggestion(
        CHECKLIST,
        "Første besøket i ei ny lærebedrift",
        "Bruk lista ved det første besøket etter at bedrifta er godkjend, og helst før lærlingen tek til.",
        (
            "Fagleg leiar og instruktør er på plass, og begge veit kva rolla inneber.",
            "Vi har gått gjennom læreplanen, og bedrifta veit kva mål ho dekkjer sjølv og kvar ho treng hjelp.",
            "Bedrifta har ein intern opplæringsplan, eller veit når han skal vere ferdig.",
            "Lærlingen får arbeidsavtale, arbeidsklede, verneutstyr og ein plan for dei første vekene.",
            "Lærlingen er meld inn i pensjons- og forsikringsordningane, og løna er avklara.",
            "Verneombod og tillitsvald veit at det kjem ein lærling.",
            "Halvårssamtalane er forklarte: kven som leier dei, når dei blir haldne og kva som blir skrive ned.",
            "Bedrifta veit kven ho ringjer hos oss, og når vi tek kontakt neste gong.",
        ),
    ),
    Suggestion(
        CONVERSATION,
        "Førebu halvårssamtalen",
        "Ti minutt med fagleg leiar før samtalen gjer han betre. Still spørsmåla, og skriv stikkord.",
        (
            "Kva har lærlingen fått til sidan sist som du vil trekkje fram?",
            "Kva mål har de arbeidd med, og kva er dokumentert?",
            "Kva mål står att, og når og kvar skal dei lærast?",
            "Korleis er oppmøtet og trivselen på arbeidsplassen?",
            "Er det noko i samarbeidet eller arbeidsoppgåvene som bør endrast?",
            "Har lærlingen fått tid til å førebu seg og vurdere seg sjølv?",
            "Kva er dei to eller tre viktigaste måla for det neste halvåret?",
        ),
    ),
    Suggestion(
        CONVERSATION,
        "Den vanskelege samtalen",
        "For samtalar om oppmøte, innsats eller konfliktar. Førebu deg, hald deg til det du har sett, og lytt.",
        (
            "Kva er saka i éi setning, og kva døme har du?",
            "Kven skal vere med, og veit lærlingen at det går an å ta med ein tillitsvald eller nokon annan?",
            "Opne med kva samtalen gjeld, og spør korleis lærlingen sjølv ser det.",
            "Høyr ferdig. Ta opp att det du har forstått, før du svarer.",
            "Sei tydeleg kva bedrifta ventar, og kvifor det har noko å seie for opplæringa.",
            "Spør kva som skal til, og kva bedrifta kan gjere annleis.",
            "Bli samde om to eller tre tiltak, kven som gjer kva, og ein dato for å sjå på det att.",
            "Skriv eit kort referat som begge får lese. Ikkje skriv om helse.",
        ),
    ),
    Suggestion(
        CHECKLIST,
        "Internkontroll i lærebedrifta (opplæringslova § 7-11)",
        "Bedrifta skal saman med representantane for dei tilsette sjå til at opplæringa er slik lova krev. "
        "Gå gjennom punkta éin gong i året.",
        (
            "Godkjenninga gjeld for lærefaga og arbeidsstadene der det er lærlingar i dag.",
            "Det finst minst éin fagleg leiar og éin instruktør, og dei har dei kvalifikasjonane som krevst.",
            "Kvar lærling har ein opplæringsplan som dekkjer heile læreplanen, og han blir følgd.",
            "Halvårsvurderingane er haldne og skrivne ned til rett tid.",
            "Der andre bedrifter har ein del av opplæringa, er det avtalt kven som gjer kva.",
            "Lærlingane får vurdering undervegs, og dokumentasjonen deira får svar.",
            "Tillitsvalde eller verneombod har vore med på gjennomgangen.",
            "Avvik er skrivne ned, med tiltak, ansvarleg og frist.",
            "Årleg rapportering til fylkeskommunen er levert.",
        ),
    ),
    Suggestion(
        CHECKLIST,
        "Når ein lærling vil slutte",
        "Ta kontakt med ein gong. Mange blir verande når nokon spør kva som skal til.",
        (
            "Snakk med lærlingen åleine: kva har skjedd, og kva ønskjer ho eller han?",
            "Snakk med fagleg leiar: korleis ser bedrifta på det, og kva er prøvd?",
            "Er det noko som kan endrast, som arbeidsoppgåver, instruktør, avdeling eller arbeidstid?",
            "Passar eit anna lærefag, ei anna bedrift eller ein annan kontrakt betre?",
            "Ved konflikt: er tillitsvald, verneombod eller fylkeskommunen kopla inn?",
            "Forklar skilnaden på å avslutte etter avtale, å heve kontrakten og å ta eit avbrot.",
            "Gi bedrift og lærling nokre dagar til å tenkje seg om, og avtal ein ny samtale.",
            "Blir det slutt: meld frå til fylkeskommunen, skriv attest og avklar vegen vidare.",
        ),
    ),
)
IN = {"nb": BOKMAL, "nn": NYNORSK}
