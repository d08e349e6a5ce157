// SPDX-License-Identifier: Apache-2.0
#include "export/file_output.h"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "export/graph_json.h"
#include "tests/export/sample_graphs.h"

namespace newsgraph {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for each test, gone afterwards.
class FileOutput : public testing::Test {
 protected:
  FileOutput()
      : folder_(fs::temp_directory_path() / ("newsgraph-" + std::to_string(::getpid()) + "-" +
                                             testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::create_directories(folder_);
  }
  ~FileOutput() override { fs::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }
  static std::string content(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }
  static void put(const std::string& path, std::string_view text) { std::ofstream(path) << text; }

  static WrittenOutput write(const std::string& path, const Graph& graph, std::string_view format = "") {
    return write_output(graph, plan_outputs({path}, format).front(), {});
  }

 private:
  fs::path folder_;
};

std::string planning_error(const std::vector<std::string>& paths, std::string_view format = "") {
  try {
    plan_outputs(paths, format);
  } catch (const OutputError& error) {
    return error.what();
  }
  return "no error";
}

void write_and_fail(const Graph&, const ExportOptions&, Sink& sink) {
  sink.write("half a");
  throw std::runtime_error("broken writer");
}

void write_folder_and_fail(const Graph&, const ExportOptions&, Sink& sink) {
  sink.begin_file("README.txt");
  sink.write("newsgraph half a");
  throw std::runtime_error("broken writer");
}

void write_small_folder(const Graph& graph, const ExportOptions&, Sink& sink) {
  sink.begin_file("README.txt");
  sink.write("newsgraph small\n");
  sink.begin_file("nodes.txt");
  sink.write(std::to_string(graph.nodes.size()));
}

TEST_F(FileOutput, WritesTheFormatOfTheSuffixAndLeavesNothingElse) {
  const WrittenOutput done = write(path("g.json"), two_node_graph());
  EXPECT_EQ(done.bytes, fs::file_size(path("g.json")));
  EXPECT_EQ(difference(read_graph_file(path("g.json")), two_node_graph()), "");
  EXPECT_EQ(entries(), 1U);
}

TEST_F(FileOutput, ReplacesAFileAndKeepsItsPermissions) {
  put(path("g.json"), "old");
  ::chmod(path("g.json").c_str(), 0640);
  write(path("g.json"), two_node_graph());
  struct stat info {};
  ASSERT_EQ(::stat(path("g.json").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0640U);
  EXPECT_NE(content(path("g.json")), "old");
}

TEST_F(FileOutput, WritesThroughASymbolicLink) {
  put(path("real.json"), "old");
  fs::create_symlink("real.json", path("link.json"));
  write(path("link.json"), two_node_graph());
  EXPECT_TRUE(fs::is_symlink(path("link.json")));
  EXPECT_NE(content(path("real.json")), "old");
}

TEST_F(FileOutput, LeavesTheOldFileWhenTheWriterFails) {
  put(path("g.json"), "old");
  const Format broken{.name = "broken", .suffix = ".json", .summary = "", .write = write_and_fail};
  EXPECT_THROW(write_output(Graph{}, {path("g.json"), &broken}, {}), std::runtime_error);
  EXPECT_EQ(content(path("g.json")), "old");
  EXPECT_EQ(entries(), 1U);
}

TEST_F(FileOutput, SaysThatTheDiskIsFull) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  try {
    write("/dev/full", two_node_graph(), "json");
    FAIL() << "was written";
  } catch (const OutputError& error) {
    EXPECT_EQ(std::string(error.what()),
              "/dev/full: cannot write: No space left on device; make room or write elsewhere");
  }
}

TEST_F(FileOutput, LeavesTheOldFileWhenTheDiskTakesNoMore) {
  put(path("g.json"), "old");
  rlimit old_limit{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &old_limit), 0);
  const rlimit limit{1000, old_limit.rlim_max};  // as a disk with 1,000 bytes left, for one file
  const auto old_handler = ::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &limit), 0);
  std::string error = "none";
  try {
    write(path("g.json"), two_node_graph());
  } catch (const OutputError& failure) {
    error = failure.what();
  }
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &old_limit), 0);
  ::signal(SIGXFSZ, old_handler);
  EXPECT_EQ(error, path("g.json") + ": cannot write: File too large (what was there before is unchanged)");
  EXPECT_EQ(content(path("g.json")), "old");
  EXPECT_EQ(entries(), 1U);
}

