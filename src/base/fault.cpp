#include "base/fault.hpp"

#include <utility>

namespace imdad::base {

Error error_of(Fault fault) {
    std::string message = std::move(fault.message.text);
    if (!fault.right.empty()) {
        message += "; right would be " + fault.right.text;
    }
    return {std::move(fault.code), std::move(message), std::move(fault.where)};
}

}  // namespace imdad::base
