// SPDX-License-Identifier: Apache-2.0
// Which list sets share a bit of what is known of a place: those for which it costs least.
#include <algorithm>
#include <set>

#include "tests/extract/rule/rule_testing.h"

namespace newsgraph {
namespace {

/// Rules "alpha [each list] omega"; those in `often` come in three rules each, with three examples.
std::string rules_with(int lists, const std::set<int>& often) {
  std::string text = "type Thing \"t\"\n";
  for (int i = 0; i < lists; ++i) {
    const std::string number = std::to_string(i);
    text += "list l" + number + " = \"word" + number + "\" | \"other" + number + "\"\n";
    for (int copy = 0; copy < (often.contains(i) ? 3 : 1); ++copy) {
      text += "rule r" + number + "x" + std::to_string(copy) + " -> Thing\n  find @\"alpha\" [l" + number +
              "] \"omega\"\n";
      if (often.contains(i)) text += "  yes \"{match alpha word" + number + " omega}.\"\n";
    }
  }
  return text;
}

/// The bit of each list, in order; kNoBit where no program asks for it.
std::vector<std::uint8_t> bits_of(const RuleSet& rules, int lists) {
  const RuleSet::Impl& impl = rules.impl();
  std::vector<std::uint8_t> bits;
  for (int i = 0; i < lists; ++i) {
    const auto list = std::find_if(impl.lists.begin(), impl.lists.end(), [&](const ListInfo& info) {
      return info.name == "l" + std::to_string(i);
    });
    const std::vector<ListId> alone = {static_cast<ListId>(list - impl.lists.begin())};
    const auto set = std::find(impl.list_sets.begin(), impl.list_sets.end(), alone);
    bits.push_back(set == impl.list_sets.end()
                       ? kNoBit
                       : impl.bit_of_list_set[static_cast<std::size_t>(set - impl.list_sets.begin())]);
  }
  return bits;
}

TEST(SetBits, AreOneEachWhileThereIsRoom) {
  const auto bits = bits_of(*compile_text(rules_with(100, {})), 100);
  EXPECT_EQ(std::set<std::uint8_t>(bits.begin(), bits.end()).size(), 100U);
  EXPECT_EQ(std::count(bits.begin(), bits.end(), kNoBit), 0);
}

TEST(SetBits, AreSharedByThoseThatAreSeldomAskedForAndSeldomMet) {
  const std::set<int> often = {3, 77, 200, 399};
  const auto bits = bits_of(*compile_text(rules_with(400, often)), 400);
  for (const int list : often)
    EXPECT_EQ(std::count(bits.begin(), bits.end(), bits[static_cast<std::size_t>(list)]), 1) << list;
}

TEST(SetBits, AreNotSpentOnListsThatNoPatternAsksFor) {
  EXPECT_EQ(bits_of(*compile_text(
                        "type Thing \"t\"\nlist l0 = \"word\"\nrule r -> Thing\n  find @[l0] \"omega\"\n"),
                    1),
            std::vector<std::uint8_t>{kNoBit})
      << "the list only starts the rule";
}

TEST(SetBits, ThatAreSharedAreNotMistakenForOneAnother) {
  constexpr int kLists = 400;  // three a bit
  const auto rules = compile_text(rules_with(kLists, {}));
  for (const int list : {0, 7, 133, 134, 398, 399}) {
    const std::string text = "Alpha word" + std::to_string(list) + " omega.";
    for (int other = 0; other < kLists; ++other)
      EXPECT_EQ(matches_of(*rules, "r" + std::to_string(other) + "x0", text).size(), other == list ? 1U : 0U)
          << list << " by " << other;
  }
}

TEST(BitRows, HoldWhatWasPutIntoThemAndNothingElse) {
  const std::vector<std::vector<std::uint32_t>> rows = {{}, {0}, {63, 64}, {5, 700}, {64, 127, 128}, {}};
  BitRows bits;
  for (const auto& members : rows) bits.add(members);
  for (std::uint32_t row = 0; row < rows.size(); ++row)
    for (std::uint32_t member = 0; member < 1000; ++member)
      EXPECT_EQ(bits.contains(row, member), std::binary_search(rows[row].begin(), rows[row].end(), member))
          << row << ", " << member;
}

}  // namespace
}  // namespace newsgraph
