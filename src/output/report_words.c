#include "output/report_words.h"

#include "base/buf.h"

/* Chinese first, English second, everywhere in this file. */

static const char *const phrases[PHRASE_COUNT][2] = {
	[PHRASE_TITLE] = {"指标与目标完成情况", "Indicators and targets"},
	[PHRASE_SKIP] = {"跳到正文", "Skip to the contents"},
	[PHRASE_OVERVIEW] = {"概览", "Overview"},
	[PHRASE_MISSED] = {"未达标", "Missed"},
	[PHRASE_RISK] = {"滞后、有风险", "At risk or off track"},
	[PHRASE_WELL] = {"进展良好", "Going well"},
	[PHRASE_WANTING] = {"逾期、缺数据", "Overdue or without figures"},
	[PHRASE_NONE_MISSED] = {"没有未达标的目标。", "No target is missed."},
	[PHRASE_NONE_RISK] = {"没有滞后或有风险的目标。", "No target is at risk."},
	[PHRASE_NONE_WELL] = {"尚无达标或正常推进的目标。", "No target is met or on track yet."},
	[PHRASE_NONE_WANTING] = {"没有逾期的事项，数据齐全。",
		"Nothing is overdue, no figure is wanting."},
	[PHRASE_NOT_DUE] = {"未到期", "Not due"},
	[PHRASE_GROUPS] = {"问题台账", "Ledger of problems"},
	[PHRASE_OWNERS] = {"责任单位督办单", "By owner"},
	[PHRASE_TABLE] = {"全部目标", "All targets"},
	[PHRASE_ENTRIES] = {"各项指标", "Each indicator"},
	[PHRASE_REVISIONS] = {"数据修订", "Revisions"},
	[PHRASE_NO_REVISIONS] = {"没有修订。", "None."},
	[PHRASE_COLOPHON] = {"数据与方法", "Data and methods"},
	[PHRASE_STATUS] = {"状态", "Status"},
	[PHRASE_INDICATOR] = {"指标", "Indicator"},
	[PHRASE_TREND] = {"走势", "Trend"},
	[PHRASE_OWNER] = {"责任单位", "Owner"},
	[PHRASE_GROUP] = {"问题", "Group"},
	[PHRASE_PERIOD] = {"时期", "Period"},
	[PHRASE_VALUE] = {"实际", "Value"},
	[PHRASE_CHANGE] = {"环比", "Change"},
	[PHRASE_YOY] = {"同比", "On the year"},
	[PHRASE_TARGET] = {"目标", "Target"},
	[PHRASE_PACE] = {"进度", "Pace"},
	[PHRASE_PROJECTION] = {"预计全年", "Projection"},
	[PHRASE_CHANCE] = {"可能性", "Chance"},
	[PHRASE_VARIATION] = {"波动", "Variation"},
	[PHRASE_FRESHNESS] = {"时效", "Freshness"},
	[PHRASE_REASON] = {"说明", "Reason"},
	[PHRASE_DUE] = {"期限", "Due"},
	[PHRASE_DONE] = {"完成", "Done"},
	[PHRASE_STATE] = {"状态", "State"},
	[PHRASE_ACTION] = {"措施", "Action"},
	[PHRASE_ACTIONS] = {"措施", "Actions"},
	[PHRASE_ACTIONS_DONE] = {"措施完成", "Actions done"},
	[PHRASE_TARGETS] = {"目标：达标／在途／未达标", "Targets: met / open / missed"},
	[PHRASE_EVIDENCE] = {"依据与进展", "Evidence and progress"},
	[PHRASE_FIGURES] = {"数据表", "Figures"},
	[PHRASE_NO_FIGURES] = {"尚无数据", "No figure yet"},
	[PHRASE_NO_CHART] = {"图未能绘制", "The chart could not be drawn"},
	[PHRASE_NO_TARGET] = {"未设目标", "no target"},
	[PHRASE_OVER] = {"（已结束）", " (over)"},
	[PHRASE_NOTE] = {"说明", "Note"},
	[PHRASE_SOURCE] = {"来源", "Source"},
	[PHRASE_OLD] = {"原数", "Old"},
	[PHRASE_NEW] = {"新数", "New"},
	[PHRASE_WHEN] = {"装入时间", "Loaded"},
	[PHRASE_FILE] = {"文件", "File"},
	[PHRASE_LOAD] = {"装入", "Load"},
	[PHRASE_LONG_TERM] = {"长期", "long-term"},
	[PHRASE_ACTION_DONE] = {"已完成", "done"},
	[PHRASE_ACTION_OPEN] = {"推进中", "open"},
	[PHRASE_ACTION_OVERDUE] = {"已逾期", "overdue"},
	[PHRASE_ALL] = {"全部", "all"},
	[PHRASE_SEARCH] = {"查找", "Find"},
	[PHRASE_TO_TOP] = {"回到页首", "Back to top"},
	[PHRASE_CONTENTS] = {"目录", "Contents"},
	[PHRASE_MET_OR_ON_TRACK] = {"达标、正常推进", "Met or on track"},
	[PHRASE_NO_USABLE_FIGURE] = {"没有可用数据", "Without a usable figure"},
	[PHRASE_TABLE_CAPTION] = {"全部目标，最差的在前；没有目标的指标在后",
		"All targets, the worst first; indicators without a target last"},
	[PHRASE_UNIT] = {"单位", "Unit"},
	[PHRASE_WITHOUT_TARGET] = {"未设目标的指标", "Indicators without a target"},
	[PHRASE_FOLLOW_UP] = {"督办单", "Follow-up sheet"},
	[PHRASE_TO_ACT] = {"需要督办", "To be followed up"},
	[PHRASE_NOBODY_TO_ACT] = {"没有未达标、滞后或逾期的事项需要督办。",
		"Nothing is missed, behind or overdue: nobody has to be followed up."},
	[PHRASE_OVERDUE_ACTION] = {"逾期措施", "overdue action"},
	[PHRASE_OVERDUE_ACTIONS] = {"逾期措施", "overdue actions"},
	[PHRASE_UNDONE_ACTIONS] = {"未完成措施", "Actions not done"},
	[PHRASE_SIGNED] = {"签收人", "Received by"},
	[PHRASE_SIGNED_ON] = {"签收日期", "Date"},
	[PHRASE_REPLY_ON] = {"反馈日期", "Reply on"},
	[PHRASE_RESET] = {"清除筛选", "Clear"},
	[PHRASE_COUNT_SHOWN] = {"显示 %1／%2 项", "%1 of %2 shown"},
	[PHRASE_OWNERS_CAPTION] = {"各责任单位的目标和措施，待办最多的在前",
		"Targets and actions by owner, those with most to do first"},
	[PHRASE_NO_TARGETS] = {"目录中没有设定目标；各项指标的最新数和走势见下。",
		"The catalogue sets no targets; the latest figures and their course are below."},
	[PHRASE_SHEET] = {"指标总览图", "All indicators in small"},
	[PHRASE_AND_MORE] = {"等", "and others"},
};

