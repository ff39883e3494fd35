#include "command/inspect_parts.h"

#include "ingest/advice.h"
#include "ingest/labels.h"
#include "output/words.h"
#include "text/decimal.h"

enum { FIGURES = 5, LABELS = 20 }; /* that people are shown; of figures as many from the end */

void inspection_read(struct arena *arena, const struct catalogue *catalogue, struct str path,
	struct str content, struct ingest_options *how, struct inspection *it, struct diag *diag)
{
	how->partial = how->explain = true;
	*it = (struct inspection){.path = path};
	it->source = how->source ? how->source : catalogue_source_for(arena, catalogue, path);
	it->loads = ingest_content(arena, catalogue, path, content, how, &it->result, diag);
	draft_make(arena, catalogue, path, content, how, &it->result, &it->draft);
	it->shown = it->draft.indicators.count ? &it->draft.result : &it->result;
}

/* A heading, once for the lines that belong to it. */
static void say(struct context *context, const char **heading, struct str text)
{
	buf_printf(&context->out, "%-9s %.*s\n", *heading, STR_ARG(text));
	*heading = "";
}

static struct str evidence_text(struct arena *arena, const struct evidence *it)
{
	if (!it->cell.len)
		return it->why.len ? str_printf(arena, "%.*s: %.*s", STR_ARG(it->says),
					     STR_ARG(it->why))
				   : it->says;
	return str_printf(arena, "%.*s: \"%.*s\" at line %zu column %zu%s%.*s", STR_ARG(it->says),
		STR_ARG(diag_quote(arena, it->cell)), it->place.line, it->place.column,
		it->why.len ? " " : "", STR_ARG(it->why));
}

static void say_evidence(
	struct context *context, const char *heading, const struct evidence_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		say(context, &heading, evidence_text(context->arena, &list->item[i]));
}

static void say_view(struct context *context, const struct ingest_view *view)
{
	const struct {
		const char *name;
		struct str text;
	} parts[] = {{"encoding", view->encoding}, {"dialect", view->dialect},
		{"frame", view->frame}, {"layout", view->layout}};

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		const char *name = parts[i].name;

		if (parts[i].text.len)
			say(context, &name, parts[i].text);
	}
	say_evidence(context, "periods", &view->periods);
	say_evidence(context, "numbers", &view->numbers);
}

static struct str label_text(struct arena *arena, const struct label_use *use)
{
	struct str name =
		use->text.len ? str_printf(arena, "\"%.*s\"", STR_ARG(diag_quote(arena, use->text)))
			      : STR("figures without a name");
	struct str figures = str_counted(arena, use->figures, STR("figures"));

	if (use->state == LABEL_LOADED)
		return str_printf(arena, "%.*s is %.*s: %.*s", STR_ARG(name),
			STR_ARG(use->indicator->id), STR_ARG(figures));
	return str_printf(arena, "%.*s at line %zu column %zu is %s%s%.*s", STR_ARG(name),
		use->place.line, use->place.column,
		use->state == LABEL_STRANGE ? "unknown" : "not settled", use->figures ? ": " : "",
		use->figures ? (int)figures.len : 0, figures.at);
}

static void say_labels(struct context *context, const struct ingest_result *result)
{
	size_t count = result->labels.count, shown = context->verbose ? count : LABELS;
	const char *heading = "labels";

	for (size_t i = 0; i < count && i < shown; i++)
		say(context, &heading, label_text(context->arena, &result->labels.item[i]));
	if (count > shown)
		say(context, &heading,
			str_printf(context->arena, "… and %zu more (-v shows all)", count - shown));
}

/* Several lines below the figures. */
static void say_block(struct context *context, struct str block)
{
	struct str line;

	block = str_trim(block);
	result_line(&context->result, "%s", "");
	while (str_cut(&block, '\n', &line))
		result_line(&context->result, "%.*s", STR_ARG(line));
}

static struct str ignore_setting(struct arena *arena, const struct ingest_result *result)
{
	struct buf out;

	buf_init(&out, arena);
	for (size_t i = 0; i < result->labels.count; i++) {
		const struct label_use *use = &result->labels.item[i];

		if (use->state == LABEL_STRANGE && draft_has_title(use))
			buf_printf(&out, "%s\"%.*s\"", out.len ? ", " : "ignore = { ",
				STR_ARG(labels_escape(arena, use->text)));
	}
	if (out.len)
		buf_text(&out, " }");
	return buf_str(&out);
}

struct str inspection_proposal(struct arena *arena, const struct inspection *it)
{
	struct str ignore = ignore_setting(arena, &it->result);
	struct buf out;

