// Two names side by side: which words stand for which, and the named figures that are measured of the pair.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "names.hpp"
#include "spelling.hpp"

namespace clearhold {

#define CLEARHOLD_FIGURES(X) \
    X(held_cover) X(listed_cover) X(least_cover) X(most_cover) X(shared) X(shared_exact) X(rarest) X(rarest_exact) \
    X(second_exact) X(held_missing) X(listed_missing) X(held_missing_word) X(listed_missing_word) \
    X(held_missing_place) X(listed_missing_place) X(held_missing_count) X(listed_missing_count) \
    X(held_missing_number) X(listed_missing_number) X(held_missing_letter) X(listed_missing_letter) \
    X(held_structure_only) X(listed_structure_only) X(held_first) X(listed_first) X(held_first_weight) \
    X(listed_first_weight) X(held_first_name) X(listed_first_name) X(held_last) X(listed_last) X(held_words) \
    X(listed_words) X(held_weight) X(listed_weight) X(turned) X(abbreviated) X(cut_words) X(misspelt) X(letters) \
    X(joined) X(initials) X(initials_length) X(initials_leads) X(pinyin_rarest) X(pinyin_share) X(place_conflict) \
    X(forms_differ) X(forms_agree) X(held_has_form) X(listed_has_form) X(held_cut) X(listed_cut) \
    X(held_is_beginning) X(listed_is_beginning) X(joined_ratio) X(joined_beginning) X(joined_partial) \
    X(joined_prefix) X(held_letters) X(listed_letters) X(share_agrees) X(share_differs) X(held_share) \
    X(listed_share) X(same_words) X(same_all) X(missing_leads_held) X(missing_leads_listed) X(both_missing_word) \
    X(rarest_missing_gap) X(cover_of_names) X(words_differ) X(other_name) X(held_form) X(listed_form) X(compound_rarest)

enum Figure : std::size_t {
#define X(name) figure_##name,
    CLEARHOLD_FIGURES(X)
#undef X
        figures_count
};

constexpr std::array<const char*, figures_count> figure_names = {
#define X(name) #name,
    CLEARHOLD_FIGURES(X)
#undef X
};

using Figures = std::array<float, figures_count>;

struct Side {
    const CoreWord* words;
    std::size_t size;
    std::array<Likeness, most_core> met{};
    std::array<std::int8_t, most_core> partner;
    std::array<std::uint16_t, most_core> weight;  // the lighter of the two where words are not equal

    Side(const CoreWord* words, std::size_t size) : words(words), size(size) {
        partner.fill(-1);
        for (std::size_t i = 0; i < size; ++i) weight[i] = words[i].weight;
    }
};

class Comparer {
  public:
    Comparer(const Lexicon& lexicon, const Names& held, const Names& listed)
        : lexicon_(lexicon), held_(held), listed_(listed) {}

    // How two stems may be of one word.
    Likeness compare(const CoreWord& one, const CoreWord& two) const {
        if (one.stem == two.stem) return {static_cast<std::uint8_t>(one.word == two.word ? 100 : 98), How::equal};
        const std::string_view a = lexicon_.text(one.stem), b = lexicon_.text(two.stem);
        if (may_mean(one.stem, two.stem)) return {95, How::abbreviated};
        if (lexicon_.facts(one.word).syllables == two.stem || lexicon_.facts(two.word).syllables == one.stem)
            return {static_cast<std::uint8_t>(std::min(a.size(), b.size()) > 2 ? 85 : 75), How::initials};
        const bool digits = one.role == Role::number || two.role == Role::number;
        if (digits) return {};
        if (static_cast<unsigned char>(a[0]) >= 0x80 || static_cast<unsigned char>(b[0]) >= 0x80) return {};
        Likeness found = compare_spelling(a, b, one.pinyin && two.pinyin);
        const bool cut_off = (one.cut && b.size() > a.size() && b.substr(0, a.size()) == a) ||
                             (two.cut && a.size() > b.size() && a.substr(0, b.size()) == b);
        if (cut_off && found.similarity < 95) return {95, How::cut};
        return found;
    }

