#pragma once

/// The text of data/common_passwords.txt, as it was when the program was built: sorted by bytes,
/// one password a line, in lower case.

namespace imdad::app {

extern const char* const kCommonPasswordsTxt;

}  // namespace imdad::app
