"""The words that describe a security in a name, as patterns: what each says, and where in a name it counts as one.

For names in lower case with marks folded. Houses cut names, so that the words may be cut too.
"""

from __future__ import annotations

from enum import StrEnum


class SecurityFact(StrEnum):
    """What kind of security the words of a name describe."""

    RECEIPT = "depositary receipt"
    SHARE_CLASS = "share class"
    ORDINARY = "ordinary share"
    PREFERENCE = "preference share"
    RIGHT = "right or warrant"
    UNIT = "unit"
    DEBT = "debt"
    PLACEMENT = "placement rule"
    PAR = "par value"


def _cut(word: str, least: int) -> str:
    """A pattern for the word and for its beginnings of so many letters or more."""
    return word[:least] + "".join(f"(?:{letter}" for letter in word[least:]) + ")?" * (len(word) - least)


def in_ascii(pattern: str) -> str:
    """The pattern for letters and digits of ASCII only: with Unicode's an automaton is ten times as slow."""
    return pattern.replace(r"\d", "[0-9]").replace(r"\w", "[a-z0-9]")


BEHIND = r"[ (\[,;:'\"/.-]"  # what stands before a word that is behind another
END = r"(?-u:\b)"

CURRENCIES = (
    r"(?:usd|us\$|hkd|hk\$|cny|rmb|gbp|eur|euro|chf|inr|krw|jpy|twd|nt\$|sgd|s\$|myr|thb|idr|php|brl|r\$|mxn|clp|zar|"
    r"try|ils|sek|nok|dkk|aud|a\$|nzd|cad|pln|rub|czk|huf|pkr|bdt|vnd|egp|aed|sar|qar|kwd|ngn|kes|lkr|[$£€¥])"
)
# Of German exchanges: EO-12 is 12 euro cents, DL 1 is one dollar.
GERMAN_CURRENCIES = r"(?:eo|dl|ls|sf|sk|nk|dk|yn)"
_RARER_GERMAN_CURRENCIES = r"(?:hd|yc|rc|re|td|ad|cd|sd|rl|pt|hf|zy|uf|kc)"
_OF_COUNTRY = r"(?: (?:russia|india|korea|brazil|taiwan|kazakhstan|egypt)(?: ru| in)?)?"
SHARES = r"(?:shares?|shrs?|shs?|stock|stk)"
REPRESENTING = rf"(?:reptg|repsg|repg|reprg|{_cut('representing', 3)}|represents?|reprsntng)\.?"
NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "half")

# A legal form, whole or cut, behind words of a security: ADR REPRESENTING INC, DR PCL.
_FORM = (
    r"(?:inc(?:orporated)?|in?|corp(?:oration)?|cor|co|company|ltd|limited|lt?|plc|pcl?|pl|p|sab?|si?|ag|nv?|se|"
    r"spa?|ab|asa?|oyj|bhd|p?jsc|ojsc|pao|oao|trust|tr|llc|lp|reit|kgaa|kk|saog|de cv|cv)"
)
_WHOLE_FORM = (
    r"(?:inc|corp|corporation|co|company|ltd|limited|plc|pcl|sa|ag|nv|se|spa|ab|asa|as|oyj|bhd|jsc|pjsc|llc|lp|kgaa|"
    r"group|grp|holdings?|hldgs?|bancorp)"
)
TAIL = rf"((?:[ .,]+{_FORM})*)[ .,)\]*]*$"

