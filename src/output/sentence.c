#include "output/sentence.h"

#include "output/words.h"
#include "output/writing.h"
#include "text/decimal.h"

#include <math.h>

struct str writing_amount(const struct writing *w, double value)
{
	return words_value(w->arena, w->verdict->indicator, MEASURE_VALUE, value, w->english);
}

struct str writing_percent(const struct writing *w, double value)
{
	return str_printf(w->arena, "%.*s%%", STR_ARG(decimal_round(w->arena, value, 1, false)));
}

static struct str period(const struct writing *w, int number)
{
	return words_period(w->arena, w->verdict->indicator, number);
}

void writing_say(struct writing *w, const char *chinese, const char *english, struct str text)
{
	buf_printf(&w->out, w->english ? english : chinese, STR_ARG(text));
}

void writing_count(struct writing *w, const char *chinese, const char *english, int count)
{
	buf_printf(&w->out, w->english ? english : chinese, count, count == 1 ? "" : "s");
}

static void say_value(struct writing *w)
{
	const struct verdict *v = w->verdict;

	if (!v->has_period)
		return;
	buf_printf(&w->out, w->english ? "%.*s: %.*s" : "%.*s 为 %.*s",
		STR_ARG(period(w, v->period)), STR_ARG(words_judged(w->arena, v, w->english)));
	if (isnan(v->value) && !isnan(v->base)) /* no growth on a base ≤ 0, only a change */
		writing_say(w, "（增减 %.*s）", " (a change of %.*s)",
			writing_amount(w, v->current - v->base));
	if (v->span > 1)
		writing_count(w, "（%d 期合计）", " (%d period%s together)", v->span);
}

static void say_level(struct writing *w)
{
	const struct verdict *v = w->verdict;

	if (isnan(v->ratio))
		return;
	writing_say(w, "；完成进度为时间进度的 %.*s",
		"; advance is %.*s of what the time elapsed asks for",
		writing_percent(w, 100 * v->ratio));
}

static void say_overdue(struct writing *w)
{
	const struct verdict *v = w->verdict;

	if (v->has_last)
		writing_say(w, "数据停在 %.*s", "the latest figure is of %.*s", period(w, v->last));
	else
		buf_text(&w->out, w->english ? "no figure yet" : "尚无数据");
	if (v->overdue > 0)
		writing_count(w, "，已缺 %d 期", ", %d period%s overdue", v->overdue);
}

static void say_broken(struct writing *w)
{
	writing_count(w, "；已连续 %d 期未达标", "; broken for %d period%s in a row",
		w->verdict->periods);
	if (w->verdict->target->patience > 0)
		writing_count(w, "（容许 %d 期）", " (%d allowed)", w->verdict->target->patience);
}

/* Reasons that are said in the same words every time, most of them behind the value. */
static const struct {
	const char *chinese, *english;
	bool with_value;
} remarks[] = {
	[REASON_NO_PERIOD] = {"尚未到期", "nothing is due yet", false},
	[REASON_NO_EARLIER] = {"尚无可比的早期数据", "needs an earlier figure to compare with",
		false},
	[REASON_NO_FIGURE] = {"尚无数据", "no figure yet", false},
	[REASON_NO_VALUE] = {"该时段尚无数据", "no figure for that time yet", false},
	[REASON_NO_MEASURE] = {"现有数据算不出该指标",
		"cannot be computed from the figures at hand", false},
	[REASON_NO_BOUND] = {"目标值尚无数据", "the target value has no figure", false},
	[REASON_EARLY] = {"；年内已成定局", "; decided before the year's end", true},
	[REASON_REACHED] = {"；已提前达到", "; already reached", true},
	[REASON_WRONG_WAY] = {"；走势与目标相反", "; moving the wrong way", true},
	[REASON_NO_PACE] = {"；期限未到", "; open until the deadline", true},
	[REASON_BROKEN_FOR_GOOD] = {NULL, NULL, true},
};

static void say_remark(struct writing *w)
{
	enum reason reason = w->verdict->reason;

	if (!remarks[reason].chinese || remarks[reason].with_value)
		say_value(w);
	if (remarks[reason].chinese)
		buf_text(&w->out, w->english ? remarks[reason].english : remarks[reason].chinese);
}

/* Reasons with numbers of their own. */
static void say_numbers(struct writing *w)
{
	const struct verdict *v = w->verdict;

	switch (v->reason) {
	case REASON_LATE_REACHED:
		writing_count(w, "；逾期 %d 期完成", "; reached %d period%s late", v->periods);
		break;
	case REASON_LATE_FIRST:
		writing_count(w, "；按期限后 %d 期的首个数据判断",
			"; judged by the first figure, %d period%s after the deadline", v->periods);
		break;
	case REASON_PACE:
		writing_pace(w);
		break;
	case REASON_LEVEL:
		say_level(w);
		break;
	case REASON_BROKEN:
	case REASON_BROKEN_FOR_GOOD:
		say_broken(w);
		break;
	default:
		break;
	}
}

static void say_reason(struct writing *w)
{
	if (w->verdict->reason == REASON_OLD) {
		say_overdue(w);
		return;
	}
	say_remark(w);
	say_numbers(w);
}

struct str sentence_verdict(struct arena *arena, const struct verdict *verdict, bool english)
{
	struct writing w = {.arena = arena, .verdict = verdict, .english = english};

	buf_init(&w.out, arena);
	say_reason(&w);
	if (verdict->freshness == LATE && verdict->reason != REASON_OLD)
		writing_count(&w, "；最近 %d 期迟报", "; %d period%s late", verdict->overdue);
	writing_variation(&w);
	return buf_str(&w.out);
}