	buf_init(&out, arena);
	if (!it->draft.indicators.count)
		return STR("");
	buf_text(&out, "for what is unknown, add to the catalogue:\n");
	for (size_t i = 0; i < it->draft.indicators.count; i++) {
		buf_char(&out, '\n');
		buf_add(&out, draft_section(arena, it->draft.indicators.item[i], false));
	}
	if (it->draft.fixed)
		buf_printf(&out, "\nand %.*s\n",
			STR_ARG(advice(arena, it->source, it->path, "indicator = %s",
				str_c(arena, it->draft.fixed->id))));
	if (ignore.len)
		buf_printf(&out, "\nor, to leave it out, %.*s\n",
			STR_ARG(advice(arena, it->source, it->path, "%s", str_c(arena, ignore))));
	return buf_str(&out);
}

static void say_draft(struct context *context, const struct inspection *it)
{
	struct str proposal = inspection_proposal(context->arena, it);

	if (proposal.len)
		say_block(context, proposal);
}

static void say_counts(struct context *context, const struct inspection *it)
{
	const struct ingest_result *result = it->shown;
	struct arena *arena = context->arena;

	result_line(&context->result, "%.*s in %zu series%s, %.*s%s",
		STR_ARG(str_counted(arena, result->load.figures.count, STR("figures"))),
		result->load.figures.series.count,
		it->draft.indicators.count ? " once all labels are declared" : "",
		STR_ARG(str_counted(arena, result->missing, STR("cells without a figure"))),
		result->rejected
			? str_c(arena, str_printf(arena, ", %zu rejected", result->rejected))
			: "");
	for (size_t i = 0; i < result->left_out.count; i++)
		result_line(&context->result, "left out: %.*s",
			STR_ARG(str_counted(arena, result->left_out.item[i].count,
				result->left_out.item[i].what)));
	result_line(&context->result, it->loads
					      ? "the file can be loaded as it is"
					      : "the file would be refused; the messages say why");
}

void inspection_text(struct context *context, const struct inspection *it)
{
	say_view(context, &it->result.view);
	say_labels(context, &it->result);
	say_counts(context, it);
	say_draft(context, it);
}

static void add_place(struct arena *arena, struct node *object, struct place place)
{
	if (place.line)
		node_number(arena, object, "line", (double)place.line);
	else
		node_null(arena, object, "line");
	if (place.column)
		node_number(arena, object, "column", (double)place.column);
	else
		node_null(arena, object, "column");
}

/* An empty text is null: there is nothing to say. */
static void add_text(struct arena *arena, struct node *object, const char *key, struct str text)
{
	if (text.len)
		node_text(arena, object, key, text);
	else
		node_null(arena, object, key);
}

static void add_evidence(struct arena *arena, struct node *root, const char *key,
	const struct evidence_list *evidence)
{
	struct node *list = node_list(arena, root, key);

	for (size_t i = 0; i < evidence->count; i++) {
		const struct evidence *it = &evidence->item[i];
		struct node *object = node_object(arena, list, NULL);

		node_text(arena, object, "says", it->says);
		add_text(arena, object, "cell", it->cell);
		add_place(arena, object, it->place);
		add_text(arena, object, "why", it->why);
	}
}

static void add_labels(struct arena *arena, struct node *root, const struct ingest_result *result)
{
	static const char *const states[] = {[LABEL_LOADED] = "loaded",
		[LABEL_STRANGE] = "unknown",
		[LABEL_UNSETTLED] = "unsettled"};
	struct node *list = node_list(arena, root, "labels");

	for (size_t i = 0; i < result->labels.count; i++) {
		const struct label_use *use = &result->labels.item[i];
		struct node *object = node_object(arena, list, NULL);

		node_text(arena, object, "label", use->text);
		node_text(arena, object, "state", str_of(states[use->state]));
		add_text(arena, object, "indicator", use->indicator ? use->indicator->id : STR(""));
		add_text(arena, object, "unit", use->unit);
		node_number(arena, object, "figures", (double)use->figures);
		add_place(arena, object, use->place);
	}
}

static void add_draft(struct arena *arena, struct node *root, const struct draft *draft)
{
	struct node *list = node_list(arena, root, "draft");

	for (size_t i = 0; i < draft->indicators.count; i++) {
		const struct draft_indicator *it = draft->indicators.item[i];
		struct node *object = node_object(arena, list, NULL);

		node_text(arena, object, "id", it->indicator.id);
		node_text(arena, object, "title", it->indicator.title);
		add_text(arena, object, "unit", it->indicator.unit);
		add_text(arena, object, "kind",
			it->kind_why.len ? str_of(kind_name(it->indicator.kind)) : STR(""));
		add_text(arena, object, "kind_why", it->kind_why);
		add_text(arena, object, "every",
			it->every_why.len ? str_of(every_name(it->indicator.every)) : STR(""));
		add_text(arena, object, "every_why", it->every_why);
		node_text(arena, object, "section", draft_section(arena, it, false));
	}
}

