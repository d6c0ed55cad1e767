#pragma once

/// The texts of web/src/i18n/*.json, as they were when the program was built: the screens and the
/// pages that the server prints say the same words, and there is one place to change them.

namespace imdad::report {

extern const char* const kWebTextsEn;
extern const char* const kWebTextsFr;
extern const char* const kWebTextsAr;
/// Sentences of explanations, of web/src/explanations.
extern const char* const kExplanationsFr;
extern const char* const kExplanationsAr;
/// Sentences of refusals, of web/src/refusals.
extern const char* const kRefusalsFr;
extern const char* const kRefusalsAr;

}  // namespace imdad::report
