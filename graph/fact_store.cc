// SPDX-License-Identifier: Apache-2.0
// Packs records as they come. A sentence is written down once an article: its facts stand side by side.
//
// Which of two records of one article is kept must not depend on their order: the one with the smaller source
// hash, then with the smaller content as a fact file would have it.
#include "graph/fact_store.h"

#include <algorithm>

#include "extract/fact/fact_file.h"
#include "graph/names.h"

namespace newsgraph {
namespace {

std::string_view bytes_of_row(const FactStore::ProfileRow& row) {
  static_assert(std::has_unique_object_representations_v<FactStore::ProfileRow>);
  return {reinterpret_cast<const char*>(&row), sizeof row};
}

/// The facts as a fact file has them, with counts instead of mentions.
std::string written_facts(FactRecord record) {
  record.mentions.clear();
  std::string text;
  append_facts(copy_facts(record), "", text);
  for (const auto& entity : record.entities) text.append(std::to_string(entity.mentions)).append(1, ' ');
  return text;
}

}  // namespace

StringId FactStore::add_list() {
  return lists_.add(bytes_of(list_));
}

std::uint32_t FactStore::add_profile(const ProfileRow& profile) {
  const std::uint32_t number = profile_bytes_.add(bytes_of_row(profile)) - 1;
  if (number == profiles_.size()) profiles_.push_back(profile);
  return number;
}

void FactStore::take_rows(const FactRecord& record, ArticleRow& article) {
  article = {strings_.add(record.id),
             strings_.add(record.url),
             strings_.add(record.title),
             strings_.add(record.outlet),
             strings_.add(record.date),
             strings_.add(record.lang),
             strings_.add(record.source_hash),
             record.body_begin,
             record.sentences,
             record.tokens,
             static_cast<std::uint32_t>(record.entities.size()),
             static_cast<std::uint32_t>(record.facts.size()),
             entities_.add(record.entities.size()),
             facts_.add(record.facts.size())};
  EntityRow* entity_row = article.first_entity;
  FactRow* fact_row = article.first_fact;
  std::uint32_t alias = 0;
  std::uint32_t attribute = 0;
  for (const auto& entity : record.entities) {
    ProfileRow profile{strings_.add(entity.type), strings_.add(entity.name), strings_.add(entity.gazetteer),
                       0, 0};
    list_.clear();
    for (; alias < entity.aliases_end; ++alias) list_.push_back(strings_.add(record.aliases[alias]));
    profile.aliases = add_list();
    list_.clear();
    for (; attribute < entity.attributes_end; ++attribute) {
      list_.push_back(strings_.add(record.attributes[attribute].first));
      list_.push_back(strings_.add(record.attributes[attribute].second));
    }
    profile.attributes = add_list();
    *entity_row++ = {add_profile(profile), entity.mentions};
  }
  const FactRecord::FactRow* before = nullptr;
  for (const auto& fact : record.facts) {
    // Facts of one article stand in order: much is as in the one before.
    const auto number = [&](std::string_view FactRecord::FactRow::*text, StringId FactRow::*id) {
      if ((fact.*text).empty()) return StringId{0};
      if (before != nullptr && fact.*text == before->*text) return fact_row[-1].*id;
      return strings_.add(fact.*text);
    };
    using From = FactRecord::FactRow;
    *fact_row = {fact.source,
                 fact.target,
                 number(&From::type, &FactRow::type),
                 number(&From::role, &FactRow::role),
                 number(&From::reporter, &FactRow::reporter),
                 number(&From::time, &FactRow::time),
                 number(&From::rule, &FactRow::rule),
                 number(&From::rule_at, &FactRow::rule_at),
                 fact.sentence,
                 fact.source_span,
                 fact.target_span,
                 fact.trigger,
                 before != nullptr && fact.sentence_text == before->sentence_text
                     ? fact_row[-1].text
                     : strings_.keep(fact.sentence_text),
                 fact.status};
    before = &fact;
    ++fact_row;
  }
}

std::string FactStore::written(std::uint32_t article) const {
  const ArticleRow& row = articles_[article];
  FactRecord record;
  record.id = text(row.id);
  record.url = text(row.url);
  record.title = text(row.title);
  record.outlet = text(row.outlet);
  record.date = text(row.date);
  record.lang = text(row.lang);
  record.source_hash = text(row.source_hash);
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
  for (const FactRow& fact : facts(article)) {
    record.facts.push_back({text(fact.type), fact.source, fact.target, text(fact.role), fact.status,
                            text(fact.reporter), text(fact.time), fact.sentence, fact.source_span,
                            fact.target_span, fact.trigger, fact.text, text(fact.rule), text(fact.rule_at)});
  }
  return written_facts(std::move(record));
}

bool FactStore::goes_before(const Print& print, const std::string& coming, std::uint32_t kept) {
  const std::string hash(text(articles_[kept].source_hash));
  const std::string there = written(kept);
  auto& seen = repeated_[std::string(text(articles_[kept].id))];
  if (seen.empty()) seen.emplace(hash, content_hash(there));
  if (!seen.insert(print).second) return false;
  return std::tie(print.first, coming) < std::tie(hash, there);
}

void FactStore::add(const FactRecord& record) {
  ++added_;
  const std::uint32_t article = article_ids_.add(record.id) - 1;
  if (article == articles_.size()) {
    take_rows(record, articles_.emplace_back());
    return;
  }
  const std::string coming = written_facts(record);
  if (goes_before({std::string(record.source_hash), content_hash(coming)}, coming, article)) {
    take_rows(record, articles_[article]);
  }
}

void FactStore::merge(FactStore& other) {
  // The smaller into the larger: what comes of it is the same either way.
  if (other.facts_.size() + other.entities_.size() > facts_.size() + entities_.size())
    std::swap(*this, other);
  // What both hold is compared before the rows are renumbered.
  std::vector<std::uint32_t> taken(other.articles_.size());
  for (std::uint32_t a = 0; a < other.articles_.size(); ++a) {
    const std::uint32_t here = article_ids_.add(other.text(other.articles_[a].id)) - 1;
    taken[a] = here;
    if (here == articles_.size()) {
      articles_.emplace_back();
      continue;
    }
    const std::string coming = other.written(a);
    const Print print{std::string(other.text(other.articles_[a].source_hash)), content_hash(coming)};
    if (!goes_before(print, coming, here)) taken[a] = static_cast<std::uint32_t>(-1);
  }
  for (auto& [id, prints] : other.repeated_) {
    auto& seen = repeated_[id];
    if (const auto at = article_ids_.add(id) - 1; seen.empty() && articles_[at].id != 0) {
      seen.emplace(text(articles_[at].source_hash), content_hash(written(at)));
    }
    seen.merge(prints);
  }

  const std::vector<StringId> strings = strings_.merge(other.strings_);
  std::vector<StringId> lists(other.lists_.size());
  for (StringId l = 0; l < lists.size(); ++l) {
    const StringList items = other.list(l);
    list_.clear();
    for (std::size_t i = 0; i < items.size(); ++i) list_.push_back(strings[items[i]]);
    lists[l] = add_list();
  }
  std::vector<std::uint32_t> profiles;
  profiles.reserve(other.profiles_.size());
  for (const ProfileRow& row : other.profiles_) {
    profiles.push_back(add_profile({strings[row.type], strings[row.name], strings[row.gazetteer],
                                    lists[row.aliases], lists[row.attributes]}));
  }
  other.entities_.for_each([&](EntityRow& row) { row.profile = profiles[row.profile]; });
  other.facts_.for_each([&](FactRow& row) {
    for (StringId* id : {&row.type, &row.role, &row.reporter, &row.time, &row.rule, &row.rule_at}) {
      *id = strings[*id];
    }
  });
  entities_.take(other.entities_);
  facts_.take(other.facts_);
  for (std::uint32_t a = 0; a < other.articles_.size(); ++a) {
    if (taken[a] == static_cast<std::uint32_t>(-1)) continue;
    ArticleRow row = other.articles_[a];
    for (StringId* id :
         {&row.id, &row.url, &row.title, &row.outlet, &row.date, &row.lang, &row.source_hash}) {
      *id = strings[*id];
    }
    articles_[taken[a]] = row;
  }
  added_ += other.added_;
  other = FactStore();
}

void FactStore::sort() {
  std::sort(articles_.begin(), articles_.end(),
            [&](const ArticleRow& a, const ArticleRow& b) { return text(a.id) < text(b.id); });
}

}  // namespace newsgraph
