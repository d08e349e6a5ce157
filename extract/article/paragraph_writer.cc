// SPDX-License-Identifier: Apache-2.0
#include "extract/article/paragraph_writer.h"

#include <algorithm>

#include "extract/article/byte_set.h"
#include "extract/article/line_shape.h"
#include "extract/clones.h"

namespace newsgraph {
namespace {

constexpr ByteSet kBeforeCredit(".(-,[/;)!?\"\xe2");  // and the dashes and quotes beyond ASCII
constexpr ByteSet kSentenceEnd(".!?\")\x9d\xa6");     // last bytes of what ends a sentence or a quotation

}  // namespace

ParagraphWriter::ParagraphWriter(std::string_view text, const BoilerplateRules& rules,
                                 std::vector<Block>& blocks)
    : text_(text), rules_(rules), blocks_(blocks) {}

bool ParagraphWriter::has_mark(std::string_view words) const {
  return rules_.mark_starts.may_begin(words) &&
         std::any_of(rules_.mark.begin(), rules_.mark.end(),
                     [&](const std::string& one) { return words.starts_with(one); });
}

// A photo credit within a line: [begin, end) with the bracket or dash around it.
NEWSGRAPH_CLONES std::optional<Span> ParagraphWriter::find_credit(std::string_view words) const {
  std::optional<std::size_t> end;
  const std::size_t begin = kBeforeCredit.find_if(words, 0, [&](std::size_t at) {
    std::size_t start = at + (static_cast<unsigned char>(words[at]) == 0xe2 ? 3 : 1);
    while (start < words.size() && words[start] == ' ') ++start;
    if (start >= words.size() || !rules_.photo_starts.may_begin(words.substr(start))) return false;
    end = credit_end(words, at, start);
    return end.has_value();
  });
  if (!end.has_value()) return std::nullopt;
  return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(*end)};
}

// `start` is behind the punctuation at `open`. The end of the credit that begins there, if one does.
std::optional<std::size_t> ParagraphWriter::credit_end(std::string_view words, std::size_t open,
                                                       std::size_t start) const {
  const std::string_view rest = words.substr(start);
  const auto phrase = std::find_if(rules_.photo.begin(), rules_.photo.end(),
                                   [&](const std::string& one) { return rest.starts_with(one); });
  if (phrase == rules_.photo.end()) return std::nullopt;
  if (words[open] == '(' || words[open] == '[') {
    const std::string_view near = words.substr(0, open + 2 * kCreditLine + 1);
    const std::size_t close = near.find(words[open] == '(' ? ')' : ']', start);
    if (close != std::string_view::npos) return close + 1;
  }
  if (rest.size() <= kCreditLine) {
    for (std::size_t at = phrase->size(); at + 1 < rest.size();
         ++at) {  // "Photo: Mai.The sentence after it."
      if (rest[at] == '.' && rest[at - 1] >= 'a' && rest[at - 1] <= 'z' && rest.substr(at + 1).size() > 20)
        return start + at + 1;
    }
    return words.size();
  }
  // Run-on text does not say where the credit ends: take the first word only where it is an acronym.
  std::size_t end = start + phrase->size();
  while (end < words.size() && words[end] == ' ') ++end;
  const std::string_view near = words.substr(end, kCreditLine);
  const std::string_view word = near.substr(0, near.find_first_of(" .,"));
  const bool acronym = std::all_of(word.begin(), word.end(),
                                   [](char c) { return (c >= 'A' && c <= 'Z') || c == '/' || c == '+'; });
  return acronym ? end + word.size() : end;
}

void ParagraphWriter::add(BlockKind kind, Span span) {
  span = trimmed(text_, span);
  if (span.begin < span.end) blocks_.push_back({span, kind});
}