static void add_figures(struct arena *arena, struct node *root, const struct figures *figures)
{
	struct node *list = node_list(arena, root, "figures");

	for (size_t i = 0; i < figures->count; i++) {
		const struct figure *figure = &figures->item[i];
		struct series_key key = figures->series.item[figure->series];
		struct node *object = node_object(arena, list, NULL);

		node_text(arena, object, "series", series_name(arena, key));
		node_text(arena, object, "period",
			words_period(arena, key.indicator, figure->period));
		node_number(arena, object, "value", figure->value);
		node_text(arena, object, "unit", key.indicator->unit);
		node_number(arena, object, "line", figure->line);
	}
}

static void add_counts(struct arena *arena, struct node *root, const struct ingest_result *result)
{
	struct node *list;

	node_number(arena, root, "series", (double)result->load.figures.series.count);
	node_number(arena, root, "missing", (double)result->missing);
	node_number(arena, root, "rejected", (double)result->rejected);
	node_number(arena, root, "rounded", (double)result->rounded);
	list = node_list(arena, root, "left_out");
	for (size_t i = 0; i < result->left_out.count; i++) {
		struct node *object = node_object(arena, list, NULL);

		node_text(arena, object, "what", result->left_out.item[i].what);
		node_number(arena, object, "count", (double)result->left_out.item[i].count);
	}
}

static void add_messages(struct arena *arena, struct node *root, const struct diag *diag)
{
	static const char *const names[] = {[SEVERITY_NOTE] = "note",
		[SEVERITY_WARNING] = "warning",
		[SEVERITY_ERROR] = "error"};
	struct node *list = node_list(arena, root, "messages");

	for (size_t i = 0; i < diag->count; i++) {
		struct node *object = node_object(arena, list, NULL);

		node_text(arena, object, "severity", str_of(names[diag->item[i].severity]));
		add_place(arena, object, diag->item[i].place);
		node_text(arena, object, "text", diag->item[i].text);
	}
}

void inspection_json(struct context *context, const struct inspection *it)
{
	struct arena *arena = context->arena;
	struct node *root = context->result.json = node_object(arena, NULL, NULL);
	const struct ingest_view *view = &it->result.view;

	node_text(arena, root, "file", it->path);
	add_text(arena, root, "source", it->source ? it->source->id : STR(""));
	node_bool(arena, root, "loads", it->loads);
	add_text(arena, root, "encoding", view->encoding);
	add_text(arena, root, "dialect", view->dialect);
	add_text(arena, root, "frame", view->frame);
	add_text(arena, root, "layout", view->layout);
	add_evidence(arena, root, "periods", &view->periods);
	add_evidence(arena, root, "numbers", &view->numbers);
	add_labels(arena, root, &it->result);
	add_draft(arena, root, &it->draft);
	add_counts(arena, root, it->shown);
	add_figures(arena, root, &it->shown->load.figures);
	add_messages(arena, root, context->diag);
}

static void add_row(struct result *result, struct table *table, const struct figures *figures,
	const struct figure *figure)
{
	struct series_key key = figures->series.item[figure->series];
	char text[32];
	size_t len = decimal_print(figure->value, text);

	table_text(result, table, series_name(result->arena, key));
	table_text(result, table, words_period(result->arena, key.indicator, figure->period));
	table_number(
		result, table, figure->value, str_copy(result->arena, (struct str){text, len}));
	table_text(result, table, key.indicator->unit);
	table_number(result, table, figure->line, str_printf(result->arena, "%u", figure->line));
}

void inspection_figures(struct context *context, const struct inspection *it)
{
	static const char *const keys[] = {"series", "period", "value", "unit", "line"};
	const struct figures *figures = &it->shown->load.figures;
	bool people = context->format == FORMAT_TEXT, all = !people || context->verbose;
	struct result *result = &context->result;
	struct table *table;

	if (people && !figures->count)
		return;
	table = result_table(result, STR(""));
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		table_column(result, table, keys[i], str_of(keys[i]))->right = i == 2 || i == 4;
	for (size_t i = 0; i < figures->count; i++)
		if (all || i < FIGURES || i + FIGURES >= figures->count)
			add_row(result, table, figures, &figures->item[i]);
}
