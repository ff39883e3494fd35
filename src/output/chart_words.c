#include "output/chart_words.h"

#include "base/date.h"
#include "output/words.h"

static const char *const months[12] = {
	"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

const char *word(enum word word, bool english)
{
	static const char *const words[WORD_COUNT][2] = {
		[WORD_THIS] = {"本期", "Figure"},
		[WORD_LATEST] = {"最新一期", "Latest"},
		[WORD_MET] = {"达标", "Met"},
		[WORD_MISSED] = {"未达标", "Missed"},
		[WORD_MISSING] = {"缺数", "No figure"},
		[WORD_BEFORE] = {"上年同期", "Year before"},
		[WORD_TARGET] = {"目标", "Target"},
		[WORD_PACE] = {"序时", "Pace"},
		[WORD_BROKEN_AXIS] = {"纵轴未从 0 起", "Axis does not start at 0"},
		[WORD_LOWER_BETTER] = {"越低越好", "lower is better"},
		[WORD_NO_FIGURES] = {"本期间暂无数据", "No figures in this period"},
		[WORD_COMBINED] = {"宽柱为 1—2 月合计", "Wide bar: January and February"},
		[WORD_SOURCE] = {"数据来源：", "Source: "},
		[WORD_SO_FAR] = {"已完成", "So far"},
		[WORD_USUAL_RANGE] = {"常态波动范围", "Usual range"},
		[WORD_TRIAL_RANGE] = {"常态波动范围（数据少，试算）",
			"Usual range (trial: few figures)"},
		[WORD_USUAL] = {"常态", "Usual"},
		[WORD_PROJECTED] = {"预计", "Projected"},
		[WORD_PROJECTED_YEAR] = {"预计全年", "Year projected"},
		[WORD_OVERVIEW] = {"指标总览", "Overview"},
		[WORD_OVERVIEW_KEY] = {"最差的在前 · 各图纵轴独立 · 虚线为目标 · "
				       "浅色带为常态波动范围",
			"Worst first · each with its own scale · dotted: target · pale band: usual "
			"range"},
		[WORD_AREAS] = {"分地区", "by area"},
		[WORD_AREAS_KEY] = {"各图纵轴相同 · 虚线为目标 · 浅色带为常态波动范围",
			"All on the same scale · dotted: target · pale band: usual range"},
		[WORD_AREAS_APART_KEY] = {"各地大小悬殊，各图纵轴独立 · 虚线为目标 · "
					  "浅色带为常态波动范围",
			"Too different for one scale: each has its own · dotted: target · pale "
			"band: usual range"},
		[WORD_BY_YEAR] = {"每条线一年", "a line for each year"},
		[WORD_TARGET_PACE] = {"目标进度", "Target pace"},
		[WORD_FAN] = {"预计区间（80%）", "Projection (80%)"},
		[WORD_OFF_CHART] = {"图外", "off chart"},
		[WORD_FAN_REST] = {"其余各期平均的预计区间（80%）",
			"Mean of the rest, projected (80%)"},
	};

	return words[word][english];
}

const char *word_of_status(enum verdict_status status, bool english)
{
	static const char *const statuses[VERDICT_COUNT] = {
		[VERDICT_MET] = "Met",
		[VERDICT_ON_TRACK] = "On track",
		[VERDICT_NOT_DUE] = "Not due",
		[VERDICT_STALE] = "Out of date",
		[VERDICT_NO_DATA] = "No data",
		[VERDICT_AT_RISK] = "At risk",
		[VERDICT_OFF_TRACK] = "Off track",
		[VERDICT_MISSED] = "Missed",
	};

	return english ? statuses[status] : words_status(status, false);
}

const char *word_of_kind(const struct indicator *indicator, bool english)
{
	static const char *const stock[EVERY_COUNT][2] = {{"当日数", "end of day"},
		{"周末数", "end of week"}, {"月末数", "end of month"}, {"季末数", "end of quarter"},
		{"年末数", "end of year"}, {"", ""}};
	static const char *const flow[EVERY_COUNT][2] = {{"当日数", "in the day"},
		{"当周数", "in the week"}, {"当月数", "in the month"}, {"当季数", "in the quarter"},
		{"当年数", "in the year"}, {"", ""}};
	static const char *const ytd[2] = {"年初至本期累计", "year to date"};
	static const char *const cumulative[2] = {"累计数", "cumulative"};

	switch (indicator->kind) {
	case KIND_STOCK:
		return stock[indicator->every][english];
	case KIND_FLOW:
		return flow[indicator->every][english];
	case KIND_YTD:
		return ytd[english];
	case KIND_CUMULATIVE:
		return cumulative[english];
	default:
		return "";
	}
}

struct str word_count(struct arena *arena, size_t count, enum every every, bool english)
{
	static const char *const chinese[EVERY_COUNT] = {"天", "周", "个月", "个季度", "年", "期"};

	if (!english)
		return str_printf(arena, "%zu %s", count, chinese[every]);
	return str_printf(arena, "%zu %s%s", count,
		every == EVERY_ONCE ? "figure" : every_name(every), count == 1 ? "" : "s");
}

struct str word_month(struct arena *arena, int month, bool english)
{
	if (english)
		return str_of(months[month - 1]);
	return str_printf(arena, "%d月", month);
}

struct str word_year(struct arena *arena, const struct indicator *indicator, int year)
{
	return period_print(arena, EVERY_YEAR, indicator->calendar, year);
}

static struct str chinese_period(struct arena *arena, const struct indicator *indicator, int period)
{
	static const char *const quarters[] = {"一", "二", "三", "四"};
	int year, month, day;
	struct str week, of_year;

	date_split(period_first_day(indicator->every, indicator->calendar, period), &year, &month,
		&day);
	switch (indicator->every) {
	case EVERY_DAY:
		return str_printf(arena, "%d年%d月%d日", year, month, day);
	case EVERY_WEEK: /* 2024-W27: the year is that of the week's number */
		week = period_print(arena, EVERY_WEEK, indicator->calendar, period);
		str_cut(&week, '-', &of_year);
		week = str_from(week, str_starts(week, STR("W0")) ? 2 : 1);
		return str_printf(arena, "%.*s年第%.*s周", STR_ARG(of_year), STR_ARG(week));
	case EVERY_QUARTER:
		return str_printf(arena, "%d年%s季度", year, quarters[(month - 1) / 3]);
	case EVERY_MONTH:
	case EVERY_ONCE:
		return str_printf(arena, "%d年%d月", year, month);
	default:
		return period_print(arena, indicator->every, indicator->calendar, period);
	}
}

static struct str english_period(struct arena *arena, const struct indicator *indicator, int period)
{
	int year, month, day;

	date_split(period_first_day(indicator->every, indicator->calendar, period), &year, &month,
		&day);
	switch (indicator->every) {
	case EVERY_DAY:
		return str_printf(arena, "%d %s %d", day, months[month - 1], year);
	case EVERY_QUARTER:
		return str_printf(arena, "Q%d %d", (month - 1) / 3 + 1, year);
	case EVERY_MONTH:
	case EVERY_ONCE:
		return str_printf(arena, "%s %d", months[month - 1], year);
	default:
		return period_print(arena, indicator->every, indicator->calendar, period);
	}
}

struct str word_period(
	struct arena *arena, const struct indicator *indicator, int period, bool english)
{
	struct str text = english ? english_period(arena, indicator, period)
				  : chinese_period(arena, indicator, period);

	if (!english && indicator->every == EVERY_YEAR)
		return str_printf(arena, "%.*s年%s", STR_ARG(text),
			indicator->calendar.year_start > 1 ? "度" : "");
	return text;
}

struct str word_span(
	struct arena *arena, const struct indicator *indicator, int first, int last, bool english)
{
	struct str from = word_period(arena, indicator, first, english);
	struct str to = word_period(arena, indicator, last, english);

	if (first == last)
		return from;
	return str_printf(arena, "%.*s%s%.*s", STR_ARG(from), english ? " – " : "至", STR_ARG(to));
}
