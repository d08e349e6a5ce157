// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace newsgraph {

/// What a date expression says; what it leaves out is empty.
struct DateParts {
  std::optional<int> day, month, year;              ///< of the (first) day
  std::optional<int> end_day, end_month, end_year;  ///< of the last day of a range
  std::optional<int> quarter, end_quarter, half;
  std::optional<int> offset_days, offset_months, offset_years;  ///< from the article's date: yesterday is -1
};

/// ISO 8601 day, month, year or interval ("2024-11-06/2024-11-07"), as precise as the parts are. A missing
/// year or month comes from `article_date` ("2024-11-06", "2024-11", "2024" or empty): the year that brings
/// the date nearest to the article's. Empty when the parts are no date, or when they need an article date
/// that is not known.
std::string resolve_date(const DateParts& parts, std::string_view article_date);

}  // namespace newsgraph
