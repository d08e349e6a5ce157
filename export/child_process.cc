// SPDX-License-Identifier: Apache-2.0
// A pipe carries what the child writes; its exit status says whether that is the result or an error text.
#include "export/child_process.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace newsgraph {
namespace {

void write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t done = ::write(descriptor, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) ::_exit(3);  // the parent is gone
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
}

constexpr int kWorkFailed = 2;

/// While it lives, this thread takes no signal: a child that is made meanwhile runs no handler of its parent,
/// which would remove the parent's files.
class NoSignals {
 public:
  NoSignals() {
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~NoSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  NoSignals(const NoSignals&) = delete;
  NoSignals& operator=(const NoSignals&) = delete;

  /// For the child, which does not see the end of this object.
  void end_with_default_handlers() const {
    for (int signal = 1; signal < NSIG; ++signal) ::signal(signal, SIG_DFL);
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t before_{};
};

[[noreturn]] void be_the_child(
    int pipe, unsigned seconds,
    const std::function<std::string(const std::function<void(std::string_view)>& put)>& work) {
  const int nowhere = ::open("/dev/null", O_RDWR);
  if (nowhere >= 0) {
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
  }
  // Should the parent be killed, the child does not go on for ever.
  const rlimit limit{seconds + 5, seconds + 10};
  ::setrlimit(RLIMIT_CPU, &limit);
  std::string error;
  try {
    error = work([pipe](std::string_view bytes) { write_all(pipe, bytes); });
  } catch (const std::exception& exception) {
    error = exception.what();
  }
  if (!error.empty()) write_all(pipe, error);
  ::_exit(error.empty() ? 0 : kWorkFailed);
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

std::string run_in_child(
    std::string_view what, unsigned seconds,
    const std::function<std::string(const std::function<void(std::string_view)>& put)>& work) {
  using Clock = std::chrono::steady_clock;
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0)
    throw std::runtime_error(std::string(what) + ": " + std::strerror(errno));
  pid_t child = 0;
  {
    const NoSignals none;
    child = ::fork();
    if (child == 0) {
      none.end_with_default_handlers();
      ::close(ends[0]);
      be_the_child(ends[1], seconds, work);
    }
  }
  if (child < 0) {
    const int error = errno;
    ::close(ends[0]);
    ::close(ends[1]);
    throw std::runtime_error(std::string(what) + ": cannot start a process: " + std::strerror(error));
  }
  ::close(ends[1]);
  const auto deadline = Clock::now() + std::chrono::seconds(seconds);
  std::string result;
  std::array<char, 1U << 16> block;
  bool late = false;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd waiting{ends[0], POLLIN, 0};
    const int ready = left <= 0 ? 0 : ::poll(&waiting, 1, static_cast<int>(left));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) {
      late = true;
      ::kill(child, SIGKILL);
      break;
    }
    const ssize_t got = ::read(ends[0], block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    result.append(block.data(), static_cast<std::size_t>(got));
  }
  ::close(ends[0]);
  const int status = wait_for(child);
  if (late) {
    throw std::runtime_error(std::string(what) + ": not done after " + std::to_string(seconds) +
                             " s, stopped");
  }
  if (WIFSIGNALED(status)) {
    throw std::runtime_error(std::string(what) + ": ended by signal " + std::to_string(WTERMSIG(status)));
  }
  if (WEXITSTATUS(status) != 0) {
    throw std::runtime_error(std::string(what) + ": " + (result.empty() ? "failed" : result));
  }
  return result;
}

}  // namespace newsgraph
