// SPDX-License-Identifier: Apache-2.0
#include "extract/article/parser.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "extract/article/byte_source.h"
#include "extract/article/content_hash.h"
#include "extract/article/date.h"
#include "extract/article/encoding.h"
#include "extract/article/json_splitter.h"
#include "extract/article/json_wrapper.h"
#include "extract/article/language.h"
#include "extract/article/line_shape.h"
#include "extract/article/record.h"
#include "extract/article/sniff.h"
#include "extract/article/warc.h"
#include "extract/one_line.h"

namespace newsgraph {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

bool is_blank(std::string_view text) {
  return text.find_first_not_of(kSpace) == std::string_view::npos;
}

bool has_letters(std::string_view utf8) {
  return std::any_of(utf8.begin(), utf8.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xc3 || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
  });
}

std::string single_line(std::string_view text) {
  if (is_on_one_line(text)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && is_space(text[at])) ++at;
    const std::size_t begin = at;
    while (at < text.size() && !is_space(text[at])) ++at;
    if (at == begin) break;
    if (!out.empty()) out += ' ';
    out.append(text, begin, at - begin);
  }
  return out;
}

/// Whether a record may be what others are wrapped in: it says nothing of an article.
bool is_wrapper(const ArticleRecord& record) {
  return record.title.empty() && record.url.empty() && record.lead.empty() && record.body().empty() &&
         record.html.empty();
}

// One input on its way to articles.
class Parse {
 public:
  Parse(RawInput input, const BoilerplateRules& rules, const LanguageDetector& languages,
        const ReaderOptions& options, std::vector<Problem>& problems)
      : input_(std::move(input)),
        rules_(rules),
        languages_(languages),
        options_(options),
        problems_(problems) {}

  std::vector<Article> run() {
    hash_ = content_hash(input_.bytes);
    try {
      switch (input_.kind) {
        case RawKind::kHttp:
          parse_http();
          break;
        case RawKind::kHtml:
          parse_page(declared_charset(input_.bytes));
          break;
        case RawKind::kJson:
          parse_json();
          break;
        case RawKind::kText:
          parse_text();
          break;
      }
    } catch (const ReadError& error) {
      problem(error.kind, error.what());
    }
    return std::move(articles_);
  }

 private:
  void problem(ProblemKind kind, std::string message, bool dropped = true) {
    problems_.push_back({input_.source, kind, std::move(message), dropped});
  }

  std::string decoded(std::string_view declared) {
    Decoded out = decode(std::move(input_.bytes), declared);
    if (out.replaced > 0) {
      problem(ProblemKind::kEncoding,
              std::to_string(out.replaced) +
                  (out.replaced == 1 ? " ill-formed place for " : " ill-formed places for ") + out.encoding +
                  ", the first at byte " + std::to_string(out.first_bad + 1) +
                  "; replaced by U+FFFD, save the file as UTF-8 to be sure",
              false);
    }
    return std::move(out.text);
  }

  void parse_http() {
    HttpPage page = read_http_page(input_.bytes, options_.max_article_bytes, options_.max_expansion);
    input_.bytes = std::move(page.body);
    parse_page(page.charset.empty() ? declared_charset(input_.bytes) : page.charset);
  }

  void parse_page(std::string_view charset) {
    const std::string text = decoded(charset);
    const Page page = read_html(text, rules_);
    write(page.record, &page);
  }

  void parse_text() {
    const bool wide = !wide_encoding(input_.bytes).empty();
    std::string text = decoded({});
    if (wide) {  // could not be told apart before
      const Content content = sniff(std::string_view(text).substr(0, kSniffBytes), input_.source);
      if (content == Content::kHtml || content == Content::kJsonLines || content == Content::kJsonValues) {
        return parse_again(std::move(text), content);
      }
    }
    plain_text_ = std::move(text);
    write({}, nullptr);
  }

