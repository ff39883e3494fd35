#include "command/judging.h"

#include "base/proc.h"

#include <stdlib.h>
#include <string.h>

/* Fewer judgements are made sooner than a process. */
enum { JUDGED_AT_ONCE = 200 };

struct judging {
	const struct context *context;
	const struct book *book;
	const struct indicator **chosen;
	size_t judgements;
};

/* Verdicts point to nothing that was made while judging, so they can be handed over as they are. */
static bool judge_some(void *given, size_t first, size_t last, struct buf *out, struct diag *diag)
{
	const struct judging *judging = given;
	struct verdicts verdicts = {0};

	(void)diag;
	verdict_judge_some(out->arena, judging->book, judging->chosen, first, last,
		judging->context->today, &verdicts);
	buf_add(out,
		(struct str){(const char *)verdicts.item, verdicts.count * sizeof(*verdicts.item)});
	return true;
}

static void choose(struct judging *judging, const bool *chosen)
{
	const struct catalogue *catalogue = &judging->context->catalogue;
	size_t count = 0;

	judging->chosen = NEW_ARRAY(
		judging->context->arena, catalogue->indicators.count, const struct indicator *);
	for (size_t i = 0; i < catalogue->indicators.count; i++) {
		if (!chosen[i])
			continue;
		judging->chosen[count++] = catalogue->indicators.item[i];
		judging->judgements += verdict_count(judging->book, catalogue->indicators.item[i]);
	}
}

bool judging_run(
	struct context *context, const struct book *book, const bool *chosen, struct verdicts *all)
{
	struct judging judging = {.context = context, .book = book};
	struct str_list parts = {0};

	choose(&judging, chosen);
	if (!proc_gather(context->arena, judging.judgements, JUDGED_AT_ONCE, "judging targets",
		    judge_some, &judging, &parts, context->diag))
		return false;
	for (size_t i = 0; i < parts.count; i++) {
		size_t verdicts = parts.item[i].len / sizeof(struct verdict);

		if (!verdicts)
			continue;
		array_reserve(context->arena, all, verdicts);
		memcpy(all->item + all->count, parts.item[i].at, parts.item[i].len);
		all->count += verdicts;
	}
	return true;
}

static int worst_first(const void *left, const void *right)
{
	const struct verdict *a = left, *b = right;

	if (a->status != b->status)
		return (int)b->status - (int)a->status;
	if (a->indicator != b->indicator)
		return (a->indicator->index > b->indicator->index) -
		       (a->indicator->index < b->indicator->index);
	if (str_compare(a->area, b->area))
		return str_compare(a->area, b->area);
	if (a->target != b->target)
		return (a->target > b->target) - (a->target < b->target);
	return (a->year > b->year) - (a->year < b->year);
}

void judging_sort(struct verdicts *verdicts)
{
	if (verdicts->count)
		qsort(verdicts->item, verdicts->count, sizeof(*verdicts->item), worst_first);
}
