#include "mps_file.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace imdad::benchmarks {

namespace {

[[noreturn]] void refuse(const std::string& line, const std::string& why) {
    throw std::runtime_error(why + ": " + line);
}

double number(const std::string& text, const std::string& line) {
    std::size_t used = 0;
    const double value = std::stod(text, &used);
    if (used != text.size()) {
        refuse(line, "not a number");
    }
    return value;
}

class Reader {
 public:
    void section(const std::string& line, const std::vector<std::string>& words) {
        section_ = words.front();
        if (section_ == "NAME") {
            file_.name = words.at(1);
        } else if (section_ == "ENDATA") {
            file_.ended = true;
        } else if (section_ != "OBJSENSE" && section_ != "ROWS" && section_ != "COLUMNS" &&
                   section_ != "RHS" && section_ != "BOUNDS") {
            refuse(line, "unknown section");
        }
    }

    void data(const std::string& line, const std::vector<std::string>& words) {
        if (section_ == "OBJSENSE") {
            file_.maximises = words.at(0) == "MAX";
        } else if (section_ == "ROWS") {
            add_row(line, words);
        } else if (section_ == "COLUMNS") {
            add_entries(line, words);
        } else if (section_ == "RHS") {
            if (!file_.senses.contains(words.at(1)) ||
                !file_.right.emplace(words.at(1), number(words.at(2), line)).second) {
                refuse(line, "right-hand side of no row, or a second one");
            }
        } else if (section_ == "BOUNDS") {
            const auto column = file_.columns.find(words.at(2));
            if (words.at(0) != "UP" || column == file_.columns.end() || column->second.bounded) {
                refuse(line, "bound of no column, a second one, or not UP");
            }
            column->second.bounded = true;
            column->second.upper = number(words.at(3), line);
        } else {
            refuse(line, "data outside a section");
        }
    }

    MpsFile take() { return std::move(file_); }

 private:
    void add_row(const std::string& line, const std::vector<std::string>& words) {
        if (words.at(0) == "N") {
            file_.objective = words.at(1);
        } else if (std::string("LGE").find(words.at(0)) == std::string::npos ||
                   !file_.senses.emplace(words.at(1), words.at(0).front()).second) {
            refuse(line, "unknown sense, or a row twice");
        }
    }

    void add_entries(const std::string& line, const std::vector<std::string>& words) {
        if (words.at(0) != column_) {
            column_ = words.at(0);
            if (!file_.columns.emplace(column_, MpsFile::Column()).second) {
                refuse(line, "a column in two pieces");
            }
        }
        for (std::size_t i = 1; i < words.size(); i += 2) {
            const bool known = words[i] == file_.objective || file_.senses.contains(words[i]);
            auto& entries = file_.columns[column_].entries;
            if (!known || !entries.emplace(words[i], number(words.at(i + 1), line)).second) {
                refuse(line, "entry of no row, or a second one");
            }
        }
    }

    std::string section_;
    std::string column_;
    MpsFile file_;
};

}  // namespace

MpsFile read_mps(const std::filesystem::path& file) {
    std::ifstream in(file);
    Reader reader;
    for (std::string line; std::getline(in, line);) {
        std::istringstream stream(line);
        std::vector<std::string> words;
        for (std::string word; stream >> word;) {
            words.push_back(word);
        }
        if (words.empty() || line.front() == '*') {
            continue;
        }
        if (line.front() == ' ') {
            reader.data(line, words);
        } else {
            reader.section(line, words);
        }
    }
    return reader.take();
}

}  // namespace imdad::benchmarks