TEST_F(FileOutput, WritesAFolderWholeOrNotAtAll) {
  const Format small{.name = "small",
                     .suffix = ".small",
                     .summary = "",
                     .files = "README.txt nodes.txt",
                     .write = write_small_folder};
  const Format broken{.name = "broken",
                      .suffix = ".small",
                      .summary = "",
                      .files = "README.txt nodes.txt",
                      .write = write_folder_and_fail};
  write_output(two_node_graph(), {path("g.small"), &small}, {});
  EXPECT_EQ(content(path("g.small/nodes.txt")), "2");
  EXPECT_THROW(write_output(Graph{}, {path("g.small"), &broken}, {}), std::runtime_error);
  EXPECT_EQ(content(path("g.small/README.txt")), "newsgraph small\n");
  write_output(Graph{}, {path("g.small/"), &small}, {});
  EXPECT_EQ(content(path("g.small/nodes.txt")), "0");
  EXPECT_EQ(entries(), 1U);
}

TEST_F(FileOutput, ProgramsInAFolderCanBeRunAsFarAsTheMaskAllows) {
  const mode_t mask = ::umask(027);
  write(path("g.neo4j"), two_node_graph());
  ::umask(mask);
  const auto permissions = [&](const char* name) {
    return fs::status(path("g.neo4j/") + name).permissions();
  };
  EXPECT_EQ(permissions("import.sh"), fs::perms(0750));
  EXPECT_EQ(permissions("nodes.csv"), fs::perms(0640));
}

TEST_F(FileOutput, WritesFoldersInAFolder) {
  write_folder(path("rules"), [](Sink& sink) {
    sink.begin_file("types.rules");
    sink.write("type");
    sink.begin_file("vi/lists/posts.txt");
    sink.write("post");
  });
  EXPECT_EQ(content(path("rules/types.rules")), "type");
  EXPECT_EQ(content(path("rules/vi/lists/posts.txt")), "post");
  EXPECT_EQ(entries(), 1U);
}

TEST_F(FileOutput, NeverReplacesAFolderOfTheUser) {
  const Format small{.name = "small",
                     .suffix = ".small",
                     .summary = "",
                     .files = "README.txt nodes.txt",
                     .write = write_small_folder};
  fs::create_directories(path("g.small"));
  put(path("g.small/thesis.txt"), "ten years");
  EXPECT_THROW(write_output(Graph{}, {path("g.small"), &small}, {}), OutputError);
  EXPECT_EQ(content(path("g.small/thesis.txt")), "ten years");
}

TEST_F(FileOutput, KeepsAFileThatTheUserPutIntoAFolderOfOurs) {
  write(path("g.csv"), two_node_graph());
  write(path("g.csv"), two_node_graph());  // nothing but files of the format: replaced
  put(path("g.csv/notes.csv"), "mine");
  try {
    write(path("g.csv"), two_node_graph());
    FAIL() << "was written";
  } catch (const OutputError& error) {
    EXPECT_EQ(error.what(), path("g.csv") +
                                ": this folder holds other files, such as 'notes.csv'; choose "
                                "another name, or move them elsewhere");
  }
  EXPECT_EQ(content(path("g.csv/notes.csv")), "mine");
  EXPECT_NE(planning_error({path("g.csv")}), "no error");
}

TEST_F(FileOutput, WritesNamesAsLongAsTheSystemAllows) {
  std::string name(80, 'a');
  for (int i = 0; i < 55; ++i) name += "ạ";  // three bytes each: a cut must not go through one
  const std::string file = path(name + ".json"), folder = path(name + ".csv");
  ASSERT_GT(name.size(), 240U);
  write(file, two_node_graph());
  write(folder, two_node_graph());
  write(folder, two_node_graph());
  EXPECT_EQ(entries(), 2U);
}

