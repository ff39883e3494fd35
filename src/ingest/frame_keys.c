/* The words by which rows around a table say what they are. */
#include "ingest/frame_parts.h"

#include <string.h>

static const char *const name_keys[] = {"指标名称", "指标", "名称", "title", "series",
	"series name", "series title", "name", "label", "libellé", "indicator", "indicator name",
	NULL};
static const char *const unit_keys[] = {
	"单位", "计量单位", "数据单位", "unit", "units", "unité", "einheit", NULL};
static const char *const date_keys[] = {"更新时间", "最新更新", "最近更新", "时间区间", "时间范围",
	"起始时间", "截止时间", "开始时间", "结束时间", "起始日期", "截止日期", "发布日期",
	"填报日期", "制表日期", "release date", "next release", "last updated", "last updated date",
	"last update", "last update time", "first obs. date", "last obs. date",
	"dernière mise à jour", "stand", NULL};
static const char *const about_keys[] = {"指标id", "指标代码", "指标编码", "编码", "代码", "频率",
	"频度", "来源", "数据来源", "状态", "国家", "地区范围", "数据库", "制表", "制表单位",
	"填报单位", "报表名称", "表名", "备注", "说明", "cdid", "source dataset id", "preunit",
	"important notes", "frequency", "freq", "table", "source", "data source", "status",
	"region", "subregion", "country", "series id", "series code", "sr code", "mnemonic",
	"function description", "idbank", "codes", NULL};
static const char *const period_keys[] = {
	"日期", "时间", "月份", "date", "time", "period", "month", "période", "zeit", NULL};

/* A footer begins with one of these; behind the short ones a mark must follow (注册企业数 is none).
 */
static const char *const footers[] = {"数据来源", "资料来源", "来源", "备注", "说明", "how to cite",
	"symbol legend", "©", "____"};
static const char *const footers_with_mark[] = {"注", "source", "note", "footnote"};
static const char *const footer_marks[] = {"：", ":", "、", ".", "．", "。", "（", "(", "释", "明",
	" ", "　", "1", "2", "3", "4", "5", "6", "7", "8", "9", "①", "1", "*"};

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

enum frame_key frame_key(struct str cell)
{
	static const struct {
		const char *const *words;
		enum frame_key key;
	} keys[] = {{name_keys, KEY_NAME}, {unit_keys, KEY_UNIT}, {date_keys, KEY_DATE},
		{about_keys, KEY_ABOUT}, {period_keys, KEY_PERIOD}};

	if (str_ends(cell, STR(":")))
		cell.len--;
	for (size_t i = 0; i < COUNT(keys); i++)
		if (text_is_one_of(cell, keys[i].words))
			return keys[i].key;
	return KEY_NONE;
}

static bool begins_footer(struct str cell)
{
	for (size_t i = 0; i < COUNT(footers); i++)
		if (str_starts(cell, str_of(footers[i])))
			return true;
	for (size_t i = 0; i < COUNT(footers_with_mark); i++) {
		struct str rest = str_from(cell, strlen(footers_with_mark[i]));

		if (!str_starts(cell, str_of(footers_with_mark[i])))
			continue;
		if (str_starts(rest, STR("s")))
			rest = str_from(rest, 1);
		if (!rest.len)
			return true;
		for (size_t k = 0; k < COUNT(footer_marks); k++)
			if (str_starts(rest, str_of(footer_marks[k])))
				return true;
	}
	return false;
}

/* Nothing but text beside it; a row as wide as the table must hold nothing beside it. */
bool frame_is_footer(const struct sheet *sheet, size_t record)
{
	size_t width = sheet_width(sheet, record), len;
	bool whole = width == sheet->dialect.width, alone;
	struct str cell;
	char lower[16];

	if (whole && sheet_cell(sheet, record, width - 1).len)
		return false;
	alone = record_extent(sheet, record) == 1;
	if (!alone && whole)
		return false;
	cell = frame_cell(sheet, record, 0);
	len = cell.len < sizeof(lower) ? cell.len : sizeof(lower);
	for (size_t i = 0; i < len; i++)
		lower[i] = cell.at[i] >= 'A' && cell.at[i] <= 'Z' ? (char)(cell.at[i] + 0x20)
								  : cell.at[i];
	return len && begins_footer((struct str){lower, len}) &&
	       (alone || frame_is_text(sheet, record));
}
