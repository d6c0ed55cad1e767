#include "app/problem_sentences.hpp"

#include "base/assert.hpp"
#include "exchange/sentences.hpp"
#include "model/sentences.hpp"
#include "plan/lock_sentences.hpp"
#include "quantify/sentences.hpp"

#include <nlohmann/json.hpp>

namespace imdad::app {

std::string problem_sentences_document() {
    nlohmann::ordered_json all = nlohmann::ordered_json::object();
    const auto add = [&](const auto& table) {
        for (const base::Sentence& one : table) {
            IMDAD_ASSERT(!all.contains(one.key), "two sentences have the same key");
            all[std::string(one.key)] = base::numbered(one.text);
        }
    };
    add(exchange::kSentences);
    add(model::kSentences);
    add(quantify::kSentences);
    add(plan::kLockSentences);
    return all.dump(1) + '\n';
}

}  // namespace imdad::app