void ParagraphWriter::write_caption(Span span) {
  const std::string_view words = text_.substr(span.begin, span.size());
  if (const auto credit = find_credit(words)) {
    add(BlockKind::kCaption, strip_joint({span.begin, span.begin + credit->begin}));
    return;
  }
  if (begins_with_photo(words) && words.size() <= kCreditLine) return;
  add(BlockKind::kCaption, strip_joint(span));
}

bool ParagraphWriter::begins_with_photo(std::string_view words) const {
  return rules_.photo_starts.may_begin(words) &&
         std::any_of(rules_.photo.begin(), rules_.photo.end(),
                     [&](const std::string& one) { return words.starts_with(one); });
}

// Takes the dash or bar off that stood before a credit.
Span ParagraphWriter::strip_joint(Span span) const {
  span = trimmed(text_, span);
  while (span.begin < span.end && (text_[span.end - 1] == '|' || text_[span.end - 1] == '-')) {
    --span.end;
    span = trimmed(text_, span);
  }
  return span;
}

// Cuts marks, credits and glued teasers out of a paragraph.
void ParagraphWriter::write_paragraph(Span span, bool first, bool last) {
  span = without_links(span);
  if (first) span = without_mark(span);
  span.end = without_invitation(span);
  if (last) span.end = without_byline(span);
  if (span.size() <= kCreditLine && begins_with_photo(text_.substr(span.begin, span.size()))) return;
  bool cut = false;
  while (const auto credit = find_credit(text_.substr(span.begin, span.size()))) {
    const Span before{span.begin,
                      span.begin + credit->begin + (text_[span.begin + credit->begin] == '.' ? 1U : 0U)};
    const bool whole_caption = !cut && span.begin + credit->end >= span.end && span.size() <= 2 * kShortLine;
    add(whole_caption ? BlockKind::kCaption : BlockKind::kParagraph, strip_joint(before));
    span.begin += credit->end;
    while (span.begin < span.end && (text_[span.begin] == '.' || text_[span.begin] == ' ')) ++span.begin;
    cut = true;
  }
  add(BlockKind::kParagraph, span);
}

// ">> headline >> headline Body ..." in one line: all but the last headline can be told from the body.
Span ParagraphWriter::without_links(Span span) const {
  std::string_view words = text_.substr(span.begin, span.size());
  if (!words.starts_with(">>")) return span;
  const std::size_t last = words.substr(0, 2 * kLinkTail).rfind(">>");
  return trimmed(text_, {span.begin + static_cast<std::uint32_t>(last) + 2, span.end});
}

Span ParagraphWriter::without_mark(Span span) {
  const std::string_view words = text_.substr(span.begin, span.size());
  if (!rules_.mark_starts.may_begin(words)) return span;
  for (const std::string& mark : rules_.mark) {
    if (!words.starts_with(mark)) continue;
    std::uint32_t begin = span.begin + static_cast<std::uint32_t>(mark.size());
    if (begin < span.end && !is_space(text_[begin]) && !mark.ends_with('-') && !mark.ends_with(')') &&
        !mark.ends_with("\u2013"))
      continue;
    while (begin < span.end && (is_space(text_[begin]) || text_[begin] == '-')) ++begin;
    if (mark.ends_with('-') || mark.ends_with("\u2013")) {  // certain enough to be known again
      mark_ = mark;
    }
    return {begin, span.end};
  }
  return span;
}

// The last byte before a link tail, and before the white space in front of it: no invitation stands further
// from the end.
std::uint32_t ParagraphWriter::before_link_tail(Span span) const {
  std::uint32_t at = span.end - std::min(span.size(), static_cast<std::uint32_t>(kLinkTail));
  while (at > span.begin && (text_[at - 1] == ' ' || text_[at - 1] == '*')) --at;
  return at > span.begin ? at - 1 : at;
}