  void parse_again(std::string text, Content content) {
    input_.bytes = std::move(text);
    if (content == Content::kHtml) return parse_page({});
    if (content == Content::kJsonValues) return parse_json();
    const std::string all = std::move(input_.bytes);
    const std::string source = input_.source;
    std::size_t number = 0;
    for (std::size_t at = 0; at < all.size();) {
      const std::size_t end = std::min(all.find('\n', at), all.size());
      input_.bytes = all.substr(at, end - at);
      input_.source = source + ":" + std::to_string(++number);
      if (!is_blank(input_.bytes)) {
        hash_ = content_hash(input_.bytes);
        parse_json();
      }
      at = end + 1;
    }
  }

  void parse_json() {
    std::string text = decoded({});
    text.append(kRoomBehindJson, '\0');
    ArticleRecord record;
    const JsonFault fault = read_json_record(text, options_.max_json_depth, record);
    if (fault.no_single_object && parse_objects(std::string_view(text.data(), text.size() - kRoomBehindJson)))
      return;
    if (!fault.message.empty()) {
      return problem(fault.deep ? ProblemKind::kTooDeep : ProblemKind::kBadJson,
                     fault.message + "; wanted one JSON object with \"text\" or \"html\"");
    }
    if (!is_blank(record.html) && is_blank(record.body())) record.set_body(record.html);
    if (is_blank(record.body())) {
      if (is_wrapper(record) && parse_objects(wrapped_records({text.data(), text.size() - kRoomBehindJson})))
        return;
      return problem(ProblemKind::kNoText,
                     "record without text; wanted words in a field \"text\" or \"html\" (or content, body)");
    }
    if (!contains_html(record.body())) return write(record, nullptr);
    Page page = read_html(record.body(), rules_);
    for (const auto field : {&ArticleRecord::title, &ArticleRecord::date, &ArticleRecord::outlet,
                             &ArticleRecord::url, &ArticleRecord::lang}) {
      if (is_blank(record.*field)) record.*field = std::move(page.record.*field);
    }
    write(record, &page);
  }

  // Several on a line, an array on one or in an object, or what a file of UTF-16 held. False if there is
  // none.
  bool parse_objects(std::string_view json) {
    if (std::exchange(is_split_, true)) return false;
    BufferedSource bytes(open_memory(json));
    JsonSplitter splitter;
    const std::string source = input_.source;
    std::size_t number = 0;
    const auto next = [&] {
      input_.bytes.clear();
      const bool found = splitter.next(bytes, input_.bytes, json.size()) == JsonSplitter::Found::kObject;
      input_.source = source;
      if ((found || number > 0) && !splitter.junk().words.empty())
        problem(ProblemKind::kBadJson, splitter.junk_message());
      return found;
    };
    while (next()) {
      if (++number > 1 || splitter.in_array()) input_.source += "#" + std::to_string(number);
      hash_ = content_hash(input_.bytes);
      parse_json();
    }
    is_split_ = false;
    return number > 0;
  }

  // Puts title, lead and body together, cuts boilerplate, fills the article in. `page`, plain_text_ or
  // the record has the body.
  void write(const ArticleRecord& record, const Page* page) {
    Article article;
    article.title = single_line(record.title);
    std::vector<Line> lines;
    if (page == nullptr && plain_text_) {
      article.text = std::move(*plain_text_);
    } else {
      assemble(article, record, page, lines);
    }
    if (is_blank(article.text)) return problem(ProblemKind::kNoText, "no text found; wanted an article");
    if (page != nullptr && is_blank(page->text) && is_blank(record.lead))
      return problem(ProblemKind::kNoText, "a title, but no text found; wanted an article");
    if (page == nullptr) {
      std::vector<Line> body = split_lines(article.text, article.body_begin);
      lines.insert(lines.end(), body.begin(), body.end());
    }
    Cut cut = cut_boilerplate(article.text, lines, article.title, rules_);
    if (cut.blocks.empty())
      return problem(ProblemKind::kNoText, has_letters(article.text)
                                               ? "only menus and links found; wanted an article"
                                               : "only numbers and signs found; wanted an article");
    article.blocks = std::move(cut.blocks);
    describe(article, record, cut.date);
    articles_.push_back(std::move(article));
  }

