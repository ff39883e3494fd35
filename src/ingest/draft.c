#include "ingest/draft.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "ingest/advice.h"
#include "ingest/cells.h"
#include "ingest/draft_kind.h"
#include "ingest/layout.h"
#include "text/unit.h"

enum { LONGEST_SLUG = 48, LONGEST_TITLE = 256, DEFAULT_LAG = 25 };

/* Letters with an accent, U+00C0 to U+00FF, without it. */
static const char plain[] = "aaaaaaaceeeeiiiidnooooo_ouuuuytsaaaaaaaceeeeiiiidnooooo_ouuuuyty";

static char slug_letter(uint32_t code)
{
	code = utf8_fold_width(code);
	if (code >= 0xC0 && code <= 0xFF)
		return plain[code - 0xC0];
	if (code >= 'A' && code <= 'Z')
		return (char)(code + 0x20);
	return (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9') ? (char)code : '_';
}

/* "Loans, total" → loans_total; empty if the title has letters of another script. */
static struct str slug(struct arena *arena, struct str title)
{
	struct buf out;
	size_t len;

	buf_init(&out, arena);
	for (size_t at = 0; at < title.len && out.len < LONGEST_SLUG; at += len) {
		uint32_t code = utf8_decode(str_from(title, at), &len);
		char c = slug_letter(code);

		if (code > 0xFF && c == '_' && utf8_width(code) == 2)
			return STR("");
		if (c != '_' || (out.len && out.at[out.len - 1] != '_'))
			buf_char(&out, c);
	}
	while (out.len && out.at[out.len - 1] == '_')
		out.len--;
	return out.len && out.at[0] >= 'a' ? buf_str(&out) : STR("");
}

/* An id must not be what another label is called: that label would then mean two indicators. */
static bool is_taken(struct arena *arena, const struct catalogue *catalogue,
	const struct ingest_result *result, const struct draft *draft, struct str own,
	struct str id)
{
	for (size_t i = 0; i < catalogue->indicators.count; i++)
		if (str_equal(catalogue->indicators.item[i]->id, id))
			return true;
	for (size_t i = 0; i < draft->indicators.count; i++)
		if (str_equal(draft->indicators.item[i]->indicator.id, id))
			return true;
	for (size_t i = 0; i < result->labels.count; i++) {
		struct str label = text_fold(arena, result->labels.item[i].text);

		if (str_equal(label, id) && !str_equal(label, text_fold(arena, own)))
			return true;
	}
	return false;
}

static struct str make_id(struct arena *arena, const struct catalogue *catalogue,
	const struct ingest_result *result, const struct draft *draft, struct str title)
{
	struct str base = slug(arena, title), id = base;
	size_t number = base.len ? 2 : draft->indicators.count + 1;

	while (!id.len || is_taken(arena, catalogue, result, draft, title, id))
		id = base.len ? str_printf(arena, "%.*s_%zu", STR_ARG(base), number++)
			      : str_printf(arena, "i%02zu", number++);
	return id;
}

/* Cuts "（万元）" or "(%)" off the end of a label; false if no known unit stands there. */
static bool split_unit(struct str *label, struct str *unit)
{
	static const struct str open[] = {{"（", 3}, {"(", 1}}, close[] = {{"）", 3}, {")", 1}};
	struct str inner;
	size_t at = label->len, tail = 0;

	for (size_t i = 0; i < 2 && !tail; i++)
		tail = str_ends(*label, close[i]) ? close[i].len : 0;
	for (size_t i = 0; tail && i < 2; i++)
		for (size_t k = label->len; k-- > 0 && at == label->len;)
			if (str_starts(str_from(*label, k), open[i]))
				at = k;
	if (!tail || at == label->len || at == 0)
		return false;
	inner = str_slice(*label, at, label->len - tail);
	inner = str_trim(str_from(inner, str_starts(inner, open[0]) ? open[0].len : open[1].len));
	if (!unit_is_known(inner))
		return false;
	*unit = inner;
	*label = str_trim(str_head(*label, at));
	return true;
}

/* A title that two labels share when their units are cut off names neither. */
static bool is_only_one(struct arena *arena, const struct ingest_result *result, struct str title)
{
	struct str folded = text_fold(arena, title);
	size_t count = 0;

	for (size_t i = 0; i < result->labels.count; i++) {
		struct str text = result->labels.item[i].text, unit;

		split_unit(&text, &unit);
		count += str_equal(text_fold(arena, text), folded);
	}
	return count == 1;
}

/* Another spelling of a label that is drafted already: in other widths, or in another unit. */
static bool is_drafted(struct arena *arena, const struct draft *draft, struct str title)
{
	struct str folded = text_fold(arena, title);

	for (size_t i = 0; i < draft->indicators.count; i++)
		if (str_equal(text_fold(arena, draft->indicators.item[i]->indicator.title), folded))
			return true;
	return false;
}

static const char *every_noun(enum every every)
{
	static const char *const nouns[] = {[EVERY_DAY] = "days",
		[EVERY_WEEK] = "weeks",
		[EVERY_MONTH] = "months",
		[EVERY_QUARTER] = "quarters",
		[EVERY_YEAR] = "years"};

	return nouns[every];
}

static void add_indicator(struct arena *arena, const struct catalogue *catalogue,
	const struct ingest_result *result, const struct label_use *use, struct str title,
	struct str unit, struct draft *draft)
{
	struct draft_indicator *it = NEW(arena, struct draft_indicator);
	bool known = use->every != EVERY_ONCE;

	it->use = use;
	it->indicator =
		(struct indicator){.index = catalogue->indicators.count + draft->indicators.count,
			.id = make_id(arena, catalogue, result, draft, title),
			.title = title,
			.title_en = STR(""),
			.unit = unit,
			.decimals = -1,
			.every = known ? use->every : EVERY_MONTH,
			.calendar = catalogue->calendar,
			.lag = DEFAULT_LAG,
			.combined = use->jan_feb && !use->cumulated};
	it->every_why =
		known ? str_printf(arena, "its periods are %s", every_noun(use->every)) : STR("");
	draft_kind_by_label(arena, use, it);
	*array_add(arena, &draft->indicators) = it;
}

static void add_label(struct arena *arena, const struct catalogue *catalogue,
	const struct ingest_result *result, const struct label_use *use, struct draft *draft)
{
	struct str title = use->text, unit = use->unit, behind;

	if (split_unit(&title, &behind)) {
		unit = use->unit_of_table || !unit.len ? behind : unit;
		if (!is_only_one(arena, result, title))
			title = use->text;
	}
	if (!is_drafted(arena, draft, title))
		add_indicator(arena, catalogue, result, use, title, unit, draft);
}

/* A single column without a name of its own is called like the file. */
static void add_only_one(struct arena *arena, const struct catalogue *catalogue, struct str path,
	const struct ingest_result *result, struct draft *draft)
{
	const struct label_use *use = &result->labels.item[0];

	add_indicator(arena, catalogue, result, use, advice_section(arena, path), use->unit, draft);
	draft->fixed = &draft->indicators.item[0]->indicator;
}

bool draft_has_title(const struct label_use *use)
{
	return use->text.len && use->text.len <= LONGEST_TITLE;
}

struct catalogue draft_catalogue(
	struct arena *arena, const struct catalogue *catalogue, const struct draft *draft)
{
	struct catalogue whole = *catalogue;

	whole.indicators.item = NULL;
	whole.indicators.count = whole.indicators.room = 0;
	for (size_t i = 0; i < catalogue->indicators.count; i++)
		*array_add(arena, &whole.indicators) = catalogue->indicators.item[i];
	for (size_t i = 0; i < draft->indicators.count; i++)
		*array_add(arena, &whole.indicators) = &draft->indicators.item[i]->indicator;
	return whole;
}

/* As if the draft were declared; what is wrong with the file was said before. */
static void read_figures(struct arena *arena, const struct catalogue *catalogue, struct str path,
	struct str content, const struct ingest_options *options, struct draft *draft)
{
	struct catalogue whole = draft_catalogue(arena, catalogue, draft);
	struct ingest_options how = *options;
	struct diag ignored;

	diag_init(&ignored, arena);
	how.partial = true;
	how.explain = false;
	if (draft->fixed)
		how.indicator = draft->fixed;
	ingest_content(arena, &whole, path, content, &how, &draft->result, &ignored);
	for (size_t i = 0; i < draft->indicators.count; i++)
		draft_kind_by_figures(
			arena, &draft->result.load.figures, draft->indicators.item[i]);
}

void draft_make(struct arena *arena, const struct catalogue *catalogue, struct str path,
	struct str content, const struct ingest_options *options,
	const struct ingest_result *result, struct draft *draft)
{
	*draft = (struct draft){.fixed = NULL};
	if (result->labels.count == 1 && result->labels.item[0].state == LABEL_STRANGE &&
		layout_is_value_name(result->labels.item[0].text))
		add_only_one(arena, catalogue, path, result, draft);
	for (size_t i = 0; i < result->labels.count && !draft->fixed; i++) {
		const struct label_use *use = &result->labels.item[i];

		if (use->state == LABEL_STRANGE && use->figures && draft_has_title(use))
			add_label(arena, catalogue, result, use, draft);
	}
	if (draft->indicators.count)
		read_figures(arena, catalogue, path, content, options, draft);
}

static void add_text(struct buf *out, const char *key, struct str text)
{
	buf_printf(out, "    %-5s = \"%.*s\"\n", key, STR_ARG(labels_escape(out->arena, text)));
}

static void add_word(struct buf *out, const char *key, const char *word, struct str why)
{
	buf_printf(out, "    %-5s = %-8s # %.*s\n", key, word, STR_ARG(why));
}

struct str draft_section(struct arena *arena, const struct draft_indicator *it, bool complete)
{
	const struct indicator *indicator = &it->indicator;
	struct buf out;

	buf_init(&out, arena);
	buf_printf(&out, "indicator %.*s {\n", STR_ARG(indicator->id));
	add_text(&out, "title", indicator->title);
	if (indicator->unit.len)
		add_text(&out, "unit", indicator->unit);
	if (it->kind_why.len)
		add_word(&out, "kind", kind_name(indicator->kind),
			str_printf(arena, "a guess: %.*s", STR_ARG(it->kind_why)));
	else if (complete)
		add_word(&out, "kind", kind_name(indicator->kind),
			STR("nothing in the file tells: " DRAFT_KINDS));
	else
		buf_text(&out, "    # kind = " DRAFT_KINDS ": nothing in the file tells\n");
	add_word(&out, "every", every_name(indicator->every),
		it->every_why.len ? it->every_why : STR("nothing in the file tells"));
	if (indicator->combined)
		buf_text(&out, "    combined = jan-feb\n");
	buf_text(&out, "}\n");
	return buf_str(&out);
}

struct str draft_source(struct arena *arena, const struct draft *draft, struct str path)
{
	if (!draft->fixed)
		return STR("");
	return str_printf(arena,
		"source %.*s {\n    %.*s\n    indicator = %.*s # the file names none\n}\n",
		STR_ARG(advice_section(arena, path)), STR_ARG(advice_match(arena, path)),
		STR_ARG(draft->fixed->id));
}
