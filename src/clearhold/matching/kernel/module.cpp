// What Python sees of the kernel.
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>

#include "matcher.hpp"

namespace py = pybind11;
using namespace clearhold;

namespace {

template <class T>
using Array = py::array_t<T, py::array::c_style | py::array::forcecast>;

template <class T>
std::vector<T> copy(const Array<T>& array) {
    return {array.data(), array.data() + array.size()};
}

// Words and the two sides of one comparison.
struct Session {
    Lexicon lexicon;
    Names held, listed;
    std::unique_ptr<Index> index;
    std::unique_ptr<Model> model;

    py::bytes words(std::size_t from) const {
        std::string text;
        for (std::size_t id = from; id < lexicon.size(); ++id) {
            if (id > from) text += '\n';
            text += lexicon.text(static_cast<std::uint32_t>(id));
        }
        return py::bytes(text);
    }

    void describe(std::size_t from, const std::string& stems, const std::string& within,
                  const std::string& syllables, const Array<std::uint16_t>& weight,
                  const Array<std::uint16_t>& family, const Array<std::uint8_t>& role, const Array<std::uint8_t>& flags) {
        auto each = [](const std::string& text, auto visit) {
            std::size_t at = 0, number = 0;
            while (at <= text.size()) {
                std::size_t end = text.find('\n', at);
                if (end == std::string::npos) end = text.size();
                visit(number++, std::string_view(text).substr(at, end - at));
                at = end + 1;
            }
        };
        const auto count = static_cast<std::size_t>(weight.size());
        for (std::size_t i = 0; i < count; ++i) {
            WordFacts& facts = lexicon.facts(static_cast<std::uint32_t>(from + i));
            facts.weight = weight.data()[i];
            facts.family = family.data()[i];
            facts.role = static_cast<Role>(role.data()[i]);
            facts.pinyin = flags.data()[i] & 1;
            facts.brief = flags.data()[i] & 2;
            facts.structure = flags.data()[i] & 4;
            facts.group = flags.data()[i] & 8;
            facts.country = flags.data()[i] & 16;
            facts.compound = flags.data()[i] & 32;
        }
        each(stems, [&](std::size_t i, std::string_view stem) {
            if (i >= count) return;
            const std::uint32_t id = lexicon.number(stem);
            lexicon.facts(static_cast<std::uint32_t>(from + i)).stem = id;
            if (id >= from + count) {
                WordFacts facts = lexicon.facts(static_cast<std::uint32_t>(from + i));
                facts.stem = id;
                lexicon.facts(id) = facts;
            }
        });
        each(syllables, [&](std::size_t i, std::string_view letters) {
            if (i < count && !letters.empty()) {
                const std::uint32_t id = lexicon.number(letters);
                lexicon.facts(static_cast<std::uint32_t>(from + i)).syllables = id;
                lexicon.facts(lexicon.facts(static_cast<std::uint32_t>(from + i)).stem).syllables = id;
            }
        });
        each(within, [&](std::size_t i, std::string_view place) {
            if (i < count && !place.empty()) {
                const std::uint32_t id = lexicon.number(place);
                lexicon.facts(static_cast<std::uint32_t>(from + i)).within = id;
            }
        });
    }
};

template <class T, class Get>
py::array_t<T> column(const std::vector<std::vector<Pair>>& parts, std::size_t count, Get get) {
    py::array_t<T> array(static_cast<py::ssize_t>(count));
    T* at = array.mutable_data();
    for (const auto& part : parts)
        for (const Pair& pair : part) *at++ = static_cast<T>(get(pair));
    return array;
}

py::dict match(Session& self, std::size_t threads, std::size_t candidates, std::size_t judged, std::size_t kept,
               double least, bool thorough, bool figures) {
    std::vector<std::vector<Pair>> parts;
    {
        py::gil_scoped_release release;
        Limits limits;
        limits.candidates = candidates;
        limits.judged = judged;
        limits.kept = kept;
        limits.least = least;
        limits.thorough = thorough;
        parts = Matcher(self.lexicon, self.held, self.listed, *self.index, self.model.get(), limits).run(threads, figures);
    }
    std::size_t count = 0;
    for (const auto& part : parts) count += part.size();
    py::dict out;
    out["held"] = column<std::uint32_t>(parts, count, [](const Pair& p) { return p.held; });
    out["listed"] = column<std::uint32_t>(parts, count, [](const Pair& p) { return p.listed; });
    out["held_name"] = column<std::uint32_t>(parts, count, [](const Pair& p) { return p.held_name; });
    out["listed_name"] = column<std::uint32_t>(parts, count, [](const Pair& p) { return p.listed_name; });
    out["other"] = column<std::uint8_t>(parts, count, [](const Pair& p) { return p.other; });
    if (figures) {
        py::array_t<float> all({count, static_cast<std::size_t>(figures_count)});
        float* at = all.mutable_data();
        for (const auto& part : parts)
            for (const Pair& pair : part) at = std::copy(pair.figures.begin(), pair.figures.end(), at);
        out["figures"] = all;
        return out;
    }
    out["issuer"] = column<double>(parts, count, [](const Pair& p) { return p.issuer; });
    out["record"] = column<double>(parts, count, [](const Pair& p) { return p.record; });
    out["relation"] = column<std::uint8_t>(parts, count, [](const Pair& p) { return p.said.relation; });
    out["leads"] = column<bool>(parts, count, [](const Pair& p) { return p.said.leads; });
    out["only_place"] = column<bool>(parts, count, [](const Pair& p) { return p.said.only_place; });
    out["spelled"] = column<std::int8_t>(parts, count, [](const Pair& p) { return p.said.spelled; });
    out["held_more"] = column<std::uint16_t>(parts, count, [](const Pair& p) { return p.said.held_more; });
    out["listed_more"] = column<std::uint16_t>(parts, count, [](const Pair& p) { return p.said.listed_more; });
    out["brand"] = column<std::uint16_t>(parts, count, [](const Pair& p) { return p.said.brand; });
    out["rare"] = column<std::uint32_t>(parts, count, [](const Pair& p) { return p.said.rare; });
    return out;
}

}  // namespace

