#include "command/check_catalogue.h"

#include "ingest/labels.h"

#include <fnmatch.h>

static void remark(struct remarks *remarks, struct place place, const char *kind, struct str id,
	const char *what)
{
	diag_warning(&remarks->found, place, "%s \"%.*s\" %s", kind, STR_ARG(id), what);
}

static void mark_used(const struct indicator *used, bool *serves)
{
	if (used)
		serves[used->index] = true;
}

/* An input, a bound or a plan of another indicator needs no target of its own. */
static bool *find_serving(struct arena *arena, const struct catalogue *catalogue)
{
	bool *serves = NEW_ARRAY(arena, catalogue->indicators.count + 1, bool);

	for (size_t i = 0; i < catalogue->indicators.count; i++) {
		const struct indicator *it = catalogue->indicators.item[i];

		for (size_t k = 0; it->formula && k < it->formula->count; k++)
			mark_used(it->formula->item[k].indicator, serves);
		for (size_t k = 0; k < it->targets.count; k++) {
			mark_used(it->targets.item[k].bound_indicator, serves);
			mark_used(it->targets.item[k].pace_indicator, serves);
		}
	}
	return serves;
}

static void look_at_indicators(struct remarks *remarks, const struct catalogue *catalogue)
{
	const bool *serves = find_serving(remarks->arena, catalogue);

	for (size_t i = 0; i < catalogue->indicators.count; i++) {
		const struct indicator *it = catalogue->indicators.item[i];
		size_t first;

		if (!it->targets.count && !serves[i])
			remark(remarks, it->place, "indicator", it->id,
				"has no target, and none is measured by it");
		if (remarks->book->series.count && !book_range(remarks->book, it, &first))
			remark(remarks, it->place, "indicator", it->id,
				it->formula ? "has no figures: its inputs have none in common"
					    : "has no figures: no load had any for it");
		for (size_t k = 0; k < it->targets.count; k++)
			check_catalogue_target(remarks, it, &it->targets.item[k]);
	}
}

static void look_at_groups(struct remarks *remarks, const struct catalogue *catalogue)
{
	bool *has_members = NEW_ARRAY(remarks->arena, catalogue->groups.count + 1, bool);

	for (size_t i = 0; i < catalogue->indicators.count; i++)
		if (catalogue->indicators.item[i]->group)
			has_members[catalogue->indicators.item[i]->group->index] = true;
	for (size_t i = 0; i < catalogue->groups.count; i++) {
		const struct group *group = &catalogue->groups.item[i];

		if (!has_members[i] && !group->actions.count)
			remark(remarks, group->place, "group", group->id,
				"has neither indicators nor actions");
	}
}

/* Labels are read as they would be in a file without a source section. */
static void look_at_names(struct remarks *remarks, const struct catalogue *catalogue)
{
	struct labels labels;

	labels_init(remarks->arena, catalogue, NULL, &labels);
	for (size_t i = 0; i < labels.meanings.count; i++) {
		const struct label *label = &labels.meanings.item[i];

		if (label->kind == LABEL_AMBIGUOUS)
			diag_warning(&remarks->found, label->other->place,
				"\"%.*s\" names both indicator \"%.*s\" (%.*s:%zu) and \"%.*s\"; "
				"a file that uses it will be refused",
				STR_ARG(labels.folded.texts.item[i]), STR_ARG(label->indicator->id),
				STR_ARG(label->indicator->place.file), label->indicator->place.line,
				STR_ARG(label->other->id));
	}
}

static bool has_any(struct str text, const char *characters)
{
	for (size_t i = 0; i < text.len; i++)
		if (strchr(characters, text.at[i]))
			return true;
	return false;
}

/*
 * Does every name that fits `later` fit `earlier`? Where only a star stands for more than itself,
 * the later pattern can be matched like a name; of others only that they are equal is certain.
 */
