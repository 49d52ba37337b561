"""Why two rows are said to be the same, as columns of facts; and the same in one sentence, or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clearhold.identity.rarity import say_rarity
from clearhold.matching.countries import CountryView
from clearhold.matching.outcomes import SUPPORTED

if TYPE_CHECKING:
    from clearhold.matching.pairwise_sides import Facts, Side

_FACT = pl.Struct({"fact": pl.String, "query": pl.String, "target": pl.String})
EVIDENCE = pl.Struct(
    {
        "basis": pl.String,  # what decided: isin, lei, name, characters, reading
        "query": pl.String,  # the names compared, which may be aliases
        "target": pl.String,
        "query_alias": pl.Boolean,
        "target_alias": pl.Boolean,
        "how": pl.String,  # how the names agree
        "other_name": pl.String,  # in which way another name of the company was compared: acronym, brand, former name
        "names_agree": pl.Float64,  # the probability that the names are of one issuer
        "this_row": pl.Float64,  # that the target is the very row which the query means, by the names
        "words": pl.List(pl.Struct({"word": pl.String, "names": pl.Int32})),  # in how many company names; null: fewer
        "query_more": pl.String,  # words that only one side has
        "target_more": pl.String,
        "agree": pl.List(_FACT),
        "disagree": pl.List(_FACT),
        "held_back": pl.String,  # the rule by which it is not called the same issuer
        "nearer": pl.String,  # the target that is nearer
    }
)
_SIDES = ("query", "target")
_SAME_WORDS, _NEAR_WORDS, _CUT, _SHARED = "same words", "same words spelled differently", "cut", "shared word"
_QUOTED = 120  # characters of a name that are quoted
_UNEVEN = ["  ", "\t", "\n", "\r", "\u00a0", "\u3000"]  # white space that is quoted as one blank
_SURE, _HARDLY = 0.9, 0.5
_RARE = 40  # company names up to which a word is called rare, one in a thousand
_NAMED = 3  # identifiers that are named where they differ
_LABELS = {"isin": "ISIN", "lei": "LEI"}
_HELD_BACK = {
    "parent": "only one of the two names says GROUP: they may be parent and subsidiary",
    "spelling": "the rarest word that agrees is spelled differently",
    "place": "the target's name has a place more: it may be a subsidiary there",
    "reading": "this is only how the Chinese name may be read in Latin letters",
    "other name": "the other name may also be an ordinary word or another company's, and no country confirms it",
    "elsewhere": "the query is an American share and its name says of no depositary receipt",
    "common words": "the words that agree are ones that many companies' names have",
    "short": "it is one short word, and no country of a full name confirms it",
}


def gather_evidence(judged: pl.DataFrame, facts: Facts) -> pl.Series:
    """The evidence of each answer, a struct of the type `EVIDENCE`."""
    columns = (
        "held",
        "listed",
        "record",
        "held_more",
        "listed_more",
        "spelled",
        "held_cut",
        "rare_word",
        "rare_count",
        "other",
    )
    names = facts.names.select(*columns, "basis")
    told = judged.hstack(names.select(pl.all().gather(judged["pair"])))
    queries, targets = facts.queries.parties["name"], facts.targets.parties["name"]
    told = told.with_columns(
        query_name=queries.gather(told["query"]).str.strip_chars(),
        target_name=targets.gather(told["target"]).str.strip_chars(),
        nearer=targets.gather(told.select(pl.when(pl.col("held_back") == "closer").then("closest")).to_series()),
        query_text=facts.queries.distinct.gather(told["held"]),
        target_text=facts.targets.distinct.gather(told["listed"]),
    )
    told = _add_identifiers(_add_country(told, facts.queries), facts)
    told = told.with_row_index("row")
    return told.select(
        evidence=pl.struct(
            basis=pl.coalesce("scheme", pl.col("basis").cast(pl.String)),
            query=pl.coalesce("query_text", "query_name"),
            target=pl.coalesce("target_text", "target_name"),
            query_alias=pl.col("query_text").is_not_null() & pl.col("query_text").ne_missing(pl.col("query_name")),
            target_alias=pl.col("target_text").is_not_null() & pl.col("target_text").ne_missing(pl.col("target_name")),
            how=_how(_find_cut(told)),
            other_name="other",
            names_agree="names_agree",
            this_row="record",
            words=pl.when(pl.col("rare_word").is_not_null()).then(
                pl.concat_list(pl.struct(word="rare_word", names="rare_count"))
            ),
            query_more="held_more",
            target_more="listed_more",
            agree=_agreeing(),
            disagree=_disagreeing(),
            held_back="held_back",
            nearer="nearer",
        ).cast(EVIDENCE)
    )["evidence"]


def _add_country(told: pl.DataFrame, queries: Side) -> pl.DataFrame:
    """The answers with the query's `country` where it speaks for or against, and `by_isin`, that its ISIN says so."""
    nothing = told.with_columns(country=pl.lit(None, pl.String), by_isin=pl.lit(value=False))
    if (told["country_view"] == CountryView.UNKNOWN).all():
        return nothing
    isins = queries.identifiers.filter(pl.col("scheme") == "isin").unique("row", keep="first")
    own = queries.countries.select("row", own=pl.col("codes").list.first())
    prefix = isins.select("row", prefix=pl.col("value").str.slice(0, 2))
    return (
        told.join(own, left_on="query", right_on="row", how="left", maintain_order="left")
        .join(prefix, left_on="query", right_on="row", how="left", maintain_order="left")
        .with_columns(country=pl.coalesce("own", "prefix"), by_isin=pl.col("own").is_null())
        .drop("own", "prefix")
    )


