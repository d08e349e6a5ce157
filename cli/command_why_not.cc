// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <stdexcept>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/each_article.h"
#include "cli/load_rules.h"
#include "cli/message.h"
#include "extract/explain.h"

namespace newsgraph {
namespace {

struct Options {
  std::string input, source, relation, target;
};

int explain(const Options& options, const CommonOptions& common) {
  const std::unique_ptr<RuleSet> rules = load_rules(common);
  // Of several articles the one that comes nearest is told of.
  WhyNot best;
  std::string id;
  ArticlesRead read;
  try {
    read = each_article({options.input}, *rules, [&](const Article& article) {
      WhyNot answer = why_not(*rules, article, options.source, options.relation, options.target);
      if (!id.empty() && answer.kind <= best.kind) return;
      best = std::move(answer);
      id = article.id;
    });
  } catch (const std::invalid_argument& error) {
    throw UsageError(error.what());
  }
  if (read.articles == 0) {
    print_error(fmt::format("{}: no article could be read", options.input));
    return kWrong;
  }
  if (read.articles > 1) print(fmt::format("article {} of {}\n", id, read.articles));
  print(best.text);
  return best.kind == WhyNot::Kind::kFound ? kAllDone : kSomeFailed;
}

Action declare(CLI::App& app, const CommonOptions& common) {
  auto options = std::make_shared<Options>();
  app.add_option("ARTICLE", options->input)->required();
  app.add_option("SOURCE", options->source)->required();
  app.add_option("RELATION", options->relation)->required();
  app.add_option("TARGET", options->target)->required();
  return [options, &common] { return explain(*options, common); };
}

}  // namespace

extern const Command kWhyNotCommand;
const Command kWhyNotCommand = {
    "why-not",
    "Tell why an article does not give a fact: the rule that came nearest and where it stopped.",
    "[options] ARTICLE SOURCE RELATION TARGET    (names need no tone marks)",
    "newsgraph why-not samples/vi/dai-hoi-dang-bo.txt \"ha giang\" HOSTS \"dai hoi\"\n"
    "newsgraph why-not samples/vi/duong-sat-hop-tac.txt \"Lương Chí Bình\" MEETS \"Vi Thị Hoài An\"",
    declare,
    "Exit status: 0 the article gives the fact, 1 it does not, 2 command line, rules or the article wrong.",
};

}  // namespace newsgraph
