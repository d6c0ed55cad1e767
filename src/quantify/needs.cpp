#include "quantify/needs.hpp"

#include "quantify/row_quantifier.hpp"

namespace imdad::quantify {

DerivedNeeds derive_needs(const model::ScenarioData& data) {
    DerivedNeeds derived;
    derived.needs.reserve(data.quantifications.size());
    derived.explanations.reserve(data.quantifications.size());
    for (const model::Quantification& row : data.quantifications) {
        RowQuantifier(data, row, derived).run();
    }
    return derived;
}

std::pair<model::ScenarioData, DerivedNeeds> with_derived_needs(model::ScenarioData data) {
    DerivedNeeds derived = derive_needs(data);
    data.needs.insert(data.needs.end(), derived.needs.begin(), derived.needs.end());
    return {std::move(data), std::move(derived)};
}

}  // namespace imdad::quantify
