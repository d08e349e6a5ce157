// SPDX-License-Identifier: Apache-2.0
// Generated text has the statistics of Vietnamese news that cutting and looking up depend on: syllables of
// onset, rhyme and tone with frequencies as 1/rank, names, numbers, dates, codes, quotation marks, paragraphs
// of some sentences.
#include "bench/corpus.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>

#include <rapidjson/document.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

namespace newsgraph::bench {
namespace {

Article article_of(std::string text) {
  Article article;
  article.text = std::move(text);
  std::uint32_t begin = 0;
  for (std::uint32_t at = 0; at <= article.text.size(); ++at) {
    if (at < article.text.size() && article.text[at] != '\n') continue;
    if (at > begin) article.blocks.push_back({{begin, at}, BlockKind::kParagraph});
    begin = at + 1;
  }
  return article;
}

std::string composed(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
  std::string result;
  normalizer->normalize(icu::UnicodeString::fromUTF8(text), status).toUTF8String(result);
  if (U_FAILURE(status)) throw std::runtime_error("ICU cannot normalize");
  return result;
}

class Generator {
 public:
  Generator();
  std::string article();

 private:
  // std::mt19937 gives the same numbers everywhere; the standard distributions do not.
  unsigned below(unsigned limit) { return static_cast<unsigned>(random_() % limit); }
  const std::string& syllable();
  std::string name();
  std::string figure();
  std::string sentence();

  std::mt19937 random_{20241106};
  std::vector<std::string> syllables_;
  std::vector<std::string> capitalized_;
};

Generator::Generator() {
  const std::vector<std::string> onsets = {"",  "b",  "c",  "ch", "d",  "đ", "g", "gi", "h",  "kh", "l", "m",
                                           "n", "ng", "nh", "ph", "qu", "r", "s", "t",  "th", "tr", "v", "x"};
  const std::vector<std::string> rhymes = {
      "a",   "ai",  "an", "ang", "anh", "ao",  "âm", "ân", "ăn", "ăng", "e", "em",  "ê",    "ên",  "iên",
      "iêu", "inh", "o",  "oan", "ôi",  "ông", "ơ",  "ơi", "u",  "uôc", "ư", "ưng", "ương", "ươi", "y"};
  const std::vector<std::string> tones = {"", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"};
  for (const std::string& onset : onsets) {
    for (const std::string& rhyme : rhymes) {
      for (const std::string& tone : tones) {
        // The tone stands on the first vowel letter of the rhyme, which may be of two bytes.
        const std::size_t first = static_cast<unsigned char>(rhyme[0]) < 0x80 ? 1 : 2;
        std::string form = onset;
        form.append(rhyme, 0, first).append(tone).append(rhyme, first);
        syllables_.push_back(composed(form));
      }
    }
  }
  for (std::size_t i = syllables_.size(); i > 1; --i)
    std::swap(syllables_[i - 1], syllables_[below(static_cast<unsigned>(i))]);
  for (const std::string& syllable : syllables_) {
    icu::UnicodeString form = icu::UnicodeString::fromUTF8(syllable);
    const icu::UnicodeString first(form.char32At(0));
    form.replace(0, form.moveIndex32(0, 1), icu::UnicodeString(first).toUpper());
    capitalized_.emplace_back();
    form.toUTF8String(capitalized_.back());
  }
}

const std::string& Generator::syllable() {
  // Rank with a probability of about 1/rank: the product of two uniform fractions.
  const std::uint64_t rank = std::uint64_t{below(1U << 16U)} * below(1U << 16U) * syllables_.size() >> 32U;
  return syllables_[rank];
}

std::string Generator::name() {
  std::string result;
  for (unsigned i = 0, count = 2 + below(3); i < count; ++i)
    result.append(i > 0 ? " " : "").append(capitalized_[below(400)]);
  return result;
}

std::string Generator::figure() {
  const std::string number = std::to_string(1 + below(30));
  switch (below(5)) {
    case 0:
      return number + "/" + std::to_string(1 + below(12)) + "/" + std::to_string(2010 + below(16));
    case 1:
      return number + "." + std::to_string(100 + below(900)) + "," + std::to_string(below(10));
    case 2:
      return std::to_string(100 + below(9000)) + "/" + "Q\u0110-UBND";
    case 3:
      return number + "%";
    default:
      return number;
  }
}

std::string Generator::sentence() {
  std::string result = capitalized_[below(2000)];
  for (unsigned word = 0, count = 12 + below(30); word < count; ++word) {
    const unsigned kind = below(100);
    result += ' ';
    if (kind < 8) {
      result += name();
    } else if (kind < 13) {
      result += figure();
    } else if (kind < 15) {
      result.append("\u201C").append(syllable()).append(" ").append(syllable()).append("\u201D");
    } else {
      result += syllable();
      if (kind > 93) result += ',';
    }
  }
  return result + '.';
}

std::string Generator::article() {
  std::string result;
  for (unsigned paragraph = 0, paragraphs = 4 + below(20); paragraph < paragraphs; ++paragraph) {
    for (unsigned i = 0, count = 1 + below(5); i < count; ++i)
      result.append(i > 0 ? " " : "").append(sentence());
    result += '\n';
  }
  return result;
}

/// The longest string of a JSON record: its text, whatever it is called.
std::string longest_string(const std::string& line) {
  rapidjson::Document record;
  record.Parse(line.c_str());
  std::string result;
  if (!record.IsObject()) return result;
  for (const auto& member : record.GetObject()) {
    if (member.value.IsString() && member.value.GetStringLength() > result.size())
      result = member.value.GetString();
  }
  return result;
}

std::vector<Article> read_corpus(const std::filesystem::path& path, std::size_t bytes) {
  std::vector<Article> articles;
  std::size_t size = 0;
  const auto take = [&](std::string text) {
    size += text.size();
    articles.push_back(article_of(std::move(text)));
  };
  if (std::filesystem::is_directory(path)) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
      std::stringstream text;
      text << std::ifstream(file).rdbuf();
      if (size < bytes) take(text.str());
    }
  } else {
    std::ifstream lines(path);
    for (std::string line; size < bytes && std::getline(lines, line);) take(longest_string(line));
  }
  if (size == 0) throw std::runtime_error("NEWSGRAPH_CORPUS: no text in " + path.string());
  return articles;
}

}  // namespace

std::vector<Article> corpus(std::size_t bytes) {
  if (const char* path = std::getenv("NEWSGRAPH_CORPUS"); path != nullptr && *path != '\0') {
    return read_corpus(path, bytes);
  }
  Generator generator;
  std::vector<Article> articles;
  for (std::size_t size = 0; size < bytes; size += articles.back().text.size()) {
    articles.push_back(article_of(generator.article()));
  }
  return articles;
}

const std::vector<Article>& sample() {
  static const std::vector<Article> kSample = corpus(std::size_t{4} << 20U);
  return kSample;
}

std::size_t size_of(const std::vector<Article>& articles) {
  std::size_t size = 0;
  for (const Article& article : articles) size += article.text.size();
  return size;
}

}  // namespace newsgraph::bench
