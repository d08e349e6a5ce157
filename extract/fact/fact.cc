// SPDX-License-Identifier: Apache-2.0
#include "extract/fact/fact.h"

#include <array>

namespace newsgraph {
namespace {

constexpr std::array kStatusNames = {"stated", "planned", "proposed", "denied", "reported"};

}  // namespace

const char* to_string(Status status) {
  return kStatusNames[static_cast<std::size_t>(status)];
}

bool parse_status(std::string_view name, Status& status) {
  for (std::size_t i = 0; i < kStatusNames.size(); ++i) {
    if (name == kStatusNames[i]) {
      status = static_cast<Status>(i);
      return true;
    }
  }
  return false;
}

int firmness(Status status) {
  switch (status) {
    case Status::kStated:
      return 4;
    case Status::kReported:
      return 3;
    case Status::kPlanned:
      return 2;
    case Status::kProposed:
      return 1;
    case Status::kDenied:
      break;
  }
  return 0;
}

}  // namespace newsgraph
