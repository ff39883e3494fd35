/* sentence_pace: the numbers of a year that is not over, and of unusual figures, in words. */
#include "output/words.h"
#include "output/writing.h"
#include "text/decimal.h"

#include <math.h>

enum { MOST_PLACES = 4 };

/*
 * What was computed, not loaded: where the catalogue fixes no decimals, one more than the figures
 * and the goal have.
 */
static int places_of(const struct verdict *v)
{
	int places = words_places(v->indicator, MEASURE_VALUE, v->so_far);
	int goal = words_places(v->indicator, MEASURE_VALUE, v->goal);

	places = (places > goal ? places : goal) + 1;
	return places < MOST_PLACES ? places : MOST_PLACES;
}

static double estimated(const struct writing *w, double value)
{
	return w->verdict->indicator->decimals < 0 ? decimal_rounded(value, w->places) : value;
}

static struct str estimate(const struct writing *w, double value)
{
	return writing_amount(w, estimated(w, value));
}

static struct str bare(const struct writing *w, double value)
{
	return words_number(w->arena, w->verdict->indicator, MEASURE_VALUE, estimated(w, value));
}

/* "；按过去 3 年进度应完成 40.1%，实际 41.3%，滞后序时进度 0.4 个百分点" */
static void say_progress(struct writing *w)
{
	const struct verdict *v = w->verdict;
	double linear = 100.0 * v->known / v->of;
	struct str gap;

	if (isnan(v->linear_gap))
		return;
	gap = decimal_round(w->arena, fabs(v->linear_gap), 1, false);
	if (v->share_years) {
		writing_count(w, "；按过去 %d 年进度", "; by the pace of %d earlier year%s",
			v->share_years);
		writing_say(w, "应完成 %.*s", " %.*s", writing_percent(w, 100 * v->share));
	} else {
		writing_say(w, "；序时进度应完成 %.*s", "; linear pace %.*s",
			writing_percent(w, linear));
	}
	writing_say(w, "，实际 %.*s", ", actual %.*s", writing_percent(w, linear + v->linear_gap));
	if (v->linear_gap >= 0)
		writing_say(w,
			v->share_years ? "，超前序时进度 %.*s 个百分点" : "，超前 %.*s 个百分点",
			v->share_years ? ", %.*s points ahead of the linear pace"
				       : ", %.*s points ahead",
			gap);
	else
		writing_say(w,
			v->share_years ? "，滞后序时进度 %.*s 个百分点" : "，滞后 %.*s 个百分点",
			v->share_years ? ", %.*s points behind the linear pace"
				       : ", %.*s points behind",
			gap);
}

static void say_projection(struct writing *w)
{
	const struct verdict *v = w->verdict;

	if (isnan(v->projection))
		return;
	writing_say(
		w, "；预计全年 %.*s", "; projected for the year: %.*s", estimate(w, v->projection));
	if (isnan(v->low))
		return;
	writing_say(w, "（80%% 区间 %.*s", " (80%% interval %.*s", bare(w, v->low));
	writing_say(w, "–%.*s）", "–%.*s)", bare(w, v->high));
}

/* What is not certain is not said to be. */
static struct str chance_text(const struct writing *w)
{
	double chance = w->verdict->chance;

	if (chance > 0.99 && chance < 1)
		return w->english ? STR("over 99%") : STR("超过 99%");
	if (chance < 0.01 && chance > 0)
		return w->english ? STR("less than 1%") : STR("不到 1%");
	return str_printf(w->arena, "%s%.*s%%", w->english ? "" : " ",
		STR_ARG(decimal_round(w->arena, 100 * chance, 0, false)));
}

static void say_chance(struct writing *w)
{
	const struct verdict *v = w->verdict;
	int direction = target_direction(v->target);

	if (isnan(v->chance))
		return;
	if (v->target->op == TARGET_WITHIN)
		writing_say(w, "，落在 %.*s", ", chance to stay within %.*s",
			str_printf(w->arena, "%.*s–%.*s", STR_ARG(bare(w, v->goal)),
				STR_ARG(estimate(w, v->goal_high))));
	else
		writing_say(w, direction < 0 ? "，不超过 %.*s" : "，达到 %.*s",
			direction < 0 ? ", chance to stay at %.*s or less"
				      : ", chance to reach %.*s",
			estimate(w, v->goal));
	writing_say(w, "的可能性%.*s", ": %.*s", chance_text(w));
}

/* What each remaining month has to bring, or may. */
static void say_needed(struct writing *w)
{
	const struct verdict *v = w->verdict;
	bool month = v->indicator->every == EVERY_MONTH, ceiling = target_direction(v->target) < 0;

	if (isnan(v->needed))
		return;
	if (w->english)
		buf_printf(&w->out,
			ceiling ? "; each remaining %s may bring %.*s"
				: "; each remaining %s needs %.*s",
			month ? "month" : every_name(v->indicator->every),
			STR_ARG(estimate(w, v->needed)));
	else
		buf_printf(&w->out, ceiling ? "；其余%s可有 %.*s" : "；其余%s还需 %.*s",
			month ? "每月" : "每季度", STR_ARG(estimate(w, v->needed)));
}

void writing_pace(struct writing *w)
{
	w->places = places_of(w->verdict);
	say_progress(w);
	say_projection(w);
	say_chance(w);
	say_needed(w);
}

static const char *const specials[][2][2] = {
	[XMR_OUTSIDE] = {{"低于常态范围", "below its usual range"},
		{"高于常态范围", "above its usual range"}},
	[XMR_TREND] = {{"连续 7 期下降", "falling for seven periods"},
		{"连续 7 期上升", "rising for seven periods"}},
	[XMR_TWO_OF_THREE] = {{"近 3 期中有 2 期接近下限",
				      "two of three periods near the lower limit"},
		{"近 3 期中有 2 期接近上限", "two of three periods near the upper limit"}},
	[XMR_SHIFT] = {{"连续 7 期偏低", "seven periods below the mean"},
		{"连续 7 期偏高", "seven periods above the mean"}},
};

void writing_variation(struct writing *w)
{
	const struct verdict *v = w->verdict;

	if (v->variation > VARIATION_COMMON) {
		const char *measure = words_measure(v->watched, w->english);
		const char *words = specials[v->special][v->special_side > 0][w->english];

		if (w->english)
			buf_printf(&w->out, "; unusual: %s%s%s (%s)", words, *measure ? ", " : "",
				measure, words_variation(v->variation, true));
		else
			buf_printf(&w->out, "；异常：%s%s（%s）", measure, words,
				words_variation(v->variation, false));
	}
	if (v->assurance == ASSURANCE_FAILS)
		buf_text(&w->out, w->english ? "; usual variation never meets it"
					     : "；照常态波动始终不能达标");
	else if (v->assurance == ASSURANCE_PASSES)
		buf_text(&w->out,
			w->english ? "; usual variation always meets it" : "；照常态波动始终达标");
}
