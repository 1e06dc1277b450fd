#include "stages/report/run_sums.h"

namespace stages {

RunSums sums_of(const ReportedRun& run) {
  RunSums sums;
  for (const ReportedDump& dump : run.dumps) {
    if (dump.result == nullptr) continue;
    const DumpResult& result = *dump.result;
    sums.tally += result.tally;
    sums.written += result.written;
    for (std::size_t kind = 0; kind < byte_kinds; ++kind)
      sums.accounted.at(kind) += result.ledger.sum(static_cast<ByteKind>(kind));
    for (const auto& [kind, count] : result.damage_by_kind) sums.damage[kind] += count;
    AccountSums& account = sums.accounts[dump.directory.empty() ? dump.name.account : dump.directory];
    account.name = dump.name.account;
    account.directory = dump.directory;
    account.written += result.written;
    account.quarantined_bytes += result.ledger.sum(ByteKind::quarantine);
    account.tally += result.tally;
  }
  return sums;
}

}  // namespace stages
