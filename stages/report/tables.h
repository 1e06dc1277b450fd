// The messages and the attachments of a run as tables, for programs and people that read no JSON. Made from a manifest
// whose lines hold what they need (EncodeOptions::tables), in bounded memory.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "stages/report/hashed_file.h"

namespace stages {

inline constexpr const char* messages_table_name = "messages.csv";
inline constexpr const char* attachments_table_name = "attachments.csv";

/// A byte order mark, without which spreadsheets take UTF-8 for something else; then RFC 4180, lines ended by CRLF.
inline constexpr std::string_view messages_columns =
    "\xEF\xBB\xBFid,parent,custodian,folder,message_id,sent,date_as_written,from,to,cc,bcc_count,subject,seen,items,"
    "attachments,bytes,sha256,md5,output,output_offset,dump,dump_input,dump_offset,dump_length,damage,synthesized\r\n";
inline constexpr std::string_view attachments_columns =
    "\xEF\xBB\xBFid,parent,custodian,folder,message_id,sent,item,part,name,media_type,bytes,sha256,md5,label,mac_type,"
    "mac_creator,output,output_offset,dump,dump_input,dump_offset,dump_length,dump_sha256\r\n";

/// Writes both tables into `directory`, a row for each message of `manifest` and one for each file that was delivered
/// with it, in the order of the manifest (docs/report.md). Throws OutputError, also for a manifest without digests.
[[nodiscard]] std::vector<FileSum> write_tables(const std::string& directory, const std::filesystem::path& manifest);

}  // namespace stages
