// Names as numbers of words, and what of each is compared.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon.hpp"

namespace clearhold {

constexpr std::size_t most_words = 24;  // of a name; what stands behind them is not compared
constexpr std::size_t most_core = 14;   // words of a name's core that are aligned
constexpr std::uint64_t weak_forms = 0xfull << 60;  // legal forms that are written or left out at will: LTD, INC
constexpr std::size_t least_rest = 3;   // letters of a cut word that still say something: not the LT of LTD

struct CoreWord {
    std::uint32_t stem;
    std::uint32_t word;
    std::uint16_t weight;
    Role role;
    std::uint8_t place;  // among all words of the name
    bool pinyin;
    bool brief;
    bool structure;
    bool group;
    bool country;
    bool compound;
    bool cut;  // the last word of a name that is of a length at which houses cut names
};

// The names of one side. Words of the core are all but legal forms and words like OF.
struct Names {
    std::vector<std::uint32_t> starts{0}, words;
    std::vector<std::uint8_t> cut, share;
    std::vector<std::uint8_t> other;    // 0: the name itself, else the kind of another name of the same company
    std::vector<std::uint32_t> owners;  // whose name each is, in ascending order
    std::vector<std::uint8_t> complete, is_cut;
    std::vector<std::uint32_t> core_starts{0};
    std::vector<CoreWord> core;
    std::vector<std::uint64_t> forms;
    std::string run_together;  // the stems of each core run together
    std::vector<std::uint32_t> together_starts{0};

    std::size_t size() const { return cut.size(); }

    void read(std::string_view text, Lexicon& lexicon) {
        std::size_t at = 0;
        while (at <= text.size()) {
            std::size_t end = text.find('\n', at);
            if (end == std::string_view::npos) end = text.size();
            std::size_t count = 0;
            while (at < end && count < most_words) {
                std::size_t stop = at;
                while (stop < end && text[stop] != ' ') ++stop;
                if (stop > at) {
                    words.push_back(lexicon.number(text.substr(at, stop - at)));
                    ++count;
                }
                at = stop + 1;
            }
            starts.push_back(static_cast<std::uint32_t>(words.size()));
            at = end + 1;
        }
    }

    // Sets the core apart; the lexicon's facts have to be there, and `cut`, `share`, `length` of each name.
    void prepare(const Lexicon& lexicon) {
        const std::size_t count = size();
        forms.assign(count, 0);
        complete.assign(count, 0);
        is_cut.assign(count, 0);
        core.reserve(words.size());
        core_starts.reserve(count + 1);
        for (std::size_t name = 0; name < count; ++name) {
            const std::uint32_t from = starts[name], to = starts[name + 1];
            std::size_t letters = 0;
            const std::size_t first = core.size();
            for (std::uint32_t at = from; at < to; ++at) {
                const WordFacts& facts = lexicon.facts(words[at]);
                const bool last = at + 1 == to && at > from;
                const bool formal = facts.role == Role::form || facts.structure;
                if (formal) complete[name] = 1;
                if (cut[name] && last && !formal) is_cut[name] = 1;
                if (facts.role == Role::form) {
                    if (facts.family) forms[name] |= 1ull << facts.family;
                    continue;
                }
                if (facts.role == Role::stop) continue;
                const std::size_t size = lexicon.text(words[at]).size();
                if (cut[name] && last && size < least_rest) continue;
                if (facts.role != Role::number) letters += size;
                if (core.size() - first < most_core)
                    core.push_back({facts.stem, words[at], facts.weight, facts.role,
                                    static_cast<std::uint8_t>(at - from), facts.pinyin, facts.brief, facts.structure,
                                    facts.group, facts.country, facts.compound,
                                    cut[name] && last});
            }
            if (is_cut[name]) complete[name] = 0;
            if (letters < 2) core.resize(first);  // a name of nothing: one letter, numbers, forms alone
            core_starts.push_back(static_cast<std::uint32_t>(core.size()));
            for (std::size_t i = first; i < core.size(); ++i) run_together += lexicon.text(core[i].stem);
            together_starts.push_back(static_cast<std::uint32_t>(run_together.size()));
        }
    }

    const CoreWord* core_of(std::size_t name) const { return core.data() + core_starts[name]; }
    std::string_view joined(std::size_t name) const {
        return std::string_view(run_together).substr(together_starts[name], together_starts[name + 1] - together_starts[name]);
    }
    std::size_t core_size(std::size_t name) const { return core_starts[name + 1] - core_starts[name]; }
};

}  // namespace clearhold