_SPONSORED = rf"(?:(?:(?:un)?(?:sponsored|spons?|spnsrd|spd)|uns|sp){_OF_COUNTRY}(?:\. ?| ))?"
_LEVEL = r"(?:level ?[123i]+ ?)?"
_IN_WORDS = (
    r"(?:(?:american|global|intl|international|chess|european|indian) )?deposit[ao]ry ?"
    rf"(?:receipts?|rcpts?|{SHARES}|interests?|ints?|rec\w*|units?)|dep (?:rec|rcpts?|shs|units?)"
)
RECEIPTS = r"(?:adrs?|gdrs?|nvdrs?|bdrs?|cedears?|drcs?|adss)"
RECEIPTS_AT_END = r"(?:ads|gds|adcs?|cdis?|edrs?|hdrs?|tdrs?|rdrs?|sdrs?|idrs?|cdrs?|drs?|sdb)"
PREFERRED = (
    r"(?:pref(?:erence|erred|errd|d|s)?|prfe?d|pfd|prf|pfce|vzo|vorzugs?aktien?|vorzuege|risparmio|rnc|rsp|"
    r"genussscheine?|partizipationsscheine?)"
)
_OF_PREFERRED = (
    r"(?:non[ -]?cum\w*|cum\w*|conv(?:ertible)?|redm?\w*|perp\w*|1st|first|frst|fst|fir|fxd|rate?|rat|rte|re?st|rst|"
    r"rr?|rt|yr|sec|five|srs? [a-z0-9]+|ser(?:ies)?\.? [a-z0-9]+|cl(?:ass)? [a-z0-9]{1,3}|[a-z]\d?|aaa?|"
    r"\d+(?:[.,]\d+)? ?%?|%)"
)
_NOT = r"(?:(?:non|no|not|sub|subordinated?|ltd|limited|restr|restricted|multi|multiple|full|single|variable)[ -]+)"
_VOTING = (
    rf"{_NOT}*(?:voting|votng|votin|voti|vot|vtg)(?: and variable vot\w*)?|(?:non|sub|subordinate)[ -]+v|non[ -]list\w*"
)
CLASS_WORDS = r"(?:class|cls|cl|series|sries|serie|seri|ser|srs|sr|cat|kat)"
CLASS_MARKS = r"(?:[a-z]\d{0,2}|\d{1,2}[a-z]?|i{1,3}|iv|ub[cdl]|aaa?)"
DAY = r"(?:\d{1,2}[/.-](?:\d{1,2}|[a-z]{3})[/.-](?:\d{4}|\d{2})|(?:19|20)\d\d[/.-]\d{1,2}[/.-]\d{1,2})"
MONTH = r"(?:\d{1,2}/(?:19|20)?\d\d)"
COUPON = r"\d{1,2}[.,]\d{1,6}"
_DEBT = (
    r"(?:(?:sub(?:ordinated)?|sr|senior|snr|jr|junior|conv(?:ertible)?|covered|unsec(?:ured)?|perp(?:etual)?) )+"
    r"(?:notes?|bonds?|deb(?:enture)?s?)"
)

