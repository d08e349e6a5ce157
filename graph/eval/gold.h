// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsgraph {

/// A thing that the graph of a labelled article should hold.
struct GoldEntity {
  std::string id;    ///< unique in its file
  std::string type;  ///< "Person"
  std::string name;
  std::vector<std::string> aliases;
  std::string date;       ///< ISO, of an event; empty if none
  bool optional = false;  ///< right if found, no loss if not
};

/// A relation that the article states, between GoldEntity ids.
struct GoldRelation {
  std::string type;  ///< "HOSTS"
  std::string source;
  std::string target;
  std::string role;
  bool optional = false;
  std::vector<std::pair<std::string, std::string>>
      alternatives;  ///< other (source, target) that are as right
};

/// What a careful reader found in one article.
struct Gold {
  std::string id;  ///< of the article
  std::vector<GoldEntity> entities;
  std::vector<GoldRelation> relations;
};

/// Reads one gold file. `name` stands in messages. Throws std::runtime_error that says what is missing or
/// wrong: no JSON, an unknown type, an id that no entity has.
Gold parse_gold(std::string_view json, std::string_view name);

}  // namespace newsgraph
