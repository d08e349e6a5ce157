// SPDX-License-Identifier: Apache-2.0
// Which lines of a page are the article. Three kinds of knowledge, in this order:
//
//   phrases    what the language's pages write above teasers, beside pictures, under the text
//   (BoilerplateRules) repetition a headline said twice is a link with its picture's text; the article's own
//   headline said again is the
//              name of a picture, and what stands right under it is that picture's caption
//   shape      a headline glued under a paragraph where paragraphs are kept apart by blank lines is a link to
//   another
//              article; lines that end no sentence behind the last paragraph are a byline or a list of links
//
// First the end of the article is looked for, then each line before it gets a role, then the paragraphs are
// looked into: the outlet's mark before the first word, photo credits, and what crawlers glue behind a
// sentence. Shape alone never drops a line that ends a sentence.
#include "extract/article/boilerplate.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "extract/article/date.h"
#include "extract/article/line_shape.h"
#include "extract/article/paragraph_writer.h"

namespace newsgraph {
namespace {

constexpr std::size_t kSentence = 40;    // bytes: a line that ends a sentence and is no button
constexpr std::size_t kParagraph = 100;  // bytes: a sentence this long is body text

class Cutter {
 public:
  Cutter(std::string_view text, const std::vector<Line>& lines, std::string_view title,
         const BoilerplateRules& rules)
      : text_(text),
        lines_(lines),
        rules_(rules),
        title_(title),
        title_key_(phrase_key(title)),
        roles_(lines.size(), Role::kText),
        paragraphs_(text, rules, cut_.blocks) {}

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

  // Mostly the title is a line, too.
  [[nodiscard]] std::string key_of(std::size_t i) const {
    return line(i) == title_ ? title_key_ : phrase_key(line(i));
  }
  // `phrases` are lines of which the rules know the starts.
  [[nodiscard]] bool is_one_of(const std::vector<std::string>& phrases, const std::string& key) const {
    return rules_.line_starts.may_begin(key) && std::binary_search(phrases.begin(), phrases.end(), key);
  }

  void describe() {
    looks_.resize(lines_.size());
    std::size_t blanks = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      Look& look = looks_[i];
      if (line(i).size() <= kShortLine) look.key = key_of(i);
      look.ends = ends_sentence(line(i));
      const bool opens_list =
          without_closers(line(i)).ends_with(':') || without_closers(line(i)).ends_with(';');
      look.sentence = look.ends && !opens_list && line(i).size() >= kSentence;
      look.paragraph =
          line(i).size() > kShortLine || (look.ends && !opens_list && line(i).size() >= kParagraph);
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
      if (body && !look.key.empty() && is_one_of(rules_.from_here, look.key)) {
        end_ = i;
        break;
      }
      body = body || look.sentence || look.paragraph;
      const bool pair = body && i + 1 < lines_.size() && look.key.size() > 20 &&
                        look.key == looks_[i + 1].key && !look.ends && look.key != title_key_;
      if (pair && pairs++ == 0) first_pair = i;
    }
    if (pairs >= 2 && first_pair < end_) {
      // A pair in the middle of the article would take the rest of it along: only where no plain paragraph
      // follows the summaries.
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
    if (next >= end_ || line(next).size() > 2 * kShortLine) return;
    if (!lines_[next].after_blank || (across_blank && paragraphs_.find_credit(line(next))))
      roles_[next] = Role::kCaption;
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
      if (((words.starts_with(">>") || words.starts_with("\u00bb")) && words.size() <= kLinkTail) ||
          is_doubled_link(words))
        drop(i);
      if (is_image_name(words)) {
        drop(i);
        expect_caption(i, false);
      } else if (words.size() <= kShortLine) {
        drop_short(i, in_box);
      }
    }
  }

  // A headline said twice; no headline ends with a full stop, and an only line has no article to link from.
  [[nodiscard]] bool is_doubled_link(std::string_view words) const {
    return lines_.size() > 1 && is_doubled(words) && !without_closers(words).ends_with('.');
  }

