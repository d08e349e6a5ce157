// SPDX-License-Identifier: Apache-2.0
// Which lines of a page are the article. Three kinds of knowledge, in this order:
//
//   phrases    what the language's pages write above teasers, beside pictures, under the text (BoilerplateRules)
//   repetition a headline said twice is a link with its picture's text; the article's own headline said again is the
//              name of a picture, and what stands right under it is that picture's caption
//   shape      a headline glued under a paragraph where paragraphs are kept apart by blank lines is a link to another
//              article; lines that end no sentence behind the last paragraph are a byline or a list of links
//
// First the end of the article is looked for, then each line before it gets a role, then the paragraphs are looked
// into: the outlet's mark before the first word, photo credits, and what crawlers glue behind a sentence.
// Shape alone never drops a line that ends a sentence.
#include "extract/article/boilerplate.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "extract/article/byte_set.h"
#include "extract/article/date.h"
#include "extract/article/sniff.h"

namespace newsgraph {
namespace {

constexpr std::size_t kShort = 240;      // bytes: longer lines are paragraphs, whatever they look like
constexpr std::size_t kSentence = 40;    // bytes: a line that ends a sentence and is no button
constexpr std::size_t kParagraph = 100;  // bytes: a sentence this long is body text
constexpr std::size_t kCredit = 80;      // bytes of a photo credit or a source line
constexpr std::size_t kByline = 60;
constexpr std::size_t kTail = 300;  // bytes behind an invitation: more may be the article going on

constexpr ByteSet kBeforeCredit(".(-,[/;)!?\"\xe2");  // and the dashes and quotes beyond ASCII
constexpr ByteSet kSentenceEnd(".!?\")\x9d\xa6");     // last bytes of what ends a sentence or a quotation

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// White space at the ends, no-break spaces included.
Span trimmed(std::string_view text, Span span) {
  for (;;) {
    if (span.begin < span.end && is_space(text[span.begin])) {
      ++span.begin;
    } else if (span.size() >= 2 && text.substr(span.begin, 2) == "\xc2\xa0") {
      span.begin += 2;
    } else {
      break;
    }
  }
  for (;;) {
    if (span.begin < span.end && is_space(text[span.end - 1])) {
      --span.end;
    } else if (span.size() >= 2 && text.substr(span.end - 2, 2) == "\xc2\xa0") {
      span.end -= 2;
    } else {
      break;
    }
  }
  return span;
}

bool contains(const std::vector<std::string>& sorted, const std::string& key) {
  return std::binary_search(sorted.begin(), sorted.end(), key);
}

// Whether a phrase begins `key` and ends with one of its words.
bool begins_with_any(const std::vector<std::string>& phrases, std::string_view key) {
  return std::any_of(phrases.begin(), phrases.end(), [&](const std::string& phrase) {
    if (!key.starts_with(phrase)) return false;
    const char next = key.size() > phrase.size() ? key[phrase.size()] : ' ';
    return static_cast<unsigned char>(next) < 0x80 && !(next >= 'a' && next <= 'z') && !(next >= '0' && next <= '9');
  });
}

constexpr std::array<std::string_view, 7> kClosers = {"\"", "'", ")", "]", "\u201d", "\u2019", "\u00bb"};

std::string_view without_closers(std::string_view line) {
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view closer : kClosers) {
      while (line.ends_with(closer)) {
        line.remove_suffix(closer.size());
        again = true;
      }
    }
  }
  return line;
}

bool ends_sentence(std::string_view line) {
  line = without_closers(line);
  return line.ends_with('.') || line.ends_with('!') || line.ends_with('?') || line.ends_with("\u2026") ||
         line.ends_with(':') || line.ends_with(';');
}

bool is_list_item(std::string_view line) {
  return line.starts_with('-') || line.starts_with('+') || line.starts_with('*') || line.starts_with("\u2022") ||
         line.starts_with("\u2013") || (line.front() >= '0' && line.front() <= '9');
}

