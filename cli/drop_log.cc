// SPDX-License-Identifier: Apache-2.0
#include "cli/drop_log.h"

#include <fmt/format.h>

#include "cli/message.h"
#include "export/file_output.h"
#include "extract/one_line.h"

namespace newsgraph {
namespace {

constexpr std::uint64_t kToldOfAKind = 20;

void tell(bool dropped, const std::string& message) {
  dropped ? print_error(message) : print_warning(message);
}

// A row of the ledger: what would break the table becomes a space.
std::string row(std::string_view reason, std::string_view source, std::string_view message) {
  return fmt::format("{}\t{}\t{}\n", reason, on_one_line(source), on_one_line(message));
}

}  // namespace

void DropLog::add(const Problem& problem) {
  Kind& kind = kinds_[static_cast<std::size_t>(problem.kind)];
  ++kind.all;
  kind.dropped += problem.dropped ? 1 : 0;
  dropped_ += problem.dropped ? 1 : 0;
  if (kind.told < kToldOfAKind) {
    ++kind.told;
    tell(problem.dropped, problem.to_string());
  }
  if (!ledger_path_.empty()) kept_.push_back(problem);
}

bool DropLog::all_are(ProblemKind kind) const {
  return dropped_ > 0 && kinds_[static_cast<std::size_t>(kind)].dropped == dropped_;
}

std::string DropLog::by_reason() const {
  std::string text;
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    if (kinds_[i].dropped == 0) continue;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", kinds_[i].dropped,
                        to_string(static_cast<ProblemKind>(i)));
  }
  return text;
}

void DropLog::tell_of_the_rest() const {
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    if (kinds_[i].all == kinds_[i].told) continue;
    tell(kinds_[i].dropped > 0,
         fmt::format("and {} more: {}; --ledger FILE lists them", kinds_[i].all - kinds_[i].told,
                     to_string(static_cast<ProblemKind>(i))));
  }
}

void DropLog::write(const GraphReport* report) const {
  if (ledger_path_.empty()) return;
  write_file(ledger_path_, [&](Sink& sink) {
    sink.write(row("reason", "source", "message"));
    for (const Problem& problem : kept_)
      sink.write(row(to_string(problem.kind), problem.source, problem.message));
    if (report == nullptr) return;
    for (const std::string& problem : report->problems) sink.write(row("merge", "", problem));
    for (const std::string& repeated : report->repeated) sink.write(row("duplicate", "", repeated));
    const auto count = [&](std::string_view reason, std::uint64_t number, std::string_view what) {
      if (number > 0) sink.write(row(reason, "", fmt::format("{} {}", number, what)));
    };
    count("duplicate", report->duplicates, "articles were there already");
    count("denied", report->denied, "facts that the articles say are not so; --keep-denied keeps them");
    count("loop", report->loops, "facts whose two ends are one node");
  });
}

}  // namespace newsgraph
