"""Which rule does a line rest on? Names of statutes, which nobody translates."""

ACT = "opplæringslova § 7-2"
CREDIT = "opplæringsforskrifta §§ 6-5–6-12"
ROUTE = "opplæringsforskrifta § 6-3"  # 1+3, 0+4, alternation, practice certificate
ON_THE_JOB = "opplæringsforskrifta § 9-58"
TRADE = "Udir (Grep)"