const char *phrase(enum phrase which, bool english)
{
	return phrases[which][english];
}

const char *phrase_standing(enum standing_state state, bool english)
{
	static const char *const words[][2] = {
		[STANDING_CLOSED] = {"已销号", "closed"},
		[STANDING_READY] = {"可销号", "ready to close"},
		[STANDING_OPEN] = {"推进中", "open"},
		[STANDING_OVERDUE] = {"已逾期", "overdue"},
		[STANDING_REOPENED] = {"回炉", "reopened"},
	};

	return words[state][english];
}

const char *phrase_comma(bool english)
{
	return english ? ", " : "、";
}

const char *phrase_colon(bool english)
{
	return english ? ": " : "：";
}

struct str phrase_list(struct arena *arena, const struct str_list *list, bool english)
{
	struct buf out;

	buf_init(&out, arena);
	for (size_t i = 0; i < list->count; i++) {
		buf_text(&out, i ? phrase_comma(english) : "");
		buf_add(&out, list->item[i]);
	}
	return buf_str(&out);
}

const char *phrase_method(int i, bool text, bool english)
{
	static const char *const methods[METHOD_COUNT][2][2] = {
		{{"状态", "Status"},
			{"每个目标只有一种状态，由期限所在时期的数据判定；期限未到的，看进度和预计"
			 "。"
			 "缺数据不算未达标。",
				"A target has exactly one status, decided by the figure of its "
				"period; before the deadline by pace and projection. A missing "
				"figure is never a missed target."}},
		{{"进度", "Pace"},
			{"年度目标：已完成的比例减去序时进度，以百分点计。限期目标："
			 "已走完路程的比例除以已过时间的比例，95% 以上为正常，60% 以下为明显滞后。",
				"Of a year's target: the share done less the share of the year "
				"gone, in points. Of a deadline: share of the way by share of the "
				"time; 95% and more is on track, less than 60% off track."}},
		{{"预计与可能性", "Projection and chance"},
			{"有连续三年以上月度数据的，用三种方法预测的平均值；不足的，按往年同期占全"
			 "年的"
			 "比例推算。区间和可能性来自同一方法在往年的误差。",
				"The mean of three forecasts where three years of months are "
				"known, "
				"else the share of the year that was usually there by now. "
				"Interval "
				"and chance come from the error of the same method in earlier "
				"years."}},
		{{"波动", "Variation"},
			{"XmR 控制限：均值 ± 2.66 倍平均移动极差。超限、连续七点同侧或同向，"
			 "才算异常；它不改变状态。",
				"XmR limits: the mean ± 2.66 times the mean moving range. Only "
				"what "
				"lies beyond, or seven in a row on one side or in one direction, "
				"is "
				"unusual. It never changes a status."}},
		{{"时效", "Freshness"},
			{"数据在时期结束若干天（默认 25 "
			 "天）后仍未到，即为迟报；最近两期以上未到为过期。",
				"A figure that is not there some days (25 unless set) after its "
				"period is late; two or more in a row are stale."}},
		{{"问题的状态", "States of groups"},
			{"销号由人决定，写在目录里；销号后目标未达标或措施逾期，即为回炉。"
			 "目标全部达标、措施全部完成而未宣布的，为可销号。",
				"Closing is a decision, written in the catalogue; when a target or "
				"an action slips afterwards the group is reopened. All met and "
				"done "
				"but not declared is ready to close."}},
		{{"舍入", "Rounding"},
			{"四舍五入到指标的小数位，百分数到一位；若舍入后与判定矛盾，多印一位。",
				"Half away from zero to the indicator's decimals, percentages to "
				"one; one more is printed where rounding would contradict the "
				"status."}},
	};

	return methods[i][text][english];
}
