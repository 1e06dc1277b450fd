// The events of a run, one JSON object per line, in the order of the dumps. Made from what became of each dump, so they
// tell nothing of clock, host or jobs, and are the same for a run that was resumed. Nothing of what messages say is in
// them: places, counts, kinds, names of labels.
#pragma once

#include <string>

#include "stages/report/assembly.h"

namespace stages {

/// Before the first dump: the settings, what was found, and what was not.
void append_run_begun(std::string& out, const ReportedRun& run);

/// All that is to be said of one dump: how it was read, guesses, damage, labels nobody knows, what became of it.
void append_dump_events(std::string& out, const ReportedDump& dump);

/// After the last dump.
void append_run_finished(std::string& out, const ReportedRun& run, int exit_status);

}  // namespace stages
