// SPDX-License-Identifier: Apache-2.0
#include "extract/article/line_shape.h"

#include <algorithm>
#include <array>
#include <utility>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "extract/article/byte_set.h"
#include "extract/article/sniff.h"

namespace newsgraph {
namespace {

constexpr std::size_t kByline = 60;  // bytes
constexpr std::array<std::string_view, 7> kClosers = {"\"", "'", ")", "]", "\u201d", "\u2019", "\u00bb"};
constexpr ByteSet kCloserEnds("\"')]\x9d\x99\xbb");  // their last bytes

}  // namespace

Span trimmed(std::string_view text, Span span) {
  for (;;) {
    if (span.begin < span.end && is_space(text[span.begin])) {
      ++span.begin;
    } else if (span.size() >= 2 && text.substr(span.begin, 2) == "\xc2\xa0") {
      span.begin += 2;
    } else {
      break;
    }
  }
  for (;;) {
    if (span.begin < span.end && is_space(text[span.end - 1])) {
      --span.end;
    } else if (span.size() >= 2 && text.substr(span.end - 2, 2) == "\xc2\xa0") {
      span.end -= 2;
    } else {
      break;
    }
  }
  return span;
}

std::string_view without_closers(std::string_view line) {
  for (bool again = true; again && !line.empty() && kCloserEnds.has(line.back());) {
    again = false;
    for (const std::string_view closer : kClosers) {
      while (line.ends_with(closer)) {
        line.remove_suffix(closer.size());
        again = true;
      }
    }
  }
  return line;
}

bool ends_sentence(std::string_view line) {
  line = without_closers(line);
  return line.ends_with('.') || line.ends_with('!') || line.ends_with('?') || line.ends_with("\u2026") ||
         line.ends_with(':') || line.ends_with(';');
}

bool is_list_item(std::string_view line) {
  return line.starts_with('-') || line.starts_with('+') || line.starts_with('*') ||
         line.starts_with("\u2022") || line.starts_with("\u2013") ||
         (line.front() >= '0' && line.front() <= '9');
}

bool is_image_name(std::string_view line) {
  static constexpr std::array<std::string_view, 8> kSuffixes = {".jpg",  ".jpeg", ".png", ".gif",
                                                                ".webp", ".svg",  ".bmp", ".mp4"};
  return line.find(' ') == std::string_view::npos &&
         std::any_of(kSuffixes.begin(), kSuffixes.end(),
                     [&](std::string_view suffix) { return ends_with_nocase(line, suffix); });
}

bool is_doubled(std::string_view line) {
  if (line.size() < 21 || line.size() > 2 * kLinkTail || line.size() % 2 == 0) return false;
  const std::size_t half = line.size() / 2;
  return is_space(line[half]) && line.substr(0, half) == line.substr(half + 1);
}

bool is_namelike(std::string_view line) {
  if (line.empty() || line.size() > kByline) return false;
  std::size_t words = 0;
  bool at_start = true;
  const auto size = static_cast<std::int32_t>(line.size());
  for (std::int32_t at = 0; at < size;) {
    UChar32 c = 0;
    U8_NEXT(line.data(), at, size, c);
    if (c < 0) return false;
    const bool letter = u_isalpha(c) != 0;
    if (at_start && letter) {
      if (u_isupper(c) == 0 || ++words > 5) return false;
    }
    if (u_isdigit(c) != 0) return false;
    at_start = !letter && c != '\'' && !(c >= 0x300 && c <= 0x36f);
  }
  return words > 0;
}

bool begins_with_any(const std::vector<std::string>& phrases, const PhraseStarts& starts,
                     std::string_view key) {
  if (!starts.may_begin(key)) return false;
  return std::any_of(phrases.begin(), phrases.end(), [&](const std::string& phrase) {
    if (!key.starts_with(phrase)) return false;
    const char next = key.size() > phrase.size() ? key[phrase.size()] : ' ';
    return static_cast<unsigned char>(next) < 0x80 && !(next >= 'a' && next <= 'z') &&
           !(next >= '0' && next <= '9');
  });
}

// Texts that were broken at a fixed width go on in the middle of a sentence: such lines become one again. A
// small letter or a comma proves it; once it is proven twice, long lines that end no sentence are believed to
// go on too.
namespace {

bool starts_small(std::string_view line) {
  std::int32_t at = 0;
  UChar32 c = 0;
  U8_NEXT(line.data(), at, static_cast<std::int32_t>(line.size()), c);
  return c > 0 && u_islower(c) != 0;
}

std::vector<Line> join_wrapped(std::string_view text, std::vector<Line> lines) {
  const auto view = [&](const Line& line) { return text.substr(line.span.begin, line.span.size()); };
  const auto proves = [&](std::size_t i) {
    if (lines[i].after_blank || ends_sentence(view(lines[i - 1]))) return false;
    if (lines[i].span.size() < 4 && !ends_sentence(view(lines[i]))) return false;  // a stray button
    return starts_small(view(lines[i])) ||
           (view(lines[i - 1]).ends_with(',') && !is_list_item(view(lines[i])));
  };
  std::size_t proofs = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) proofs += proves(i) ? 1 : 0;
  if (proofs == 0) return lines;
  std::vector<Line> joined = {lines.front()};
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::size_t before = lines[i - 1].span.size();
    const bool believed = proofs >= 2 && !lines[i].after_blank && before >= 60 && before <= 160 &&
                          !ends_sentence(view(lines[i - 1])) && !is_list_item(view(lines[i]));
    if (proves(i) || believed) {
      joined.back().span.end = lines[i].span.end;
    } else {
      joined.push_back(lines[i]);
    }
  }
  return joined;
}

}  // namespace

std::vector<Line> split_lines(std::string_view text, std::uint32_t begin) {
  std::vector<Line> lines;
  bool blank = true;
  for (std::size_t at = begin; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const Span span = trimmed(text, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    if (span.size() > 0) lines.push_back({span, Line::Hint::kNone, blank});
    blank = span.size() == 0;
    at = end + 1;
  }
  return join_wrapped(text, std::move(lines));
}

}  // namespace newsgraph
