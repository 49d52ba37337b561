// An index over listed names: by rare words, words run together, pairs of common words, initials, and as a whole.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "names.hpp"
#include "spelling.hpp"

namespace clearhold {

// Lists of numbers by a hash, in one sorted table.
class KeyTable {
  public:
    void add(std::uint64_t key, std::uint32_t value) { rows_.push_back({key, value}); }

    void close() {
        std::sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
            return a.key != b.key ? a.key < b.key : a.value < b.value;
        });
        rows_.erase(std::unique(rows_.begin(), rows_.end(),
                                [](const Row& a, const Row& b) { return a.key == b.key && a.value == b.value; }),
                    rows_.end());
        bits_ = 1;
        while ((1ull << bits_) < rows_.size() && bits_ < 24) ++bits_;
        first_.assign((1ull << bits_) + 1, 0);
        for (const Row& row : rows_) ++first_[(row.key >> (64 - bits_)) + 1];
        for (std::size_t at = 1; at < first_.size(); ++at) first_[at] += first_[at - 1];
    }

    template <class Visit>
    void each(std::uint64_t key, std::size_t most, Visit visit) const {
        if (rows_.empty()) return;
        const std::uint64_t bucket = key >> (64 - bits_);
        std::size_t seen = 0;
        for (std::uint32_t at = first_[bucket]; at < first_[bucket + 1]; ++at) {
            if (rows_[at].key < key) continue;
            if (rows_[at].key > key || seen++ == most) return;
            visit(rows_[at].value);
        }
    }

  private:
    struct Row {
        std::uint64_t key;
        std::uint32_t value;
    };
    std::vector<Row> rows_;
    std::vector<std::uint32_t> first_;
    int bits_ = 1;
};

inline std::uint64_t key_of(std::string_view letters, std::uint64_t salt) {
    return (Lexicon::hash_of(letters) ^ salt) * 0x9e3779b97f4a7c15ull;
}

constexpr std::uint64_t salt_joined = 0x1111, salt_initials = 0x2222, salt_pair = 0x3333, salt_less = 0x4444,
                        salt_skeleton = 0x5555, salt_prefix = 0x6666, salt_syllables = 0x7777, salt_blend = 0x8888, salt_whole = 0x9999;

struct Similar {
    std::uint32_t stem;
    std::uint8_t similarity;
};

class Index {
  public:
    Index(const Lexicon& lexicon, const Names& listed) : lexicon_(lexicon), listed_(listed) {
        const std::size_t words = lexicon.size();
        starts_.assign(words + 1, 0);
        for (const CoreWord& word : listed.core) ++starts_[word.stem + 1];
        for (std::size_t at = 1; at <= words; ++at) starts_[at] += starts_[at - 1];
        postings_.resize(listed.core.size());
        std::vector<std::uint32_t> at(starts_.begin(), starts_.end() - 1);
        for (std::size_t name = 0; name < listed.size(); ++name)
            for (std::size_t i = 0; i < listed.core_size(name); ++i)
                postings_[at[listed.core_of(name)[i].stem]++] = static_cast<std::uint32_t>(name);
        totals_.resize(listed.size());
        for (std::size_t name = 0; name < listed.size(); ++name) totals_[name] = weight_of(listed, name);
        add_names();
        add_stems();
    }

    static float weight_of(const Names& names, std::size_t name) {
        float total = 0;
        for (std::size_t i = 0; i < names.core_size(name); ++i) total += names.core_of(name)[i].weight;
        return total;
    }

    std::size_t frequency(std::uint32_t stem) const {
        return stem + 1 < starts_.size() ? starts_[stem + 1] - starts_[stem] : 0;
    }
    const std::uint32_t* postings(std::uint32_t stem) const { return postings_.data() + starts_[stem]; }
    float total(std::size_t name) const { return totals_[name]; }

    // Stems of listed names that may be the same word as this one, itself first if it is there.
    void find_similar(std::uint32_t stem, bool pinyin, std::vector<Similar>& found) const {
        found.clear();
        if (frequency(stem)) found.push_back({stem, 100});
        const std::string_view word = lexicon_.text(stem);
        auto add = [&](std::uint32_t other, std::uint8_t similarity) {
            if (other == stem) return;
            for (Similar& known : found)
                if (known.stem == other) {
                    known.similarity = std::max(known.similarity, similarity);
                    return;
                }
            found.push_back({other, similarity});
        };
        const auto meanings = lexicon_.meanings.find(stem);
        if (meanings != lexicon_.meanings.end())
            for (const std::uint32_t meaning : meanings->second)
                if (frequency(meaning)) add(meaning, 95);
        shortened_.each(stem * 0x9e3779b97f4a7c15ull, 64, [&](std::uint32_t other) { add(other, 95); });
        if (word.size() < 2 || static_cast<unsigned char>(word[0]) >= 0x80 || (word[0] >= '0' && word[0] <= '9')) return;
        auto compare_syllables = [&](std::uint32_t other) { add(other, 75); };
        if (word.size() >= 2 && word.size() <= 4) table_.each(key_of(word, salt_syllables), 200, compare_syllables);
        const std::uint32_t syllables = lexicon_.facts(stem).syllables;
        if (syllables != none && frequency(syllables)) add(syllables, 75);
        auto compare = [&](std::uint32_t other) {
            const Likeness how = compare_spelling(word, lexicon_.text(other), pinyin && lexicon_.facts(other).pinyin);
            if (how.similarity >= 50) add(other, how.similarity);
        };
        if (word.size() < 3) return;
        if (word.size() >= 5) {
            std::string less;
            table_.each(key_of(word, salt_less), 64, compare);
            for (std::size_t drop = 0; drop < word.size(); ++drop) {
                less.assign(word.substr(0, drop));
                less.append(word.substr(drop + 1));
                table_.each(key_of(less, salt_less), 64, compare);
            }
        }
        char skeleton[16];
        const std::size_t length = skeleton_of(word, skeleton);
        if (length >= 3 && !pinyin) table_.each(key_of({skeleton, length}, salt_skeleton), 64, compare);
        table_.each(key_of(word, salt_prefix), 400, [&](std::uint32_t other) { compare(other); });
        for (std::size_t size = 3; size + 1 < word.size(); ++size) {
            const std::uint32_t other = lexicon_.find(word.substr(0, size));
            if (other != none && frequency(other)) compare(other);
        }
    }