bool is_image_name(std::string_view line) {
  static constexpr std::array<std::string_view, 8> kSuffixes = {".jpg",  ".jpeg", ".png", ".gif",
                                                                ".webp", ".svg",  ".bmp", ".mp4"};
  return line.find(' ') == std::string_view::npos &&
         std::any_of(kSuffixes.begin(), kSuffixes.end(), [&](std::string_view suffix) { return ends_with_nocase(line, suffix); });
}

// "X X": a link and its picture's text.
bool is_doubled(std::string_view line) {
  if (line.size() < 21 || line.size() > 2 * kTail || line.size() % 2 == 0) return false;
  const std::size_t half = line.size() / 2;
  return is_space(line[half]) && line.substr(0, half) == line.substr(half + 1);
}

// One to five words that each begin with a capital or are no words: "P.Ngân", "Điệp Anh/", "T.H (TTXVN)".
bool is_namelike(std::string_view line) {
  if (line.empty() || line.size() > kByline) return false;
  std::size_t words = 0;
  bool at_start = true;
  const auto size = static_cast<std::int32_t>(line.size());
  for (std::int32_t at = 0; at < size;) {
    UChar32 c = 0;
    U8_NEXT(line.data(), at, size, c);
    if (c < 0) return false;
    const bool letter = u_isalpha(c) != 0;
    if (at_start && letter) {
      if (u_isupper(c) == 0 || ++words > 5) return false;
    }
    if (u_isdigit(c) != 0) return false;
    at_start = !letter && c != '\'' && !(c >= 0x300 && c <= 0x36f);
  }
  return words > 0;
}

class Cutter {
 public:
  Cutter(std::string_view text, const std::vector<Line>& lines, std::string_view title, const BoilerplateRules& rules)
      : text_(text), lines_(lines), rules_(rules), title_key_(phrase_key(title)), roles_(lines.size(), Role::kText) {
    for (const std::string& phrase : rules.photo) photo_first_[static_cast<unsigned char>(phrase.front())] = true;
    for (const std::string& phrase : rules.invite) invite_first_[static_cast<unsigned char>(phrase.front())] = true;
    invite_first_[static_cast<unsigned char>('>')] = true;
  }

  Cut run() {
    describe();
    find_end();
    drop_by_phrase();
    drop_by_repetition();
    drop_by_shape();
    name_titles();
    write_blocks();
    return std::move(cut_);
  }

 private:
  enum class Role : std::uint8_t { kText, kTitle, kCaption, kDropped };

  struct Look {
    std::string key;         // of short lines, else empty
    bool ends = false;       // ends a sentence
    bool sentence = false;   // ends one and is no mere word
    bool paragraph = false;  // long enough and ends a sentence: certainly body text, here or of a teaser
  };

  [[nodiscard]] std::string_view line(std::size_t i) const {
    return text_.substr(lines_[i].span.begin, lines_[i].span.size());
  }
  [[nodiscard]] bool live(std::size_t i) const { return roles_[i] != Role::kDropped; }

