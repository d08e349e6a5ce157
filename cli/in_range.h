// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <type_traits>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace newsgraph {

/// Wants a number from `least` to `most`, both included. The parser's own range takes "nan" for a number in
/// it, and tells bounds that are no whole numbers with six decimals.
template <class Number>
CLI::Validator in_range(Number least, Number most) {
  const auto check = [least, most](std::string& given) {
    Number number{};
    if (CLI::detail::lexical_cast(given, number) && number >= least && number <= most) return std::string();
    return fmt::format("found '{}', wanted a {}number from {} to {}", given,
                       std::is_integral_v<Number> ? "whole " : "", least, most);
  };
  return {check, ""};
}

}  // namespace newsgraph
