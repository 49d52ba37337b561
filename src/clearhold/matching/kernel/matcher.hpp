// Held names against an index of listed ones: candidates, figures, probability.
#pragma once

#include <algorithm>
#include <atomic>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <thread>
#include <vector>

#include "figures.hpp"
#include "forest.hpp"
#include "index.hpp"
#include "relations.hpp"

namespace clearhold {

struct Pair {
    std::uint32_t held, listed;    // owners
    std::uint32_t held_name, listed_name;
    double logit = 0;       // of the issuer
    double glance = 0;      // a first look, to choose what is judged
    double issuer = 0;      // probability that both names are of one issuer
    double record = 0;      // probability that the listed one is the very record the held name means
    std::uint8_t other = 0;  // by another name of the company, of this kind
    Said said;
    Figures figures;
};

struct Limits {
    std::size_t candidates = 12;        // of a held name that are compared
    std::size_t judged = 5;             // of these that are judged
    std::size_t kept = 5;               // of these that are answered
    std::size_t postings = 6000;        // looked at for a held name beyond those of its rarest word
    std::size_t most_postings = 60000;  // of one word
    float least_score = 0.1f;           // of a candidate, by the weight of the words that it shares
    float least_share = 0.4f;           // of the best candidate's score
    bool thorough = false;              // look at every candidate, unlikely as it may be
    double least = 0.02;                // probability of an answer
};

// What a method has learned.
struct Model {
    std::array<double, figures_count> glance{};
    double least_glance = -1e9;  // below which a pair is not judged
    double issuer_base = 0, record_base = 0;
    Forest issuer, record;
};

// Beside the figures of the pair, what the other candidates say: for the question which record is meant.
enum Rival : std::size_t { rival_issuer, rival_best, rival_others, rival_third, rival_rank, rivals_count };
constexpr std::array<const char*, rivals_count> rival_names = {"issuer_logit", "best_rival", "all_rivals", "third", "rank"};

constexpr double enough = 2.2, other_costs = 0.7;  // logits: 2.2 is a probability of 0.9

inline double chance(double logit) { return 1 / (1 + std::exp(-logit)); }

// The same work on so many threads at a time, this one among them; the work shares itself out.
template <class Work>
void on_threads(std::size_t threads, Work work) {
    std::vector<std::thread> pool;
    for (std::size_t thread = 1; thread < threads; ++thread) pool.emplace_back(std::ref(work));
    work();
    for (std::thread& thread : pool) thread.join();
}

class Matcher {
  public:
    Matcher(const Lexicon& lexicon, const Names& held, const Names& listed, const Index& index, const Model* model,
            Limits limits)
        : lexicon_(lexicon), held_(held), listed_(listed), index_(index), model_(model), limits_(limits),
          comparer_(lexicon, held, listed) {
        for (std::uint32_t name = 0; name < held.size(); ++name)
            if (!name || held.owners[name] != held.owners[name - 1]) first_.push_back(name);
        first_.push_back(static_cast<std::uint32_t>(held.size()));
    }

    // The judged pairs of every held company, in the order of the held ones, the most probable first.
    std::vector<std::vector<Pair>> run(std::size_t threads, bool figures) {
        find_similar(threads);
        const std::size_t count = first_.size() - 1;
        std::vector<std::vector<Pair>> parts((count + block - 1) / block);
        std::atomic<std::size_t> next{0};
        auto work = [&] {
            Scratch scratch(listed_.size());
            for (std::size_t part = next++; part < parts.size(); part = next++)
                for (std::size_t owner = part * block; owner < std::min(count, (part + 1) * block); ++owner)
                    match(owner, scratch, parts[part], figures);
        };
        on_threads(threads, work);
        return parts;
    }

  private:
    static constexpr std::size_t block = 512;

    struct Scratch {
        explicit Scratch(std::size_t listed) : scores(listed, 0) {}
        std::vector<float> scores;
        std::vector<std::uint32_t> touched;
        std::vector<std::pair<float, std::uint32_t>> best;
        std::vector<Pair> pairs;
        Pattern pattern;
    };

