#pragma once

#include "ledger/entry.hpp"

#include <string>

/// The canonical bytes of an entry: what the leaves of the Merkle log are hashes of.

namespace imdad::ledger {

/// Appends the bytes of `entry` to `out`.
///
/// Version 1. A whole number is a varint (7 bits per byte, lowest first, highest bit = more
/// follow); a signed one is zigzag first (0, -1, 1, -2, ... are 0, 1, 2, 3). An id is 16 bytes,
/// big-endian. A text or hash is its length, then its bytes. A name is written as text where it
/// first occurs in the entry, by its number there afterwards: 0 for a text that follows, else 1 +
/// order of first use; so a leaf can be read by whoever has that leaf alone.
///
/// Order: version, sequence, recorded_at_ms, id, kind, business date (days since 1970-01-01),
/// device_time_ms, actor, count of given fields, each given field as its number and value in the
/// order of `Field`; count of postings, each as holder, stage, unit, lot, expiry, earmark, pledge,
/// amount; missing, surplus, beyond_tolerance.
/// Two entries that differ in anything have different bytes.
void encode(const Entry& entry, const Names& names, std::string& out);

}  // namespace imdad::ledger
