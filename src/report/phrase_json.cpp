#include "report/phrase_json.hpp"

#include <nlohmann/json.hpp>

namespace imdad::report {

namespace {

using Json = nlohmann::ordered_json;

/// What stands for itself is a text.
Json part(const model::Phrase& said) {
    if (said.code.empty()) {
        return said.value;
    }
    Json arguments = Json::array();
    for (const model::Phrase& one : said.arguments) {
        arguments.push_back(part(one));
    }
    return {{"code", said.code}, {"arguments", std::move(arguments)}};
}

}  // namespace

Json phrase_json(const model::Phrase& said) {
    return said.empty() ? Json(nullptr) : part(said);
}

}  // namespace imdad::report
