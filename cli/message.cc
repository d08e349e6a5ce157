// SPDX-License-Identifier: Apache-2.0
#include "cli/message.h"

#include <cerrno>
#include <cstdio>
#include <stdexcept>
#include <system_error>

#include "cli/progress.h"

namespace newsgraph {
namespace {

int print_errno = 0;  // of the first write to standard output that failed
bool warnings_are_told = true;

void print_line(std::string_view kind, std::string_view message) {
  Progress::clear_line();
  std::fprintf(stderr, "newsgraph: %.*s: %.*s\n", static_cast<int>(kind.size()), kind.data(),
               static_cast<int>(message.size()), message.data());
}

}  // namespace

void print_error(std::string_view message) {
  print_line("error", message);
}

void print_warning(std::string_view message) {
  if (warnings_are_told) print_line("warning", message);
}

void silence_warnings() {
  warnings_are_told = false;
}

void print(std::string_view text) {
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() && print_errno == 0)
    print_errno = errno;
}

void flush_printed() {
  errno = 0;
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return;
  const int why = print_errno != 0 ? print_errno : errno;
  throw std::runtime_error("standard output: cannot write" +
                           (why != 0 ? ": " + std::generic_category().message(why) : std::string()));
}

}  // namespace newsgraph
