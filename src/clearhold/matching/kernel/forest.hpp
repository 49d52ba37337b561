// A sum of small decision trees over the figures of a pair.
#pragma once

#include <cstdint>
#include <vector>

#include "figures.hpp"

namespace clearhold {

struct Forest {
    // Nodes of all trees: `figure` below zero marks a leaf, whose value is `bound`; else the next node is `left` where
    // the figure is at most `bound`, and `right` where it is more.
    std::vector<std::int32_t> roots, figure, left, right;
    std::vector<float> bound;

    double sum(const float* figures) const {
        double total = 0;
        for (std::int32_t node : roots) {
            while (figure[static_cast<std::size_t>(node)] >= 0) {
                const auto at = static_cast<std::size_t>(node);
                node = figures[figure[at]] <= bound[at] ? left[at] : right[at];
            }
            total += bound[static_cast<std::size_t>(node)];
        }
        return total;
    }
};

}  // namespace clearhold
