// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsgraph {

/// Why an input, or a part of one, was not read or not read as it stood.
enum class ProblemKind : std::uint8_t {
  kMissing,      ///< no such file or folder
  kUnreadable,   ///< there, but the system does not give it out
  kEmpty,        ///< no bytes, or only white space
  kBinary,       ///< a picture, a program, a PDF
  kEncoding,     ///< bytes of no encoding that can be told; repaired, the article is kept
  kBadJson,      ///< not JSON, or cut off
  kNoText,       ///< a record or a page without an article in it
  kTruncated,    ///< a compressed or packed file that ends too early; what came before it was read
  kBadArchive,   ///< a packed file that cannot be unpacked
  kTooLarge,     ///< larger than ReaderOptions allows: a huge article, or an archive that swells
  kTooDeep,      ///< archives in archives, or JSON in JSON, beyond ReaderOptions
  kUnsupported,  ///< a content encoding or a format that this program does not read
  kBadDate,      ///< a record's date that cannot be read; the article is kept
};
inline constexpr std::size_t kProblemKinds = 13;

/// "missing", "empty" ...: the word for a ledger's rows.
std::string_view to_string(ProblemKind kind);

/// One thing that went wrong while reading. A problem ends nothing: the rest of the input is read.
struct Problem {
  std::string source;  ///< as Article::source
  ProblemKind kind = ProblemKind::kUnreadable;
  std::string message;  ///< what was found, what was wanted, what to do; without the source
  bool dropped = true;  ///< false: the article was kept, repaired

  /// "source: message", whatever line ends a file's name has.
  [[nodiscard]] std::string to_string() const;
};

/// All problems of a run, in input order, counted by reason.
class Ledger {
 public:
  void add(Problem problem);
  [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }
  /// Hands over the problems since the last call; the counts stay.
  std::vector<Problem> take() { return std::exchange(problems_, {}); }
  [[nodiscard]] std::size_t count(ProblemKind kind) const { return counts_[static_cast<std::size_t>(kind)]; }
  /// Problems that cost an article or more.
  [[nodiscard]] std::size_t dropped() const { return dropped_; }

 private:
  std::vector<Problem> problems_;
  std::array<std::size_t, kProblemKinds> counts_{};
  std::size_t dropped_ = 0;
};

}  // namespace newsgraph
