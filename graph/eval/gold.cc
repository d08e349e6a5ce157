// SPDX-License-Identifier: Apache-2.0
#include "graph/eval/gold.h"

#include <set>
#include <stdexcept>

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include "graph/eval/score.h"

namespace newsgraph {
namespace {

using Value = rapidjson::Value;

class GoldReader {
 public:
  explicit GoldReader(std::string_view name) : name_(name) {}

  Gold read(std::string_view json) {
    rapidjson::Document document;
    document.Parse(json.data(), json.size());
    if (document.HasParseError()) {
      fail(fmt::format("{} at byte {}", rapidjson::GetParseError_En(document.GetParseError()),
                       document.GetErrorOffset()));
    }
    if (!document.IsObject()) fail("wanted an object with id, entities and relations");
    Gold gold;
    gold.id = text(document, "id", "the file");
    for (const Value& value : array(document, "entities")) gold.entities.push_back(entity(value));
    for (const Value& value : array(document, "relations")) gold.relations.push_back(relation(value));
    return gold;
  }

 private:
  [[noreturn]] void fail(std::string_view what) const {
    throw std::runtime_error(fmt::format("{}: {}", name_, what));
  }

  std::string text(const Value& object, const char* field, std::string_view where) const {
    std::string out = optional_text(object, field);
    if (out.empty()) fail(fmt::format("{} has no \"{}\"", where, field));
    return out;
  }

  static std::string optional_text(const Value& object, const char* field) {
    const auto found = object.FindMember(field);
    if (found == object.MemberEnd() || !found->value.IsString()) return {};
    return {found->value.GetString(), found->value.GetStringLength()};
  }

  Value::ConstArray array(const Value& object, const char* field) const {
    const auto found = object.FindMember(field);
    if (found == object.MemberEnd() || !found->value.IsArray()) fail(fmt::format("no list \"{}\"", field));
    return found->value.GetArray();
  }

  static bool flag(const Value& object, const char* field) {
    const auto found = object.FindMember(field);
    return found != object.MemberEnd() && found->value.IsBool() && found->value.GetBool();
  }

  GoldEntity entity(const Value& value) {
    if (!value.IsObject()) fail("an entity is no object");
    GoldEntity out;
    out.id = text(value, "id", "an entity");
    out.type = text(value, "type", out.id);
    if (!is_scored_node_type(out.type)) fail(fmt::format("{} has the unknown type '{}'", out.id, out.type));
    out.name = text(value, "name", out.id);
    out.date = optional_text(value, "date");
    out.optional = flag(value, "optional");
    if (value.HasMember("aliases")) {
      for (const Value& alias : array(value, "aliases")) {
        if (alias.IsString()) out.aliases.emplace_back(alias.GetString(), alias.GetStringLength());
      }
    }
    if (!ids_.insert(out.id).second) fail(fmt::format("two entities are called {}", out.id));
    return out;
  }

  std::string end(const Value& value, const char* field, std::string_view where) const {
    std::string id = text(value, field, where);
    if (!ids_.contains(id)) fail(fmt::format("{}: no entity is called {}", where, id));
    return id;
  }

  GoldRelation relation(const Value& value) const {
    if (!value.IsObject()) fail("a relation is no object");
    GoldRelation out;
    out.type = text(value, "type", "a relation");
    if (!is_scored_relation(out.type)) fail(fmt::format("unknown relation '{}'", out.type));
    out.source = end(value, "source", out.type);
    out.target = end(value, "target", out.type);
    out.role = optional_text(value, "role");
    out.optional = flag(value, "optional");
    if (value.HasMember("alts")) {
      for (const Value& other : array(value, "alts")) {
        if (!other.IsObject()) fail("an entry of alts is no object");
        out.alternatives.emplace_back(
            other.HasMember("source") ? end(other, "source", out.type) : out.source,
            other.HasMember("target") ? end(other, "target", out.type) : out.target);
      }
    }
    return out;
  }

  std::string_view name_;
  std::set<std::string, std::less<>> ids_;
};

}  // namespace

Gold parse_gold(std::string_view json, std::string_view name) {
  return GoldReader(name).read(json);
}

}  // namespace newsgraph