    void align(Side& held, Side& listed, std::size_t held_name, std::size_t listed_name) const {
        struct Meeting {
            std::int32_t order;
            std::uint8_t i, j;
            Likeness how;
        };
        std::array<Meeting, most_core * most_core> meetings;
        std::size_t count = 0;
        for (std::size_t i = 0; i < held.size; ++i)
            for (std::size_t j = 0; j < listed.size; ++j) {
                const Likeness how = compare(held.words[i], listed.words[j]);
                if (how.similarity < 40) continue;
                const int apart = static_cast<int>(i > j ? i - j : j - i);
                meetings[count++] = {how.similarity * 32 - apart, static_cast<std::uint8_t>(i),
                                     static_cast<std::uint8_t>(j), how};
            }
        std::sort(meetings.begin(), meetings.begin() + static_cast<std::ptrdiff_t>(count),
                  [](const Meeting& a, const Meeting& b) {
                      return a.order != b.order ? a.order > b.order : a.i != b.i ? a.i < b.i : a.j < b.j;
                  });
        for (std::size_t at = 0; at < count; ++at) {
            const Meeting& one = meetings[at];
            if (held.partner[one.i] >= 0 || listed.partner[one.j] >= 0) continue;
            meet(held, one.i, listed, one.j, one.how);
        }
        join(held, listed);
        join(listed, held);
        spell_initials(held, listed, listed_, listed_name);
        spell_initials(listed, held, held_, held_name);
    }

    Figures measure(std::size_t held_name, std::size_t listed_name, const Side& held, const Side& listed,
                    const Pattern& pattern) const;

  private:
    bool may_mean(std::uint32_t one, std::uint32_t two) const {
        const auto a = lexicon_.meanings.find(one), b = lexicon_.meanings.find(two);
        const auto end = lexicon_.meanings.end();
        auto has = [](const std::vector<std::uint32_t>& all, std::uint32_t x) {
            return std::find(all.begin(), all.end(), x) != all.end();
        };
        if (a != end && has(a->second, two)) return true;
        if (b != end && has(b->second, one)) return true;
        if (a != end && b != end)
            for (const std::uint32_t meaning : a->second)
                if (has(b->second, meaning)) return true;
        return false;
    }

    static void meet(Side& one, std::size_t i, Side& two, std::size_t j, Likeness how) {
        one.partner[i] = static_cast<std::int8_t>(j);
        two.partner[j] = static_cast<std::int8_t>(i);
        one.met[i] = two.met[j] = how;
        if (how.how != How::equal) one.weight[i] = two.weight[j] = std::min(one.words[i].weight, two.words[j].weight);
    }

    // A word of the one side that the other writes as two or three.
    void join(Side& one, Side& two) const {
        for (std::size_t i = 0; i < one.size; ++i) {
            if (one.met[i].similarity >= 92) continue;
            const std::string_view word = lexicon_.text(one.words[i].stem);
            if (word.size() < 4) continue;
            for (std::size_t j = 0; j + 1 < two.size; ++j) {
                std::string together;
                for (std::size_t k = j; k < std::min(two.size, j + 3); ++k) {
                    if (two.met[k].similarity >= 92 && two.partner[k] != static_cast<std::int8_t>(i)) break;
                    together += lexicon_.text(two.words[k].word);
                    if (k == j) continue;
                    const bool alike = together == word || (together.size() > 6 && edits_between(together, word, 1) <= 1);
                    if (!alike) continue;
                    release(one, i, two);
                    for (std::size_t part = j; part <= k; ++part) release(two, part, one);
                    const Likeness how{95, How::joined};
                    one.met[i] = how;
                    one.partner[i] = static_cast<std::int8_t>(j);
                    one.weight[i] = one.words[i].weight;
                    for (std::size_t part = j; part <= k; ++part) {
                        two.met[part] = how;
                        two.partner[part] = static_cast<std::int8_t>(i);
                        two.weight[part] = two.words[part].weight;
                    }
                    goto next;
                }
            }
        next:;
        }
    }

    static void release(Side& one, std::size_t i, Side& two) {
        const std::int8_t partner = one.partner[i];
        if (partner < 0) return;
        two.met[static_cast<std::size_t>(partner)] = {};
        two.partner[static_cast<std::size_t>(partner)] = -1;
        two.weight[static_cast<std::size_t>(partner)] = two.words[static_cast<std::size_t>(partner)].weight;
        one.met[i] = {};
        one.partner[i] = -1;
        one.weight[i] = one.words[i].weight;
    }

