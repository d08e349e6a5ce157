// SPDX-License-Identifier: Apache-2.0
#include "extract/article/json_wrapper.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include <rapidjson/reader.h>

namespace newsgraph {
namespace {

constexpr std::array<std::string_view, 8> kNames = {"articles", "results", "docs",  "items",
                                                    "data",     "records", "posts", "news"};
constexpr std::size_t kDeepest = 2;  // objects around the array

/// Stops at the end of the first array with objects in it that is called so.
class ArrayFinder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, ArrayFinder> {
 public:
  explicit ArrayFinder(const rapidjson::StringStream& stream) : stream_(stream) {}

  [[nodiscard]] std::size_t begin() const { return begin_; }
  [[nodiscard]] std::size_t end() const { return end_; }

  bool Default() {
    wanted_ = false;
    return true;
  }
  bool Key(const char* name, rapidjson::SizeType size, bool) {
    wanted_ = depth_ <= kDeepest && arrays_ == 0 &&
              std::ranges::find(kNames, std::string_view(name, size)) != kNames.end();
    return true;
  }
  bool StartObject() {
    holds_objects_ = holds_objects_ || depth_ == array_depth_;
    ++depth_;
    return Default();
  }
  bool EndObject(rapidjson::SizeType) {
    --depth_;
    return true;
  }
  bool StartArray() {
    ++depth_;
    ++arrays_;
    if (wanted_) {
      begin_ = stream_.Tell();
      array_depth_ = depth_;
      holds_objects_ = false;
    }
    return Default();
  }
  bool EndArray(rapidjson::SizeType) {
    const bool is_wanted = depth_ == array_depth_;
    if (is_wanted && holds_objects_) {
      end_ = stream_.Tell() + 1;
      return false;
    }
    if (is_wanted) array_depth_ = kNone;
    --depth_;
    --arrays_;
    return true;
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  const rapidjson::StringStream& stream_;
  std::size_t depth_ = 0, arrays_ = 0;  // that are open: all, and arrays
  std::size_t array_depth_ = kNone;     // of the array that may be the one
  bool wanted_ = false;                 // the next value, if it is an array
  bool holds_objects_ = false;
  std::size_t begin_ = 0, end_ = 0;  // end_: 0 while none is found
};

}  // namespace

std::string_view wrapped_records(std::string_view json) {
  rapidjson::StringStream stream(json.data());
  ArrayFinder finder(stream);
  rapidjson::Reader reader;
  reader.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseNanAndInfFlag |
               rapidjson::kParseNumbersAsStringsFlag>(stream, finder);
  return finder.end() == 0 ? std::string_view() : json.substr(finder.begin(), finder.end() - finder.begin());
}

}  // namespace newsgraph