def _add_identifiers(told: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """The answers with the identifiers of both sides, `query_isin`, `target_isin` and so on, as lists."""
    for scheme in _LABELS:
        for side, identifiers in (("query", facts.queries.identifiers), ("target", facts.targets.identifiers)):
            column = f"{side}_{scheme}"
            own = identifiers.filter(pl.col("scheme") == scheme)
            if own.is_empty():
                told = told.with_columns(pl.lit(None, pl.List(pl.String)).alias(column))
                continue
            values = own.group_by("row", maintain_order=True).agg(pl.col("value").alias(column))
            told = told.join(values, left_on=side, right_on="row", how="left", maintain_order="left")
    return told


def _find_cut(told: pl.DataFrame) -> pl.Series:
    """The rows in which the query's name is the target's, cut at a length at which houses cut names."""
    query, target = (pl.col(f"{side}_text").str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]", "") for side in _SIDES)
    may_be = told.filter(pl.col("held_cut") & (pl.col("spelled") == 0))
    return may_be.filter((query != target) & target.str.starts_with(query))["row"]


def _how(cut: pl.Series) -> pl.Expr:
    """How the names agree; null where they do not, or by characters or their reading, which `basis` says."""
    more = pl.col("held_more").is_not_null() | pl.col("listed_more").is_not_null()
    return (
        pl.when(pl.col("basis").cast(pl.String) != "name")
        .then(None)
        .when(pl.col("row").is_in(cut.implode()))
        .then(pl.lit(_CUT))
        .when(more & pl.col("rare_word").is_not_null())
        .then(pl.lit(_SHARED))
        .when(pl.col("spelled") > 0)
        .then(pl.lit(_SAME_WORDS))
        .when(pl.col("basis").is_not_null())
        .then(pl.lit(_NEAR_WORDS))
    )


def _agreeing() -> pl.Expr:
    """What agrees beside the names: identifiers, country."""
    country = pl.when(pl.col("country_view") == CountryView.AGREES).then(
        _fact("country", pl.col("entry_country"), pl.col("entry_country"))
    )
    return _gathered(*(_same(scheme) for scheme in _LABELS), country)


def _same(scheme: str) -> pl.Expr:
    common = pl.col(f"query_{scheme}").list.set_intersection(f"target_{scheme}").list.sort()
    return pl.when(common.list.len() > 0).then(_fact(scheme, common.list.first(), common.list.first()))


def _disagreeing() -> pl.Expr:
    """What disagrees: identifiers of which each side has another, country, and names that are not alike."""
    against = pl.col("country_view").is_in([CountryView.DIFFERS.value, CountryView.ABROAD.value])
    kind = pl.when("by_isin").then(pl.lit("country of the ISIN")).otherwise(pl.lit("country"))
    unlike = (pl.col("names_agree").fill_null(0) < SUPPORTED) & pl.col("scheme").is_not_null()
    both_named = pl.col("query_name").is_not_null() & pl.col("target_name").is_not_null()
    return _gathered(
        pl.when(against).then(_fact(kind, pl.col("country"), pl.col("entry_country"))),
        *(_other(scheme) for scheme in reversed(_LABELS)),
        pl.when(unlike & both_named).then(_fact("name", pl.col("query_name"), pl.col("target_name"))),
    )


def _other(scheme: str) -> pl.Expr:
    query, target = pl.col(f"query_{scheme}"), pl.col(f"target_{scheme}")
    named = [side.list.head(_NAMED).list.join(", ") for side in (query, target)]
    return pl.when(query.list.set_intersection(target).list.len() == 0).then(_fact(scheme, *named))


def _fact(fact: str | pl.Expr, query: pl.Expr, target: pl.Expr) -> pl.Expr:
    return pl.struct(fact=pl.lit(fact) if isinstance(fact, str) else fact, query=query, target=target)


def _gathered(*facts: pl.Expr) -> pl.Expr:
    return pl.concat_list(fact.cast(_FACT) for fact in facts).list.drop_nulls()


def say_evidence(evidence: pl.Series) -> pl.Series:
    """The evidence in words: one sentence each, what speaks for it and then, behind "but", what speaks against."""
    words = speak_of(evidence)
    both = pl.concat_str("pro", pl.lit("; but "), "contra")
    return words.select(evidence=pl.when(pl.col("contra") == "").then("pro").otherwise(both))["evidence"]


def speak_of(evidence: pl.Series) -> pl.DataFrame:
    """What speaks for each answer and against it, in words: `pro`, `contra`, empty where nothing does."""
    told = _with_quoted(evidence)
    agree, disagree = _Facts(told["agree"]), _Facts(told["disagree"])
    pro = (
        *(agree.say(scheme, f"{label} {{}} is the target's own", "query") for scheme, label in _LABELS.items()),
        _say_names(),
        agree.say("country", "country {} agrees", "query"),
    )
    contra = (
        disagree.say("country", "the query's country is {}, the target's {}", *_SIDES),
        disagree.say("country of the ISIN", "the query's country is {} by its ISIN, the target's {}", *_SIDES),
        *(
            disagree.say(scheme, f"the {label} {{}} is not the target's {{}}", *_SIDES)
            for scheme, label in reversed(_LABELS.items())
        ),
        _say_held_back(),
        pl.when(_is_another_security()).then(pl.lit("it may be another security of the issuer, or a nearer row's")),
        pl.when(disagree.has("name")).then(pl.format("the names differ: {} and {}", "query_quoted", "target_quoted")),
        pl.when(pl.col("query_more").is_not_null()).then(pl.format("the query also says {}", "query_more")),
        pl.when(pl.col("target_more").is_not_null() & pl.col("how").ne_missing(_CUT)).then(
            pl.format("the target also says {}", "target_more")
        ),
    )
    return told.hstack([*agree.columns, *disagree.columns]).select(
        **{
            column: pl.concat_str(*parts, separator="; ", ignore_nulls=True)
            for column, parts in (("pro", pro), ("contra", contra))
        }
    )


def _with_quoted(evidence: pl.Series) -> pl.DataFrame:
    """The parts of the evidence, with its names as sentences quote them, and say them where they are aliases."""
    told = evidence.struct.unnest()
    told = told.with_columns(
        _rarity(evidence).alias("rarity"),
        *(_quoted(told[name]).alias(f"{name}_quoted") for name in (*_SIDES, "nearer")),
    )
    for side, comma in zip(_SIDES, (",", ""), strict=True):
        said = pl.col(f"{side}_quoted")
        if told[f"{side}_alias"].any():
            alias = pl.when(f"{side}_alias").then(pl.lit(f", another name of the {side}{comma}"))
            said = pl.concat_str(said, alias, ignore_nulls=True)
        told = told.with_columns(said.alias(f"{side}_said"))
    return told


def evidence_as_json(evidence: pl.Series) -> pl.Series:
    """The evidence as JSON text, an object each."""
    return evidence.to_frame("evidence").select(pl.col("evidence").struct.json_encode())["evidence"]


def _rarity(evidence: pl.Series) -> pl.Series:
    """How rare the rarest word is that both names have, in words; null where no word is told."""
    first = evidence.struct.field("words").list.first()
    told = pl.DataFrame({"word": first.struct.field("word"), "names": first.struct.field("names")})
    counts = told["names"].unique()
    in_words = pl.Series([say_rarity(count) for count in counts], dtype=pl.String)
    said = told["names"].replace_strict(counts, in_words, return_dtype=pl.String)
    rare = told["names"].fill_null(0) <= _RARE
    return told.select(
        pl.when(pl.col("word").is_null())
        .then(None)
        .when(rare)
        .then(pl.format("{} is rare ({})", "word", said))
        .otherwise(pl.format("{} is in {}", "word", said))
    ).to_series()


def _say_names() -> pl.Expr:
    """How the names agree; null where they do not."""
    word = pl.concat_str(pl.lit(" shares "), pl.col("words").list.first().struct.field("word"), pl.lit(" with "))
    how, basis, by_table = pl.col("how"), pl.col("basis"), pl.col("other_name").is_not_null()
    verb = (
        pl.when((how == _SHARED) & ~by_table | (basis == "characters"))
        .then(word)
        .when(basis == "reading")
        .then(pl.lit(" may be read as "))
        .when(by_table)
        .then(pl.lit(" is another name of the company of "))
        .when(how == _CUT)
        .then(pl.lit(" is "))
        .when(how.is_not_null())
        .then(pl.lit(" has the words of "))
    )
    more = (
        pl.when(by_table)
        .then(pl.format(", by our table of company names ({})", "other_name"))
        .when(how == _CUT)
        .then(pl.format(" cut at {} characters", pl.col("query").str.len_chars()))
        .when(how == _NEAR_WORDS)
        .then(pl.lit(", some shortened or spelled differently"))
        .otherwise(pl.lit(""))
    )
    rarity = pl.concat_str(pl.lit("; "), "rarity")
    rare = pl.when(basis != "characters", ~by_table).then(rarity).fill_null("")
    return pl.concat_str(pl.lit("name: "), "query_said", verb, "target_said", more, rare)


def _is_another_security() -> pl.Expr:
    """Whether the names are of one issuer and this is hardly the row that is meant; no identifier says that it is."""
    return (pl.col("names_agree") >= _SURE) & (pl.col("this_row") < _HARDLY) & ~pl.col("basis").is_in(list(_LABELS))


def _say_held_back() -> pl.Expr:
    """The rule that holds an answer back, where it is one that the other facts do not say."""
    said = pl.col("held_back").replace_strict(_HELD_BACK, default=None, return_dtype=pl.String)
    nearer = pl.format("there is a nearer target, {}", "nearer_quoted")
    return pl.when(pl.col("held_back") == "closer").then(nearer).otherwise(said)


class _Facts:
    """The facts in lists of few, each place of the lists a column, so that a fact is looked for fast."""

    def __init__(self, facts: pl.Series) -> None:
        most = facts.list.len().max()
        places = range(most if isinstance(most, int) else 0)
        self.columns = [facts.list.get(place, null_on_oob=True).alias(f"{facts.name} {place}") for place in places]
        self._places = [pl.col(column.name).struct for column in self.columns]

    def has(self, fact: str) -> pl.Expr:
        """Whether the fact is among the facts."""
        return pl.any_horizontal(pl.lit(value=False), *(place.field("fact") == fact for place in self._places))

    def say(self, fact: str, words: str, *values: str) -> pl.Expr:
        """The fact in words, its values put where the words have braces; null where it is not among the facts."""
        told = (
            pl.when(place.field("fact") == fact).then(pl.format(words, *(place.field(value) for value in values)))
            for place in self._places
        )
        return pl.coalesce(*told, pl.lit(None, pl.String))


def _quoted(names: pl.Series) -> pl.Series:
    """Names in quotation marks, as they are quoted: a cell of ten thousand characters is no sentence."""
    if names.is_null().all():
        return names
    if names.str.contains_any(_UNEVEN).any():
        names = names.str.replace_all(r"\s+", " ")
    if (names.str.len_bytes() > _QUOTED).any():
        name = pl.col(names.name)
        cut = pl.concat_str(name.str.slice(0, _QUOTED - 1), pl.lit("…"))
        names = names.to_frame().select(pl.when(name.str.len_chars() > _QUOTED).then(cut).otherwise(name)).to_series()
    return names.to_frame("name").select(pl.format('"{}"', "name"))["name"]