  static void assemble(Article& article, const ArticleRecord& record, const Page* page,
                       std::vector<Line>& lines) {
    const std::string_view body = page != nullptr ? page->text : record.body();
    const std::string lead = single_line(record.lead);
    const auto put = [&](std::string_view words, Line::Hint hint) {
      if (words.empty() ||
          body.substr(std::min(body.find_first_not_of(kSpace), body.size())).starts_with(words))
        return;
      const auto begin = static_cast<std::uint32_t>(article.text.size());
      article.text += words;
      lines.push_back({{begin, static_cast<std::uint32_t>(article.text.size())}, hint, true});
      article.text += "\n\n";
    };
    put(article.title, Line::Hint::kHeading);
    if (body.find(lead) == std::string_view::npos && contains_html(lead) == false)
      put(lead, Line::Hint::kNone);
    article.body_begin = static_cast<std::uint32_t>(article.text.size());
    article.text += body;
    if (page == nullptr) return;
    for (Line line : page->lines) {
      line.span.begin += article.body_begin;
      line.span.end += article.body_begin;
      lines.push_back(line);
    }
  }

  void describe(Article& article, const ArticleRecord& record, const std::string& dateline) {
    article.url = single_line(record.url.empty() ? decode(std::move(input_.url)).text : record.url);
    article.outlet = single_line(record.outlet);
    if (article.title.empty()) {
      const auto first = std::find_if(article.blocks.begin(), article.blocks.end(),
                                      [](const Block& block) { return block.kind == BlockKind::kTitle; });
      if (first != article.blocks.end()) {
        article.title =
            single_line(std::string_view(article.text).substr(first->span.begin, first->span.size()));
      }
    }
    article.date = clean_date(record.date);
    if (article.date.empty()) article.date = dateline;
    if (article.date.empty()) article.date = date_of_url(article.url);
    if (article.date.empty()) article.date = date_of_lead(article);
    if (article.date.empty() && !is_blank(record.date))
      problem(
          ProblemKind::kBadDate,
          "date '" + single_line(record.date) +
              "' cannot be read; wanted a day as 2024-11-06 or 6/11/2024, the article is kept without a date",
          false);
    article.lang = language_tag(record.lang);
    if (article.lang.empty()) article.lang = languages_.detect(article.text);
    article.source = input_.source;
    article.source_hash = hash_;
    article.id = single_line(record.id);
    if (article.id.empty()) article.id = content_id(article.text);
  }

  // "City, 6/11/2024 - ..." or "On the morning of 6/11/2024, ...": a full date among the first words of the
  // body. It may be the day that is told of, not that of the article.
  static std::string date_of_lead(const Article& article) {
    for (const Block& block : article.blocks) {
      if (block.kind != BlockKind::kParagraph) continue;
      return find_date(
                 std::string_view(article.text).substr(block.span.begin, std::min(block.span.size(), 60U)))
          .value_or("");
    }
    return {};
  }

  RawInput input_;
  const BoilerplateRules& rules_;
  const LanguageDetector& languages_;
  const ReaderOptions& options_;
  std::vector<Problem>& problems_;
  std::vector<Article> articles_;
  std::string hash_;
  bool is_split_ = false;                  // into the objects of one JSON text
  std::optional<std::string> plain_text_;  // of an input that is nothing but text
};

}  // namespace

ArticleParser::ArticleParser(BoilerplateRules rules, ReaderOptions options)
    : rules_(std::move(rules)), languages_(rules_), options_(options) {}

std::vector<Article> ArticleParser::parse(RawInput input, std::vector<Problem>& problems) const {
  return Parse(std::move(input), rules_, languages_, options_, problems).run();
}

}  // namespace newsgraph