    void find_similar(std::size_t threads) {
        std::vector<std::uint8_t> wanted(lexicon_.size(), 0);
        for (const CoreWord& word : held_.core) wanted[word.stem] = 1 + word.pinyin;
        std::vector<std::uint32_t> stems;
        for (std::uint32_t stem = 0; stem < wanted.size(); ++stem)
            if (wanted[stem]) stems.push_back(stem);
        std::vector<std::vector<Similar>> found(stems.size());
        std::atomic<std::size_t> next{0};
        auto work = [&] {
            for (std::size_t at = next.fetch_add(256); at < stems.size(); at = next.fetch_add(256))
                for (std::size_t i = at; i < std::min(stems.size(), at + 256); ++i)
                    index_.find_similar(stems[i], wanted[stems[i]] == 2, found[i]);
        };
        on_threads(threads, work);
        similar_starts_.assign(lexicon_.size() + 1, 0);
        for (std::size_t i = 0; i < stems.size(); ++i) similar_starts_[stems[i] + 1] = static_cast<std::uint32_t>(found[i].size());
        for (std::size_t at = 1; at < similar_starts_.size(); ++at) similar_starts_[at] += similar_starts_[at - 1];
        similar_.reserve(similar_starts_.back());
        for (const auto& one : found) similar_.insert(similar_.end(), one.begin(), one.end());
    }

    // All names of one held company against the index, judged together.
    void match(std::size_t owner, Scratch& scratch, std::vector<Pair>& out, bool raw) const {
        std::vector<Pair>& found = scratch.pairs;
        found.clear();
        for (std::uint32_t name = first_[owner]; name < first_[owner + 1]; ++name) gather(name, scratch, found);
        if (found.empty()) return;
        auto better = [](const Pair& a, const Pair& b) {
            return a.glance != b.glance ? a.glance > b.glance : a.listed != b.listed ? a.listed < b.listed
                   : a.held_name != b.held_name ? a.held_name < b.held_name : a.listed_name < b.listed_name;
        };
        const std::size_t judged = std::min(found.size(), limits_.judged);
        std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(judged), found.end(), better);
        found.resize(judged);
        if (raw || !model_) {
            out.insert(out.end(), found.begin(), found.end());
            return;
        }
        judge(found);
        std::size_t kept = 0;
        for (Pair& pair : found) {
            if (kept == limits_.kept) break;
            Side one(held_.core_of(pair.held_name), held_.core_size(pair.held_name));
            Side two(listed_.core_of(pair.listed_name), listed_.core_size(pair.listed_name));
            comparer_.align(one, two, pair.held_name, pair.listed_name);
            pair.said = relate(lexicon_, held_, listed_, pair.held_name, pair.listed_name, one, two, pair.figures,
                               pair.issuer, RelationRules{}, [this](std::uint32_t stem) { return index_.frequency(stem); });
            // A company of the same group is not the same issuer, and is said all the same.
            if (pair.issuer < limits_.least && pair.said.relation != Relation::group) continue;
            out.push_back(pair);
            ++kept;
        }
    }

    void judge(std::vector<Pair>& found) const {
        for (Pair& pair : found) {
            pair.logit = model_->issuer_base + model_->issuer.sum(pair.figures.data());
            pair.issuer = chance(pair.logit);
        }
        // Of several names of one pair of companies the likeliest counts; their own names where those are enough.
        auto worth = [](const Pair& pair) { return std::min(pair.logit, enough) - (pair.other ? other_costs : 0.0); };
        std::sort(found.begin(), found.end(), [&worth](const Pair& a, const Pair& b) {
            return a.listed != b.listed ? a.listed < b.listed : worth(a) != worth(b) ? worth(a) > worth(b)
                   : a.other != b.other ? a.other < b.other : a.held_name != b.held_name ? a.held_name < b.held_name
                   : a.listed_name < b.listed_name;
        });
        found.erase(std::unique(found.begin(), found.end(), [](const Pair& a, const Pair& b) { return a.listed == b.listed; }),
                    found.end());
        std::vector<std::array<float, figures_count + rivals_count>> rows(found.size());
        for (std::size_t i = 0; i < found.size(); ++i)
            std::copy(found[i].figures.begin(), found[i].figures.end(), rows[i].begin());
        std::vector<double> sorted;
        for (const Pair& pair : found) sorted.push_back(pair.issuer);
        std::sort(sorted.rbegin(), sorted.rend());
        double all = 0;
        for (const double one : sorted) all += one;
        for (std::size_t i = 0; i < found.size(); ++i) {
            std::size_t rank = 0;
            for (std::size_t j = 0; j < found.size(); ++j)
                rank += found[j].logit > found[i].logit || (found[j].logit == found[i].logit && j < i);
            float* row = rows[i].data() + figures_count;
            row[rival_issuer] = static_cast<float>(found[i].logit);
            row[rival_best] = static_cast<float>(rank ? sorted[0] : found.size() > 1 ? sorted[1] : 0);
            row[rival_others] = static_cast<float>(all - found[i].issuer);
            row[rival_third] = static_cast<float>(found.size() > 2 ? sorted[2] : 0);
            row[rival_rank] = static_cast<float>(rank);
            found[i].record = chance(model_->record_base + model_->record.sum(rows[i].data()));
        }
        std::sort(found.begin(), found.end(), [](const Pair& a, const Pair& b) {
            return a.issuer != b.issuer ? a.issuer > b.issuer : a.listed < b.listed;
        });
    }

