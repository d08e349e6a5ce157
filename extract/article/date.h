// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace newsgraph {

/// The first full date in `text` as an ISO day: "23/10/2013 11:39", "6-11-2024", "2025-06-28T23:43:45+07:00",
/// "20161123", "2024/11/06". Day before month where the year is last. Years 1900 to 2100, real days only.
/// Digits only, no language. `compact`: eight digits in a row count too.
std::optional<std::string> find_date(std::string_view text, bool compact = false);

/// A record's date field: find_date(), else a bare "2024-11" or "2024", seconds or milliseconds since 1970,
/// the form of mail and feeds ("Wed, 06 Nov 2024 10:00:00 +0700", with or without the weekday); else empty.
std::string clean_date(std::string_view field);

/// Whether a line is nothing but a date, with or without time, weekday and zone: at most 80 bytes, a full
/// date, and more digits and marks than letters or a clock time.
bool is_dateline(std::string_view line);

/// The date that news sites put into addresses ("/2016/10/23/", "-20161023095227015.htm"); empty if none.
std::string date_of_url(std::string_view url);

}  // namespace newsgraph