    // A short word of the one side made of the beginnings of consecutive words of the other: TSMC, CPIC, Sinopec.
    void spell_initials(Side& one, Side& two, const Names& names, std::size_t name) const {
        for (std::size_t i = 0; i < one.size; ++i) {
            if (one.met[i].similarity >= 60 || one.words[i].role == Role::number) continue;
            const std::string_view word = lexicon_.text(one.words[i].word);
            if (word.size() < 2 || word.size() > 10) continue;
            const std::uint32_t from = names.starts[name], to = names.starts[name + 1];
            for (std::uint32_t start = from; start < to; ++start) {
                std::array<std::uint32_t, 9> used{};
                const std::size_t count = spell(word, 0, start, to, names, used, 0, word.size() > 2 ? 1 : 0);
                if (count < 2) continue;
                std::size_t of_core = 0;
                for (std::size_t u = 0; u < count; ++u) of_core += core_place(two, used[u] - from) >= 0;
                if (of_core < 1 || of_core + 1 < count) continue;
                bool free = true;
                for (std::size_t u = 0; u < count; ++u) {
                    const int k = core_place(two, used[u] - from);
                    if (k >= 0 && two.met[static_cast<std::size_t>(k)].similarity >= 60) free = false;
                }
                if (!free) continue;
                const std::size_t letters = word.size();
                int similarity = letters == 2 ? 45 : letters == 3 ? 70 : letters == 4 ? 85 : 92;
                release(one, i, two);
                one.met[i] = {static_cast<std::uint8_t>(similarity), How::initials};
                for (std::size_t u = 0; u < count; ++u) {
                    const int k = core_place(two, used[u] - from);
                    if (k < 0) continue;
                    const auto at = static_cast<std::size_t>(k);
                    release(two, at, one);
                    two.met[at] = {static_cast<std::uint8_t>(similarity), How::initials};
                    two.partner[at] = static_cast<std::int8_t>(i);
                    one.partner[i] = static_cast<std::int8_t>(k);
                }
                break;
            }
        }
    }

    // The place in the core of a word at a place in the whole name, -1 where it is no word of the core.
    static int core_place(const Side& side, std::uint32_t place) {
        for (std::size_t k = 0; k < side.size; ++k)
            if (side.words[k].place == place) return static_cast<int>(k);
        return -1;
    }

    // Words of a name whose beginnings, in order, make the rest of a word; words like OF may be passed over.
    std::size_t spell(std::string_view word, std::size_t at, std::uint32_t from, std::uint32_t to, const Names& names,
                      std::array<std::uint32_t, 9>& used, std::size_t count, int skips) const {
        if (at == word.size()) return count;
        if (count >= 2) {  // a last letter may stand for COMPANY or GROUP, which the name need not say
            const std::string_view rest = word.substr(at);
            if (rest == "c" || rest == "co" || rest == "g") return count;
        }
        if (from >= to || count >= used.size()) return 0;
        const std::string_view next = lexicon_.text(names.words[from]);
        std::size_t best = 0;
        std::array<std::uint32_t, 9> found{};
        std::size_t same = 0;
        while (same < next.size() && at + same < word.size() && next[same] == word[at + same]) {
            ++same;
            if (same > 6) break;
            std::array<std::uint32_t, 9> tried = used;
            tried[count] = from;
            const std::size_t result = spell(word, at + same, from + 1, to, names, tried, count + 1, skips);
            if (result > best) {
                best = result;
                found = tried;
            }
        }
        const Role role = lexicon_.facts(names.words[from]).role;
        if (!best && count && (role == Role::stop || skips > 0)) {
            found = used;
            best = spell(word, at, from + 1, to, names, found, count, role == Role::stop ? skips : skips - 1);
        }
        if (best) used = found;
        return best;
    }

