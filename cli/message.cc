// SPDX-License-Identifier: Apache-2.0
#include "cli/message.h"

#include <cerrno>
#include <cstdio>
#include <stdexcept>
#include <system_error>

#include "cli/progress.h"

namespace newsgraph {
namespace {

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
  print_line("warning", message);
}

void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

void flush_printed() {
  errno = 0;
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return;
  throw std::runtime_error("standard output: cannot write" +
                           (errno != 0 ? ": " + std::generic_category().message(errno) : std::string()));
}

}  // namespace newsgraph
