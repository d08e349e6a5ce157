// SPDX-License-Identifier: Apache-2.0
#include "extract/article/json_splitter.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "extract/article/encoding.h"
#include "extract/article/json_object_scan.h"
#include "extract/one_line.h"

namespace newsgraph {
namespace {

constexpr std::size_t kLookAhead = 256;  // as far as the first name of an object is looked for
constexpr std::size_t kJunkShown = 60;   // bytes
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

bool is_blank(char c) {
  return static_cast<unsigned char>(c) <= ' ' || kByteOrderMark.find(c) != std::string_view::npos;
}

/// Whether `view` begins as an object with a member: '{"name":'. No string of JSON holds this unescaped.
bool begins_with_member(std::string_view view) {
  const std::size_t name = view.find_first_not_of(" \t\r\n", 1);
  if (name == std::string_view::npos || view[name] != '"') return false;
  const std::size_t end = view.find_first_of("\"\\\n", name + 1);
  if (end == std::string_view::npos || view[end] != '"') return false;
  const std::size_t colon = view.find_first_not_of(" \t\r\n", end + 1);
  return colon != std::string_view::npos && view[colon] == ':';
}

/// Takes in what stands between objects.
class Between {
 public:
  Between(JsonSplitter::Junk& junk, bool& in_array) : junk_(junk), in_array_(in_array) {}

  /// Whether the byte at `begin` of `view`, which is so far into the stream, begins an object.
  bool take(std::string_view view, std::size_t begin, std::uint64_t place) {
    const char c = view[begin];
    if (c == '{' && (!in_string_ || begins_with_member(view.substr(begin, kLookAhead)))) return true;
    if (in_string_) {
      // A line's end closes a string too, which is broken then.
      if (escaped_ || c == '"' || c == '\n') in_string_ = escaped_;
      escaped_ = !escaped_ && c == '\\';
      add(c);
    } else if (is_blank(c) || c == ',' || c == '[' || c == ']') {
      if (c == '[' || c == ']') in_array_ = c == '[';
      if (!junk_.words.empty()) add(c);
    } else {
      if (junk_.words.empty()) junk_.at = place;
      in_string_ = c == '"';
      add(c);
    }
    return false;
  }

 private:
  void add(char c) {
    if (junk_.words.size() < kJunkShown) junk_.words += c;
  }

  JsonSplitter::Junk& junk_;
  bool& in_array_;
  bool in_string_ = false;
  bool escaped_ = false;
};

}  // namespace

std::string JsonSplitter::junk_message() const {
  std::string words = junk_.words.substr(0, junk_.words.find_last_not_of(" \t\r\n,[]") + 1);
  while (!words.empty() && (words.back() & 0xC0) == 0x80) words.pop_back();  // may be cut in a character
  if (!words.empty() && (words.back() & 0x80) != 0) words.pop_back();
  return "found '" + on_one_line(decode(std::move(words)).text) + "' at byte " +
         std::to_string(junk_.at + 1) + ", wanted objects with commas between them; it is passed over";
}

void JsonSplitter::take(BufferedSource& source, std::size_t size) {
  source.skip(size);
  taken_ += size;
}

/// Passes over what stands before the next object. False at the end.
bool JsonSplitter::find_object(BufferedSource& source) {
  junk_.words.clear();
  Between between(junk_, in_array_);
  for (;;) {
    const std::string_view view = source.peek(kLookAhead);
    if (view.empty()) return false;
    const std::size_t seen_with_what_follows =
        view.size() < kLookAhead ? view.size() : view.size() - kLookAhead + 1;
    std::size_t at = 0;
    while (at < seen_with_what_follows && !between.take(view, at, taken_ + at)) ++at;
    take(source, at);
    if (at < seen_with_what_follows) return true;
  }
}

JsonSplitter::Found JsonSplitter::next(BufferedSource& source, std::string& out, std::uint64_t limit) {
  if (!find_object(source)) return Found::kEnd;
  JsonObjectScan scan;
  JsonObjectScan::Step step = JsonObjectScan::Step::kInside;
  bool fits = true;
  while (step == JsonObjectScan::Step::kInside) {
    const std::string_view view = source.peek(1);
    if (view.empty()) break;
    std::size_t end = 0;
    while (end < view.size() && step == JsonObjectScan::Step::kInside) {
      end = scan.skip(view, end);
      if (end < view.size()) step = scan.take(view[end++]);
    }
    if (step == JsonObjectScan::Step::kBroken) --end;
    fits = fits && out.size() + end <= limit;
    if (fits) out.append(view.substr(0, end));
    take(source, end);
  }
  return fits ? Found::kObject : Found::kTooLarge;
}

}  // namespace newsgraph
