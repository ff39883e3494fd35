#include "output/sentence.h"

#include "base/buf.h"
#include "output/words.h"
#include "text/decimal.h"

#include <math.h>

/* What the sentence is being written from. */
struct writing {
	struct arena *arena;
	const struct verdict *verdict;
	bool english;
	struct buf out;
};

static struct str amount(const struct writing *w, double value)
{
	return words_value(w->arena, w->verdict->indicator, MEASURE_VALUE, value, w->english);
}

static struct str percent(const struct writing *w, double value)
{
	return str_printf(w->arena, "%.*s%%", STR_ARG(decimal_round(w->arena, value, 1, false)));
}

static struct str period(const struct writing *w, int number)
{
	return words_period(w->arena, w->verdict->indicator, number);
}

static void say(struct writing *w, const char *chinese, const char *english, struct str text)
{
	buf_printf(&w->out, w->english ? english : chinese, STR_ARG(text));
}

static void say_count(struct writing *w, const char *chinese, const char *english, int count)
{
	buf_printf(&w->out, w->english ? english : chinese, count);
}

static void say_value(struct writing *w)
{
	const struct verdict *v = w->verdict;

	if (!v->has_period)
		return;
	buf_printf(&w->out, w->english ? "%.*s: %.*s" : "%.*s 为 %.*s",
		STR_ARG(period(w, v->period)), STR_ARG(words_judged(w->arena, v, w->english)));
	if (v->span > 1)
		say_count(w, "（%d 期合计）", " (%d periods together)", v->span);
}

/* "按序时进度应完成 41.7%，实际 47.5%，超前 5.8 个百分点" */
static void say_linear(struct writing *w)
{
	const struct verdict *v = w->verdict;
	double linear = 100.0 * v->known / v->of;
	struct str gap;

	if (isnan(v->linear_gap))
		return;
	gap = decimal_round(w->arena, fabs(v->linear_gap), 1, false);
	buf_printf(&w->out,
		w->english ? "; linear pace %.*s, actual %.*s, %.*s points %s"
			   : "；序时进度应完成 %.*s，实际 %.*s，%.*s 个百分点%s",
		STR_ARG(percent(w, linear)), STR_ARG(percent(w, linear + v->linear_gap)),
		STR_ARG(gap),
		v->linear_gap >= 0 ? (w->english ? "ahead" : "超前")
				   : (w->english ? "behind" : "滞后"));
}

static void say_projection(struct writing *w)
{
	const struct verdict *v = w->verdict;

	if (isnan(v->projection))
		return;
	say(w, "；预计全年 %.*s", "; projected for the year: %.*s", amount(w, v->projection));
	if (!isnan(v->low))
		buf_printf(&w->out,
			w->english ? " (80%% interval %.*s to %.*s)" : "（80%% 区间 %.*s 至 %.*s）",
			STR_ARG(amount(w, v->low)), STR_ARG(amount(w, v->high)));
	if (!isnan(v->chance))
		say(w, "，达到目标的可能性 %.*s", ", chance to meet it %.*s",
			str_printf(w->arena, "%.*s%%",
				STR_ARG(decimal_round(w->arena, 100 * v->chance, 0, false))));
	if (!isnan(v->needed))
		say(w, "；其余每期需 %.*s", "; each remaining period needs %.*s",
			amount(w, v->needed));
}

static void say_level(struct writing *w)
{
	const struct verdict *v = w->verdict;

	if (isnan(v->ratio))
		return;
	say(w, "；完成进度为时间进度的 %.*s", "; advance is %.*s of what the time elapsed asks for",
		percent(w, 100 * v->ratio));
}

static void say_overdue(struct writing *w)
{
	const struct verdict *v = w->verdict;

	if (v->has_last)
		say(w, "数据停在 %.*s", "the latest figure is of %.*s", period(w, v->last));
	else
		buf_text(&w->out, w->english ? "no figure yet" : "尚无数据");
	if (v->overdue > 0)
		say_count(w, "，已缺 %d 期", ", %d periods overdue", v->overdue);
}

static void say_broken(struct writing *w)
{
	say_value(w);
	say_count(
		w, "；已连续 %d 期未达标", "; broken for %d periods in a row", w->verdict->periods);
	if (w->verdict->target->patience > 0)
		say_count(w, "（容许 %d 期）", " (%d allowed)", w->verdict->target->patience);
}

static void say_reason(struct writing *w)
{
	const struct verdict *v = w->verdict;

	switch (v->reason) {
	case REASON_NO_PERIOD:
		buf_text(&w->out, w->english ? "nothing is due yet" : "尚未到期");
		break;
	case REASON_NO_EARLIER:
		buf_text(&w->out, w->english ? "needs an earlier figure to compare with"
					     : "尚无可比的早期数据");
		break;
	case REASON_NO_FIGURE:
		buf_text(&w->out, w->english ? "no figure yet" : "尚无数据");
		break;
	case REASON_NO_MEASURE:
		buf_text(&w->out, w->english ? "cannot be computed from the figures at hand"
					     : "现有数据算不出该指标");
		break;
	case REASON_NO_BOUND:
		buf_text(&w->out, w->english ? "the target value has no figure" : "目标值尚无数据");
		break;
	case REASON_OLD:
		say_overdue(w);
		break;
	case REASON_LATE_REACHED:
		say_value(w);
		say_count(w, "；逾期 %d 期完成", "; reached %d periods late", v->periods);
		break;
	case REASON_LATE_FIRST:
		say_value(w);
		say_count(w, "；按期限后 %d 期的首个数据判断",
			"; judged by the first figure, %d periods after the deadline", v->periods);
		break;
	case REASON_EARLY:
		say_value(w);
		buf_text(
			&w->out, w->english ? "; decided before the year's end" : "；年内已成定局");
		break;
	case REASON_PACE:
		say_value(w);
		say_linear(w);
		say_projection(w);
		break;
	case REASON_REACHED:
		say_value(w);
		buf_text(&w->out, w->english ? "; already reached" : "；已提前达到");
		break;
	case REASON_LEVEL:
		say_value(w);
		say_level(w);
		break;
	case REASON_WRONG_WAY:
		say_value(w);
		buf_text(&w->out, w->english ? "; moving the wrong way" : "；走势与目标相反");
		break;
	case REASON_NO_PACE:
		say_value(w);
		buf_text(&w->out, w->english ? "; open until the deadline" : "；期限未到");
		break;
	case REASON_BROKEN:
	case REASON_BROKEN_FOR_GOOD:
		say_broken(w);
		break;
	default:
		say_value(w);
	}
}

struct str sentence_verdict(struct arena *arena, const struct verdict *verdict, bool english)
{
	struct writing w = {arena, verdict, english, {0}};

	buf_init(&w.out, arena);
	say_reason(&w);
	if (verdict->freshness == LATE && verdict->reason != REASON_OLD)
		say_count(
			&w, "；最近 %d 期迟报", "; the latest %d period is late", verdict->overdue);
	return buf_str(&w.out);
}
