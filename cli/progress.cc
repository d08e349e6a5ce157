// SPDX-License-Identifier: Apache-2.0
#include "cli/progress.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <unistd.h>

#include <fmt/format.h>

namespace newsgraph {
namespace {

std::atomic<bool> line_is_drawn{false};

std::string time_left(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} s left", seconds);
  if (seconds < 5400) return fmt::format("{:.0f} min left", seconds / 60);
  return fmt::format("{:.1f} h left", seconds / 3600);
}

}  // namespace

Progress::Progress(std::string phase, std::string unit, std::uint64_t total, bool quiet)
    : phase_(std::move(phase)),
      unit_(std::move(unit)),
      total_(total),
      shown_(!quiet && has_terminal()),
      begin_(std::chrono::steady_clock::now()),
      last_(begin_) {}

Progress::~Progress() {
  clear_line();
}

void Progress::update(std::uint64_t done, std::uint64_t count) {
  if (!shown_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - begin_).count();
  std::string line =
      fmt::format("\r\x1b[K{} {} {}, {:.0f}/s", phase_, count, unit_, static_cast<double>(count) / seconds);
  if (total_ > 0 && done > 0) {
    const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(total_));
    line += fmt::format(", {:.0f} %, {}", 100 * share, time_left(seconds / share - seconds));
  }
  std::fwrite(line.data(), 1, line.size(), stderr);
  std::fflush(stderr);
  line_is_drawn = true;
}

bool Progress::has_terminal() {
  return isatty(STDERR_FILENO) == 1;
}

void Progress::clear_line() {
  if (line_is_drawn.exchange(false)) std::fputs("\r\x1b[K", stderr);
}

}  // namespace newsgraph
