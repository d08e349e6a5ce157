// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/message.h"
#include "export/format.h"

namespace newsgraph {
namespace {

int list_formats() {
  for (const Format& format : formats()) {
    print(fmt::format("{:<12}{:<18}{}\n", format.name, format.suffix, format.summary));
    if (!format.flavors.empty()) print(fmt::format("{:30}flavors: {}\n", "", format.flavors));
    if (!format.leaves_out.empty()) print(fmt::format("{:30}leaves out: {}\n", "", format.leaves_out));
  }
  return kAllDone;
}

Action declare(CLI::App&, const CommonOptions&) {
  return list_formats;
}

}  // namespace

extern const Command kFormatsCommand;
const Command kFormatsCommand = {
    "formats", "List the formats a graph is written in, and what each cannot hold.",
    "",        "newsgraph formats\nnewsgraph formats | grep -i neo4j",
    declare,
};

}  // namespace newsgraph
