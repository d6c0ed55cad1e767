#pragma once

#include "report/stock_form.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <nlohmann/json_fwd.hpp>

/// What places and goods are called. The books know them by id; their names stand in the scenarios
/// of the workspace, of which those that plan for the same goods agree.

namespace imdad::app {

class NameBook {
 public:
    /// `scenarios`: the folder in which each scenario has one of its own.
    explicit NameBook(std::filesystem::path scenarios) : scenarios_(std::move(scenarios)) {}

    /// Puts `names` (`places`, `products`, by id) into a document of the books: of what its members
    /// `at`, `from`, `to` and `unit` name. Left out: what no scenario has, what two call
    /// differently, and places that a scenario holds confidential.
    void add_names(nlohmann::ordered_json& document) const;

    /// Ids of the places whose name has `part`, in large or small letters (of A to Z).
    [[nodiscard]] std::set<std::string> places_called(std::string_view part) const;

    /// The same names beside the ids of a paper.
    void add_names(report::StockForm& form) const;

 private:
    /// By id; without a text where two scenarios differ.
    using Names = std::unordered_map<std::string, std::string>;

    struct File {
        std::filesystem::file_time_type changed;
        std::uintmax_t size = 0;
        std::shared_ptr<const Names> names;
        bool operator==(const File&) const = default;
    };

    struct Table {
        std::map<std::filesystem::path, File> files;
        std::shared_ptr<const Names> names = std::make_shared<const Names>();
    };

    void renew(Table& table, const char* file) const;
    [[nodiscard]] std::shared_ptr<const Names> places() const;
    [[nodiscard]] std::shared_ptr<const Names> products() const;

    std::filesystem::path scenarios_;
    mutable std::mutex mutex_;
    mutable Table places_;
    mutable Table products_;
};

}  // namespace imdad::app