  void describe() {
    looks_.resize(lines_.size());
    std::size_t blanks = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      Look& look = looks_[i];
      if (line(i).size() <= kShort) look.key = phrase_key(line(i));
      look.ends = ends_sentence(line(i));
      const bool opens_list = without_closers(line(i)).ends_with(':') || without_closers(line(i)).ends_with(';');
      look.sentence = look.ends && !opens_list && line(i).size() >= kSentence;
      look.paragraph = line(i).size() > kShort || (look.ends && !opens_list && line(i).size() >= kParagraph);
      blanks += lines_[i].after_blank ? 1 : 0;
    }
    spaced_ = blanks * 2 > lines_.size() && blanks > 3;
    end_ = lines_.size();
  }

  // Where teasers of other articles begin: a phrase that says so, or headlines that come in pairs.
  void find_end() {
    bool body = false;
    std::size_t pairs = 0;
    std::size_t first_pair = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Look& look = looks_[i];
      if (body && !look.key.empty() && contains(rules_.from_here, look.key)) {
        end_ = i;
        break;
      }
      body = body || look.sentence || look.paragraph;
      const bool pair = body && i + 1 < lines_.size() && look.key.size() > 20 && look.key == looks_[i + 1].key &&
                        !look.ends && look.key != title_key_;
      if (pair && pairs++ == 0) first_pair = i;
    }
    if (pairs >= 2 && first_pair < end_) {
      // A pair in the middle of the article would take the rest of it along: only where no plain paragraph follows the
      // summaries.
      bool plain = false;
      for (std::size_t i = first_pair + 3; i < end_ && !plain; ++i) {
        plain = looks_[i].paragraph && looks_[i - 1].paragraph && lines_[i].after_blank;
      }
      if (!plain) end_ = first_pair;
    }
    for (std::size_t i = end_; i < lines_.size(); ++i) drop(i);
  }

  void drop(std::size_t i) {
    roles_[i] = Role::kDropped;
    if (cut_.date.empty() && is_dateline(line(i)) && i < end_) cut_.date = find_date(line(i)).value_or("");
  }

  // Marks the line after `i` as caption if it belongs to the picture that line `i` names.
  void expect_caption(std::size_t i, bool across_blank) {
    const std::size_t next = i + 1;
    if (next >= end_ || line(next).size() > 2 * kShort) return;
    if (!lines_[next].after_blank || (across_blank && find_credit(line(next)))) roles_[next] = Role::kCaption;
  }

  void drop_by_phrase() {
    bool in_box = false;
    for (std::size_t i = 0; i < end_; ++i) {
      const Look& look = looks_[i];
      const std::string_view words = line(i);
      if (in_box && roles_[i] == Role::kText && !look.paragraph && !look.ends) {
        drop(i);
        continue;
      }
      in_box = false;
      if (lines_[i].hint == Line::Hint::kCaption) roles_[i] = Role::kCaption;
      if (((words.starts_with(">>") || words.starts_with("\u00bb")) && words.size() <= kTail) || is_doubled(words)) drop(i);
      if (is_image_name(words)) {
        drop(i);
        expect_caption(i, false);
      } else if (words.size() <= kShort) {
        drop_short(i, in_box);
      }
    }
  }

  void drop_short(std::size_t i, bool& in_box) {
    const Look& look = looks_[i];
    const std::string_view words = line(i);
    if (contains(rules_.caption, look.key)) {
      drop(i);
      expect_caption(i, false);
    } else if (contains(rules_.box, look.key)) {
      drop(i);
      in_box = true;
    } else if (look.key.size() < 3 || contains(rules_.line, look.key) || contains(rules_.from_here, look.key) ||
               (!look.paragraph && begins_with_any(rules_.prefix, look.key)) || is_dateline(words) ||
               (words.size() <= kCredit && !look.paragraph && !(look.ends && words.size() > 40) && i > 0 &&
                begins_with_any(rules_.credit, look.key))) {
      drop(i);
    } else if (words.ends_with(" |")) {
      roles_[i] = Role::kCaption;
    }
  }

  void drop_by_repetition() {
    std::unordered_map<std::string_view, std::size_t> seen;
    for (std::size_t i = 0; i < end_; ++i) {
      const std::string& key = looks_[i].key;
      if (!live(i) || key.size() < 12) continue;
      const auto [first, fresh] = seen.emplace(key, i);
      if (!fresh) {  // said once is enough
        if (roles_[i] == Role::kCaption) roles_[first->second] = Role::kCaption;
        drop(i);
        if (!looks_[i].paragraph) expect_caption(i, false);
      } else if (is_numbered(key, seen)) {
        drop(i);
        expect_caption(i, true);
      }
    }
  }

  // "headline - Photo 2": the words before the number are a rule's, those before them were a line.
  [[nodiscard]] bool is_numbered(std::string_view key,
                                 const std::unordered_map<std::string_view, std::size_t>& seen) const {
    std::size_t end = key.size();
    while (end > 0 && key[end - 1] >= '0' && key[end - 1] <= '9') --end;
    if (end == key.size() || end == 0) return false;
    key = key.substr(0, end - 1);
    return std::any_of(rules_.numbered.begin(), rules_.numbered.end(), [&](const std::string& word) {
      if (!key.ends_with(word)) return false;
      std::string_view head = key.substr(0, key.size() - word.size());
      while (!head.empty() && (head.back() == ' ' || head.back() == '-')) head.remove_suffix(1);
      return !head.empty() && (head == title_key_ || seen.contains(head));
    });
  }

  void drop_by_shape() {
    std::size_t last = end_;  // last and first certain paragraph
    std::size_t first = end_;
    for (std::size_t i = 0; i < end_; ++i) {
      if (!live(i) || !looks_[i].paragraph || roles_[i] == Role::kCaption) continue;
      if (first == end_) first = i;
      last = i;
    }
    if (first == end_) return;
    for (std::size_t i = first + 1; spaced_ && i < end_; ++i) {
      const bool link = roles_[i] == Role::kText && !lines_[i].after_blank && !looks_[i].ends && !looks_[i].paragraph &&
                        !is_list_item(line(i)) && (looks_[i - 1].ends || !live(i - 1)) && !line(i - 1).ends_with(':');
      if (link) drop(i);
    }
    for (std::size_t i = 1; i < end_; ++i) {
      if (roles_[i] == Role::kText && (i < first || i > last) && is_namelike(line(i)) && lines_[i].hint == Line::Hint::kNone) drop(i);
    }
    std::size_t loose = 0;
    std::size_t bytes = 0;
    for (std::size_t i = last + 1; i < end_; ++i) {
      if (is_loose(i)) bytes += line(i).size();
      loose += is_loose(i) ? 1 : 0;
    }
    const bool headlines = loose >= 3 && bytes >= 40 * loose;  // rows of a table are shorter
    for (std::size_t i = last + 1; i < end_ && headlines; ++i) {
      if (is_loose(i)) drop(i);
    }
  }

  [[nodiscard]] bool is_loose(std::size_t i) const {
    return roles_[i] == Role::kText && !looks_[i].ends && !is_list_item(line(i)) &&
           line(i).find(';') == std::string_view::npos && !find_credit(line(i));
  }

  void name_titles() {
    std::size_t titles = 0;
    bool body = false;
    for (std::size_t i = 0; i < end_; ++i) {
      if (roles_[i] != Role::kText) continue;
      const Look& look = looks_[i];
      const std::size_t next = next_live(i);
      const bool line_apart = !look.paragraph && !without_closers(line(i)).ends_with('.') && !is_list_item(line(i));
      if (lines_[i].hint == Line::Hint::kHeading || (!look.key.empty() && look.key == title_key_)) {
        roles_[i] = Role::kTitle;
      } else if (!body && line_apart && !has_mark(line(i)) && titles < 3 && next < end_ && !find_credit(line(i))) {
        roles_[i] = Role::kTitle;
      } else if (body && line_apart && !look.ends && line(i).size() <= 160 && next < end_ && looks_[next].paragraph &&
                 (lines_[next].after_blank || !spaced_) && !find_credit(line(i))) {
        roles_[i] = Role::kTitle;
      }
      titles += roles_[i] == Role::kTitle ? 1 : 0;
      body = body || roles_[i] == Role::kText;
    }
  }

  [[nodiscard]] bool has_mark(std::string_view words) const {
    return std::any_of(rules_.mark.begin(), rules_.mark.end(), [&](const std::string& one) { return words.starts_with(one); });
  }

  [[nodiscard]] std::size_t next_live(std::size_t i) const {
    for (++i; i < end_; ++i) {
      if (live(i)) return i;
    }
    return end_;
  }

  // A photo credit within a line: [begin, end) with the bracket or dash around it.
  [[nodiscard]] std::optional<Span> find_credit(std::string_view words, std::size_t from = 0) const {
    const std::size_t size = words.size();
    for (std::size_t at = kBeforeCredit.find(words, from); at < size; at = kBeforeCredit.find(words, at + 1)) {
      std::size_t start = at + (static_cast<unsigned char>(words[at]) == 0xe2 ? 3 : 1);
      while (start < words.size() && words[start] == ' ') ++start;
      if (start >= words.size()) break;
      if (!photo_first_[static_cast<unsigned char>(words[start])]) continue;
      if (const auto end = credit_end(words, at, start)) {
        return Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(*end)};
      }
    }
    return std::nullopt;
  }

  // `start` is behind the punctuation at `open`. The end of the credit that begins there, if one does.
  [[nodiscard]] std::optional<std::size_t> credit_end(std::string_view words, std::size_t open, std::size_t start) const {
    const std::string_view rest = words.substr(start);
    const auto phrase = std::find_if(rules_.photo.begin(), rules_.photo.end(),
                                     [&](const std::string& one) { return rest.starts_with(one); });
    if (phrase == rules_.photo.end()) return std::nullopt;
    if (words[open] == '(' || words[open] == '[') {
      const std::size_t close = words.find(words[open] == '(' ? ')' : ']', start);
      if (close != std::string_view::npos && close - open <= 2 * kCredit) return close + 1;
    }
    if (rest.size() <= kCredit) {
      for (std::size_t at = phrase->size(); at + 1 < rest.size(); ++at) {  // "Photo: Mai.The sentence after it."
        if (rest[at] == '.' && rest[at - 1] >= 'a' && rest[at - 1] <= 'z' && rest.substr(at + 1).size() > 20) return start + at + 1;
      }
      return words.size();
    }
    // Run-on text does not say where the credit ends: take the first word only where it is an acronym.
    std::size_t end = start + phrase->size();
    while (end < words.size() && words[end] == ' ') ++end;
    const std::size_t word_end = std::min(words.find_first_of(" .,", end), words.size());
    const std::string_view word = words.substr(end, word_end - end);
    const bool acronym = std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '/' || c == '+'; });
    return acronym ? word_end : end;
  }

  void add(BlockKind kind, Span span) {
    span = trimmed(text_, span);
    if (span.begin < span.end) cut_.blocks.push_back({span, kind});
  }

  void write_blocks() {
    std::size_t last_text = end_;
    bool body = false;
    for (std::size_t i = 0; i < end_; ++i) {
      if (roles_[i] == Role::kText) last_text = i;
    }
    for (std::size_t i = 0; i < end_; ++i) {
      const Span span = lines_[i].span;
      if (roles_[i] == Role::kTitle) {
        add(BlockKind::kTitle, span);
      } else if (roles_[i] == Role::kCaption) {
        write_caption(span);
      } else if (roles_[i] == Role::kText) {
        write_paragraph(span, !body, i == last_text);
        body = true;
      }
    }
  }

  void write_caption(Span span) {
    const std::string_view words = text_.substr(span.begin, span.size());
    if (const auto credit = find_credit(words)) {
      add(BlockKind::kCaption, strip_joint({span.begin, span.begin + credit->begin}));
      return;
    }
    if (begins_with_photo(words) && words.size() <= kCredit) return;
    add(BlockKind::kCaption, strip_joint(span));
  }

  [[nodiscard]] bool begins_with_photo(std::string_view words) const {
    return std::any_of(rules_.photo.begin(), rules_.photo.end(),
                       [&](const std::string& one) { return words.starts_with(one); });
  }

  // Takes the dash or bar off that stood before a credit.
  [[nodiscard]] Span strip_joint(Span span) const {
    span = trimmed(text_, span);
    while (span.begin < span.end && (text_[span.end - 1] == '|' || text_[span.end - 1] == '-')) {
      --span.end;
      span = trimmed(text_, span);
    }
    return span;
  }

  // Cuts marks, credits and glued teasers out of a paragraph.
  void write_paragraph(Span span, bool first, bool last) {
    span = without_links(span);
    if (first) span = without_mark(span);
    span.end = without_invitation(span);
    if (last) span.end = without_byline(span);
    if (span.size() <= kCredit && begins_with_photo(text_.substr(span.begin, span.size()))) return;
    bool cut = false;
    while (const auto credit = find_credit(text_.substr(span.begin, span.size()))) {
      const Span before{span.begin, span.begin + credit->begin + (text_[span.begin + credit->begin] == '.' ? 1U : 0U)};
      const bool whole_caption = !cut && span.begin + credit->end >= span.end && span.size() <= 2 * kShort;
      add(whole_caption ? BlockKind::kCaption : BlockKind::kParagraph, strip_joint(before));
      span.begin += credit->end;
      while (span.begin < span.end && (text_[span.begin] == '.' || text_[span.begin] == ' ')) ++span.begin;
      cut = true;
    }
    add(BlockKind::kParagraph, span);
  }

  // ">> headline >> headline Body ..." in one line: all but the last headline can be told from the body.
  [[nodiscard]] Span without_links(Span span) const {
    std::string_view words = text_.substr(span.begin, span.size());
    if (!words.starts_with(">>")) return span;
    const std::size_t last = words.substr(0, 2 * kTail).rfind(">>");
    return trimmed(text_, {span.begin + static_cast<std::uint32_t>(last) + 2, span.end});
  }

  Span without_mark(Span span) {
    const std::string_view words = text_.substr(span.begin, span.size());
    for (const std::string& mark : rules_.mark) {
      if (!words.starts_with(mark)) continue;
      std::uint32_t begin = span.begin + static_cast<std::uint32_t>(mark.size());
      if (begin < span.end && !is_space(text_[begin]) && !mark.ends_with('-') && !mark.ends_with(')') && !mark.ends_with("\u2013")) continue;
      while (begin < span.end && (is_space(text_[begin]) || text_[begin] == '-')) ++begin;
      if (mark.ends_with('-') || mark.ends_with("\u2013")) {  // certain enough to be known again
        mark_ = mark;
        invite_first_[static_cast<unsigned char>(mark.front())] = true;
      }
      return {begin, span.end};
    }
    return span;
  }

  // Where the article's text ends in a line that goes on with an invitation or, behind the outlet's mark, with other
  // articles: only right behind the end of a sentence.
  std::uint32_t without_invitation(Span span) const {
    const std::string_view upto = text_.substr(0, span.end);
    for (std::uint32_t at = span.begin; at < span.end; at = static_cast<std::uint32_t>(kSentenceEnd.find(upto, at + 1))) {
      if (at > span.begin && !is_sentence_end(at)) continue;
      std::uint32_t start = at > span.begin ? at + 1 : at;
      while (start < span.end && (text_[start] == ' ' || text_[start] == '*')) ++start;
      const std::string_view rest = text_.substr(start, span.end - start);
      if (rest.empty()) break;
      if (!invite_first_[static_cast<unsigned char>(rest.front())]) continue;
      const bool invites = std::any_of(rules_.invite.begin(), rules_.invite.end(),
                                       [&](const std::string& phrase) { return rest.starts_with(phrase); });
      const bool mark = !mark_.empty() && rest.starts_with(mark_);
      if (mark || ((invites || rest.starts_with(">>")) && rest.size() <= kTail)) return at > span.begin ? at + 1 : at;
    }
    // The mark glued to a word is no word of the article.
    const std::size_t glued = mark_.empty() ? std::string_view::npos : upto.find(mark_, span.begin + 1);
    if (glued != std::string_view::npos && !is_space(upto[glued - 1])) return static_cast<std::uint32_t>(glued);
    return span.end;
  }

  // The last byte of a mark that ends a sentence, or closes a quotation or bracket behind one.
  [[nodiscard]] bool is_sentence_end(std::uint32_t at) const {
    const char c = text_[at];
    if (c == '.' || c == '!' || c == '?' || c == '"' || c == ')') return true;
    const auto byte = static_cast<unsigned char>(c);
    return (byte == 0x9d || byte == 0xa6) && at >= 2 && text_[at - 1] == '\x80' && text_[at - 2] == '\xe2';
  }

  // Behind the last sentence of the article, a few capitalised words or a source are a byline: "... nay.Mai An".
  std::uint32_t without_byline(Span span) const {
    const Span whole = trimmed(text_, span);
    const std::uint32_t low = whole.size() > kCredit ? whole.end - kCredit : whole.begin;
    for (std::uint32_t at = low; at < whole.end; ++at) {
      if (!is_sentence_end(at) || at == whole.begin) continue;
      const auto before = static_cast<unsigned char>(text_[at - 1]);
      if (text_[at] == '.' && before >= 'A' && before <= 'Z') continue;  // an initial
      const Span rest = trimmed(text_, {at + 1, whole.end});
      const std::string_view words = text_.substr(rest.begin, rest.size());
      if (words.empty()) break;
      const bool ended = text_.substr(at - 1, 2) == "/." && !ends_sentence(words);
      const bool source = !ends_sentence(words) && begins_with_any(rules_.credit, phrase_key(words));
      if (is_namelike(words) || ended || source) return at + 1;
    }
    const std::size_t gap = text_.substr(0, whole.end).rfind("   ");  // set apart by white space alone
    if (gap != std::string_view::npos && gap > low && is_namelike(text_.substr(gap + 3, whole.end - gap - 3))) {
      return static_cast<std::uint32_t>(gap);
    }
    return span.end;
  }

  std::string_view text_;
  const std::vector<Line>& lines_;
  const BoilerplateRules& rules_;
  std::string title_key_;
  std::vector<Role> roles_;
  std::vector<Look> looks_;
  std::string mark_;     // the outlet's, once seen
  std::array<bool, 256> photo_first_{};   // bytes that a photo credit begins with
  std::array<bool, 256> invite_first_{};  // bytes that an invitation, or the mark, begins with
  bool spaced_ = false;  // paragraphs are kept apart by blank lines
  std::size_t end_ = 0;  // first line that is certainly not the article's
  Cut cut_;
};

}  // namespace

