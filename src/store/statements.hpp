#pragma once

#include <array>
#include <cstdint>
#include <string_view>

/// Every statement that the program sends to a database, but for those that begin and end
/// transactions. History is only ever read and appended to; a test looks at each statement here.

namespace imdad::store::sql {

/// What a statement does to which kind of table.
enum class Touch : std::uint8_t {
    reads,
    appends,  ///< to history
    derives,  ///< writes what can be worked out again from history
    accounts  ///< writes accounts of people and documents, which are erased when somebody asks for
              ///< it
};

struct Named {
    std::string_view sql;
    Touch touch;
};

// The ledger's journal.
inline constexpr Named kAppendEntry{
    "INSERT INTO journal (sequence, id, kind, business_date, recorded_at_ms, actor, body, leaf) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    Touch::appends};
inline constexpr Named kAppendPosting{
    "INSERT INTO posting (sequence, number, account, amount) VALUES ($1, $2, $3, $4)",
    Touch::appends};
inline constexpr Named kAppendTwoPostings{
    "INSERT INTO posting (sequence, number, account, amount) "
    "VALUES ($1, $2, $3, $4), ($1, $5, $6, $7)",
    Touch::appends};
inline constexpr Named kAppendAccount{
    "INSERT INTO account (account, holder, stage, unit, lot, expiry, earmark, pledge, activity) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    Touch::appends};
inline constexpr Named kSetBalance{
    "INSERT INTO balance (account, amount) VALUES ($1, $2) "
    "ON CONFLICT (account) DO UPDATE SET amount = excluded.amount",
    Touch::derives};
inline constexpr Named kReadEntries{
    "SELECT sequence, body, leaf FROM journal WHERE sequence >= $1 ORDER BY sequence LIMIT $2",
    Touch::reads};
inline constexpr Named kReadLeaf{"SELECT leaf FROM journal WHERE sequence = $1", Touch::reads};
inline constexpr Named kReadLeaves{
    "SELECT leaf FROM journal WHERE sequence >= $1 AND sequence < $2 ORDER BY sequence",
    Touch::reads};
inline constexpr Named kReadLastStep{
    "SELECT sequence, leaf FROM register_step ORDER BY sequence DESC LIMIT 1", Touch::reads};
/// Of which version the tables are, and a fact that tells which books these are: one row.
inline constexpr Named kReadStanding{
    "SELECT MAX(version), (SELECT value FROM fact WHERE name = $1) FROM schema_migration",
    Touch::reads};
inline constexpr Named kReadEntry{"SELECT body FROM journal WHERE sequence = $1", Touch::reads};
inline constexpr Named kReadWholeEntries{
    "SELECT sequence, body, leaf, id, kind, business_date, recorded_at_ms, actor FROM journal "
    "WHERE sequence >= $1 ORDER BY sequence LIMIT $2",
    Touch::reads};
inline constexpr Named kReadPostings{
    "SELECT sequence, account, amount FROM posting "
    "WHERE sequence >= $1 AND sequence < $2 ORDER BY sequence, number",
    Touch::reads};
inline constexpr Named kCountEntries{"SELECT COUNT(*), COALESCE(MAX(sequence), -1) FROM journal",
                                     Touch::reads};
inline constexpr Named kReadAccounts{
    "SELECT account, holder, stage, unit, lot, expiry, earmark, pledge, activity FROM account "
    "WHERE account >= $1 ORDER BY account",
    Touch::reads};
inline constexpr Named kReadBalances{
    "SELECT a.account, a.holder, a.stage, a.unit, a.lot, a.expiry, a.earmark, a.pledge, "
    "a.activity, "
    "b.amount "
    "FROM balance b JOIN account a ON a.account = b.account ORDER BY a.account",
    Touch::reads};
inline constexpr Named kReadHoldings{
    "SELECT a.account, a.holder, a.stage, a.unit, a.lot, a.expiry, a.earmark, a.pledge, "
    "a.activity, "
    "b.amount "
    "FROM account a JOIN balance b ON b.account = a.account "
    "WHERE a.holder = $1 AND ($2 IS NULL OR a.stage = $2) AND ($3 IS NULL OR a.unit = $3) "
    "AND ($4 IS NULL OR a.pledge = $4) AND b.amount <> 0 ORDER BY a.account",
    Touch::reads};
inline constexpr Named kReadSomeBalances{
    "SELECT a.account, a.holder, a.stage, a.unit, a.lot, a.expiry, a.earmark, a.pledge, "
    "a.activity, "
    "b.amount "
    "FROM balance b JOIN account a ON a.account = b.account "
    "WHERE ($1 IS NULL OR a.stage = $1) AND ($2 IS NULL OR a.unit = $2) "
    "AND ($3 IS NULL OR a.pledge = $3) AND b.amount <> 0 ORDER BY a.account",
    Touch::reads};
inline constexpr Named kReadMovements{
    "SELECT p.sequence, p.number, j.kind, j.business_date, p.account, p.amount FROM posting p "
    "JOIN journal j ON j.sequence = p.sequence "
    "WHERE p.account = $1 AND p.sequence <= $2 AND (p.sequence < $2 OR p.number < $3) "
    "ORDER BY p.sequence DESC, p.number DESC LIMIT $4",
    Touch::reads};
inline constexpr Named kReadAllMovements{
    "SELECT p.sequence, p.number, j.kind, j.business_date, p.account, p.amount FROM posting p "
    "JOIN journal j ON j.sequence = p.sequence "
    "WHERE p.sequence <= $1 AND (p.sequence < $1 OR p.number < $2) "
    "ORDER BY p.sequence DESC, p.number DESC LIMIT $3",
    Touch::reads};

// The register.
inline constexpr Named kAppendStep{
    "INSERT INTO register_step (sequence, id, actor, on_day, recorded_at_ms, request, leaf) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)",
    Touch::appends};
inline constexpr Named kAppendChange{
    "INSERT INTO register_change (sequence, number, kind, entity, field, before, after) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)",
    Touch::appends};
inline constexpr Named kSetField{
    "INSERT INTO register_field (kind, entity, field, position, value) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (kind, entity, field) DO UPDATE SET value = excluded.value, "
    "position = excluded.position",
    Touch::derives};
inline constexpr Named kClearEntity{"DELETE FROM register_field WHERE kind = $1 AND entity = $2",
                                    Touch::derives};
inline constexpr Named kReadFields{
    "SELECT kind, entity, field, value FROM register_field ORDER BY kind, entity, position",
    Touch::reads};
inline constexpr Named kReadSteps{
    "SELECT sequence, id, actor, on_day, recorded_at_ms, leaf, request FROM register_step "
    "WHERE sequence >= $1 ORDER BY sequence LIMIT $2",
    Touch::reads};
inline constexpr Named kReadChanges{
    "SELECT kind, entity, field, before, after FROM register_change WHERE sequence = $1 "
    "ORDER BY number",
    Touch::reads};
inline constexpr Named kReadHistory{
    "SELECT c.sequence, s.actor, s.on_day, s.recorded_at_ms, c.field, c.before, c.after "
    "FROM register_change c JOIN register_step s ON s.sequence = c.sequence "
    "WHERE c.kind = $1 AND c.entity = $2 ORDER BY c.sequence, c.number",
    Touch::reads};
inline constexpr Named kFindStep{"SELECT sequence, request FROM register_step WHERE id = $1",
                                 Touch::reads};
inline constexpr Named kCountSteps{
    "SELECT COUNT(*), COALESCE(MAX(sequence), -1) FROM register_step", Touch::reads};

// What partners keep.
inline constexpr Named kAppendCheckpoint{
    "INSERT INTO checkpoint (log, size, note, recorded_at_ms) VALUES ($1, $2, $3, $4)",
    Touch::appends};
inline constexpr Named kReadCheckpoints{
    "SELECT size, note FROM checkpoint WHERE log = $1 ORDER BY size, recorded_at_ms", Touch::reads};

// Accounts of people, and the history of who was granted what, which names nobody.
inline constexpr Named kReadUsers{
    "SELECT a.name, a.actor, COALESCE(b.since_ms, 0), COALESCE(b.reason, '') FROM user_account a "
    "LEFT JOIN user_block b ON b.name = a.name ORDER BY a.name",
    Touch::reads};
inline constexpr Named kReadGrants{
    "SELECT name, role, party, place, programme FROM user_grant "
    "ORDER BY name, role, party, place, programme",
    Touch::reads};
inline constexpr Named kAddUser{"INSERT INTO user_account (name, actor) VALUES ($1, $2)",
                                Touch::accounts};
inline constexpr Named kAddGrant{
    "INSERT INTO user_grant (name, role, party, place, programme) VALUES ($1, $2, $3, $4, $5)",
    Touch::accounts};
inline constexpr Named kEraseUser{"DELETE FROM user_account WHERE name = $1", Touch::accounts};
inline constexpr Named kEraseGrants{"DELETE FROM user_grant WHERE name = $1", Touch::accounts};
inline constexpr Named kEraseGrant{
    "DELETE FROM user_grant WHERE name = $1 AND role = $2 AND party = $3 AND place = $4 AND "
    "programme = $5",
    Touch::accounts};
inline constexpr Named kAddBlock{
    "INSERT INTO user_block (name, since_ms, reason) VALUES ($1, $2, $3)", Touch::accounts};
inline constexpr Named kEraseBlock{"DELETE FROM user_block WHERE name = $1", Touch::accounts};
inline constexpr Named kAppendGrantChange{
    "INSERT INTO grant_change (sequence, actor, subject, role, party, place, programme, granted, "
    "recorded_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    Touch::appends};
inline constexpr Named kCountGrantChanges{"SELECT COUNT(*) FROM grant_change", Touch::reads};

// How people show who they are.
inline constexpr Named kReadPassword{
    "SELECT hash, changed_at_ms FROM user_password WHERE name = $1", Touch::reads};
inline constexpr Named kAddPassword{
    "INSERT INTO user_password (name, hash, changed_at_ms) VALUES ($1, $2, $3)", Touch::accounts};
inline constexpr Named kErasePassword{"DELETE FROM user_password WHERE name = $1", Touch::accounts};
inline constexpr Named kReadLink{"SELECT name, expires_at_ms FROM user_link WHERE hash = $1",
                                 Touch::reads};
inline constexpr Named kAddLink{
    "INSERT INTO user_link (name, hash, expires_at_ms) VALUES ($1, $2, $3)", Touch::accounts};
inline constexpr Named kEraseLink{"DELETE FROM user_link WHERE name = $1", Touch::accounts};
inline constexpr Named kReadToken{
    "SELECT name, scope, expires_at_ms FROM user_token WHERE hash = $1", Touch::reads};
inline constexpr Named kReadTokensOf{
    "SELECT label, scope, made_at_ms, expires_at_ms FROM user_token WHERE name = $1 "
    "ORDER BY label",
    Touch::reads};
inline constexpr Named kAddToken{
    "INSERT INTO user_token (hash, name, label, scope, made_at_ms, expires_at_ms) "
    "VALUES ($1, $2, $3, $4, $5, $6)",
    Touch::accounts};
inline constexpr Named kEraseToken{"DELETE FROM user_token WHERE name = $1 AND label = $2",
                                   Touch::accounts};
inline constexpr Named kEraseTokensOf{"DELETE FROM user_token WHERE name = $1", Touch::accounts};

// Plans that were adopted.
inline constexpr Named kCountPlans{"SELECT COUNT(*) FROM adopted_plan", Touch::reads};
inline constexpr Named kAppendPlan{
    "INSERT INTO adopted_plan (sequence, id, name, shipments, actor, approver, on_day, "
    "recorded_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    Touch::appends};
inline constexpr Named kAppendPlannedShipment{
    "INSERT INTO planned_shipment (plan, number, id, lane, from_place, to_place, unit, lot, "
    "expiry, earmark, activity, amount, departure, arrival) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    Touch::appends};
inline constexpr Named kReadPlans{
    "SELECT id, name, shipments, actor, approver, on_day, recorded_at_ms FROM adopted_plan "
    "ORDER BY sequence",
    Touch::reads};
inline constexpr Named kReadPlannedShipments{
    "SELECT s.id, s.number, s.lane, s.from_place, s.to_place, s.unit, s.lot, s.expiry, s.earmark, "
    "s.activity, s.amount, s.departure, s.arrival FROM planned_shipment s "
    "JOIN adopted_plan p ON p.sequence = s.plan WHERE p.id = $1 ORDER BY s.number",
    Touch::reads};

// What waits for a second person, how it ended, and from which amount on it takes one.
inline constexpr Named kCountProposals{"SELECT COUNT(*) FROM proposal", Touch::reads};
inline constexpr Named kAppendProposal{
    "INSERT INTO proposal (sequence, id, task, payload, actor, reason, recorded_at_ms, "
    "device_time_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    Touch::appends};
inline constexpr Named kAppendProposalEnd{
    "INSERT INTO proposal_end (proposal, outcome, actor, reason, recorded_at_ms, device_time_ms) "
    "VALUES ($1, $2, $3, $4, $5, $6)",
    Touch::appends};
inline constexpr Named kReadProposals{
    "SELECT p.id, p.task, p.payload, p.actor, p.reason, p.recorded_at_ms, p.device_time_ms, "
    "COALESCE(e.outcome, ''), e.actor, COALESCE(e.reason, ''), COALESCE(e.recorded_at_ms, 0), "
    "COALESCE(e.device_time_ms, 0) FROM proposal p LEFT JOIN proposal_end e ON e.proposal = p.id "
    "ORDER BY p.sequence",
    Touch::reads};
inline constexpr Named kCountThresholds{"SELECT COUNT(*) FROM commitment_threshold", Touch::reads};
inline constexpr Named kAppendThreshold{
    "INSERT INTO commitment_threshold (sequence, unit, amount, actor, recorded_at_ms) "
    "VALUES ($1, $2, $3, $4, $5)",
    Touch::appends};
inline constexpr Named kReadThresholds{
    "SELECT unit, amount, actor, recorded_at_ms FROM commitment_threshold ORDER BY sequence",
    Touch::reads};

// Requests that were answered, by their keys.
inline constexpr Named kReadAnswered{
    "SELECT actor, asked, answer FROM answered_request WHERE id = $1", Touch::reads};
inline constexpr Named kAppendAnswered{
    "INSERT INTO answered_request (id, actor, asked, answer, recorded_at_ms) "
    "VALUES ($1, $2, $3, $4, $5)",
    Touch::appends};

// The bytes of attached documents.
inline constexpr Named kKeepDocument{
    "INSERT INTO document (kind, entity, hash, content, recorded_at_ms) "
    "VALUES ($1, $2, $3, $4, $5)",
    Touch::accounts};
inline constexpr Named kReadDocument{
    "SELECT content FROM document WHERE kind = $1 AND entity = $2 AND hash = $3", Touch::reads};
inline constexpr Named kCountDocument{
    "SELECT COUNT(*) FROM document WHERE kind = $1 AND entity = $2 AND hash = $3", Touch::reads};

// Facts about the database itself.
inline constexpr Named kReadFact{"SELECT value FROM fact WHERE name = $1", Touch::reads};
inline constexpr Named kAppendFact{"INSERT INTO fact (name, value) VALUES ($1, $2)",
                                   Touch::appends};
inline constexpr Named kReadVersions{"SELECT version, name FROM schema_migration ORDER BY version",
                                     Touch::reads};
inline constexpr Named kAppendVersion{
    "INSERT INTO schema_migration (version, name) VALUES ($1, $2)", Touch::appends};

inline constexpr std::array kAll = {kReadSomeBalances,  kReadHoldings,
                                    kReadAllMovements,  kAppendEntry,
                                    kAppendPosting,     kAppendTwoPostings,
                                    kAppendAccount,     kSetBalance,
                                    kReadEntries,       kReadEntry,
                                    kReadWholeEntries,  kReadPostings,
                                    kCountEntries,      kReadAccounts,
                                    kReadBalances,      kReadMovements,
                                    kAppendStep,        kAppendChange,
                                    kSetField,          kClearEntity,
                                    kReadFields,        kReadSteps,
                                    kReadChanges,       kReadHistory,
                                    kFindStep,          kCountSteps,
                                    kAppendCheckpoint,  kReadCheckpoints,
                                    kReadFact,          kAppendFact,
                                    kReadVersions,      kAppendVersion,
                                    kReadUsers,         kReadGrants,
                                    kAddUser,           kAddGrant,
                                    kEraseUser,         kEraseGrants,
                                    kAppendGrantChange, kCountGrantChanges,
                                    kReadPassword,      kAddPassword,
                                    kErasePassword,     kReadLink,
                                    kAddLink,           kEraseLink,
                                    kReadToken,         kReadTokensOf,
                                    kAddToken,          kEraseToken,
                                    kEraseTokensOf,     kCountPlans,
                                    kAppendPlan,        kAppendPlannedShipment,
                                    kReadPlans,         kReadPlannedShipments,
                                    kCountProposals,    kAppendProposal,
                                    kAppendProposalEnd, kReadProposals,
                                    kCountThresholds,   kAppendThreshold,
                                    kReadThresholds,    kReadLeaf,
                                    kReadLastStep,      kReadStanding,
                                    kEraseGrant,        kAddBlock,
                                    kEraseBlock,        kReadAnswered,
                                    kAppendAnswered,    kKeepDocument,
                                    kReadDocument,      kCountDocument,
                                    kReadLeaves};

/// Tables whose rows are never changed or removed.
inline constexpr std::array<std::string_view, 15> kHistory = {"journal",
                                                              "posting",
                                                              "account",
                                                              "register_step",
                                                              "register_change",
                                                              "checkpoint",
                                                              "fact",
                                                              "schema_migration",
                                                              "grant_change",
                                                              "adopted_plan",
                                                              "planned_shipment",
                                                              "proposal",
                                                              "proposal_end",
                                                              "commitment_threshold",
                                                              "answered_request"};

/// Tables that can be worked out again from history.
inline constexpr std::array<std::string_view, 2> kDerived = {"balance", "register_field"};

/// Tables of personal data: rows are added and erased, and nothing in the books depends on them.
inline constexpr std::array<std::string_view, 7> kPersonal = {"user_account",
                                                              "user_grant",
                                                              "user_password",
                                                              "user_link",
                                                              "user_token",
                                                              "user_block",
                                                              "document"};

}  // namespace imdad::store::sql
