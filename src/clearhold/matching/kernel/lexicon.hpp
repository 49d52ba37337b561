// The words of all names: each distinct word once, by number, with what is known of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace clearhold {

enum class Role : std::uint8_t { word = 0, place = 1, number = 2, form = 3, stop = 4 };

constexpr std::uint32_t none = 0xffffffffu;

// What is known of a word. `stem` is the number of the word that it is compared as.
struct WordFacts {
    std::uint32_t stem = none;
    std::uint32_t within = none;  // of a place: the number of the word of what it lies in
    std::uint32_t syllables = none;  // of pinyin: the number of the word that its syllables' first letters make
    std::uint16_t weight = 0;     // rarity, 0 to 1000
    std::uint16_t family = 0;     // of a legal form, 1 to 63; 0: none
    Role role = Role::word;
    bool pinyin = false;     // two or more syllables of pinyin
    bool brief = false;      // of these, two syllables
    bool structure = false;  // says how a company is built and not what it does: group, holding
    bool group = false;      // the word group itself
    bool country = false;    // of a place: a country
    bool compound = false;   // a rare word of two common ones
};

class Lexicon {
  public:
    // The number of a word, new or known.
    std::uint32_t number(std::string_view word) {
        const std::uint64_t hash = hash_of(word);
        if ((count_ + 1) * 2 > slots_.size()) grow();
        std::size_t at = hash & (slots_.size() - 1);
        while (slots_[at] != none) {
            if (hashes_[slots_[at]] == hash && text(slots_[at]) == word) return slots_[at];
            at = (at + 1) & (slots_.size() - 1);
        }
        const auto id = static_cast<std::uint32_t>(count_++);
        slots_[at] = id;
        hashes_.push_back(hash);
        letters_.append(word);
        ends_.push_back(letters_.size());
        facts_.emplace_back();
        return id;
    }

    // The number of a word that is known, else `none`.
    std::uint32_t find(std::string_view word) const {
        if (slots_.empty()) return none;
        const std::uint64_t hash = hash_of(word);
        std::size_t at = hash & (slots_.size() - 1);
        while (slots_[at] != none) {
            if (hashes_[slots_[at]] == hash && text(slots_[at]) == word) return slots_[at];
            at = (at + 1) & (slots_.size() - 1);
        }
        return none;
    }

    std::string_view text(std::uint32_t id) const {
        const std::size_t start = id ? ends_[id - 1] : 0;
        return std::string_view(letters_).substr(start, ends_[id] - start);
    }

    std::size_t size() const { return count_; }
    WordFacts& facts(std::uint32_t id) { return facts_[id]; }
    const WordFacts& facts(std::uint32_t id) const { return facts_[id]; }

    // Words that an abbreviation may stand for.
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> meanings;

    static std::uint64_t hash_of(std::string_view word) {
        std::uint64_t hash = 0xcbf29ce484222325ull;
        for (const char letter : word) {
            hash ^= static_cast<unsigned char>(letter);
            hash *= 0x100000001b3ull;
        }
        hash ^= hash >> 32;
        hash *= 0xd6e8feb86659fd93ull;
        return hash ^ (hash >> 32);
    }

  private:
    void grow() {
        const std::size_t size = slots_.empty() ? 1 << 12 : slots_.size() * 2;
        slots_.assign(size, none);
        for (std::uint32_t id = 0; id < count_; ++id) {
            std::size_t at = hashes_[id] & (size - 1);
            while (slots_[at] != none) at = (at + 1) & (size - 1);
            slots_[at] = id;
        }
    }

    std::size_t count_ = 0;
    std::vector<std::uint32_t> slots_;
    std::vector<std::uint64_t> hashes_;
    std::string letters_;
    std::vector<std::size_t> ends_;
    std::vector<WordFacts> facts_;
};

}  // namespace clearhold