// Texts that were broken at a fixed width go on in the middle of a sentence: such lines become one again. A small
// letter or a comma proves it; once it is proven twice, long lines that end no sentence are believed to go on too.
namespace {

bool starts_small(std::string_view line) {
  std::int32_t at = 0;
  UChar32 c = 0;
  U8_NEXT(line.data(), at, static_cast<std::int32_t>(line.size()), c);
  return c > 0 && u_islower(c) != 0;
}

std::vector<Line> join_wrapped(std::string_view text, std::vector<Line> lines) {
  const auto view = [&](const Line& line) { return text.substr(line.span.begin, line.span.size()); };
  const auto proves = [&](std::size_t i) {
    if (lines[i].after_blank || ends_sentence(view(lines[i - 1]))) return false;
    if (lines[i].span.size() < 4 && !ends_sentence(view(lines[i]))) return false;  // a stray button
    return starts_small(view(lines[i])) || (view(lines[i - 1]).ends_with(',') && !is_list_item(view(lines[i])));
  };
  std::size_t proofs = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) proofs += proves(i) ? 1 : 0;
  if (proofs == 0) return lines;
  std::vector<Line> joined = {lines.front()};
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::size_t before = lines[i - 1].span.size();
    const bool believed = proofs >= 2 && !lines[i].after_blank && before >= 60 && before <= 160 &&
                          !ends_sentence(view(lines[i - 1])) && !is_list_item(view(lines[i]));
    if (proves(i) || believed) {
      joined.back().span.end = lines[i].span.end;
    } else {
      joined.push_back(lines[i]);
    }
  }
  return joined;
}

}  // namespace

std::vector<Line> split_lines(std::string_view text, std::uint32_t begin) {
  std::vector<Line> lines;
  bool blank = true;
  for (std::size_t at = begin; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const Span span = trimmed(text, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    if (span.size() > 0) lines.push_back({span, Line::Hint::kNone, blank});
    blank = span.size() == 0;
    at = end + 1;
  }
  return join_wrapped(text, std::move(lines));
}

Cut cut_boilerplate(std::string_view text, const std::vector<Line>& lines, std::string_view title,
                    const BoilerplateRules& rules) {
  return Cutter(text, lines, title, rules).run();
}

}  // namespace newsgraph
