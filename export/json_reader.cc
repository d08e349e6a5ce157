// SPDX-License-Identifier: Apache-2.0
// Reads the JSON export with RapidJSON's SAX reader: no document tree, so memory is the graph's own. The
// parser is run in its iterative mode (deep nesting cannot exhaust the stack) and hands numbers over as they
// are spelt (attributes come back exactly).
#include <algorithm>

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include "export/graph_json.h"
#include "export/json_handler.h"

namespace newsgraph {
namespace {

[[noreturn]] void throw_at(std::string_view json, std::string_view where, const std::string& message,
                           std::uint64_t offset) {
  const std::string_view before = json.substr(0, std::min<std::size_t>(offset, json.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t line_begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  throw GraphFileError(std::string(where) + ":" + std::to_string(line) + ":" +
                           std::to_string(before.size() - line_begin + 1) + ": " + message + " (byte " +
                           std::to_string(before.size()) + ")",
                       before.size());
}

/// What the parser's error means to somebody who has the file before them.
std::string syntax_error(std::string_view json, const rapidjson::ParseResult& result) {
  const std::string_view rest = json.substr(std::min(result.Offset(), json.size()));
  if (rest.empty() || rest == "\n") return "the file ends here but the graph does not: it was cut off";
  for (const std::string_view word : {"NaN", "nan", "Infinity", "-Infinity", "inf"}) {
    if (rest.starts_with(word)) return std::string(word) + " is no number in JSON";
  }
  return std::string("not valid JSON: ") + rapidjson::GetParseError_En(result.Code());
}

}  // namespace

Graph read_graph_json(std::string_view json, std::string_view where) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  rapidjson::MemoryStream stream(json.data(), json.size());
  if (json.starts_with(kByteOrderMark)) stream.src_ += kByteOrderMark.size();
  GraphJsonHandler handler(stream);
  rapidjson::Reader reader;
  constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag |
                              rapidjson::kParseValidateEncodingFlag;
  const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, handler);
  if (result.IsError() && result.Code() != rapidjson::kParseErrorTermination) {
    throw_at(json, where, syntax_error(json, result), result.Offset());
  }
  if (result.IsError() || !handler.finish()) throw_at(json, where, handler.error(), handler.error_offset());
  return std::move(handler.graph);
}

}  // namespace newsgraph
