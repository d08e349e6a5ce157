// SPDX-License-Identifier: Apache-2.0
#include "extract/article/date.h"

#include <chrono>
#include <ctime>
#include <iomanip>
#include <locale>
#include <sstream>

#include <fmt/compile.h>

#include "extract/article/byte_set.h"

namespace newsgraph {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr ByteSet kDigits("0123456789");

std::size_t digits_from(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

std::optional<std::string> iso(const std::chrono::year_month_day& day) {
  if (!day.ok() || day.year() < std::chrono::year{1900} || day.year() > std::chrono::year{2100})
    return std::nullopt;
  return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}"), static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::optional<std::string> iso(int year, int month, int day) {
  return iso(std::chrono::year{year} / month / day);
}

bool is_mark(char c) {
  return c == '/' || c == '-' || c == '.';
}

// A date whose first digit run is [at, at + first).
std::optional<std::string> date_at(std::string_view text, std::size_t at, std::size_t first, bool compact) {
  if (compact && first >= 8) {
    return iso(number(text.substr(at, 4)), number(text.substr(at + 4, 2)), number(text.substr(at + 6, 2)));
  }
  if (first != 1 && first != 2 && first != 4) return std::nullopt;
  const std::size_t mark = at + first;
  if (mark >= text.size() || !is_mark(text[mark])) return std::nullopt;
  const std::size_t second = digits_from(text, mark + 1);
  const std::size_t mark2 = mark + 1 + second;
  if (second < 1 || second > 2 || mark2 >= text.size() || text[mark2] != text[mark]) return std::nullopt;
  const std::size_t third = digits_from(text, mark2 + 1);
  const int a = number(text.substr(at, first));
  const int b = number(text.substr(mark + 1, second));
  if (first == 4)
    return third == 1 || third == 2 ? iso(a, b, number(text.substr(mark2 + 1, third))) : std::nullopt;
  return third == 4 ? iso(number(text.substr(mark2 + 1, 4)), b, a) : std::nullopt;
}

std::string day_of(std::chrono::seconds since_1970) {
  return iso(std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(since_1970))).value_or("");
}

// As mail and feeds write it: "Wed, 06 Nov 2024 10:00:00 +0700".
std::string date_with_month_name(std::string_view field) {
  for (const char* const format : {"%a, %d %b %Y", "%d %b %Y", "%b %d, %Y"}) {
    std::istringstream in{std::string(field)};
    in.imbue(std::locale::classic());
    std::tm time{};
    time.tm_year = -1900;  // is left when the year is missing
    if (in >> std::ws >> std::get_time(&time, format))
      return iso(time.tm_year + 1900, time.tm_mon + 1, time.tm_mday).value_or("");
  }
  return {};
}

}  // namespace

std::optional<std::string> find_date(std::string_view text, bool compact) {
  for (std::size_t at = kDigits.find(text, 0); at < text.size();) {
    const std::size_t run = digits_from(text, at);
    if (auto date = date_at(text, at, run, compact)) return date;
    at = kDigits.find(text, at + run);
  }
  return std::nullopt;
}

std::string clean_date(std::string_view field) {
  if (kDigits.find(field, 0) == field.size()) return {};  // most often: there is no date
  if (auto date = find_date(field)) return *date;
  const std::size_t run = digits_from(field, 0);
  if (run == field.size()) {
    if (run == 4) return number(field) >= 1900 && number(field) <= 2100 ? std::string(field) : std::string();
    if (run == 8) return find_date(field, true).value_or("");
    if (run == 9 || run == 10) return day_of(std::chrono::seconds(std::stoll(std::string(field))));
    if (run == 12 || run == 13) return day_of(std::chrono::seconds(std::stoll(std::string(field)) / 1000));
  }
  if (field.size() == 7 && run == 4 && field[4] == '-' && digits_from(field, 5) == 2) {
    if (iso(number(field.substr(0, 4)), number(field.substr(5, 2)), 1)) return std::string(field);
  }
  return date_with_month_name(field);
}

bool is_dateline(std::string_view line) {
  if (line.size() > 80 || !find_date(line)) return false;
  std::size_t letters = 0;
  std::size_t others = 0;
  bool clock = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const auto byte = static_cast<unsigned char>(line[at]);
    const bool letter = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
    if (letter || byte >= 0xc3) {
      ++letters;
    } else if (is_digit(line[at]) || (byte < 0x80 && byte != ' ')) {
      ++others;
    }
    clock = clock || (line[at] == ':' && at > 0 && is_digit(line[at - 1]) && digits_from(line, at + 1) == 2);
  }
  return letters < others || (clock && letters <= 2 * others);
}

std::string date_of_url(std::string_view url) {
  for (std::size_t at = kDigits.find(url, 0); at < url.size();) {
    const std::size_t run = digits_from(url, at);
    const bool stamp =
        run == 8 || run == 12 || run == 14 || run == 17;  // day, and clock down to milliseconds
    const bool path = run == 4 && at > 0 && url[at - 1] == '/';
    if (stamp || path) {
      if (auto date = date_at(url, at, run, stamp)) return *date;
    }
    at = kDigits.find(url, at + run);
  }
  return {};
}

}  // namespace newsgraph
