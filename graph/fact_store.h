// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/fact/fact_record.h"
#include "graph/arena.h"
#include "graph/graph.h"
#include "graph/string_pool.h"

namespace newsgraph {

/// Numbers of strings, kept as the bytes of one pool entry.
class StringList {
 public:
  StringList() = default;
  explicit StringList(std::string_view bytes) : bytes_(bytes) {}
  [[nodiscard]] std::size_t size() const { return bytes_.size() / sizeof(StringId); }
  [[nodiscard]] StringId operator[](std::size_t i) const {
    StringId id = 0;
    std::memcpy(&id, bytes_.data() + i * sizeof id, sizeof id);
    return id;
  }

 private:
  std::string_view bytes_;
};

/// The facts of many articles, packed: every string once, rows of numbers side by side. Of an article that
/// comes twice one is kept, whichever comes first.
class FactStore {
 public:
  /// All that articles say of an entity; many say the same. Two rows may, where files write it in two ways.
  struct ProfileRow {
    StringId type, name, gazetteer;
    StringId aliases;     ///< a list of strings
    StringId attributes;  ///< a list of strings: key, value, key, value ...
  };
  struct EntityRow {
    std::uint32_t profile;
    std::uint32_t mentions;
  };
  /// What makes a fact part of an edge: small, since many are gone through again and again.
  struct FactRow {
    EntityIndex source, target;
    StringId type, role;
    Status status;
  };

  struct ArticleRow {
    ArticleInfo info;
    std::uint32_t body_begin = 0, sentences = 0, tokens = 0;
    std::uint32_t entities = 0, facts = 0;
    std::uint32_t records = 0;  ///< that came under its id
    std::string_view source;    ///< where the record that is kept was read; empty if unknown
    EntityRow* first_entity = nullptr;
    FactRow* first_fact = nullptr;
    /// The evidence that each fact becomes: its article is not set yet, and its spans count bytes of the
    /// article's whole text.
    Evidence* first_evidence = nullptr;
  };

  /// One of the records that came under one id, apart from others by its bytes and by what was read from
  /// them.
  struct Copy {
    std::string source_hash;
    std::uint64_t text = 0;   ///< hash of what does not depend on the article's address and date
    std::uint64_t facts = 0;  ///< hash of all that a fact file would hold
    friend auto operator<=>(const Copy&, const Copy&) = default;
  };
  /// Each copy, and what a reader knows it by: "'Khai mạc' in a.jsonl:2".
  using Copies = std::map<Copy, std::string>;

  /// Requires: an id, and entity numbers of facts that are good, as each_record checks.
  /// Sentences, titles and the like that the record views inside `lasting` stay where they are. `source` is
  /// where the record was read, for messages.
  void add(const FactRecord& record, std::string_view lasting = {}, std::string_view source = {});
  /// Adds all that `other` holds, and empties it. The result does not depend on which is added to which.
  void merge(FactStore& other);
  /// Puts the articles in order of their ids. Nothing may be added afterwards.
  void sort();

  [[nodiscard]] std::span<const ArticleRow> articles() const { return articles_; }
  [[nodiscard]] std::span<const EntityRow> entities(std::size_t article) const {
    return {articles_[article].first_entity, articles_[article].entities};
  }
  [[nodiscard]] std::span<const FactRow> facts(std::size_t article) const {
    return {articles_[article].first_fact, articles_[article].facts};
  }
  [[nodiscard]] std::span<const ProfileRow> profiles() const { return profiles_; }
  [[nodiscard]] std::string_view text(StringId id) const { return strings_[id]; }
  [[nodiscard]] StringList list(StringId id) const { return StringList(lists_[id]); }
  [[nodiscard]] const StringPool& strings() const { return strings_; }
  /// Where texts and evidence are: hold it as long as views of them are in use.
  [[nodiscard]] const std::shared_ptr<Arena>& memory() const { return strings_.arena(); }
  [[nodiscard]] std::size_t lists() const { return lists_.size(); }
  /// Records that were added, repeated ones included.
  [[nodiscard]] std::uint64_t added() const { return added_; }
  /// By id, the copies of articles of which more than one record came. The first is that which is kept, or
  /// another reading of it.
  [[nodiscard]] const std::map<std::string, Copies>& repeated() const { return repeated_; }

 private:
  [[nodiscard]] std::string_view own(std::string_view text);
  [[nodiscard]] FactRecord record_of(std::uint32_t article) const;
  void take_rows(const FactRecord& record, std::uint32_t article, std::string_view source);
  void take_entities(const FactRecord& record, EntityRow* row);
  void take_facts(const FactRecord& record, FactRow* row);
  void take_evidence(const FactRecord& record, Evidence* evidence);
  void take_profiles(const FactRecord& record);
  void merge_articles(FactStore& other, std::vector<std::uint32_t>& taken);
  /// Whether a record goes before what is kept under its id. Notes both.
  bool goes_before(const FactRecord& record, std::string_view source, std::uint32_t kept);

  StringPool strings_;
  StringPool article_ids_{strings_.arena()};  // number - 1 is the article
  StringPool lists_;                          // of string numbers, as bytes
  StringPool profile_keys_;                   // number - 1 is the profile
  std::vector<ArticleRow> articles_;
  std::vector<ProfileRow> profiles_;
  Arena rows_memory_;  // of entities and facts
  std::uint64_t rows_ = 0;
  std::uint64_t added_ = 0;
  std::map<std::string, Copies> repeated_;
  std::string_view lasting_;  // of the record that is added
  // What is put together for one record and used again for the next.
  std::string keys_;
  std::vector<std::size_t> key_ends_;      // per entity of the record
  std::vector<std::string_view> texts_;    // to be looked up together
  std::vector<StringId> ids_;              // of texts_
  std::vector<std::size_t> new_profiles_;  // entities of the record
};

}  // namespace newsgraph
