// A sum of small decision trees over the figures of a pair.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "figures.hpp"

namespace clearhold {

class Forest {
  public:
    // Nodes of all trees: a `figure` below zero marks a leaf, whose value is `bound`; else the next node is `left` where
    // the figure is at most `bound`, and `right` where it is more.
    Forest() = default;
    Forest(std::vector<std::int32_t> roots, const std::vector<std::int32_t>& figure, const std::vector<float>& bound,
           const std::vector<std::int32_t>& left, const std::vector<std::int32_t>& right)
        : roots_(std::move(roots)) {
        nodes_.reserve(figure.size());
        for (std::size_t at = 0; at < figure.size(); ++at) nodes_.push_back({bound[at], figure[at], left[at], right[at]});
    }

    double sum(const float* figures) const {
        double total = 0;
        for (const std::int32_t root : roots_) {
            const Node* node = &nodes_[static_cast<std::size_t>(root)];
            while (node->figure >= 0)
                node = &nodes_[static_cast<std::size_t>(figures[node->figure] <= node->bound ? node->left : node->right)];
            total += node->bound;
        }
        return total;
    }

  private:
    struct Node {
        float bound;
        std::int32_t figure, left, right;
    };
    std::vector<std::int32_t> roots_;
    std::vector<Node> nodes_;
};

}  // namespace clearhold
