#pragma once

#include "exchange/problem.hpp"
#include "model/certificate.hpp"
#include "model/scenario.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Certificates in plan.json: one row of prices a line, by the ids of the scenario, so that a
/// person can read them and two plans can be compared line by line.

namespace imdad::exchange {

/// The list that stands under "certificates", laid out for the top level of plan.json.
[[nodiscard]] std::string certificates_text(const model::Scenario& scenario,
                                            const std::vector<model::CertifiedBound>& bounds);

struct ReadCertificates {
    std::vector<model::CertifiedBound> bounds;   ///< rows in order
    std::vector<model::AreaIndex> out_of_reach;  ///< as the plan lists them
};

/// The certificates of a plan.json and the areas that it lists as out of reach. Whatever is wrong
/// in them is a critical problem of `file` with its path, e.g.
/// "$.certificates[0].prices.lanes[3].weeks[1]". Nothing is read from a text that is no JSON
/// object.
[[nodiscard]] ReadCertificates parse_certificates(const model::Scenario& scenario,
                                                  const std::string& text,
                                                  std::string_view file,
                                                  ProblemList& problems);

}  // namespace imdad::exchange
