// SPDX-License-Identifier: Apache-2.0
// Packs records as they come. A sentence is written down once an article: its facts stand side by side.
//
// Which of two records of one article is kept must not depend on their order: the one with the smaller source
// hash, then with the smaller content as a fact file would have it.
#include "graph/fact_store.h"

#include <algorithm>
#include <functional>

#include "extract/fact/fact_file.h"
#include "graph/names.h"
#include "graph/sorting.h"

namespace newsgraph {
namespace {

void append_number(std::string& key, std::size_t number) {
  const auto bytes = static_cast<std::uint32_t>(number);
  key.append(reinterpret_cast<const char*>(&bytes), sizeof bytes);
}

void append_text(std::string& key, std::string_view text) {
  append_number(key, text.size());
  key.append(text);
}

/// All that the record says of an entity, where it is not written anywhere: bytes that are equal exactly when
/// two entities say the same.
void append_key(std::string& key, const FactRecord& record, std::size_t entity) {
  const FactRecord::EntityRow& row = record.entities[entity];
  const FactRecord::EntityRow before = entity == 0 ? FactRecord::EntityRow() : record.entities[entity - 1];
  append_text(key, row.type);
  append_text(key, row.name);
  append_text(key, row.gazetteer);
  append_number(key, row.aliases_end - before.aliases_end);
  for (auto a = before.aliases_end; a < row.aliases_end; ++a) append_text(key, record.aliases[a]);
  for (auto a = before.attributes_end; a < row.attributes_end; ++a) {
    append_text(key, record.attributes[a].first);
    append_text(key, record.attributes[a].second);
  }
}

constexpr auto kLeft = static_cast<std::uint32_t>(-1);  // an article of which another copy is kept

/// The facts as a fact file has them, with counts instead of mentions.
std::string written_facts(FactRecord record) {
  record.mentions.clear();
  std::string text;
  append_facts(copy_facts(record), "", text);
  for (const auto& entity : record.entities) text.append(std::to_string(entity.mentions)).append(1, ' ');
  return text;
}

/// Hash of the title, the names and the sentences that facts were found in, and of how much there is of all:
/// equal for one text, whatever its address and date, if the rules are the same.
std::uint64_t text_hash(const FactRecord& record) {
  std::string key;
  append_text(key, record.title);
  for (const std::size_t number : {std::size_t{record.body_begin}, std::size_t{record.sentences},
                                   std::size_t{record.tokens}, record.entities.size(), record.facts.size()})
    append_number(key, number);
  for (const FactRecord::EntityRow& entity : record.entities) {
    append_text(key, entity.type);
    append_text(key, entity.name);
    append_number(key, entity.mentions);
  }
  for (const FactRecord::FactRow& fact : record.facts) {
    append_text(key, fact.type);
    append_number(key, fact.sentence.begin);
    append_text(key, fact.sentence_text);
  }
  return stable_hash(key);
}

/// What a reader knows a record by.
std::string name_of(const FactRecord& record, std::string_view source) {
  std::string name(record.url);
  if (name.empty() && !record.title.empty()) name.append("'").append(record.title).append("'");
  if (!source.empty()) name.append(name.empty() ? "" : " in ").append(source);
  return name.empty() ? std::string("source hash ").append(record.source_hash) : name;
}

/// Adds a copy; of several names that which is the first in byte order stays. False if it was there.
bool note_copy(FactStore::Copies& copies, const FactStore::Copy& copy, std::string name) {
  const auto [at, is_new] = copies.try_emplace(copy, name);
  if (name < at->second) at->second = std::move(name);
  return is_new;
}

}  // namespace

/// One look-up an entity, by all that is said of it; what is said is looked at when it is new.
void FactStore::take_entities(const FactRecord& record, EntityRow* row) {
  keys_.clear();
  key_ends_.clear();
  for (std::size_t e = 0; e < record.entities.size(); ++e) {
    if (record.entities[e].written.empty()) append_key(keys_, record, e);
    key_ends_.push_back(keys_.size());
  }
  texts_.clear();
  std::size_t begin = 0;
  for (std::size_t e = 0; e < record.entities.size(); ++e) {
    const std::string_view written = record.entities[e].written;
    const std::string_view made = std::string_view(keys_).substr(begin, key_ends_[e] - begin);
    texts_.push_back(written.empty() ? made : written);
    begin = key_ends_[e];
  }
  profile_keys_.add_all(texts_, ids_);
  new_profiles_.clear();
  for (std::size_t e = 0; e < record.entities.size(); ++e) {
    const std::uint32_t number = ids_[e] - 1;
    if (number == profiles_.size() + new_profiles_.size()) new_profiles_.push_back(e);
    *row++ = {number, record.entities[e].mentions};
  }
  take_profiles(record);
}

/// What the record says of the entities that are new.
void FactStore::take_profiles(const FactRecord& record) {
  const auto before = [&](std::size_t entity) {
    return entity == 0 ? FactRecord::EntityRow() : record.entities[entity - 1];
  };
  texts_.clear();
  for (const std::size_t e : new_profiles_) {
    const FactRecord::EntityRow& row = record.entities[e];
    texts_.insert(texts_.end(), {row.type, row.name, row.gazetteer});
    for (auto a = before(e).aliases_end; a < row.aliases_end; ++a) texts_.push_back(record.aliases[a]);
    for (auto a = before(e).attributes_end; a < row.attributes_end; ++a) {
      texts_.insert(texts_.end(), {record.attributes[a].first, record.attributes[a].second});
    }
  }
  strings_.add_all(texts_, ids_);
  std::span<const StringId> ids = ids_;
  const auto next = [&](std::size_t count) {
    const auto taken = ids.first(count);
    ids = ids.subspan(count);
    return taken;
  };
  for (const std::size_t e : new_profiles_) {
    const FactRecord::EntityRow& row = record.entities[e];
    const auto names = next(3);
    const StringId aliases = lists_.add(bytes_of(next(row.aliases_end - before(e).aliases_end)));
    const StringId attributes =
        lists_.add(bytes_of(next(2 * (row.attributes_end - before(e).attributes_end))));
    profiles_.push_back({names[0], names[1], names[2], aliases, attributes});
  }
}

/// Facts of one article stand in order: much is as in the one before.
void FactStore::take_facts(const FactRecord& record, FactRow* row) {
  using From = FactRecord::FactRow;
  const From* before = nullptr;
  for (const From& fact : record.facts) {
    const auto number = [&](std::string_view From::*text, StringId FactRow::*id) {
      if (before != nullptr && fact.*text == before->*text) return row[-1].*id;
      return strings_.add(fact.*text);
    };
    row->source = fact.source;
    row->target = fact.target;
    row->type = number(&From::type, &FactRow::type);
    row->role = number(&From::role, &FactRow::role);
    row->status = fact.status;
    before = &fact;
    ++row;
  }
}

void FactStore::take_evidence(const FactRecord& record, Evidence* evidence) {
  using From = FactRecord::FactRow;
  const From* before = nullptr;
  for (const From& fact : record.facts) {
    const auto shared = [&](std::string_view From::*text, std::string_view Evidence::*view) {
      if (before != nullptr && fact.*text == before->*text) return evidence[-1].*view;
      return strings_[strings_.add(fact.*text)];
    };
    const bool same_sentence = before != nullptr && fact.sentence_text == before->sentence_text;
    *evidence = {.article = 0,
                 .in_title = false,
                 .status = fact.status,
                 .sentence = fact.sentence,
                 .source = fact.source_span,
                 .target = fact.target_span,
                 .trigger = fact.trigger,
                 .text = same_sentence ? evidence[-1].text : own(fact.sentence_text),
                 .rule = shared(&From::rule, &Evidence::rule),
                 .rule_at = shared(&From::rule_at, &Evidence::rule_at),
                 .reporter = shared(&From::reporter, &Evidence::reporter),
                 .time = shared(&From::time, &Evidence::time)};
    before = &fact;
    ++evidence;
  }
}

/// A text that comes once: where it lasts, or a copy.
std::string_view FactStore::own(std::string_view text) {
  const std::less_equal<const char*> at_most;
  const bool lasts = at_most(lasting_.data(), text.data()) &&
                     at_most(text.data() + text.size(), lasting_.data() + lasting_.size());
  return lasts ? text : memory()->keep(text);
}

void FactStore::take_rows(const FactRecord& record, std::uint32_t article, std::string_view source) {
  const auto shared = [&](std::string_view text) { return strings_[strings_.add(text)]; };
  ArticleRow& row = articles_[article];
  row.info = {article_ids_[article + 1], own(record.url),     own(record.title),      shared(record.outlet),
              shared(record.date),       shared(record.lang), own(record.source_hash)};
  row.source = shared(source);
  row.body_begin = record.body_begin;
  row.sentences = record.sentences;
  row.tokens = record.tokens;
  row.entities = static_cast<std::uint32_t>(record.entities.size());
  row.facts = static_cast<std::uint32_t>(record.facts.size());
  row.first_entity = rows_memory_.make<EntityRow>(row.entities).data();
  row.first_fact = rows_memory_.make<FactRow>(row.facts).data();
  row.first_evidence = memory()->make<Evidence>(row.facts).data();
  rows_ += row.entities + row.facts;
  take_entities(record, row.first_entity);
  take_facts(record, row.first_fact);
  take_evidence(record, row.first_evidence);
}

/// The record that is kept, with counts instead of mentions.
FactRecord FactStore::record_of(std::uint32_t article) const {
  const ArticleRow& row = articles_[article];
  FactRecord record;
  record.id = row.info.id;
  record.url = row.info.url;
  record.title = row.info.title;
  record.outlet = row.info.outlet;
  record.date = row.info.date;
  record.lang = row.info.lang;
  record.source_hash = row.info.source_hash;
  record.body_begin = row.body_begin;
  record.sentences = row.sentences;
  record.tokens = row.tokens;
  for (const EntityRow& entity : entities(article)) {
    const ProfileRow& profile = profiles_[entity.profile];
    const StringList aliases = list(profile.aliases);
    for (std::size_t i = 0; i < aliases.size(); ++i) record.aliases.push_back(text(aliases[i]));
    const StringList attributes = list(profile.attributes);
    for (std::size_t i = 0; i < attributes.size(); i += 2) {
      record.attributes.emplace_back(text(attributes[i]), text(attributes[i + 1]));
    }
    record.entities.push_back({text(profile.type), text(profile.name), text(profile.gazetteer),
                               static_cast<std::uint32_t>(record.aliases.size()),
                               static_cast<std::uint32_t>(record.attributes.size()), entity.mentions});
  }
  for (std::uint32_t f = 0; f < row.facts; ++f) {
    const FactRow& fact = row.first_fact[f];
    const Evidence& evidence = row.first_evidence[f];
    record.facts.push_back({text(fact.type), fact.source, fact.target, text(fact.role), fact.status,
                            evidence.reporter, evidence.time, evidence.sentence, evidence.source,
                            evidence.target, evidence.trigger, evidence.text, evidence.rule,
                            evidence.rule_at});
  }
  return record;
}

bool FactStore::goes_before(const FactRecord& record, std::string_view source, std::uint32_t kept) {
  const auto copy = [](const FactRecord& of, const std::string& written) {
    return Copy{std::string(of.source_hash), text_hash(of), stable_hash(written)};
  };
  const FactRecord there = record_of(kept);
  const std::string written_there = written_facts(there);
  Copies& copies = repeated_[std::string(there.id)];
  if (copies.empty()) note_copy(copies, copy(there, written_there), name_of(there, articles_[kept].source));
  const std::string coming = written_facts(record);
  if (!note_copy(copies, copy(record, coming), name_of(record, source))) return false;
  return std::tie(record.source_hash, coming) < std::tie(there.source_hash, written_there);
}

void FactStore::add(const FactRecord& record, std::string_view lasting, std::string_view source) {
  lasting_ = lasting;
  ++added_;
  const std::uint32_t article = article_ids_.add(record.id) - 1;
  const bool is_new = article == articles_.size();
  if (is_new) articles_.emplace_back();
  ++articles_[article].records;
  if (is_new || goes_before(record, source, article)) take_rows(record, article, source);
}

/// Compares what both hold, before the rows are renumbered. Tells where each article of `other` goes: kLeft
/// if it is not kept.
void FactStore::merge_articles(FactStore& other, std::vector<std::uint32_t>& taken) {
  const std::vector<StringId> ids = article_ids_.merge(other.article_ids_);
  for (std::uint32_t a = 0; a < other.articles_.size(); ++a) {
    const std::uint32_t here = ids[a + 1] - 1;
    ArticleRow& coming = other.articles_[a];
    taken.push_back(here);
    if (here == articles_.size()) {
      articles_.emplace_back();
      continue;
    }
    const std::uint32_t records = articles_[here].records + coming.records;
    if (!goes_before(other.record_of(a), coming.source, here)) taken[a] = kLeft;
    articles_[here].records = coming.records = records;
  }
  for (auto& [id, copies] : other.repeated_) {
    for (auto& [copy, name] : copies) note_copy(repeated_[id], copy, std::move(name));
  }
}

void FactStore::merge(FactStore& other) {
  // The smaller into the larger: what comes of it is the same either way.
  if (other.rows_ > rows_) std::swap(*this, other);
  std::vector<std::uint32_t> taken;
  merge_articles(other, taken);
  for (std::uint32_t a = 0; a < taken.size(); ++a) {
    if (taken[a] != kLeft) articles_[taken[a]] = other.articles_[a];
  }
  const std::vector<StringId> strings = strings_.merge(other.strings_);
  std::vector<StringId> lists(other.lists_.size());
  for (StringId l = 0; l < lists.size(); ++l) {
    const StringList items = other.list(l);
    ids_.clear();
    for (std::size_t i = 0; i < items.size(); ++i) ids_.push_back(strings[items[i]]);
    lists[l] = lists_.add(bytes_of(ids_));
  }
  const std::vector<StringId> profiles = profile_keys_.merge(other.profile_keys_);
  for (std::uint32_t p = 0; p < other.profiles_.size(); ++p) {
    const ProfileRow& row = other.profiles_[p];
    if (profiles[p + 1] - 1 != profiles_.size()) continue;
    profiles_.push_back({strings[row.type], strings[row.name], strings[row.gazetteer], lists[row.aliases],
                         lists[row.attributes]});
  }
  for (const ArticleRow& article : other.articles_) {
    for (EntityRow& row : std::span(article.first_entity, article.entities)) {
      row.profile = profiles[row.profile + 1] - 1;
    }
    for (FactRow& row : std::span(article.first_fact, article.facts)) {
      row.type = strings[row.type];
      row.role = strings[row.role];
    }
  }
  rows_memory_.take(other.rows_memory_);
  rows_ += other.rows_;
  added_ += other.added_;
  other = FactStore();
}

void FactStore::sort() {
  const auto id = [&](std::uint32_t a) { return articles_[a].info.id; };
  std::vector<ArticleRow> sorted;
  sorted.reserve(articles_.size());
  for (const std::uint32_t a : order_of_texts(articles_.size(), id)) sorted.push_back(articles_[a]);
  articles_ = std::move(sorted);
}

}  // namespace newsgraph
