"""ISO 3166-1 codes of the world's states and territories: what a gazetteer's coverage is measured against.

Facts only: membership as of 2026, and since when a state is one where that is after 1990.
"""

_UN_MEMBERS = """
AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR
CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL
IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN
MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI
SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM ZW
"""
UN_MEMBERS = frozenset(_UN_MEMBERS.split())
"""The 193 members of the United Nations."""

UN_OBSERVERS = frozenset({"PS", "VA"})
"""The two observer states."""

_OTHERS = """
AI AQ AS AW AX BL BM BQ BV CC CK CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS NC NF NU PF PM
PN PR RE SH SJ SX TC TF TK TW UM VG VI WF XK YT
"""
OTHERS = frozenset(_OTHERS.split())
"""The other codes of ISO 3166-1, and XK, which is in use for Kosovo."""

SCO_MEMBERS = frozenset(["BY", "CN", "IN", "IR", "KG", "KZ", "PK", "RU", "TJ", "UZ"])
"""Members of the Shanghai Cooperation Organisation."""

_SCO_BESIDE = """
AF MN
AE AM AZ BH EG KH KW LA LK MM MV NP QA SA TR
"""
SCO_STATES = SCO_MEMBERS | frozenset(_SCO_BESIDE.split())
"""Members, observers and dialogue partners of the Shanghai Cooperation Organisation, the latter a line each."""

UNINHABITED = frozenset({"AQ", "BV", "GS", "HM", "TF", "UM"})
"""Codes of land where nobody is at home, so that no nationality word and no capital is missing."""

CITY_STATES = frozenset({"GI", "HK", "MO", "VA"})
"""Codes of cities that are their own capital."""

STATES_SINCE = {
    **dict.fromkeys(("AM", "AZ", "BY", "GE", "KG", "KZ", "LT", "LV", "EE", "MD", "RU", "TJ", "TM", "UA", "UZ"), 1991),
    **dict.fromkeys(("HR", "MK", "SI"), 1991),
    "BA": 1992,
    "CZ": 1993,
    "ER": 1993,
    "ME": 2006,
    "PW": 1994,
    "SK": 1993,
    "SS": 2011,
    "TL": 2002,
}
"""The year from which a state that came to be after 1990 has a head of state of its own."""
