// SPDX-License-Identifier: Apache-2.0
#include "extract/article/date.h"

#include <array>
#include <cstdint>

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

std::optional<std::string> iso(int year, int month, int day) {
  static constexpr std::array<int, 13> kDays = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1) return std::nullopt;
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  if (day > kDays[static_cast<std::size_t>(month)] + (month == 2 && leap ? 1 : 0)) return std::nullopt;
  std::string out = std::to_string(year) + "-00-00";
  out[5] = static_cast<char>('0' + month / 10);
  out[6] = static_cast<char>('0' + month % 10);
  out[8] = static_cast<char>('0' + day / 10);
  out[9] = static_cast<char>('0' + day % 10);
  return out;
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

std::string civil_from_seconds(std::int64_t seconds) {
  // Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil inverted.
  const std::int64_t z = seconds / 86400 + 719468;
  const std::int64_t era = z / 146097;
  const std::int64_t day_of_era = z - era * 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * day_of_year + 2) / 153;
  const auto day = static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1);
  const auto month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  const auto year = static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0));
  return iso(year, month, day).value_or("");
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
  if (auto date = find_date(field)) return *date;
  const std::size_t run = digits_from(field, 0);
  if (run == field.size()) {
    if (run == 4) return number(field) >= 1900 && number(field) <= 2100 ? std::string(field) : std::string();
    if (run == 8) return find_date(field, true).value_or("");
    if (run == 9 || run == 10) return civil_from_seconds(std::stoll(std::string(field)));
    if (run == 12 || run == 13) return civil_from_seconds(std::stoll(std::string(field)) / 1000);
  }
  if (field.size() == 7 && run == 4 && field[4] == '-' && digits_from(field, 5) == 2) {
    if (iso(number(field.substr(0, 4)), number(field.substr(5, 2)), 1)) return std::string(field);
  }
  return {};
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
