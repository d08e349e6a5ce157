// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace newsgraph {

/// One line of a review file (docs/review.md): a person's word on whether two names mean one thing.
struct Decision {
  bool same = false;
  /// What the line speaks of: "person:nguyen-van-hung" (a node id) or "Person:Nguyễn Văn Hùng" (type and
  /// name); either may end in "@ARTICLE", then only what that article calls so is meant.
  std::string first, second;
  std::string who, when, why;  ///< free text, not interpreted
  std::uint32_t line = 0;      ///< of the review file, from 1; 0 if made otherwise
};

/// A pair that resolution leaves apart though it may be one.
struct Proposal {
  std::string first, second;  ///< node ids, first < second
  std::string first_label, second_label;
  std::string why;   ///< "short form of one name; 2 shared neighbours"
  double score = 0;  ///< (0, 1), higher is likelier; orders the list

  friend bool operator==(const Proposal&, const Proposal&) = default;
};

/// A line that is no decision. what() reads "review.tsv:3: found ..., wanted ...".
class ReviewError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Reads a review file: tab-separated lines "same|different|unsure, first, second, who, when, why"; '#'
/// begins a comment line. Lines that say "unsure" are proposals left open and give no decision. Errors:
/// ReviewError.
std::vector<Decision> parse_review(std::string_view content, std::string_view file);

/// The review file with the proposals that it does not hold yet appended as lines "unsure", best first; every
/// line of `content` stays as it is.
std::string with_proposals(std::string_view content, const std::vector<Proposal>& proposals);

}  // namespace newsgraph
