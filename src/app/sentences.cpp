#include "app/sentences.hpp"

#include "app/asked_sentences.hpp"
#include "base/assert.hpp"
#include "register/lacks.hpp"

#include <nlohmann/json.hpp>

namespace imdad::app {

namespace {

using Json = nlohmann::ordered_json;
using base::numbered;

}  // namespace

Reason reason_of(const ledger::Refused& refused) {
    return {.code = "ledger." + refused.code, .arguments = refused.arguments};
}

Told tell_row(const Sentence& sentence, std::vector<std::string> arguments) {
    base::Said said =
        base::filled({.key = sentence.key, .text = sentence.text}, std::move(arguments));
    return {.code = std::string(sentence.code),
            .line = std::move(said.text),
            .reason = {std::string(sentence.key), std::move(said.arguments)}};
}

SaidLine said_line(std::vector<Told> sentences) {
    SaidLine said;
    for (Told& one : sentences) {
        said.text += (said.text.empty() ? "" : ", ") + one.line;
        said.parts.push_back(std::move(one.reason));
    }
    return said;
}

nlohmann::ordered_json reasons_json(const std::vector<Reason>& reasons) {
    Json list = Json::array();
    for (const Reason& reason : reasons) {
        list.push_back({{"code", reason.code},
                        {"arguments", reason.arguments},
                        {"row", reason.row},
                        {"about", reason.about}});
    }
    return list;
}

std::string sentences_document() {
    Json all = Json::object();
    const auto add_row = [&](std::string key, std::string text) {
        IMDAD_ASSERT(!all.contains(key), "two sentences have the same key");
        all[std::move(key)] = std::move(text);
    };
    for (std::size_t i = 0; i < ledger::kRefusalCount; ++i) {
        const auto one = static_cast<ledger::Refusal>(i);
        add_row("ledger." + std::string(ledger::code_of(one)), numbered(ledger::sentence_of(one)));
    }
    for (std::size_t i = 0; i < static_cast<std::size_t>(registry::LackCode::code_count); ++i) {
        const auto one = static_cast<registry::LackCode>(i);
        add_row(std::string(registry::code_text(one)), std::string(registry::sentence_text(one)));
    }
    for (const Sentence& one : kSentences) {
        add_row(std::string(one.key), numbered(one.text));
    }
    for (const Sentence& one : kAskedSentences) {
        add_row(std::string(one.key), numbered(one.text));
    }
    return all.dump(1) + '\n';
}

}  // namespace imdad::app
