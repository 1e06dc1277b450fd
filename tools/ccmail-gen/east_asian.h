// The same in Japanese, Chinese and Korean, for dumps in code pages of two bytes. Many characters have a second byte
// that is an ASCII sign: 0x5C in 表, ソ, 予, 十, 能, 許, 功 and 蓋, 0x7C in ポ and 育, 0x40 in the wide blank and 一,
// letters in 똠, 펲, 샾 and 镕.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace ccmail_gen::vocabulary {

struct EastAsian {
  std::span<const std::string_view> last_names;
  std::span<const std::string_view> first_names;
  std::span<const std::string_view> folders;
  std::span<const std::string_view> subjects;
  std::span<const std::string_view> words;
  std::span<const std::string_view> file_stems;
};

namespace japanese {

inline constexpr auto last_names =
    std::to_array<std::string_view>({"山田", "鈴木", "佐藤", "表", "十河", "曽根", "ソニア", "ﾀﾅｶ"});
inline constexpr auto first_names =
    std::to_array<std::string_view>({"太郎", "花子", "一郎", "圭", "予史子", "能理子", "ポール", "次　郎"});
inline constexpr auto folders =
    std::to_array<std::string_view>({"受信箱", "予算", "営業／東京", "ソフト開発", "能力表"});
inline constexpr auto subjects = std::to_array<std::string_view>(
    {"会議のお知らせ", "予算表の件", "ソフトの申請について", "Re: 十月の予定", "表示能力テスト（至急）", "ﾊﾝｶｸｶﾅの件名",
     "来週の出張予定をお知らせします。東京から大阪へ行きます。", "㈱ポピー｜構想について"});
inline constexpr auto words = std::to_array<std::string_view>({"よろしくお願いします。",
                                                               "お世話になっております。",
                                                               "会議",
                                                               "資料を",
                                                               "ご確認ください。",
                                                               "予算については",
                                                               "まだ決まっていません。",
                                                               "ソフト",
                                                               "表",
                                                               "能力",
                                                               "です",
                                                               "ます",
                                                               "しました",
                                                               "ﾌﾟﾘﾝﾀ",
                                                               "金曜日までに",
                                                               "連絡します。",
                                                               "①",
                                                               "№4",
                                                               "ファイル",
                                                               "十分な",
                                                               "構造",
                                                               "貼付しましたので"});
inline constexpr auto file_stems = std::to_array<std::string_view>({"予算表", "ソフト一覧", "会議 資料", "ﾃｽﾄ"});

inline constexpr EastAsian all = {last_names, first_names, folders, subjects, words, file_stems};

}  // namespace japanese

namespace simplified_chinese {

inline constexpr auto last_names = std::to_array<std::string_view>({"王", "李", "张", "陈", "欧阳"});
inline constexpr auto first_names = std::to_array<std::string_view>({"小明", "建国", "伟", "镕基", "秀英"});
inline constexpr auto folders = std::to_array<std::string_view>({"收件箱", "预算", "上海办事处"});
inline constexpr auto subjects = std::to_array<std::string_view>(
    {"会议通知", "关于预算的问题", "请看附件", "下星期的出差计划，请大家在星期五以前回复"});
inline constexpr auto words =
    std::to_array<std::string_view>({"您好，", "请在星期五以前", "看一下",   "附件中的", "资料。", "我们",  "这个",
                                     "预算",   "还没有",         "决定。",   "会议",     "的",     "在",    "是",
                                     "有问题", "可以给我",       "打电话。", "公司",     "镕",     "谢谢！"});
inline constexpr auto file_stems = std::to_array<std::string_view>({"预算表", "会议 资料"});

inline constexpr EastAsian all = {last_names, first_names, folders, subjects, words, file_stems};

}  // namespace simplified_chinese

namespace korean {

inline constexpr auto last_names = std::to_array<std::string_view>({"김", "이", "박", "최", "똠"});
inline constexpr auto first_names = std::to_array<std::string_view>({"철수", "영희", "민호", "서연", "샾"});
inline constexpr auto folders = std::to_array<std::string_view>({"받은편지함", "예산", "서울 영업부"});
inline constexpr auto subjects =
    std::to_array<std::string_view>({"회의 안내", "예산 보고서에 대하여", "첨부 파일 확인 바랍니다",
                                     "다음 주 출장 계획을 알려 드립니다. 서울에서 부산까지 다녀오겠습니다."});
inline constexpr auto words = std::to_array<std::string_view>(
    {"안녕하세요.", "다음",      "주",     "회의",     "자료를",   "첨부하였으니", "확인하여",
     "주시기",      "바랍니다.", "예산은", "아직",     "정해지지", "않았습니다.",  "감사합니다.",
     "보고서",      "이번",      "에서",   "똠방각하", "펲시",     "있습니다."});
inline constexpr auto file_stems = std::to_array<std::string_view>({"예산표", "회의 자료"});

inline constexpr EastAsian all = {last_names, first_names, folders, subjects, words, file_stems};

}  // namespace korean

namespace traditional_chinese {

inline constexpr auto last_names = std::to_array<std::string_view>({"王", "許", "陳", "林", "歐陽"});
inline constexpr auto first_names = std::to_array<std::string_view>({"小明", "功蓋", "育仁", "淑芬", "建國"});
inline constexpr auto folders = std::to_array<std::string_view>({"收件匣", "預算", "台北辦事處"});
inline constexpr auto subjects = std::to_array<std::string_view>(
    {"會議通知", "關於預算的問題", "請看附件", "下星期的出差計劃，請大家在星期五以前回覆", "功能表｜一覽"});
inline constexpr auto words = std::to_array<std::string_view>(
    {"您好，", "請在星期五以前", "看一下", "附件中的", "資料。", "我們", "這個",   "預算",
     "還沒有", "決定。",         "會議",   "的",       "在",     "是",   "有問題", "可以打電話",
     "給我。", "公司",           "功能",   "謝謝！",   "許可",   "育"});
inline constexpr auto file_stems = std::to_array<std::string_view>({"預算表", "會議 資料", "功蓋"});

inline constexpr EastAsian all = {last_names, first_names, folders, subjects, words, file_stems};

}  // namespace traditional_chinese

}  // namespace ccmail_gen::vocabulary