PYBIND11_MODULE(_kernel, module) {
    module.doc() = "The compiled part of matching: words, index, alignment, figures.";
    module.attr("FIGURES") = std::vector<std::string>(figure_names.begin(), figure_names.end());
    module.attr("RIVALS") = std::vector<std::string>(rival_names.begin(), rival_names.end());
    py::class_<Session>(module, "Session")
        .def(py::init<>())
        .def("read",
             [](Session& self, const std::string& text, bool held) {
                 py::gil_scoped_release release;
                 (held ? self.held : self.listed).read(text, self.lexicon);
             })
        .def("words", &Session::words)
        .def("size", [](const Session& self) { return self.lexicon.size(); })
        .def("describe", &Session::describe)
        .def("mean",
             [](Session& self, const std::vector<std::pair<std::string, std::string>>& rows) {
                 for (const auto& [short_form, full] : rows) {
                     const std::uint32_t one = self.lexicon.number(short_form), two = self.lexicon.number(full);
                     self.lexicon.meanings[one].push_back(two);
                 }
             })
        .def("prepare",
             [](Session& self, bool held, const Array<std::uint8_t>& cut, const Array<std::uint8_t>& share,
                const Array<std::uint8_t>& other, const Array<std::uint32_t>& owners) {
                 Names& names = held ? self.held : self.listed;
                 names.cut = copy(cut);
                 names.share = copy(share);
                 names.other = copy(other);
                 names.owners = copy(owners);
                 if (names.starts.size() != names.cut.size() + 1)
                     throw std::invalid_argument("as many names have to be described as were read");
                 py::gil_scoped_release release;
                 names.prepare(self.lexicon);
             })
        .def("build",
             [](Session& self) {
                 py::gil_scoped_release release;
                 self.index = std::make_unique<Index>(self.lexicon, self.listed);
             })
        .def("learn",
             [](Session& self, const std::vector<double>& glance, double least_glance, double issuer_base, const py::tuple& issuer,
                double record_base, const py::tuple& record) {
                 self.model = std::make_unique<Model>();
                 std::copy(glance.begin(), glance.end(), self.model->glance.begin());
                 self.model->least_glance = least_glance;
                 self.model->issuer_base = issuer_base;
                 self.model->record_base = record_base;
                 auto forest = [](const py::tuple& parts) {
                     using Numbers = std::vector<std::int32_t>;
                     return Forest(parts[0].cast<Numbers>(), parts[1].cast<Numbers>(), parts[2].cast<std::vector<float>>(),
                                   parts[3].cast<Numbers>(), parts[4].cast<Numbers>());
                 };
                 self.model->issuer = forest(issuer);
                 self.model->record = forest(record);
             })
        .def("match", &match, py::arg("threads"), py::arg("candidates"), py::arg("judged"), py::arg("kept"),
             py::arg("least"), py::arg("thorough") = false, py::arg("figures") = false)
        .def("more",
             [](const Session& self, bool held, const Array<std::uint32_t>& names, const Array<std::uint16_t>& masks) {
                 const Names& side = held ? self.held : self.listed;
                 std::string text;
                 for (py::ssize_t at = 0; at < names.size(); ++at) {
                     if (at) text += '\n';
                     const std::uint32_t name = names.data()[at];
                     bool first = true;
                     for (std::size_t i = 0; i < side.core_size(name); ++i) {
                         if (!(masks.data()[at] >> i & 1)) continue;
                         if (!first) text += ' ';
                         first = false;
                         text += self.lexicon.text(side.core_of(name)[i].word);
                     }
                 }
                 return py::bytes(text);
             })
        .def("texts", [](const Session& self, const Array<std::uint32_t>& words) {
            std::string text;
            for (py::ssize_t at = 0; at < words.size(); ++at) {
                if (at) text += '\n';
                if (words.data()[at] != none) text += self.lexicon.text(words.data()[at]);
            }
            return py::bytes(text);
        });
}
