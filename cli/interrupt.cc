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
  // A reader that has seen enough ("| head") is no news; it wants no words.
  if (signal == SIGPIPE) _exit(128 + signal);
  constexpr std::string_view kMessage = "\nnewsgraph: interrupted; outputs are as they were before\n";
  [[maybe_unused]] const ssize_t told = write(STDERR_FILENO, kMessage.data(), kMessage.size());
  _exit(128 + signal);
}

/// A mapped file (export/mapped_file.h) is shorter than it was.
void end_without_input(int) {
  remove_unfinished_outputs();
  constexpr std::string_view kMessage =
      "newsgraph: an input became shorter while it was read; outputs are as they were before\n";
  [[maybe_unused]] const ssize_t told = write(STDERR_FILENO, kMessage.data(), kMessage.size());
  _exit(2);
}

}  // namespace

void clean_up_on_interrupt() {
  struct sigaction action = {};
  action.sa_handler = end;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) {
    struct sigaction before = {};
    sigaction(signal, nullptr, &before);
    // What the caller ignores ("nohup", "&" in a script) is ignored.
    if (before.sa_handler == SIG_IGN && signal != SIGPIPE) continue;
    sigaction(signal, &action, nullptr);
  }
  action.sa_handler = end_without_input;
  sigaction(SIGBUS, &action, nullptr);
  // A file that reaches the limit of the shell ("ulimit -f") fails like one on a full disk, with a message.
  std::signal(SIGXFSZ, SIG_IGN);
}

}  // namespace newsgraph