  void drop_short(std::size_t i, bool& in_box) {
    const Look& look = looks_[i];
    const std::string_view words = line(i);
    if (is_one_of(rules_.caption, look.key)) {
      drop(i);
      expect_caption(i, false);
    } else if (is_one_of(rules_.box, look.key)) {
      drop(i);
      in_box = true;
    } else if (look.key.size() < 3 || is_one_of(rules_.line, look.key) ||
               is_one_of(rules_.from_here, look.key) ||
               (!look.paragraph && begins_with_any(rules_.prefix, rules_.prefix_starts, look.key)) ||
               is_dateline(words) ||
               (words.size() <= kCreditLine && !look.paragraph && !(look.ends && words.size() > 40) &&
                i > 0 && begins_with_any(rules_.credit, rules_.credit_starts, look.key))) {
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
      const bool link = roles_[i] == Role::kText && !lines_[i].after_blank && !looks_[i].ends &&
                        !looks_[i].paragraph && !is_list_item(line(i)) &&
                        (looks_[i - 1].ends || !live(i - 1)) && !line(i - 1).ends_with(':');
      if (link) drop(i);
    }
    for (std::size_t i = 1; i < end_; ++i) {
      if (roles_[i] == Role::kText && (i < first || i > last) && is_namelike(line(i)) &&
          lines_[i].hint == Line::Hint::kNone)
        drop(i);
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
           line(i).find(';') == std::string_view::npos && !paragraphs_.find_credit(line(i));
  }

  void name_titles() {
    std::size_t titles = 0;
    bool body = false;
    for (std::size_t i = 0; i < end_; ++i) {
      if (roles_[i] != Role::kText) continue;
      const Look& look = looks_[i];
      const std::size_t next = next_live(i);
      const bool line_apart =
          !look.paragraph && !without_closers(line(i)).ends_with('.') && !is_list_item(line(i));
      if (lines_[i].hint == Line::Hint::kHeading || (!look.key.empty() && look.key == title_key_)) {
        roles_[i] = Role::kTitle;
      } else if (!body && line_apart && !paragraphs_.has_mark(line(i)) && titles < 3 && next < end_ &&
                 !paragraphs_.find_credit(line(i))) {
        roles_[i] = Role::kTitle;
      } else if (body && line_apart && !look.ends && line(i).size() <= 160 && next < end_ &&
                 looks_[next].paragraph && (lines_[next].after_blank || !spaced_) &&
                 !paragraphs_.find_credit(line(i))) {
        roles_[i] = Role::kTitle;
      }
      titles += roles_[i] == Role::kTitle ? 1 : 0;
      body = body || roles_[i] == Role::kText;
    }
  }

  [[nodiscard]] std::size_t next_live(std::size_t i) const {
    for (++i; i < end_; ++i) {
      if (live(i)) return i;
    }
    return end_;
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
        paragraphs_.add(BlockKind::kTitle, span);
      } else if (roles_[i] == Role::kCaption) {
        paragraphs_.write_caption(span);
      } else if (roles_[i] == Role::kText) {
        paragraphs_.write_paragraph(span, !body, i == last_text);
        body = true;
      }
    }
  }

  std::string_view text_;
  const std::vector<Line>& lines_;
  const BoilerplateRules& rules_;
  std::string_view title_;
  std::string title_key_;
  std::vector<Role> roles_;
  std::vector<Look> looks_;
  bool spaced_ = false;  // paragraphs are kept apart by blank lines
  std::size_t end_ = 0;  // first line that is certainly not the article's
  Cut cut_;
  ParagraphWriter paragraphs_;  // writes to cut_
};

}  // namespace

Cut cut_boilerplate(std::string_view text, const std::vector<Line>& lines, std::string_view title,
                    const BoilerplateRules& rules) {
  return Cutter(text, lines, title, rules).run();
}

}  // namespace newsgraph
