// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace newsgraph {

/// One line on a terminal that says how far a phase has come: "extracting 120 articles, 48/s, 12 %, 18 s
/// left". Silent when standard error is no terminal. Not thread-safe: called from the one thread that takes
/// results.
class Progress {
 public:
  /// `unit` is the plural of what is counted; `total` 0 if unknown.
  Progress(std::string phase, std::string unit, std::uint64_t total, bool quiet);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// `done` of the total, for instance bytes; `count` of the unit. Draws at most ten times a second.
  void update(std::uint64_t done, std::uint64_t count);

  /// Whether there is a terminal to draw on.
  static bool has_terminal();
  /// Takes the line off the terminal, before a message is written.
  static void clear_line();

 private:
  std::string phase_, unit_;
  std::uint64_t total_;
  bool shown_;
  std::chrono::steady_clock::time_point begin_, last_;
};

}  // namespace newsgraph
