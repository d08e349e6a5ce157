// SPDX-License-Identifier: Apache-2.0
#include "export/child_process.h"

#include <csignal>
#include <stdexcept>
#include <string>
#include <unistd.h>

#include <gtest/gtest.h>

namespace newsgraph {
namespace {

TEST(ChildProcess, GivesWhatTheWorkPuts) {
  EXPECT_EQ(run_in_child("work", 60,
                         [](const auto& put) {
                           put("a");
                           put("b");
                           return std::string();
                         }),
            "ab");
}

// The parent's handlers remove the parent's unfinished files.
TEST(ChildProcess, RunsNoHandlerOfItsParent) {
  for (const int signal : {SIGHUP, SIGTERM, SIGINT, SIGPIPE, SIGBUS}) {
    struct sigaction handler = {}, before = {};
    handler.sa_handler = [](int) { ::_exit(0); };  // would look like a child that did its work
    ASSERT_EQ(::sigaction(signal, &handler, &before), 0);
    try {
      run_in_child("work", 60, [&](const auto&) {
        ::raise(signal);
        return std::string();
      });
      ADD_FAILURE() << "signal " << signal << " did not end the child";
    } catch (const std::runtime_error& error) {
      EXPECT_EQ(error.what(), "work: ended by signal " + std::to_string(signal));
    }
    ::sigaction(signal, &before, nullptr);
  }
}

}  // namespace
}  // namespace newsgraph
