"""Words in a holding's name that describe the security and not the company: what they are, and how to take them off.

Works on names in lower case with marks already folded. A word of this kind counts only behind another word, so that
a company called "Units" or "ADS-TEC" keeps its name, and short ones (A, ON, COM) only where the name ends.
"""

from __future__ import annotations

from enum import StrEnum

import polars as pl


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


_CURRENCY = (
    r"(?:usd|us\$|hkd|hk\$|cny|rmb|gbp|eur|euro|chf|inr|krw|jpy|twd|nt\$|sgd|s\$|myr|thb|idr|php|brl|r\$|mxn|clp|zar|"
    r"try|ils|sek|nok|dkk|aud|a\$|nzd|cad|pln|rub|czk|huf|pkr|bdt|vnd|egp|aed|sar|qar|kwd|ngn|kes|lkr|[$£€¥])"
)
# "representing", cut anywhere after "rep"
_REPRESENTING = r"rep(?:r(?:e(?:s(?:e?(?:n(?:t(?:s|i(?:n(?:g)?)?|ed)?)?)?)?)?)?|r?e?s?e?n?t?n?g|\.)?s?"
_SHARES = r"(?:shares?|shrs?|shs?|stock|stk)"
_RECEIPTS = r"(?:adrs?|gdrs?|adss?|ads|gds|adcs?|cdis?|nvdrs?|bdrs?|edrs?|hdrs?|tdrs?|drs?|cedears?)"
_END = r"\s*$"

_SPONSORED = r"(?:un)?(?:sponsored|spons?|spnsrd|spd|sp)?\.?"
_IN_WORDS = (
    r"(?:american|global|intl|international|chess)?\s*depo?sit[ao]ry\s*"
    rf"(?:receipts?|rcpts?|{_SHARES}|interests?|ints?|rec\w*)|dep\s*(?:rec|rcpt|shs)"
)
_PREFERRED = r"(?:pref(?:erence|erred|d)?|pfd|prfd|prf|vzo|vorzugsaktien|vorzuege)"
_VOTING = r"(?:(?:non|sub(?:ordinate)?|ltd|limited|restricted|multiple|full|no)[\s-]*)?(?:vot(?:in)?g?|vtg)\b"
_YEAR = r"(?:\s+(?:\w{3}\s+)?(?:19|20)\d\d\b)?"

# Each is looked for at any place behind the first word.
_ANYWHERE: tuple[tuple[SecurityFact, str], ...] = (
    (
        SecurityFact.RECEIPT,
        rf"{_SPONSORED}\s*(?:(?:level\s*[123i]+\s*)?{_RECEIPTS}|{_IN_WORDS})\b(?:\s*{_REPRESENTING}\b.*$)?",
    ),
    (SecurityFact.RECEIPT, rf"(?:un)?spon(?:s(?:o(?:r(?:e(?:d)?)?)?)?)?{_END}"),
    (SecurityFact.RECEIPT, rf"(?:each\s+)?{_REPRESENTING}\s+(?:\d|one|two|ord|of|(?:[abh]\s+)?sh).*$"),
    (SecurityFact.RECEIPT, rf"represen(?:ting|ts|tin|ti|t)?(?:\s+(?:inc|ltd|corp|plc|sa|ag))?{_END}"),
    (
        SecurityFact.PLACEMENT,
        r"(?:reg(?:ulation)?\.?\s*-?\s*s|regs|rule\s+144a?|144\s*-?\s*a)(?:/144a|/regs?)?",
    ),
    (
        SecurityFact.PREFERENCE,
        (
            r"(?:non[\s-]?cum(?:ulative)?\s+|cum(?:ulative)?\s+|conv(?:ertible)?\s+)*"
            rf"{_PREFERRED}(?:\s+(?:shares?|shs|stock|ser(?:ies)?\s+[a-z0-9]+))?"
        ),
    ),
    (
        SecurityFact.SHARE_CLASS,
        (
            r"(?:class|clas|cla|cl|series|serie|seri|ser|sr)\.?\s*['\"]?(?:[a-z]|[a-z]?\d{1,2}|i{1,3}|iv)['\"]?"
            rf"(?:\s+{_SHARES})?"
        ),
    ),
    (SecurityFact.SHARE_CLASS, rf"['\"]?[a-h]['\"]?\s*-?\s*{_SHARES}"),
    (SecurityFact.SHARE_CLASS, rf"{_VOTING}(?:\s+{_SHARES})?"),
    (
        SecurityFact.PAR,
        rf"(?:ord(?:inary)?\s+|com(?:mon)?\s+)?{_CURRENCY}\s?-?\d+(?:[.,/]\d+)*(?:\s*\((?:[a-z' ]+)\))?",
    ),
    (
        SecurityFact.PAR,
        r"(?:eo|dl|ls|sf|sk|nk|dk|yn|hd|yc|rc|re|td|ad|cd|sd|rl|pt|hf)\s?(?:-|[-,.]\d|\d)[-,.\d]*",
    ),
    (SecurityFact.PAR, r"(?:ord(?:inary)?\s+)?(?:\d+(?:[.,/]\d+)*\s?p|\d+\s?pence|npv|no\s+par(?:\s+value)?)"),
    (SecurityFact.DEBT, r"(?:due|mat(?:urity)?)\s+(?:\d{1,2}[/.-])*(?:19|20)?\d\d"),
    (SecurityFact.DEBT, rf"\d{{1,2}}(?:[.,]\d{{1,6}})?\s?%{_YEAR}"),
    (SecurityFact.DEBT, r"(?:\d{1,2}[.,]\d{1,6}\s+)?\d{1,2}[/.-](?:\d{1,2}|[a-z]{3})[/.-](?:\d{4}|\d{2})"),
    (SecurityFact.DEBT, r"\d{1,2}\s+\d{1,2}/\d{1,2}\b"),
    (SecurityFact.DEBT, r"(?:19|20)\d\d[/.-]\d{1,2}[/.-]\d{1,2}"),
    (SecurityFact.DEBT, rf"\d{{1,2}}[.,]\d{{2,6}}{_YEAR}"),
    (
        SecurityFact.DEBT,
        (
            r"(?:[e]?mtn|frn|var(?:iable)?\s+r(?:a)?te|flt(?:g)?\s+rt|floating\s+rate|perp(?:etual)?|unsec(?:ured)?|"
            r"convertible|conv|cnv|debentures?|sub\s+notes?|sr\s+notes?|senior\s+notes?|notes|bonds?)"
        ),
    ),
    (
        SecurityFact.RIGHT,
        rf"(?:rights?|rts?|(?:call\s+)?warrants?|wts?|wrts?|nil\s+paid)(?:\s+(?:exp\w*\s*)?[\d/.-]+)?{_END}",
    ),
    (SecurityFact.UNIT, rf"(?:reit\s+)?(?:units?|uts?|cert(?:ificate)?s?)(?:\s+(?:of|non)\b.*)?{_END}"),
    (SecurityFact.ORDINARY, rf"(?:(?:full(?:y)?|partly)\s+paid|ptg|participating)(?:\s+(?:ord\w*|{_SHARES}))?"),
    (
        SecurityFact.ORDINARY,
        (
            rf"(?:common|ordinary|capital|registered|bearer|inhaber|namens|com|ord|cap|regd?|brr?)\s*-?\s*"
            rf"(?:{_SHARES}|aktien)"
        ),
    ),
    (SecurityFact.ORDINARY, r"(?:ords?|ordinary|regd|registered|namensaktien|inhaberaktien)"),
)
# Looked for where the name ends, again and again.
_LAST = (
    r"(?:[a-hnrsvx]|[ai]{1,3}|com|cmn|reg|br|on|pn|pna|pnb|onc|na|inh|st|vz|new|nm|n1|n2|ed|ej|es|foreign|alien|local"
    rf"|\(\s*(?:[a-h]|reg|regd|adr|gdr|h\s*shares?)\s*\)|{_SHARES}|'[a-h]')"
)