    void gather(std::uint32_t name, Scratch& scratch, std::vector<Pair>& out) const {
        const CoreWord* core = held_.core_of(name);
        const std::size_t size = held_.core_size(name);
        if (!size) return;
        struct Source {
            std::size_t postings;
            std::uint32_t stem;
            float weight;
        };
        std::vector<Source> sources;
        float total = 0;
        for (std::size_t i = 0; i < size; ++i) {
            total += core[i].weight;
            for (std::uint32_t at = similar_starts_[core[i].stem]; at < similar_starts_[core[i].stem + 1]; ++at) {
                const Similar& other = similar_[at];
                const float weight = static_cast<float>(core[i].weight) * static_cast<float>(other.similarity) / 100.0f;
                sources.push_back({index_.frequency(other.stem), other.stem, weight});
            }
        }
        std::sort(sources.begin(), sources.end(), [](const Source& a, const Source& b) {
            return a.postings != b.postings ? a.postings < b.postings : a.stem < b.stem;
        });
        auto touch = [&](std::uint32_t listed, float weight) {
            if (scratch.scores[listed] == 0) scratch.touched.push_back(listed);
            scratch.scores[listed] += weight;
        };
        std::size_t looked = 0;
        for (const Source& source : sources) {
            if (looked && looked + source.postings > limits_.postings) break;
            if (source.postings > limits_.most_postings) break;
            looked += source.postings;
            const std::uint32_t* listed = index_.postings(source.stem);
            for (std::size_t at = 0; at < source.postings; ++at) touch(listed[at], source.weight);
        }
        // The same name is found though each of its words is in too many others to be looked for.
        index_.each_by(key_of(held_.joined(name), salt_whole), limits_.candidates, [&](std::uint32_t listed) {
            if (scratch.scores[listed] < total) touch(listed, total - scratch.scores[listed]);
        });
        look_for_joined(core, size, touch);
        look_for_initials(name, core, size, touch);
        auto& best = scratch.best;
        best.clear();
        for (const std::uint32_t listed : scratch.touched) {
            // Found in several ways, a name is hardly nearer than one whose words are all the held one's.
            const float found = scratch.scores[listed], beyond = std::max(0.0f, found - total);
            const float score = (found - beyond * 0.75f) / (0.5f * total + 0.5f * index_.total(listed) + 100.0f);
            scratch.scores[listed] = 0;
            best.push_back({score, listed});
        }
        scratch.touched.clear();
        scratch.pattern.set(held_.joined(name));
        const std::size_t keep = std::min(best.size(), limits_.candidates);
        std::partial_sort(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(keep), best.end(),
                          [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
        for (std::size_t at = 0; at < keep; ++at) {
            const float bound = std::max(limits_.least_score, limits_.least_share * best[0].first);
            if (!limits_.thorough && best[at].first < bound) break;
            const std::uint32_t listed = best[at].second;
            Side one(core, size), two(listed_.core_of(listed), listed_.core_size(listed));
            comparer_.align(one, two, name, listed);
            Pair pair;
            pair.held = held_.owners[name];
            pair.listed = listed_.owners[listed];
            pair.held_name = name;
            pair.listed_name = listed;
            pair.figures = comparer_.measure(name, listed, one, two, scratch.pattern);
            pair.other = std::max(held_.other[name], listed_.other[listed]);
            pair.glance = glance(pair.figures);
            if (!model_ || limits_.thorough || pair.glance >= model_->least_glance) out.push_back(pair);
        }
    }

    // A linear first look; without a model the sum of what covers.
    double glance(const Figures& figures) const {
        if (!model_) return figures[figure_held_cover] + figures[figure_listed_cover] + figures[figure_shared];
        double sum = 0;
        for (std::size_t i = 0; i < figures_count; ++i)
            if (model_->glance[i] != 0) sum += model_->glance[i] * static_cast<double>(figures[i]);
        return sum;
    }

    template <class Touch>
    void look_for_joined(const CoreWord* core, std::size_t size, Touch touch) const {
        std::string letters;
        for (std::size_t i = 0; i < size; ++i) {
            const float weight = core[i].weight;
            const std::string_view word = lexicon_.text(core[i].stem);
            if (word.size() >= 4)
                index_.each_by(key_of(word, salt_joined), 500, [&](std::uint32_t listed) { touch(listed, weight); });
            letters.assign(word);
            float together = weight;
            for (std::size_t j = i + 1; j < std::min(size, i + 3); ++j) {
                letters.append(lexicon_.text(core[j].stem));
                together += core[j].weight;
                const std::uint32_t joined = lexicon_.find(letters);
                if (joined != none && index_.frequency(joined)) {
                    const std::uint32_t* listed = index_.postings(joined);
                    const std::size_t count = std::min<std::size_t>(index_.frequency(joined), 500);
                    for (std::size_t at = 0; at < count; ++at) touch(listed[at], together);
                }
                if (core[i].weight < 700 && core[j].weight < 700)
                    index_.each_by(Index::pair_key(core[i].stem, core[j].stem), 2000,
                                   [&](std::uint32_t listed) { touch(listed, together); });
            }
        }
    }

    template <class Touch>
    void look_for_initials(std::size_t name, const CoreWord* core, std::size_t size, Touch touch) const {
        for (std::size_t i = 0; i < std::min<std::size_t>(size, 2); ++i) {
            const std::string_view word = lexicon_.text(core[i].word);
            if (word.size() < 2 || word.size() > 7 || core[i].role == Role::number) continue;
            const float weight = core[i].weight * (word.size() == 2 ? 0.5f : 0.8f);
            auto found = [&](std::uint32_t listed) { touch(listed, weight); };
            index_.each_by(key_of(word, salt_initials), 1000, found);
            if (word.size() >= 4 && word.back() == 'c') index_.each_by(key_of(word.substr(0, word.size() - 1), salt_initials), 500, found);
            if (word.size() >= 5 && word.substr(word.size() - 2) == "co")
                index_.each_by(key_of(word.substr(0, word.size() - 2), salt_initials), 500, found);
        }
        const std::string_view brand = lexicon_.text(core[0].word);
        if (brand.size() >= 4 && brand.size() <= 12 && core[0].role == Role::word) {
            const float weight = core[0].weight * 0.6f;
            std::string pieces;
            for (std::size_t at = 2; at + 2 <= brand.size(); ++at) {
                pieces.assign(brand.substr(0, 2));
                pieces.append(brand.substr(at, 2));
                index_.each_by(key_of(pieces, salt_blend), 100, [&](std::uint32_t listed) { touch(listed, weight); });
            }
        }
        std::string letters;
        for (std::uint32_t at = held_.starts[name]; at < held_.starts[name + 1] && letters.size() < 7; ++at) {
            if (lexicon_.facts(held_.words[at]).role == Role::stop) continue;
            letters += lexicon_.text(held_.words[at])[0];
            if (letters.size() < 3) continue;
            const std::uint32_t word = lexicon_.find(letters);
            if (word == none || !index_.frequency(word)) continue;
            const std::uint32_t* listed = index_.postings(word);
            const float weight = 0.8f * lexicon_.facts(word).weight;
            const std::size_t count = std::min<std::size_t>(index_.frequency(word), 200);
            for (std::size_t i = 0; i < count; ++i) touch(listed[i], weight);
        }
    }

    const Lexicon& lexicon_;
    const Names& held_;
    const Names& listed_;
    const Index& index_;
    const Model* model_;
    Limits limits_;
    Comparer comparer_;
    std::vector<std::uint32_t> first_;
    std::vector<std::uint32_t> similar_starts_;
    std::vector<Similar> similar_;
};

}  // namespace clearhold
