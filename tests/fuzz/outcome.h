/** outcome: what became of a file that was read, as text that can be compared. */
#ifndef TIDEMARK_TESTS_FUZZ_OUTCOME_H
#define TIDEMARK_TESTS_FUZZ_OUTCOME_H

#include "base/buf.h"
#include "ingest/ingest.h"
#include "text/decimal.h"

static inline void outcome_figures(struct buf *out, const struct figures *figures)
{
	for (size_t i = 0; i < figures->count; i++) {
		const struct figure *figure = &figures->item[i];
		char value[32];

		buf_add(out, series_name(out->arena, figures->series.item[figure->series]));
		decimal_print(figure->value, value);
		buf_printf(out, " %d %s\n", figure->period, value);
	}
}

/** Everything that is known of it, with lines, flags and messages. */
static inline struct str outcome_all(
	struct arena *arena, const struct ingest_result *result, const struct diag *diag)
{
	const struct figures *figures = &result->load.figures;
	struct buf out;

	buf_init(&out, arena);
	outcome_figures(&out, figures);
	for (size_t i = 0; i < figures->count; i++) {
		buf_printf(&out, "%u ", figures->item[i].line);
		buf_add(&out, figures->flag_texts.item[figures->item[i].flags]);
	}
	buf_printf(&out, "\n%zu missing, %zu rejected, %zu rounded\n", result->missing,
		result->rejected, result->rounded);
	for (size_t i = 0; i < result->left_out.count; i++)
		buf_printf(&out, "%zu %.*s\n", result->left_out.item[i].count,
			STR_ARG(result->left_out.item[i].what));
	for (size_t i = 0; i < result->unknown.count; i++)
		buf_add(&out, result->unknown.item[i].label);
	buf_add(&out, result->rejects);
	for (size_t i = 0; i < diag->count; i++) {
		buf_add(&out, diag_format(arena, &diag->item[i]));
		buf_char(&out, '\n');
	}
	return buf_str(&out);
}

#endif