    const Lexicon& lexicon_;
    const Names& held_;
    const Names& listed_;
};

inline Figures Comparer::measure(std::size_t held_name, std::size_t listed_name, const Side& held, const Side& listed,
                                 const Pattern& pattern) const {
    Figures out{};
    auto set = [&out](Figure figure, double value) { out[figure] = static_cast<float>(value); };

    struct Sums {
        double total = 0, got = 0, missing = 0, most_missing = 0, names_total = 0, names_got = 0;
        double first = 0, first_name = 0, last = 0, weight = 0, missing_leads = 0;
        int places = 0, count = 0, numbers = 0, letters = 0, structure = 0;
    };
    auto sum = [](const Side& side) {
        Sums s;
        bool named = false, met = false;
        for (std::size_t i = 0; i < side.size; ++i) {
            const CoreWord& word = side.words[i];
            const double similarity = side.met[i].similarity / 100.0, weight = side.weight[i];
            const bool matched = side.met[i].similarity >= 60;
            s.weight += word.weight;
            s.total += std::max<double>(weight, matched ? 0 : word.weight);
            s.got += weight * similarity;
            s.missing += weight * (1 - similarity);
            if (word.role != Role::place) {
                s.names_total += weight;
                s.names_got += weight * similarity;
            }
            if (word.role == Role::word && !word.structure) s.most_missing = std::max(s.most_missing, weight * (1 - similarity));
            if (!matched) {
                ++s.count;
                s.places += word.role == Role::place;
                s.numbers += word.role == Role::number;
                s.letters += word.role == Role::word && word.weight <= 200 && !word.structure && side.words[i].weight == 200;
                s.structure += word.structure;
                if (!met && word.role == Role::word) s.missing_leads = std::max(s.missing_leads, weight);
            } else {
                met = true;
            }
            if (i == 0) s.first = similarity;
            if (!named && word.role != Role::place) {
                s.first_name = similarity;
                named = true;
            }
            s.last = similarity;
        }
        if (!named) s.first_name = s.first;
        return s;
    };
    const Sums h = sum(held), l = sum(listed);
    const double hc = h.total > 0 ? h.got / h.total : 0, lc = l.total > 0 ? l.got / l.total : 0;
    set(figure_held_cover, hc);
    set(figure_listed_cover, lc);
    set(figure_least_cover, std::min(hc, lc));
    set(figure_most_cover, std::max(hc, lc));
    set(figure_cover_of_names, std::min(h.names_total > 0 ? h.names_got / h.names_total : hc,
                                        l.names_total > 0 ? l.names_got / l.names_total : lc));
    set(figure_shared, std::min(h.got, l.got) / 1000);

    double differ = 0, exact = 0, rarest = 0, rarest_exact = 0, second = 0, pinyin = 0;
    bool rarest_pinyin = false, rarest_compound = false;
    std::array<double, 8> by_how{};
    int turned = 0, before = -1;
    std::size_t initials_length = 0, initials_leads = 0;
    for (std::size_t i = 0; i < held.size; ++i) {
        const double weight = held.weight[i], value = weight * held.met[i].similarity / 100.0;
        by_how[static_cast<std::size_t>(held.met[i].how)] += weight;
        if (held.met[i].similarity >= 60) {
            if (held.words[i].role == Role::word && value > rarest) {
                rarest = value;
                rarest_pinyin = held.words[i].pinyin;
                rarest_compound = held.words[i].compound;
            }
            if (held.words[i].pinyin) pinyin += value;
            if (held.partner[i] >= 0) {
                turned += held.partner[i] < before;
                before = held.partner[i];
            }
        }
        if (held.met[i].how == How::equal && held.met[i].similarity < 100) differ += weight;
        if (held.met[i].how == How::equal || held.met[i].how == How::joined) {
            exact += weight;
            if (held.words[i].role == Role::word) {
                if (weight > rarest_exact) second = rarest_exact, rarest_exact = weight;
                else second = std::max(second, weight);
            }
        }
        if (held.met[i].how == How::initials) {
            initials_length = std::max(initials_length, lexicon_.text(held.words[i].word).size());
            initials_leads |= i == 0;
        }
    }
    for (std::size_t j = 0; j < listed.size; ++j)
        if (listed.met[j].how == How::initials && listed.partner[j] >= 0) {
            std::size_t parts = 0;
            for (std::size_t i = 0; i < held.size; ++i) parts += held.met[i].how == How::initials;
            if (parts > 1) {  // the listed side has the short word
                initials_length = std::max(initials_length, lexicon_.text(listed.words[j].word).size());
                initials_leads |= j == 0;
            }
        }
    const double held_weight = std::max(h.total, 1.0);
    set(figure_shared_exact, exact / 1000);
    set(figure_rarest, rarest / 1000);
    set(figure_rarest_exact, rarest_exact / 1000);
    set(figure_second_exact, second / 1000);
    set(figure_held_missing, h.missing / 1000);
    set(figure_listed_missing, l.missing / 1000);
    set(figure_held_missing_word, h.most_missing / 1000);
    set(figure_listed_missing_word, l.most_missing / 1000);
    set(figure_both_missing_word, std::min(h.most_missing, l.most_missing) / 1000);
    set(figure_rarest_missing_gap, (rarest - std::max(h.most_missing, l.most_missing)) / 1000);
    set(figure_held_missing_place, h.places);
    set(figure_listed_missing_place, l.places);
    set(figure_held_missing_count, h.count);
    set(figure_listed_missing_count, l.count);
    set(figure_held_missing_number, h.numbers);
    set(figure_listed_missing_number, l.numbers);
    set(figure_held_missing_letter, h.letters);
    set(figure_listed_missing_letter, l.letters);
    set(figure_held_structure_only, h.structure);
    set(figure_listed_structure_only, l.structure);
    set(figure_held_first, h.first);
    set(figure_listed_first, l.first);
    set(figure_held_first_name, h.first_name);
    set(figure_listed_first_name, l.first_name);
    set(figure_held_first_weight, held.words[0].weight / 1000.0);
    set(figure_listed_first_weight, listed.words[0].weight / 1000.0);
    set(figure_held_last, h.last);
    set(figure_listed_last, l.last);
    set(figure_held_words, static_cast<double>(held.size));
    set(figure_listed_words, static_cast<double>(listed.size));
    set(figure_held_weight, h.weight / 1000);
    set(figure_listed_weight, l.weight / 1000);
    set(figure_missing_leads_held, h.missing_leads / 1000);
    set(figure_missing_leads_listed, l.missing_leads / 1000);
    set(figure_turned, turned);
    set(figure_words_differ, differ / 1000);
    set(figure_other_name, std::max(held_.other[held_name], listed_.other[listed_name]));
    set(figure_abbreviated, by_how[static_cast<std::size_t>(How::abbreviated)] / held_weight);
    set(figure_cut_words, by_how[static_cast<std::size_t>(How::cut)] / held_weight);
    set(figure_misspelt, by_how[static_cast<std::size_t>(How::misspelt)] / held_weight);
    set(figure_letters, by_how[static_cast<std::size_t>(How::letters)] / held_weight);
    set(figure_joined, by_how[static_cast<std::size_t>(How::joined)] / held_weight);
    set(figure_initials, by_how[static_cast<std::size_t>(How::initials)] / held_weight);
    set(figure_initials_length, static_cast<double>(initials_length));
    set(figure_initials_leads, static_cast<double>(initials_leads));
    set(figure_pinyin_rarest, rarest_pinyin);
    set(figure_compound_rarest, rarest_compound);
    set(figure_pinyin_share, pinyin / std::max(h.got, 1.0));

    double conflict = 0;
    for (std::size_t i = 0; i < held.size; ++i)
        for (std::size_t j = 0; j < listed.size; ++j) {
            if (held.words[i].role != Role::place || listed.words[j].role != Role::place) continue;
            if (held.met[i].similarity >= 60 || listed.met[j].similarity >= 60) continue;
            const std::uint32_t a = lexicon_.facts(held.words[i].word).within, b = lexicon_.facts(listed.words[j].word).within;
            if (a != listed.words[j].stem && b != held.words[i].stem) conflict = 1;
        }
    set(figure_place_conflict, conflict);

    const std::uint64_t hf = held_.forms[held_name] & ~weak_forms, lf = listed_.forms[listed_name] & ~weak_forms;
    set(figure_forms_differ, hf && lf && !(hf & lf));
    set(figure_forms_agree, (hf & lf) != 0);
    set(figure_held_has_form, hf != 0);
    set(figure_listed_has_form, lf != 0);
    set(figure_held_form, hf ? __builtin_ctzll(hf) : -1);
    set(figure_listed_form, lf ? __builtin_ctzll(lf) : -1);
    set(figure_held_cut, held_.cut[held_name]);
    set(figure_listed_cut, listed_.cut[listed_name]);

    const std::string_view one = held_.joined(held_name), two = listed_.joined(listed_name);
    const double longer = static_cast<double>(std::max(one.size(), two.size()));
    const double shorter = static_cast<double>(std::min(one.size(), two.size()));
    const int common = pattern.common_letters(two);
    set(figure_joined_ratio, 2.0 * common / static_cast<double>(std::min<std::size_t>(one.size(), 64) + std::min<std::size_t>(two.size(), 64)));
    set(figure_joined_partial, common / std::max(1.0, std::min(shorter, 64.0)));
    set(figure_joined_beginning, jaro_winkler(one, two));
    std::size_t prefix = 0;
    while (prefix < one.size() && prefix < two.size() && one[prefix] == two[prefix]) ++prefix;
    set(figure_joined_prefix, static_cast<double>(prefix) / std::max(longer, 1.0));
    set(figure_held_is_beginning, prefix == one.size());
    set(figure_listed_is_beginning, prefix == two.size());
    set(figure_held_letters, static_cast<double>(one.size()));
    set(figure_listed_letters, static_cast<double>(two.size()));
    set(figure_same_words, one == two);
    set(figure_same_all, one == two && hf == lf);

    const std::uint8_t hs = held_.share[held_name], ls = listed_.share[listed_name];
    set(figure_share_agrees, hs && hs == ls);
    set(figure_share_differs, hs && ls && hs != ls);
    set(figure_held_share, hs);
    set(figure_listed_share, ls);
    return out;
}

}  // namespace clearhold
