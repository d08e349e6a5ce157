// SPDX-License-Identifier: Apache-2.0
#include "extract/attempt_account.h"

#include <algorithm>

#include <fmt/format.h>

#include "extract/one_line.h"

namespace newsgraph {
namespace {

ast::Place place_of(const Attempt& attempt, const ast::Rule& written) {
  switch (attempt.end) {
    case Attempt::End::kRight:
      return attempt.right.place ? *attempt.right.place : written.place;
    case Attempt::End::kLeft:
      return attempt.left.place ? *attempt.left.place : written.place;
    case Attempt::End::kGuard:
      return written.guards[attempt.index].pattern.place;
    case Attempt::End::kLet:
      return written.lets[attempt.index].name.place;
    case Attempt::End::kCondition:
      return written.conditions[attempt.index].left.root.place;
    case Attempt::End::kSpan:
      return written.span.place;
    default:
      return written.place;
  }
}

std::string met_at(const Chart& chart, std::uint32_t token, bool backward) {
  const std::uint32_t inside =
      backward ? (token > 0 ? token - 1 : 0)
               : std::min<std::uint32_t>(token, static_cast<std::uint32_t>(chart.text.tokens.size()) - 1);
  const std::uint32_t sentence = chart.sentence_of(backward ? token : inside);
  const TokenSpan all = chart.text.sentences[sentence].tokens;
  if (backward && token == all.begin) return "the begin of the sentence";
  if (!backward && (token >= chart.text.tokens.size() || token == all.end)) return "the end of the sentence";
  if (!backward && token > 0 && chart.sentence_of(token - 1) != sentence) return "the end of the sentence";
  const AnnotationId cover = chart.cover(inside);
  if (cover == kNone) return fmt::format("'{}'", chart.bytes({inside, inside + 1}));
  const Annotation& mention = chart.annotation(cover);
  return fmt::format("'{}' ({})", chart.bytes(mention.tokens), chart.rules().labels[mention.label].name);
}

std::string bound_by(const Match& match, const Chart& chart) {
  std::string text;
  for (const Binding& binding : match.bindings) {
    if (binding.value.kind != Value::Kind::kTokens) continue;
    text += fmt::format("{}{} = '{}'", text.empty() ? "" : ", ", match.rule->captures[binding.capture],
                        chart.bytes(binding.value.tokens));
  }
  return text;
}

}  // namespace

AttemptAccount account_of(const Attempt& attempt, const Chart& chart) {
  AttemptAccount account;
  account.rule = attempt.variant->rule;
  account.end = attempt.end;
  account.place = place_of(attempt, chart.rules().parsed[account.rule]);
  account.anchor = chart.bytes(attempt.anchor);
  account.distance = attempt.right.distance + attempt.left.distance;
  account.reached =
      chart.span({attempt.anchor.begin - attempt.left.distance, attempt.anchor.end + attempt.right.distance});
  if (attempt.end == Attempt::End::kRight) account.met = met_at(chart, attempt.right.token, false);
  if (attempt.end == Attempt::End::kLeft) account.met = met_at(chart, attempt.left.token, true);
  if (attempt.end >= Attempt::End::kGuard) account.bound = bound_by(*attempt.match, chart);
  return account;
}

std::string how_it_ended(const AttemptAccount& account, std::string_view text) {
  const auto stopped = [&](const char* side) {
    return fmt::format(
        "started at '{}', came as far as '{}' and stopped {} it: it met {}, which the pattern does not allow "
        "here",
        account.anchor, on_one_line(text.substr(account.reached.begin, account.reached.size())), side,
        account.met);
  };
  switch (account.end) {
    case Attempt::End::kBlock:
      return fmt::format("started at '{}', but does not look into this kind of block", account.anchor);
    case Attempt::End::kAnchor:
      return fmt::format("does not start at '{}': what 'except' names stands there", account.anchor);
    case Attempt::End::kRight:
      return stopped("after");
    case Attempt::End::kLeft:
      return stopped("before");
    case Attempt::End::kGuard:
      return fmt::format("matched with {}, but its guard forbids it", account.bound);
    case Attempt::End::kLet:
      return fmt::format("matched with {}, but its 'let' found nothing", account.bound);
    case Attempt::End::kCondition:
      return fmt::format("matched with {}, but its 'where' does not hold", account.bound);
    case Attempt::End::kSpan:
      return fmt::format("matched with {}, but the capture its 'span' names is not bound", account.bound);
    case Attempt::End::kMatched:
      break;
  }
  return fmt::format("matched with {}, but lost", account.bound);
}

}  // namespace newsgraph