_BEHIND = r"[\s(,;'\"-]"
_ONE = "|".join(pattern for _, pattern in _ANYWHERE)
_SECURITY_WORDS = rf"{_BEHIND}+(?:{_ONE})(?:$|[\s),;'\".-])"
_LAST_WORDS = rf"(?:(?:\s|-)+{_LAST}\s*)$"
_HONG_KONG_MARKS = r"\s*-\s*(?:sw|wr|ss|sb|s|w|t|b|r|z|p|x|u)$"  # second lines and weighted votes: BABA-SW

# Share-type marks of Chinese exchanges: *ST, ST, N, XD, XR, DR before a short name; -W, A股 behind it.
_HAN_MARKS = r"^(?:\*?st|s\*?st|xd|xr|dr|n|c|pt)(\p{Han})"
_HAN_SHARES = r"(?:[-－ ]*[abhswur]{1,2}|[-－ (（]*[abh]\s*股[)）]?)$"


def strip_security_words(folded: pl.Expr) -> pl.Expr:
    """The name without the words that describe the security; what is left may be empty."""
    spaced = (folded.str.replace(_HONG_KONG_MARKS, "") + pl.lit(" ")).str.replace_all(_SECURITY_WORDS, "  ")
    # Words that stood next to each other share the blank between them, which a pattern cannot use twice.
    spaced = (spaced + pl.lit(" ")).str.replace_all(_SECURITY_WORDS, "  ").str.strip_chars()
    for _ in range(2):
        spaced = spaced.str.replace(_LAST_WORDS, "").str.strip_chars()
    return spaced


def has_security_words(folded: pl.Expr) -> pl.Expr:
    """Whether `strip_security_words` changes the name."""
    return (
        folded.str.contains(_SECURITY_WORDS) | folded.str.contains(_LAST_WORDS) | folded.str.contains(_HONG_KONG_MARKS)
    )


def strip_share_marks(han: pl.Expr) -> pl.Expr:
    """The Chinese short name without the exchange's marks: `*ST大唐` is 大唐, `阿里巴巴-W` is 阿里巴巴."""
    return han.str.strip_chars().str.replace(_HAN_MARKS, "$1").str.replace(_HAN_SHARES, "").str.strip_chars()


def find_security_facts(folded: pl.Expr) -> pl.Expr:
    """What the words taken off say of the security, a list of facts in a fixed order."""
    facts: dict[SecurityFact, list[str]] = {}
    for fact, pattern in _ANYWHERE:
        facts.setdefault(fact, []).append(pattern)
    facts.setdefault(SecurityFact.SHARE_CLASS, []).append(r"(?:[a-h]|-(?:sw|w|wr|s|t))\s*$")
    spaced = folded + pl.lit(" ")
    return pl.concat_list(
        pl.when(spaced.str.contains(rf"{_BEHIND}(?:{'|'.join(patterns)})(?:$|[\s),;'\".-])")).then(pl.lit(fact.value))
        for fact, patterns in facts.items()
    ).list.drop_nulls()