# Each is looked for at any place behind the first word.
ANYWHERE: tuple[tuple[SecurityFact, str], ...] = (
    (
        SecurityFact.RECEIPT,
        (
            rf"(?:each )?{_SPONSORED}{_LEVEL}(?:{RECEIPTS}|{_IN_WORDS}){END}"
            rf"(?: ?(?:each .*|{REPRESENTING}{END}.*)$)?"
        ),
    ),
    (SecurityFact.RECEIPT, rf"{_SPONSORED}{_LEVEL}{RECEIPTS_AT_END} (?:each )?{REPRESENTING}{END}.*$"),
    (SecurityFact.RECEIPT, rf"(?:each )?{REPRESENTING} (?:\d|{'|'.join(NUMBER_WORDS)}|ord|of|(?:[abh] )?sh).*$"),
    (SecurityFact.RECEIPT, rf"(?:american|global) (?:{_cut('depositary', 3)}|depository)$"),
    (SecurityFact.PLACEMENT, rf"(?:reg(?:ulation)?\.? ?-?s|rule 144a?|144 ?-? ?a)(?:/144a|/regs?)?{END}"),
    (
        SecurityFact.PREFERENCE,
        rf"(?:{_OF_PREFERRED}[ -]+)*{PREFERRED}{END}(?: (?:{SHARES}|ser(?:ies)? [a-z0-9]+|not){END})*",
    ),
    (SecurityFact.SHARE_CLASS, rf"{CLASS_WORDS}(?:\.? ?['\"]|\.? |\.){CLASS_MARKS}{END}['\"]?(?: {SHARES}{END})?"),
    (SecurityFact.SHARE_CLASS, rf"['\"]?[a-h]['\"]? ?-? ?{SHARES}{END}"),
    (SecurityFact.SHARE_CLASS, r"'[a-h]'"),
    (SecurityFact.SHARE_CLASS, rf"(?:{_VOTING}){END}(?: {SHARES}{END})?"),
    (
        SecurityFact.PAR,
        rf"(?:ord(?:inary)? |com(?:mon)? )?{CURRENCIES} ?-?\d+(?:[.,/]\d+)*(?: ?\((?:[a-z' ]+)\))?",
    ),
    (SecurityFact.PAR, rf"(?:ord(?:inary)? )?(?:\d+(?:[.,/]\d+)* ?p|\d+ ?pence|npv|no par(?: value)?){END}"),
    (SecurityFact.DEBT, rf"(?:due|mat(?:urity)?) (?:\d{{1,2}}[/.-])*(?:19|20)?\d\d{END}"),
    (
        SecurityFact.DEBT,
        (
            rf"\d{{1,2}}(?:[.,]\d{{1,6}})? ?%(?: {_DEBT}{END})?"
            rf"(?: (?:due )?(?:[a-z]{{3}} )?(?:{DAY}|{MONTH}|(?:19|20)\d\d){END})?"
        ),
    ),
    (SecurityFact.DEBT, rf"(?:{COUPON} |\d{{1,2}} )?(?:{DAY}|{MONTH}){END}"),
    (SecurityFact.DEBT, rf"(?:{COUPON} (?:(?:19|20)?\d\d|perp)|\d{{1,2}} perp){END}"),
    (SecurityFact.DEBT, rf"\d{{1,2}} \d{{1,2}}/\d{{1,2}}{END}"),
    (SecurityFact.DEBT, rf"\d{{1,2}}[.,]\d{{3,6}}{END}"),
    (
        SecurityFact.DEBT,
        rf"(?:{_DEBT}|e?mtn|frn|var(?:iable)? r(?:a)?te|flt(?:g)? rt|perp|unsec(?:ured)?|cnv|debentures){END}",
    ),
    (SecurityFact.UNIT, rf"stapled (?:units?|securit(?:y|ies)|secs?|{SHARES}){END}"),
    (SecurityFact.ORDINARY, rf"(?:(?:fully?|partly|part) paid|ptg|participating){END}(?: (?:ord\w*|{SHARES}){END})?"),
    (
        SecurityFact.ORDINARY,
        (
            rf"(?:common|ordinary|capital|registered|bearer|inhaber|namens|stamm|com|ord|cap|regd?|brr?) ?-? ?"
            rf"(?:{SHARES}|akt(?:ien)?){END}"
        ),
    ),
    (
        SecurityFact.ORDINARY,
        rf"(?:ords?|ordinary|regd|registered|fria|inh\.?akt|namens?[. ]?akt){END}",
    ),
)
# Looked for where the name ends, perhaps before a legal form.
BEFORE_FORM: tuple[tuple[SecurityFact, str], ...] = (
    (SecurityFact.RECEIPT, rf"{_SPONSORED}{_LEVEL}{RECEIPTS_AT_END}"),
    (SecurityFact.RECEIPT, rf"(?:un)?{_cut('sponsored', 4)}"),
    (SecurityFact.RECEIPT, _cut("representing", 5)),
    (SecurityFact.UNIT, r"(?:reit )?(?:units?|unt|uts?|stapled|cpos?|certificates?|certs?)(?: (?:of|non) .*)?"),
    (
        SecurityFact.RIGHT,
        r"(?:(?:subscription|subs|dummy|coupon|pro|purchase|entitlement) ?-?)?(?:rights?|rts|nil paid)(?: \d+)?",
    ),
    (SecurityFact.RIGHT, r"(?:call )?(?:w\d+ )?(?:warrants?|wts?|wrts?)(?: (?:exp\w* ?)?[w\d/.-]+)?"),
    (SecurityFact.ORDINARY, r"(?:shares?|shrs?|shs?)"),
    # Of Brazil: ordinary and preference shares, rights off (EJ), level of governance (N1, NM).
    (SecurityFact.ORDINARY, r"on(?: (?:e[jsbd]j?|la|n[12m]))+"),
    (SecurityFact.PREFERENCE, r"pn[a-d]?(?: (?:e[jsbd]j?|la|n[12m]))*"),
)
# Looked for where the name ends, again and again.
LAST: tuple[tuple[SecurityFact, str], ...] = (
    (SecurityFact.SHARE_CLASS, r"[abcdfhlnrv]|ub[cdl]|[abc]1|series|non(?:[ -]v\w*)?"),
    (SecurityFact.ORDINARY, r"stk|com|cmn|common|na|st|inh(?:aber)?|nom|nam\.|reg|br|akt|nouv|fria|demat|new|foreign"),
    (SecurityFact.ORDINARY, r"on|n1|n2|nm"),
    (SecurityFact.PREFERENCE, r"pf|ap|pre|pr|ps|gs|pc|vz|non[ -]cum\w*"),
    (SecurityFact.DEBT, r"perpetual|conv(?:ertible)?"),
    (SecurityFact.SHARE_CLASS, r"\( ?(?:[a-h]|h ?shares?|cl(?:ass)? [a-h]) ?\)"),
    (SecurityFact.ORDINARY, r"\( ?(?:reg|regd|registered|inh|br|ord|demat\.?|fria|sn|nm) ?\)"),
    (SecurityFact.RECEIPT, r"\( ?(?:adr|gdr|ads|cdi|nvdr) ?\)|pk"),
    (SecurityFact.RIGHT, r"w\d{4}"),
)
LETTER_BEFORE_FORM = rf" [anv]( {_WHOLE_FORM})$| par( ag)$"
# Only behind a legal form: a class whose letter is cut off, a market's or a currency's mark, a state, deferred.
BEHIND_FORM = (
    rf"({BEHIND}{_WHOLE_FORM})[ .]*[ -]"
    r"(?:[a-z]|aa|bb|hh|class|clas?|cls?|serie?s?|participation|no|def|del|bo|ns|sg|chf|usd|eur)$"
)
GERMAN_PAR = (
    rf"(?:{BEHIND}+(?:{GERMAN_CURRENCIES}[ -]?[-,.]?\d[-,.\d]*|{_RARER_GERMAN_CURRENCIES}[ -]?[-,.]\d[-,.\d]*)"
    rf"|{GERMAN_CURRENCIES}-\d[\d,.]*)$"
)
# Of Hong Kong: weighted votes, second listings and counters, BABA-SW, TENCENT-R, FAMEGLOW-10K.
MARKS = r"(\w\w) ?-(?:swr|wr|sw|ss|sb|sr|br|drs|new|old|\d+k|[swbrpz]|[ach])$|(\w{5}) ?-t$| mu$"

