// SPDX-License-Identifier: Apache-2.0
#include "cli/message.h"

#include <cstdio>

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

}  // namespace newsgraph