static bool covers(struct arena *arena, struct str earlier, struct str later)
{
	if (str_equal(earlier, later))
		return true;
	return !has_any(earlier, "?[]\\") && !has_any(later, "[]\\") &&
	       fnmatch(str_c(arena, earlier), str_c(arena, later), 0) == 0;
}

static const struct source *find_shadow(
	struct arena *arena, const struct catalogue *catalogue, size_t at)
{
	struct str match = catalogue->sources.item[at].match;

	for (size_t i = 0; i < at && match.len; i++) {
		const struct source *earlier = &catalogue->sources.item[i];

		if (earlier->match.len && covers(arena, earlier->match, match))
			return earlier;
	}
	return NULL;
}

static void look_at_computed(struct remarks *remarks, const struct catalogue *catalogue,
	const struct source *source, struct str id)
{
	const struct indicator *it = catalogue_find(catalogue, id);

	if (it && it->formula)
		diag_warning(&remarks->found, source->place,
			"source \"%.*s\" leads to \"%.*s\", which a formula computes: it takes no "
			"figures from files",
			STR_ARG(source->id), STR_ARG(id));
}

static void look_at_sources(struct remarks *remarks, const struct catalogue *catalogue)
{
	for (size_t i = 0; i < catalogue->sources.count; i++) {
		const struct source *source = &catalogue->sources.item[i];
		const struct source *shadow = find_shadow(remarks->arena, catalogue, i);

		if (shadow)
			diag_warning(&remarks->found, source->place,
				"source \"%.*s\" is never found by a file's name: every name that "
				"fits \"%.*s\" fits source \"%.*s\" before it",
				STR_ARG(source->id), STR_ARG(source->match), STR_ARG(shadow->id));
		look_at_computed(remarks, catalogue, source, source->indicator);
		for (size_t k = 0; k < source->map.count; k++)
			look_at_computed(remarks, catalogue, source, source->map.item[k].id);
	}
}

static void make_table(struct context *context, const struct diag *found)
{
	static const char *const keys[] = {"file", "line", "severity", "message"};
	struct result *result = &context->result;
	struct table *table = result_table(result, STR(""));

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		table_column(result, table, keys[i], str_of(keys[i]))->right = i == 1;
	for (size_t i = 0; i < found->count; i++) {
		const struct message *message = &found->item[i];

		table_text(result, table, message->place.file);
		table_number(result, table, (double)message->place.line,
			str_printf(context->arena, "%zu", message->place.line));
		table_text(result, table, STR("warning"));
		table_text(result, table, message->text);
	}
}

/* For people each remark is a line as compilers write them, which editors can follow. */
static void make_lines(struct context *context, const struct diag *found)
{
	for (size_t i = 0; i < found->count; i++)
		result_line(&context->result, "%.*s",
			STR_ARG(diag_format(context->arena, &found->item[i])));
	if (!context->quiet)
		result_line(&context->result, "%zu indicators, %zu warning%s",
			context->catalogue.indicators.count, found->count,
			found->count == 1 ? "" : "s");
}

int check_catalogue_run(struct context *context)
{
	const struct catalogue *catalogue = &context->catalogue;
	struct book book = {.catalogue = catalogue};
	struct remarks remarks = {.arena = context->arena, .book = &book};

	if (context->args.count || str_is(option_value(context, "format"), "nagios")) {
		diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"--catalogue looks at the whole catalogue, for people and programs; leave "
			"out the ids and --format nagios");
		return STATUS_USAGE;
	}
	if (!workbook_read(context, NULL, true, &book))
		return STATUS_IO;
	diag_init(&remarks.found, context->arena);
	look_at_names(&remarks, catalogue);
	look_at_indicators(&remarks, catalogue);
	look_at_groups(&remarks, catalogue);
	look_at_sources(&remarks, catalogue);
	diag_sort(&remarks.found, 0);
	if (context->format == FORMAT_TEXT)
		make_lines(context, &remarks.found);
	else
		make_table(context, &remarks.found);
	return STATUS_DONE;
}
