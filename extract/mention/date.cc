// SPDX-License-Identifier: Apache-2.0
#include "extract/mention/date.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>

namespace newsgraph {
namespace {

namespace ch = std::chrono;

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return {};
  return value;
}

struct Base {
  std::optional<int> year, month, day;
};

Base parse_base(std::string_view date) {
  Base base;
  if (date.size() >= 4) base.year = number(date.substr(0, 4));
  if (date.size() >= 7) base.month = number(date.substr(5, 2));
  if (date.size() >= 10) base.day = number(date.substr(8, 2));
  return base;
}

std::optional<int> full_year(std::optional<int> year) {
  if (year && *year < 100) return *year + 2000;
  return year;
}

bool valid(std::optional<int> day, std::optional<int> month, std::optional<int> year) {
  if (month && (*month < 1 || *month > 12)) return false;
  if (day && (*day < 1 || *day > 31)) return false;
  if (year && (*year < 1000 || *year > 2999)) return false;
  if (day && month && year)
    return ch::year_month_day(ch::year(*year), ch::month(static_cast<unsigned>(*month)),
                              ch::day(static_cast<unsigned>(*day)))
        .ok();
  return true;
}

/// `number` with zeros before it up to `width` characters.
void append_padded(int number, std::size_t width, std::string& out) {
  std::array<char, 12> digits;
  const char* const end = std::to_chars(digits.begin(), digits.end(), std::abs(number)).ptr;
  const std::string_view written(digits.data(), end);
  const std::size_t size = written.size() + (number < 0 ? 1 : 0);
  if (number < 0) out += '-';
  if (size < width) out.append(width - size, '0');
  out += written;
}

std::string iso(std::optional<int> year, std::optional<int> month, std::optional<int> day) {
  std::string out;
  if (!year) return out;
  append_padded(*year, 4, out);
  if (!month) return out;
  out += '-';
  append_padded(*month, 2, out);
  if (!day) return out;
  out += '-';
  append_padded(*day, 2, out);
  return out;
}

/// The year that brings the month nearest to the article's: a report of January speaks of last December.
std::optional<int> nearest_year(const Base& base, std::optional<int> month) {
  if (!base.year) return {};
  if (!month || !base.month) return base.year;
  if (*month - *base.month > 8) return *base.year - 1;
  if (*base.month - *month > 9) return *base.year + 1;
  return base.year;
}

std::string shifted(const Base& base, const DateParts& parts) {
  if (!base.year) return {};
  if (parts.offset_years) return iso(*base.year + *parts.offset_years, {}, {});
  if (!base.month) return {};
  if (parts.offset_months) {
    const int months = *base.year * 12 + *base.month - 1 + *parts.offset_months;
    return iso(months / 12, months % 12 + 1, {});
  }
  if (!base.day || !parts.offset_days || !valid(base.day, base.month, base.year)) return {};
  const ch::sys_days day =
      ch::sys_days(ch::year_month_day(ch::year(*base.year), ch::month(static_cast<unsigned>(*base.month)),
                                      ch::day(static_cast<unsigned>(*base.day)))) +
      ch::days(*parts.offset_days);
  const ch::year_month_day date(day);
  return iso(static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
             static_cast<int>(static_cast<unsigned>(date.day())));
}

}  // namespace

std::string resolve_date(const DateParts& parts, std::string_view article_date) {
  const Base base = parse_base(article_date);
  if (parts.offset_days || parts.offset_months || parts.offset_years) return shifted(base, parts);
  std::optional<int> year = full_year(parts.year), end_year = full_year(parts.end_year);
  if (parts.quarter || parts.half) {
    if (!year) year = base.year;
    if (!year) return {};
    const int span = parts.quarter ? 3 : 6;
    const int first = parts.quarter ? *parts.quarter : *parts.half;
    const int last = parts.end_quarter ? *parts.end_quarter : first;
    if (first < 1 || last < first || last * span > 12) return {};
    return iso(year, (first - 1) * span + 1, {}) + "/" + iso(end_year ? end_year : year, last * span, {});
  }
  const bool range = parts.end_day || parts.end_month || parts.end_year;
  if (!range && !parts.day && !parts.month && !parts.year) return {};
  std::optional<int> month = parts.month, day = parts.day;
  std::optional<int> end_month = parts.end_month, end_day = parts.end_day;
  if (range) {
    // "6 - 7/11/2024": each half takes what it lacks from the other.
    if (!end_year) end_year = year;
    if (!year) year = end_year;
    if (!month && (day || end_day)) month = end_month;
    if (!end_month && end_day) end_month = month;
  }
  if (day && !month) {
    month = base.month;
    if (!end_month && end_day) end_month = month;
  }
  if (!year) {
    year = nearest_year(base, month);
    if (range && year) end_year = end_month && month && *end_month < *month ? *year + 1 : *year;
  }
  if (!valid(day, month, year) || !valid(end_day, end_month, end_year)) return {};
  if (day && !month) return {};
  const std::string begin = iso(year, month, day);
  if (!range || begin.empty()) return begin;
  const std::string end = iso(end_year, end_month, end_day);
  return end.empty() || end == begin ? begin : begin < end ? begin + "/" + end : begin;
}

}  // namespace newsgraph