# What stands in every name that has such words behind the first or before a form: quick to look for, and in few others.
SIGNS = (
    rf"{BEHIND}(?:\d|(?:{RECEIPTS}|{RECEIPTS_AT_END}|{PREFERRED}|ords?|ordinary|regd|registered|fria|npv|perp){END}|"
    rf"(?:{CURRENCIES}) ?-?\d|(?:[a-h]['\"]? ?-? ?)?(?:{SHARES}|akt(?:ien)?){END}|(?:inh|namens?)[. ]?akt|(?:un)?spon|"
    rf"rep|deposit[ao]|dep (?:rec|shs|unit)|(?:american|global) dep|reg(?:ulation)?\.? ?-?s{END}|rule 144|'[a-h]'|"
    rf"{CLASS_WORDS}(?:\.? ?['\"]|\.? |\.){CLASS_MARKS}{END}|vot|vtg|(?:non|sub|subordinate)[ -]+v{END}|non[ -]list|"
    rf"no par|e?mtn|frn|var(?:iable)? |flt|unsec|cnv|(?:deb(?:enture)?s?|notes?|bonds?){END}|stapled|paid|ptg|"
    rf"participating|(?:units?|unt|uts?|cpos?|certs?|certificates?|rights?|rts|nil|warrants?|wts?|wrts?|on|pn[a-d]?){END})"
)
