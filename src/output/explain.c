#include "output/explain.h"

#include "analysis/account.h"
#include "analysis/student.h"
#include "base/buf.h"
#include "output/words.h"

#include <math.h>

/* What is being explained. */
struct explanation {
	struct arena *arena;
	const struct verdict *verdict;
	struct account account;
	bool english;
	struct str_list *steps;
};

/* Numbers with ten digits: enough to get the next line out of this one. */
#define N "%.10g"

static void step(struct explanation *e, const char *chinese, const char *english, ...)
	__attribute__((format(printf, 2, 4), format(printf, 3, 4)));

static void step(struct explanation *e, const char *chinese, const char *english, ...)
{
	va_list args;

	va_start(args, english);
	*array_add(e->arena, e->steps) =
		str_vprintf(e->arena, e->english ? english : chinese, args);
	va_end(args);
}

static const char *period(const struct explanation *e, int number)
{
	return str_c(e->arena, words_period(e->arena, e->verdict->indicator, number));
}

static const char *year(const struct explanation *e, int number)
{
	return str_c(e->arena,
		period_print(e->arena, EVERY_YEAR, e->verdict->indicator->calendar, number));
}

/* "10, –, 31": what had come together by each period. */
static const char *knots(const struct explanation *e)
{
	struct buf list;

	buf_init(&list, e->arena);
	for (int i = 0; i < e->account.pace.place; i++) {
		buf_text(&list, i ? ", " : "");
		if (isnan(e->account.knot[i]))
			buf_text(&list, "–");
		else
			buf_printf(&list, N, e->account.knot[i]);
	}
	return str_c(e->arena, buf_str(&list));
}

/* "1 + 2 + 3": what there is, and the forecasts. */
static const char *sum_of_rest(const struct explanation *e)
{
	const struct pace *pace = &e->account.pace;
	struct buf sum;

	buf_init(&sum, e->arena);
	buf_printf(&sum, N, pace->so_far.sum);
	for (size_t i = 0; i < pace->rest; i++)
		buf_printf(&sum, " + " N, pace->forecast[i].mean);
	return str_c(e->arena, buf_str(&sum));
}

static void explain_goal(struct explanation *e)
{
	const struct account *a = &e->account;
	const struct verdict *v = e->verdict;

	step(e, "逐期累计 C(%s,1…%d)：%s", "sums so far, C(%s,1…%d): %s", year(e, a->pace.year),
		a->pace.place, knots(e));
	step(e, "累计 y = C(y,k)：" N, "so far, y = C(y,k): " N, a->pace.so_far.sum);
	if (v->target->measure == MEASURE_GROWTH)
		step(e, "目标 V：上年 " N " × (1 + " N "/100) = " N,
			"goal, V: last year's " N " × (1 + " N "/100) = " N, a->last_year, v->bound,
			a->goal);
	else if (v->target->measure == MEASURE_AVERAGE)
		step(e, "目标 V：" N " × 全年 %d 个数 = " N,
			"goal, V: " N " × %d figures in the year = " N, v->bound, a->figures,
			a->goal);
	else
		step(e, "目标 V：" N, "goal, V: " N, a->goal);
	step(e, "序时进度：100 × (y/V − k/p) = 100 × (" N "/" N " − %d/%d) = " N " 个百分点",
		"linear pace: 100 × (y/V − k/p) = 100 × (" N "/" N " − %d/%d) = " N " points",
		a->pace.so_far.sum, a->goal, a->pace.so_far.figures,
		v->target->measure == MEASURE_AVERAGE ? a->figures : v->of, v->linear_gap);
}

static void explain_share(struct explanation *e)
{
	const struct share *share = &e->account.pace.share;

	for (int i = 0; i < share->years; i++)
		step(e, "份额：%s 年同期 " N " / 全年 " N " = " N,
			"share: %s had " N " of " N " by then = " N,
			year(e, share->earlier[i].year), share->earlier[i].part,
			share->earlier[i].total, share->earlier[i].part / share->earlier[i].total);
	if (share->basis == SHARE_BY_PLAN)
		step(e, "应完成份额 s：按计划 " N, "expected share, s: " N " by the plan",
			share->share);
	else if (share->years)
		step(e, "应完成份额 s：%2$d 年平均 %1$.10g",
			"expected share, s: " N ", the mean of %d", share->share, share->years);
	else
		step(e, "应完成份额 s：按时间 " N, "expected share, s: " N " by time alone",
			share->share);
}

static void explain_forecasts(struct explanation *e)
{
	const struct pace *pace = &e->account.pace;

	step(e, "预测依据最近连续 %zu 个数：Theta、阻尼趋势、半年均值 Theta 三法平均",
		"forecasts from the last %zu figures in a row: the mean of Theta, damped trend and "
		"Theta on half years",
		pace->used);
	for (size_t i = 0; i < pace->rest; i++) {
		const struct forecast *one = &pace->forecast[i];

		step(e, "预测 %s：(" N " + " N " + " N ") / 3 = " N,
			"forecast of %s: (" N " + " N " + " N ") / 3 = " N,
			period(e, e->verdict->deadline - (int)(pace->rest - 1 - i)), one->theta,
			one->damped, one->half_years, one->mean);
	}
	step(e, "预计全年 P：%s = " N, "projection, P: %s = " N, sum_of_rest(e), pace->projection);
}

