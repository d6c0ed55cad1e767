#include "http/names.hpp"

#include "app/plan_jobs.hpp"

#include <nlohmann/json.hpp>

namespace imdad::http {

void add_names(const Call& call, nlohmann::ordered_json& document) {
    if (call.plans != nullptr) {
        call.plans->workspace().names().add_names(document);
    } else {
        document["names"] = {{"places", nlohmann::ordered_json::object()},
                             {"products", nlohmann::ordered_json::object()}};
    }
}

}  // namespace imdad::http
