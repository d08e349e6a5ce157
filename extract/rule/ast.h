// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What a rule file says, as parsed and before any name is looked up. Texts are views of the file, or of
// strings that parse_rules() was given to keep.
namespace newsgraph::ast {

/// A place in a rule file, kept on everything a message may have to point at.
struct Place {
  std::uint32_t file = 0;    ///< index into the files given
  std::uint32_t line = 0;    ///< from 1
  std::uint32_t column = 0;  ///< from 1, in characters
  std::uint32_t length = 0;  ///< characters
  friend bool operator==(const Place&, const Place&) = default;
};

struct Name {
  std::string_view text;
  Place place;
};

enum class PatternKind : std::uint8_t {
  kLiteral,       ///< "chủ trì"; exact case when single-quoted
  kList,          ///< [organise], [a|b]
  kLabel,         ///< Person, Organization|Province, Post{kind="party"}
  kShape,         ///< Cap, Upper, Lower, Word, Num, Code, Punct, Any
  kRegex,         ///< /.../ on one token
  kNot,           ///< !x: one token or mention at which x does not match
  kGap,           ///< ~n within the clause, ~~n within the sentence
  kSequence,      ///< a b c
  kAlternation,   ///< (a | b)
  kRepeat,        ///< x? x* x+ x{m,n}
  kCoordination,  ///< x... : x, x and x
  kMacro,         ///< <name>
  kBegin,         ///< ^ sentence begin
  kEnd,           ///< $ sentence end
};

/// `key = "value"` or `key != "value"` in the braces of a label.
struct FeatureTest {
  Name key;
  bool negated = false;
  std::vector<Name> values;
};

struct PatternElement {
  PatternKind kind = PatternKind::kSequence;
  Place place;
  std::string_view text;              ///< literal, regex
  std::vector<Name> names;            ///< lists, labels, shape or macro name
  std::vector<FeatureTest> features;  ///< of a label
  std::uint32_t min = 1, max = 1;     ///< repeat; gap: max
  bool exact_case = false;            ///< literal
  bool crosses_clauses = false;       ///< gap
  bool anchor = false;                ///< marked with @
  Name capture;                       ///< empty if none
};

/// An element with what stands in it.
struct Pattern : PatternElement {
  std::vector<Pattern> parts;   ///< children
  std::vector<Pattern> except;  ///< lists and labels that must not begin here
};

/// x, x.key, x.key.key: what a fact, a set or a name takes.
struct Path {
  Name root;
  std::vector<Name> keys;
};

/// "text {path} text", or a bare path.
struct Template {
  struct Piece {
    std::string_view literal;  ///< used when `path.root` is empty
    Path path;
  };
  std::vector<Piece> pieces;
  Place place;
};

enum class Where : std::uint8_t { kBefore, kAfter, kInside };

/// `unless PATTERN before x`, `if PATTERN inside match`
struct Guard {
  bool wanted = false;  ///< if: must match; unless: must not
  Pattern pattern;
  Where where = Where::kBefore;
  Name of;  ///< capture, "trigger" or "match"
};

struct StatusRule {
  Name status;
  std::vector<Name> relations;  ///< empty: all
  Guard guard;
  Name reporter;  ///< capture of the guard's pattern
};

enum class Compare : std::uint8_t { kEquals, kDiffers, kBegins, kEnds, kContains, kBeginsWord };

/// `name ends g`, `role = post.role`, `name contains "a" | "b"`
struct Condition {
  Path left;
  Compare compare = Compare::kEquals;
  std::vector<Template> right;  ///< one must compare; with kDiffers, all
  std::vector<Name> lists;      ///< whose entries stand at the right side, too
  /// What stands before it. `and` binds closer than `or`; all clauses must hold.
  enum class Joined : std::uint8_t { kWhere, kAnd, kOr } joined = Joined::kWhere;
};

enum class Pick : std::uint8_t { kLast, kFirst, kAny, kNext };

/// `last Person where name ends g within 3 sentences not after Closing`
struct Lookup {
  Pick pick = Pick::kLast;
  std::vector<Name> labels;
  std::vector<Condition> conditions;  ///< all must hold; left paths start at the candidate
  std::uint32_t within = 0xFFFFFFFF;  ///< sentences away at most; 0: the same one
  bool same_block = false;
  std::vector<Name> not_after;  ///< labels that end the search
  Place place;
  Name macro;               ///< <name>: its lookups are meant, nothing else is set
  bool from_macro = false;  ///< put in by expand_lookups()
};

struct Let {
  Name name;
  std::vector<Lookup> lookups;  ///< tried in order
  bool optional = false;
};

struct Setting {
  Name key;
  Template value;
};

struct FactOutput {
  Name relation;
  Path source, target;
  std::vector<Setting> settings;  ///< role, status
};

struct Example {
  enum class Kind : std::uint8_t { kYes, kNo, kTodo };
  Kind kind = Kind::kYes;
  std::string text;  ///< with the marks taken out
  struct Mark {
    Name argument;
    std::uint32_t begin = 0, end = 0;  ///< bytes of `text`
  };
  std::vector<Mark> marks;
  Place place;
};

struct Rule {
  Name name;
  Place place;
  std::vector<Name> labels;  ///< what it makes; usually one
  std::vector<FactOutput> facts;
  std::vector<Pattern> finds;  ///< alternatives
  std::vector<Guard> guards;
  std::vector<Name> blocks;  ///< title, paragraph, caption; empty: all
  std::vector<Let> lets;
  std::vector<Condition> conditions;
  std::vector<Setting> settings;
  Template display_name;  ///< `name`
  bool has_name = false;
  Name span;                   ///< the mention covers this capture only
  std::vector<Lookup> refers;  ///< the mention refers back
  Path refer_path;             ///< ... or to something bound: `refer x.body`
  bool has_refer_path = false;
  std::vector<Name> aliases;  ///< captures that name the same thing from here on
  std::vector<StatusRule> statuses;
  std::vector<Name> beats;
  std::vector<Name> needs;  ///< labels that must stand before this rule runs
  std::vector<Example> examples;
  bool apart = false;   ///< the name is no short form of a longer one
  bool broken = false;  ///< a clause could not be read and is not here: what it bound is not known
};

struct ListDeclaration {
  Name name;
  bool cased = false;
  bool gazetteer = false;
  std::vector<Name> literals;
  std::vector<Name> includes;
  std::vector<Name> files;
};

struct TypeDeclaration {
  Name name;
  std::string label_vi;
  std::vector<std::string>
      options;  ///< how names of one thing are joined: prefix, suffix, inside, words, initials, numbers-apart
  std::vector<Name> omits;  ///< lists of what a shorter name may leave out
};

struct RelationDeclaration {
  Name name;
  std::string label_en, label_vi;
  std::vector<Name> sources, targets;
  bool symmetric = false;
  bool attribute = false;  ///< target becomes an attribute of the source, not an edge
};

struct GroupDeclaration {
  Name name;
  std::vector<Name> members;
};

struct MacroDeclaration {
  Name name;
  Pattern pattern;
  std::vector<Lookup> lookups;  ///< what it stands for if it is no pattern
};

/// One parsed file, or several put together.
struct Declarations {
  std::vector<TypeDeclaration> types;
  std::vector<RelationDeclaration> relations;
  std::vector<GroupDeclaration> groups;
  std::vector<Name> labels;
  std::vector<ListDeclaration> lists;
  std::vector<MacroDeclaration> macros;
  std::vector<StatusRule> statuses;
  std::vector<Rule> rules;
  std::vector<std::pair<std::string, std::string>> spellings;
  std::vector<std::string> abbreviations;
};

}  // namespace newsgraph::ast