static void explain_error(struct explanation *e)
{
	const struct pace *pace = &e->account.pace;

	for (size_t i = 0; i < pace->backtests; i++) {
		const struct pace_backtest *test = &pace->backtest[i];

		step(e, "回测 %s 年：同期累计 " N "，预计 " N "，实际 " N "，误差 r = " N,
			"backtest of %s: " N " by then, projected " N ", came to " N
			", error r = " N,
			year(e, test->year), test->so_far, test->projection, test->total,
			test->error);
	}
	if (pace->backtests)
		step(e, "误差 σ：max(0.002, √(r² 的平均)) = " N "，t 分布 %d 个自由度",
			"error, σ: max(0.002, √ mean r²) = " N
			", Student's t, degrees of freedom: %d",
			pace->error, pace->freedom);
	else
		step(e, "误差 σ：查表 " N " / 1.2816 = " N "，正态分布",
			"error, σ: by the table " N " / 1.2816 = " N ", normal",
			pace->error * student_80(0), pace->error);
}

static void explain_chance(struct explanation *e)
{
	const struct account *a = &e->account;
	const struct pace *pace = &a->pace;
	double low, high;

	pace_interval(pace, &low, &high);
	step(e, "80%% 区间：P × (1 ± " N " × σ) = " N " 至 " N,
		"80%% interval: P × (1 ± " N " × σ) = " N " to " N, student_80(pace->freedom), low,
		high);
	if (pace->by_model)
		step(e, "中心 M：0.85 × P + 0.15 × y/s = " N,
			"centre, M: 0.85 × P + 0.15 × y/s = " N, pace->centre);
	else
		step(e, "中心 M：P = " N, "centre, M: P = " N, pace->centre);
	if (pace->projection > 0)
		step(e, "可能性：t = (M − V)/(M × σ) = " N "，达到目标 " N,
			"chance: t = (M − V)/(M × σ) = " N ", to meet the target " N,
			(pace->centre - a->goal) / (pace->centre * pace->error),
			e->verdict->chance);
	step(e, "还需：(V − y)/其余期数 = " N, "needed: (V − y)/remaining periods = " N,
		e->verdict->needed);
}

static void explain_pace(struct explanation *e)
{
	const struct pace *pace = &e->account.pace;

	explain_goal(e);
	explain_share(e);
	if (pace->by_model)
		explain_forecasts(e);
	else
		step(e, "预计全年 P：y/s = " N "/" N " = " N,
			"projection, P: y/s = " N "/" N " = " N, pace->so_far.sum,
			pace->share.share, pace->projection);
	explain_error(e);
	explain_chance(e);
}

static void explain_level(struct explanation *e)
{
	const struct verdict *v = e->verdict;
	double time = (double)v->known / v->of, way = v->ratio * time;
	double aim = v->goal;

	if (v->target->op == TARGET_WITHIN)
		aim = fmin(fmax(v->start, v->goal), v->goal_high);
	step(e, "起点 base：%s 为 " N, "base: %s with " N, period(e, v->start_period), v->start);
	step(e, "完成 A：(x − base)/(V − base) = (" N " − " N ")/(" N " − " N ") = " N,
		"way gone, A: (x − base)/(V − base) = (" N " − " N ")/(" N " − " N ") = " N,
		v->so_far, v->start, aim, v->start, way);
	step(e, "时间 τ：%d/%d = " N, "time gone, τ: %d/%d = " N, v->known, v->of, time);
	step(e, "R：A/τ = " N "（≥ 0.95 正常推进，≥ 0.60 有风险，否则明显滞后）",
		"R: A/τ = " N " (≥ 0.95 on-track, ≥ 0.60 at-risk, else off-track)", v->ratio);
}

static void explain_control(struct explanation *e)
{
	const struct control *control = &e->account.control;
	const struct xmr_group *group;
	const char *measure = e->english ? measure_name(control->measure)
					 : words_measure(control->measure, false);
	size_t point;

	if (!control_last(control, &point))
		return;
	group = xmr_group_of(&control->xmr, point);
	if (group->present < XMR_LEAST)
		return;
	if (!*measure)
		measure = "数值";
	step(e, "常态波动（%s，%zu 个点%s）：均值 " N "，下限 " N "，上限 " N,
		"usual variation of %s (%zu points%s): mean " N ", limits " N " and " N, measure,
		group->present,
		group->present >= XMR_FULL ? ""
		: e->english               ? ", a trial"
					   : "，试用",
		group->mean, group->lower, group->upper);
	step(e, "最近一点 %s：" N "，%s", "last point, %s: " N ", %s",
		period(e, control->points.period[point]), control->points.figure[point],
		words_label(control->xmr.label[point], e->english));
}

void explain_verdict(struct arena *arena, const struct book *book, const struct verdict *verdict,
	int today, bool english, struct str_list *steps)
{
	struct explanation e = {
		.arena = arena, .verdict = verdict, .english = english, .steps = steps};

	account_of(arena, book, verdict, today, &e.account);
	if (e.account.has_pace)
		explain_pace(&e);
	else if (!isnan(verdict->ratio))
		explain_level(&e);
	else if (verdict->has_period && !isnan(verdict->value))
		step(&e, "%s：实际 " N "，目标值 " N, "%s: value " N ", bound " N,
			period(&e, verdict->period), verdict->value, verdict->bound);
	if (e.account.has_control)
		explain_control(&e);
}