// Where the article's text ends in a line that goes on with an invitation or, behind the outlet's mark, with
// other articles: only right behind the end of a sentence.
std::uint32_t ParagraphWriter::without_invitation(Span span) const {
  const std::string_view upto = text_.substr(0, span.end);
  for (std::uint32_t at = mark_.empty() ? before_link_tail(span) : span.begin; at < span.end;
       at = static_cast<std::uint32_t>(kSentenceEnd.find(upto, at + 1))) {
    if (at > span.begin && !is_sentence_end(at)) continue;
    std::uint32_t start = at > span.begin ? at + 1 : at;
    while (start < span.end && (text_[start] == ' ' || text_[start] == '*')) ++start;
    const std::string_view rest = text_.substr(start, span.end - start);
    if (rest.empty()) break;
    const bool mark = !mark_.empty() && rest.starts_with(mark_);
    if (!mark && rest.front() != '>' && !rules_.invite_starts.may_begin(rest)) continue;
    const bool invites = std::any_of(rules_.invite.begin(), rules_.invite.end(),
                                     [&](const std::string& phrase) { return rest.starts_with(phrase); });
    if (mark || ((invites || rest.starts_with(">>")) && rest.size() <= kLinkTail))
      return at > span.begin ? at + 1 : at;
  }
  // The mark glued to a word is no word of the article.
  const std::size_t glued = mark_.empty() ? std::string_view::npos : upto.find(mark_, span.begin + 1);
  if (glued != std::string_view::npos && !is_space(upto[glued - 1])) return static_cast<std::uint32_t>(glued);
  return span.end;
}

// The last byte of a mark that ends a sentence, or closes a quotation or bracket behind one.
bool ParagraphWriter::is_sentence_end(std::uint32_t at) const {
  const char c = text_[at];
  if (c == '.' || c == '!' || c == '?' || c == '"' || c == ')') return true;
  const auto byte = static_cast<unsigned char>(c);
  return (byte == 0x9d || byte == 0xa6) && at >= 2 && text_[at - 1] == '\x80' && text_[at - 2] == '\xe2';
}

// Behind the last sentence of the article, a few capitalised words or a source are a byline: "... nay.Mai
// An".
std::uint32_t ParagraphWriter::without_byline(Span span) const {
  const Span whole = trimmed(text_, span);
  const std::uint32_t low = whole.size() > kCreditLine ? whole.end - kCreditLine : whole.begin;
  const std::string_view upto = text_.substr(0, whole.end);
  for (auto at = static_cast<std::uint32_t>(kSentenceEnd.find(upto, low)); at < whole.end;
       at = static_cast<std::uint32_t>(kSentenceEnd.find(upto, at + 1))) {
    if (!is_sentence_end(at) || at == whole.begin) continue;
    const auto before = static_cast<unsigned char>(text_[at - 1]);
    if (text_[at] == '.' && before >= 'A' && before <= 'Z') continue;  // an initial
    const Span rest = trimmed(text_, {at + 1, whole.end});
    const std::string_view words = text_.substr(rest.begin, rest.size());
    if (words.empty()) break;
    // "..., Chairman of the bank (ADB) Anna Berg.": the sentence goes on behind the bracket.
    const bool closes = text_[at] != '.' && text_[at] != '!' && text_[at] != '?';
    if (closes && ends_sentence(words)) continue;
    const bool ended = text_.substr(at - 1, 2) == "/." && !ends_sentence(words);
    const bool source =
        !ends_sentence(words) && begins_with_any(rules_.credit, rules_.credit_starts, phrase_key(words));
    if (is_namelike(words) || ended || source) return at + 1;
  }
  const std::string_view tail = upto.substr(low);
  const std::size_t gap_in_tail = tail.rfind("   ");  // set apart by white space alone
  const std::size_t gap = gap_in_tail + low;
  if (gap_in_tail != std::string_view::npos && gap > low &&
      is_namelike(text_.substr(gap + 3, whole.end - gap - 3))) {
    return static_cast<std::uint32_t>(gap);
  }
  return span.end;
}

}  // namespace newsgraph
