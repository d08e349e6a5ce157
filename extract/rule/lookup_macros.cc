// SPDX-License-Identifier: Apache-2.0
#include "extract/rule/lookup_macros.h"

#include <algorithm>

#include <fmt/format.h>

namespace newsgraph {

using namespace ast;

namespace {

constexpr int kMaxDepth = 20;           // macros within each other
constexpr std::size_t kMaxGrown = 400;  // lookups in one place

class Expander {
 public:
  Expander(const NameTable<const MacroDeclaration*>& macros, Problems& problems)
      : macros_(macros), problems_(problems) {}

  std::vector<Lookup> run(const std::vector<Lookup>& lookups) {
    add(lookups, 0);
    return std::move(out_);
  }

 private:
  void add(const std::vector<Lookup>& lookups, int depth) {
    for (const Lookup& lookup : lookups) {
      if (full_) return;
      if (!lookup.macro.text.empty()) {
        macro(lookup.macro, depth);
      } else if (out_.size() == kMaxGrown) {
        full_ = true;
        problems_.error(lookup.place, fmt::format("macros make more than {} lookups of one", kMaxGrown));
      } else {
        out_.push_back(lookup);
        out_.back().from_macro = depth > 0;
      }
    }
  }

  void macro(const Name& name, int depth) {
    const auto at = macros_.find(name.text);
    if (at == macros_.end()) {
      report_unknown(problems_, "macro", name, macros_);
    } else if (at->second->lookups.empty()) {
      problems_.error(name.place, fmt::format("the macro '{}' is a pattern, wanted a lookup: "
                                              "last, first, next or any of a label",
                                              name.text));
    } else if (depth == kMaxDepth) {
      full_ = true;
      problems_.error(name.place, fmt::format("macro '{}' uses itself", name.text));
    } else {
      add(at->second->lookups, depth + 1);
    }
  }

  const NameTable<const MacroDeclaration*>& macros_;
  Problems& problems_;
  std::vector<Lookup> out_;
  bool full_ = false;  ///< the rest is not worth reading
};

}  // namespace

void expand_lookups(std::vector<Lookup>& lookups, const NameTable<const MacroDeclaration*>& macros,
                    Problems& problems) {
  const auto is_macro = [](const Lookup& lookup) { return !lookup.macro.text.empty(); };
  if (std::any_of(lookups.begin(), lookups.end(), is_macro))
    lookups = Expander(macros, problems).run(lookups);
}

}  // namespace newsgraph