    template <class Visit>
    void each_by(std::uint64_t key, std::size_t most, Visit visit) const {
        names_.each(key, most, visit);
    }

  private:
    void add_names() {
        std::string letters;
        for (std::size_t name = 0; name < listed_.size(); ++name) {
            const CoreWord* core = listed_.core_of(name);
            const std::size_t size = listed_.core_size(name);
            const auto id = static_cast<std::uint32_t>(name);
            if (size) names_.add(key_of(listed_.joined(name), salt_whole), id);
            for (std::size_t i = 0; i + 1 < size; ++i) {
                letters.assign(lexicon_.text(core[i].stem));
                letters.append(lexicon_.text(core[i + 1].stem));
                names_.add(key_of(letters, salt_joined), id);
                if (i + 2 < size) {
                    letters.append(lexicon_.text(core[i + 2].stem));
                    names_.add(key_of(letters, salt_joined), id);
                }
                for (std::size_t j = i + 1; j < std::min(size, i + 3); ++j) names_.add(pair_key(core[i].stem, core[j].stem), id);
            }
            letters.clear();
            const std::uint32_t from = listed_.starts[name], to = listed_.starts[name + 1];
            std::string_view first, second;
            for (std::uint32_t at = from; at < to && letters.size() < 7; ++at) {
                if (lexicon_.facts(listed_.words[at]).role == Role::stop) continue;
                const std::string_view word = lexicon_.text(listed_.words[at]);
                if (letters.empty()) first = word;
                if (letters.size() == 1) second = word;
                letters += word[0];
                if (letters.size() >= 2) names_.add(key_of(letters, salt_initials), id);
            }
            std::string fewer;
            for (std::size_t skip = 1; skip + 1 < std::min<std::size_t>(letters.size(), 6); ++skip)
                for (std::size_t end = std::max<std::size_t>(skip + 2, 4); end <= std::min<std::size_t>(letters.size(), 5); ++end) {
                    fewer.assign(letters, 0, skip);
                    fewer.append(letters, skip + 1, end - skip - 1);
                    names_.add(key_of(fewer, salt_initials), id);
                }
            if (first.size() >= 2 && second.size() >= 2) {
                fewer.assign(first.substr(0, 2));
                fewer.append(second.substr(0, 2));
                names_.add(key_of(fewer, salt_blend), id);
            }
        }
        names_.close();
    }

    void add_stems() {
        std::string less;
        for (std::uint32_t stem = 0; stem + 1 < starts_.size(); ++stem) {
            if (!frequency(stem)) continue;
            const auto meanings = lexicon_.meanings.find(stem);
            if (meanings != lexicon_.meanings.end())
                for (const std::uint32_t meaning : meanings->second) shortened_.add(meaning * 0x9e3779b97f4a7c15ull, stem);
            const std::string_view word = lexicon_.text(stem);
            if (lexicon_.facts(stem).syllables != none)
                table_.add(key_of(lexicon_.text(lexicon_.facts(stem).syllables), salt_syllables), stem);
            if (word.size() < 4 || word.size() > 32 || static_cast<unsigned char>(word[0]) >= 0x80) continue;
            if (word[0] >= '0' && word[0] <= '9') continue;
            if (word.size() >= 5) {
                table_.add(key_of(word, salt_less), stem);
                for (std::size_t drop = 0; drop < word.size(); ++drop) {
                    less.assign(word.substr(0, drop));
                    less.append(word.substr(drop + 1));
                    table_.add(key_of(less, salt_less), stem);
                }
            }
            char skeleton[16];
            const std::size_t length = skeleton_of(word, skeleton);
            if (length >= 3) table_.add(key_of({skeleton, length}, salt_skeleton), stem);
            for (std::size_t size = 3; size < std::min<std::size_t>(word.size(), 12); ++size)
                table_.add(key_of(word.substr(0, size), salt_prefix), stem);
        }
        table_.close();
        shortened_.close();
    }

  public:
    static std::uint64_t pair_key(std::uint32_t one, std::uint32_t two) {
        const std::uint64_t low = std::min(one, two), high = std::max(one, two);
        return ((low << 32 | high) ^ salt_pair) * 0x9e3779b97f4a7c15ull;
    }

  private:
    const Lexicon& lexicon_;
    const Names& listed_;
    std::vector<std::uint32_t> starts_, postings_;
    std::vector<float> totals_;
    KeyTable names_, table_, shortened_;
};

}  // namespace clearhold
