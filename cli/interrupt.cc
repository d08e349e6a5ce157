// SPDX-License-Identifier: Apache-2.0
#include "cli/interrupt.h"

#include <csignal>
#include <string_view>
#include <unistd.h>

#include "export/file_output.h"

namespace newsgraph {
namespace {

// Only calls that are safe in a signal handler.
void end(int signal) {
  remove_unfinished_outputs();
  constexpr std::string_view kMessage = "\nnewsgraph: interrupted; outputs are as they were before\n";
  [[maybe_unused]] const ssize_t told = write(STDERR_FILENO, kMessage.data(), kMessage.size());
  _exit(128 + signal);
}

}  // namespace

void clean_up_on_interrupt() {
  struct sigaction action = {};
  action.sa_handler = end;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaction(signal, &action, nullptr);
}

}  // namespace newsgraph
