// SPDX-License-Identifier: Apache-2.0
#include "cli/message.h"

#include <cerrno>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "cli/progress.h"
#include "export/text_out.h"

namespace newsgraph {
namespace {

int print_errno = 0;  // of the first write to standard output that failed
bool warnings_are_told = true;

// What is printed may hold words of articles and names of files: none of them gives orders to a terminal.
void print_line(std::string_view kind, std::string_view message) {
  Progress::clear_line();
  const std::string line = fmt::format("newsgraph: {}: {}\n", kind, cleaned(message));
  std::fwrite(line.data(), 1, line.size(), stderr);
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
  print_bytes(cleaned(text));
}

void print_bytes(std::string_view bytes) {
  errno = 0;
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size() && print_errno == 0)
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
