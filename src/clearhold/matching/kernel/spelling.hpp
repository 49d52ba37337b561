// How two spellings may be of one word: cut, abbreviated, misspelt, run together, initials.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace clearhold {

enum class How : std::uint8_t {
    apart = 0,
    equal = 1,
    abbreviated = 2,  // by the table of house abbreviations
    cut = 3,          // one is the beginning of the other
    misspelt = 4,
    letters = 5,   // one's letters run in order through the other
    joined = 6,    // two words of one side are one of the other
    initials = 7,  // letters that begin the words of the other side
};

struct Likeness {
    std::uint8_t similarity = 0;  // 0 to 100
    How how = How::apart;
};

inline bool is_vowel(char letter) {
    return letter == 'a' || letter == 'e' || letter == 'i' || letter == 'o' || letter == 'u';
}

inline bool runs_through(std::string_view shorter, std::string_view longer) {
    std::size_t at = 0;
    for (const char letter : longer)
        if (at < shorter.size() && letter == shorter[at]) ++at;
    return at == shorter.size();
}

// Letters wrong, missing, too many or swapped with the next, up to `most`; more is told as most + 1.
inline int edits_between(std::string_view one, std::string_view two, int most) {
    constexpr std::size_t longest = 40;
    if (one.size() > two.size()) std::swap(one, two);
    const auto gap = static_cast<int>(two.size() - one.size());
    if (gap > most || two.size() > longest) return most + 1;
    std::array<std::array<int, longest + 1>, 3> rows;
    for (std::size_t j = 0; j <= two.size(); ++j) rows[0][j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= one.size(); ++i) {
        auto& now = rows[i % 3];
        const auto& before = rows[(i + 2) % 3];
        const auto& earlier = rows[(i + 1) % 3];
        now[0] = static_cast<int>(i);
        int least = now[0];
        for (std::size_t j = 1; j <= two.size(); ++j) {
            int best = std::min({before[j] + 1, now[j - 1] + 1, before[j - 1] + (one[i - 1] != two[j - 1])});
            if (i > 1 && j > 1 && one[i - 1] == two[j - 2] && one[i - 2] == two[j - 1])
                best = std::min(best, earlier[j - 2] + 1);
            now[j] = best;
            least = std::min(least, best);
        }
        if (least > most) return most + 1;
    }
    return std::min(rows[one.size() % 3][two.size()], most + 1);
}

// The letters of a string of up to 64 by place, made once for many comparisons.
class Pattern {
  public:
    void set(std::string_view text) {
        for (const unsigned char letter : text_) places_[letter] = 0;
        text_.assign(text.substr(0, 64));
        for (std::size_t i = 0; i < text_.size(); ++i) places_[static_cast<unsigned char>(text_[i])] |= 1ull << i;
    }

    // Length of the longest common subsequence with the beginning of another string.
    int common_letters(std::string_view other) const {
        std::uint64_t state = ~0ull;
        for (const char letter : other.substr(0, 64)) {
            const std::uint64_t here = state & places_[static_cast<unsigned char>(letter)];
            state = (state + here) | (state - here);
        }
        const std::uint64_t mask = text_.size() == 64 ? ~0ull : (1ull << text_.size()) - 1;
        return __builtin_popcountll(~state & mask);
    }

  private:
    std::string text_;
    std::array<std::uint64_t, 256> places_{};
};

inline double jaro_winkler(std::string_view one, std::string_view two) {
    one = one.substr(0, 64);
    two = two.substr(0, 64);
    if (one.empty() || two.empty()) return 0;
    const int n = static_cast<int>(one.size()), m = static_cast<int>(two.size());
    const int window = std::max(0, std::max(n, m) / 2 - 1);
    std::uint64_t taken_one = 0, taken_two = 0;
    int matches = 0;
    for (int i = 0; i < n; ++i) {
        const int from = std::max(0, i - window), to = std::min(m - 1, i + window);
        for (int j = from; j <= to; ++j)
            if (!(taken_two >> j & 1) && one[i] == two[j]) {
                taken_one |= 1ull << i;
                taken_two |= 1ull << j;
                ++matches;
                break;
            }
    }
    if (!matches) return 0;
    int swapped = 0, j = 0;
    for (int i = 0; i < n; ++i)
        if (taken_one >> i & 1) {
            while (!(taken_two >> j & 1)) ++j;
            swapped += one[i] != two[j];
            ++j;
        }
    const double share = matches;
    const double jaro = (share / n + share / m + (share - swapped / 2) / share) / 3;
    int same = 0;
    while (same < 4 && same < n && same < m && one[same] == two[same]) ++same;
    return jaro + same * 0.1 * (1 - jaro);
}

// How two different spellings, both of plain letters, may be of one word.
inline Likeness compare_spelling(std::string_view one, std::string_view two, bool pinyin) {
    if (one.size() > two.size()) std::swap(one, two);
    const std::size_t shorter = one.size(), longer = two.size();
    if (shorter < 2 || one[0] != two[0]) {
        // A first letter that differs is another word, unless long words are otherwise the same.
        if (shorter < 6) return {};
        return edits_between(one, two, 1) == 1 && !pinyin ? Likeness{80, How::misspelt} : Likeness{};
    }
    if (two.substr(0, shorter) == one) {
        if (longer - shorter <= 2) {  // a letter less is another spelling and no cut: AISIN is not AISINO
            if (shorter >= 4) return {static_cast<std::uint8_t>(pinyin ? 60 : 84), How::misspelt};
            return {static_cast<std::uint8_t>(shorter == 3 ? 60 : 40), How::cut};
        }
        if (pinyin) return {45, How::cut};
        return {static_cast<std::uint8_t>(shorter > 4 ? 92 : shorter == 4 ? 80 : shorter == 3 ? 65 : 45), How::cut};
    }
    const int allowed = shorter > 7 ? 2 : shorter > 3 ? 1 : 0;
    if (allowed && longer - shorter <= 2) {
        const int edits = edits_between(one, two, allowed);
        if (edits <= allowed)
            return {static_cast<std::uint8_t>(100 - edits * (pinyin ? 40 : shorter == 4 ? 20 : 12)), How::misspelt};
    }
    if (runs_through(one, two)) {
        bool consonants = true;
        for (std::size_t i = 1; i < shorter; ++i) consonants = consonants && !is_vowel(one[i]);
        if (consonants && shorter >= 3) return {75, How::letters};
        if (consonants) return {50, How::letters};
        if (shorter >= 4 && one.back() == two.back()) return {60, How::letters};
        if (shorter >= 5) return {50, How::letters};
    }
    return {};
}

// First letter and the consonants after it, each run of one letter once: what is left when vowels are dropped.
inline std::size_t skeleton_of(std::string_view word, char* into) {
    std::size_t length = 0;
    for (const char letter : word) {
        if (length && (is_vowel(letter) || into[length - 1] == letter)) continue;
        into[length++] = letter;
        if (length == 16) break;
    }
    return length;
}

}  // namespace clearhold
