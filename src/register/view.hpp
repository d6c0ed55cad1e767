#pragma once

#include "register/register.hpp"

#include <string>
#include <string_view>
#include <vector>

/// A register with the changes of one command laid over it: guards and effects see what the command
/// has done so far, and the register itself stays as it was until everything has been decided.

namespace imdad::registry {

class View {
 public:
    /// `base` must outlive the view.
    explicit View(const Register& base) : base_(&base) {}

    /// Null if there is none. Valid until the next `edit` or `add`.
    template <typename T>
    [[nodiscard]] const T* find(std::string_view id) const {
        const auto& touched = touched_.template table<T>();
        if (const auto found = touched.find(id); found != touched.end()) {
            return &found->second;
        }
        return find_before<T>(id);
    }

    /// As it was before the view touched it; null if it was not there.
    template <typename T>
    [[nodiscard]] const T* find_before(std::string_view id) const {
        const auto& table = base_->template table<T>();
        const auto found = table.find(id);
        return found == table.end() ? nullptr : &found->second;
    }

    /// In the order of ids.
    template <typename T, typename Visit>
    void each(Visit&& visit) const {
        const auto& touched = touched_.template table<T>();
        auto next = touched.begin();
        for (const auto& [id, entity] : base_->template table<T>()) {
            for (; next != touched.end() && next->first < id; ++next) {
                visit(next->second);
            }
            if (next != touched.end() && next->first == id) {
                visit((next++)->second);
            } else {
                visit(entity);
            }
        }
        for (; next != touched.end(); ++next) {
            visit(next->second);
        }
    }

    /// Requires: the entity exists.
    template <typename T>
    [[nodiscard]] T& edit(std::string_view id) {
        auto& touched = touched_.template table<T>();
        if (const auto found = touched.find(id); found != touched.end()) {
            return found->second;
        }
        const T* before = find<T>(id);
        IMDAD_ASSERT(before != nullptr, "an effect changes an entity that does not exist");
        return touched.emplace(std::string(id), *before).first->second;
    }

    /// Requires: the id is free.
    template <typename T>
    T& add(T entity) {
        IMDAD_ASSERT(find<T>(entity.id) == nullptr, "an entity is added under an id that is taken");
        std::string id = entity.id;
        return touched_.template table<T>().emplace(std::move(id), std::move(entity)).first->second;
    }

    /// Where the view differs from the register: kinds in their order, entities by id.
    [[nodiscard]] std::vector<Change> changes() const;

    /// What has been edited or added.
    [[nodiscard]] const Register& touched() const { return touched_; }

 private:
    const Register* base_;
    Register touched_;
};

}  // namespace imdad::registry