TEST_F(FileOutput, KnowsAFileUnderItsOtherNames) {
  put(path("a.json"), "a");
  fs::create_symlink("a.json", path("b.json"));
  fs::create_hard_link(path("a.json"), path("c.json"));
  EXPECT_TRUE(is_same_file(path("a.json"), path("b.json")));
  EXPECT_TRUE(is_same_file(path("a.json"), path("c.json")));
  EXPECT_TRUE(is_same_file("not-there.json", "./not-there.json"));
  EXPECT_TRUE(is_same_file("-", "-"));
  EXPECT_FALSE(is_same_file(path("a.json"), path("d.json")));
  EXPECT_FALSE(is_same_file("", ""));
}

TEST_F(FileOutput, ChecksAFileBeforeTheWork) {
  EXPECT_NO_THROW(check_file(path("a.tsv")));
  EXPECT_NO_THROW(check_file("-"));
  EXPECT_THROW(check_file(path("none/a.tsv")), OutputError);
  EXPECT_THROW(check_file(path("")), OutputError);
}

TEST_F(FileOutput, SaysWhatIsWrongBeforeAnyWork) {
  EXPECT_EQ(planning_error({path("g.xyz")}),
            path("g.xyz") +
                ": no format has the suffix '.xyz'; name the format, or end the file name as one of: " +
                format_list());
  EXPECT_EQ(
      planning_error({path("g")}),
      path("g") +
          ": a name without a suffix says no format; name the format, or end the file name as one of: " +
          format_list());
  EXPECT_EQ(planning_error({path("g.csv.gz")}),
            path("g.csv.gz") + ": format csv writes a folder of files, which is not packed; name it '" +
                path("g.csv") + "'");
  EXPECT_EQ(planning_error({path("g.json")}, "gdf"), "unknown format 'gdf'; formats are " + format_list());
  EXPECT_EQ(planning_error({path("none/g.json")}),
            path("none/g.json") + ": there is no folder '" + path("none") + "'; create it first");
  EXPECT_EQ(planning_error({path("g.json"), path("./g.json")}),
            path("./g.json") + ": two outputs have this name; give each a name of its own");
  EXPECT_EQ(planning_error({"-"}), "standard output needs a format; formats are " + format_list());
  fs::create_directories(path("d.json"));
  EXPECT_EQ(planning_error({path("d.json")}),
            path("d.json") + ": is a folder; name a file in it, such as '" + path("d.json") + "/graph.json'");
  EXPECT_EQ(planning_error({path("g.json"), path("G.GraphML"), "-"}, "json"), "no error");
}

TEST_F(FileOutput, SaysThatAFolderCannotBeWritten) {
  fs::create_directories(path("locked"));
  ::chmod(path("locked").c_str(), 0555);
  const bool root = ::geteuid() == 0;  // who may write everywhere
  ASSERT_TRUE(!root || ::seteuid(65534) == 0);
  const std::string error = planning_error({path("locked/g.json")});
  ASSERT_TRUE(!root || ::seteuid(0) == 0);
  EXPECT_EQ(error, path("locked/g.json") + ": cannot write into the folder '" + path("locked") +
                       "': Permission denied");
}

TEST_F(FileOutput, AnInterruptedRunCanRemoveItsTemporaryFiles) {
  const Format interrupted{.name = "interrupted",
                           .suffix = ".x",
                           .summary = "",
                           .write = [](const Graph&, const ExportOptions&, Sink& sink) {
                             sink.write("half");
                             remove_unfinished_outputs();  // as a handler of SIGINT would
                             throw std::runtime_error("interrupted");
                           }};
  EXPECT_THROW(write_output(Graph{}, {path("g.x"), &interrupted}, {}), std::runtime_error);
  EXPECT_EQ(entries(), 0U);
  const auto stop = [&](Sink& sink) {
    for (const char* name : {"one.txt", "in/two.txt", "in/in/three.txt", "in/four.txt"})
      sink.begin_file(name);
    remove_unfinished_outputs();
    EXPECT_EQ(entries(), 0U);
    throw std::runtime_error("interrupted");
  };
  EXPECT_THROW(write_folder(path("folder"), stop), std::runtime_error);
}

}  // namespace
}  // namespace newsgraph
