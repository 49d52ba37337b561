// What two names say of each other beyond how alike they are: what one has more than the other, and what that means.
#pragma once

#include <cstdint>
#include <string>

#include "figures.hpp"

namespace clearhold {

// In the order of `clearhold.matching.relations.Relation`.
enum class Relation : std::uint8_t { same, parent, group, place, spelling, thin, common };

struct Said {
    Relation relation = Relation::same;
    bool leads = false;            // the first word of either name is the other's
    bool only_place = false;       // the names share a brand, and the listed one has a town or province more
    std::uint8_t spelled = 0;      // 2: words and legal form the same, 1: words the same
    std::uint16_t held_more = 0;   // bits of core words that only the held name has
    std::uint16_t listed_more = 0;
    std::uint16_t brand = 0;    // weight of the rarest shared word that may be a brand
    std::uint32_t rare = none;  // the rarest word that both have, as the held name writes it
};

struct RelationRules {
    int matched = 70;    // least similarity of a word that counts as the same
    int alike = 95;      // least similarity of a word that is the same but for being cut or run together
    int telling = 400;   // weight from which a further word makes another company: POWER does, TECHNOLOGY does not
    int brand = 870;     // weight of the rarest shared word from which it is a brand
    int local = 600;     // weight of a shared word that may be a brand, where the rest of one name is all in the other
    int elsewhere = 960;  // what it then counts as, where the other has a country more
    int first = 90;      // least similarity of a first word that leads
    int common = 500;    // weight of all shared words up to which they are common ones
    std::size_t most_branded = 200;  // listed names that have a word, beyond which it is no brand
    std::size_t acronym = 4;
    double likely = 0.5;  // probability of the names from which no brand is needed
};

inline std::string_view without_plural(std::string_view word) {
    while (!word.empty() && word.back() == 's') word.remove_suffix(1);
    return word;
}

template <class Frequency>
Said relate(const Lexicon& lexicon, const Names& held_names, const Names& listed_names, std::size_t held_name,
                   std::size_t listed_name, const Side& held, const Side& listed, const Figures& figures,
                   double probability, const RelationRules& rules, Frequency frequency) {
    Said said;
    struct Left {
        bool telling = false, structure = false, place = false, country = false;
    };
    auto leftover = [&](const Side& side, std::uint16_t& more) {
        Left left;
        for (std::size_t i = 0; i < side.size; ++i) {
            if (side.met[i].similarity >= rules.matched) continue;
            const CoreWord& word = side.words[i];
            more = static_cast<std::uint16_t>(more | 1u << i);
            const bool place = word.role == Role::place;
            left.telling |= side.weight[i] > rules.telling && !word.structure && !place;
            left.structure |= word.group;
            left.place |= place;
            left.country |= place && word.country;
        }
        return left;
    };
    const Left h = leftover(held, said.held_more), l = leftover(listed, said.listed_more);
    std::size_t letters = 0;
    int brand = 0, rarest = -1, alike = 0, shared = 0;
    for (std::size_t j = 0; j < listed.size; ++j) {
        if (listed.met[j].similarity < rules.matched) continue;
        const CoreWord& word = listed.words[j];
        letters += lexicon.text(word.stem).size();
        shared += listed.weight[j];
        if (word.role != Role::word) continue;
        const int weight = listed.weight[j];
        if (!word.brief && !word.compound && frequency(word.stem) <= rules.most_branded) brand = std::max(brand, weight);
        rarest = std::max(rarest, weight);
        if (listed.met[j].similarity >= rules.alike) alike = std::max(alike, weight);
    }
    int rarest_held = -1;
    for (std::size_t i = 0; i < held.size; ++i)
        if (held.met[i].similarity >= rules.matched && held.weight[i] > rarest_held) {
            rarest_held = held.weight[i];
            said.rare = held.words[i].word;
        }
    const bool spelled_alike = rarest < 0 || alike >= rarest;
    said.leads = figures[figure_held_first_name] * 100 >= static_cast<float>(rules.first) - 0.01f &&
                 figures[figure_listed_first_name] * 100 >= static_cast<float>(rules.first) - 0.01f;
    // A company's name and a country beside it: its company there.
    const bool whole = figures[figure_most_cover] >= 0.95f && brand >= rules.local;
    if (whole && h.country && !h.telling) brand = std::max(brand, rules.elsewhere);
    const bool branded = brand >= rules.brand, likely = probability >= rules.likely || whole;
    const bool both = held_names.complete[held_name] && listed_names.complete[listed_name];
    const bool cut_before = held_names.is_cut[held_name] && l.structure;
    const bool held_goes_on = (h.telling || h.country) && !l.telling && !l.place && listed_names.complete[listed_name];
    const bool listed_goes_on = (l.telling || l.place) && !h.telling && !h.place && held_names.complete[held_name];
    said.only_place = said.leads && branded && spelled_alike && l.place && !h.telling && !h.country && !l.telling &&
                      !l.country && !h.place;
    const bool named_after = said.leads && (branded || likely) && (held_goes_on || listed_goes_on);
    said.brand = static_cast<std::uint16_t>(brand);
    said.relation = named_after                                               ? Relation::group
                    : shared <= rules.common                                  ? Relation::common
                    : !spelled_alike                                          ? Relation::spelling
                    : (both && h.structure != l.structure) || cut_before      ? Relation::parent
                    : l.place && !h.place                                     ? Relation::place
                    : letters <= rules.acronym                                ? Relation::thin
                                                                              : Relation::same;
    bool same = held.size == listed.size;
    for (std::size_t i = 0; same && i < held.size; ++i)
        same = without_plural(lexicon.text(held.words[i].word)) == without_plural(lexicon.text(listed.words[i].word));
    const bool same_forms = held_names.forms[held_name] == listed_names.forms[listed_name];
    said.spelled = static_cast<std::uint8_t>(same + (same && same_forms));
    return said;
}

}  // namespace clearhold
