#include "ingest/labels.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "ingest/cells.h"
#include "text/unit.h"

#include <string.h>

/* Beside Chinese characters blanks mean nothing: 合　计, or the halves of a name put together. */
static struct str fold_label(struct arena *arena, struct str text)
{
	struct str folded = text_fold(arena, text);
	char *out = arena_alloc(arena, 1, folded.len + 1);
	size_t len = 0, step;
	bool blank = false, chinese = false;

	for (size_t at = 0; at < folded.len; at += step) {
		struct str rest = str_from(folded, at), character;

		utf8_decode(rest, &step);
		character = str_head(rest, step);
		if (str_is(character, " ")) {
			blank = true;
			continue;
		}
		if (blank && !chinese && !text_is_chinese(character))
			out[len++] = ' ';
		blank = false;
		chinese = text_is_chinese(character);
		memcpy(out + len, character.at, step);
		len += step;
	}
	return (struct str){out, len};
}

/* A later meaning never replaces one of the source section, and a second indicator is a clash. */
static void add_meaning(
	struct arena *arena, struct labels *labels, struct str text, struct label label)
{
	struct str folded = fold_label(arena, text);
	uint32_t number;
	struct label *meaning;

	if (!folded.len)
		return;
	number = intern_add(arena, &labels->folded, folded);
	if (number == labels->meanings.count) {
		*array_add(arena, &labels->meanings) = label;
		return;
	}
	meaning = &labels->meanings.item[number];
	if (meaning->kind == LABEL_KNOWN && !meaning->other &&
		meaning->indicator != label.indicator) {
		meaning->kind = LABEL_AMBIGUOUS;
		meaning->other = label.indicator;
	}
}

/* What the source section says goes before everything else, so `other` marks it as settled. */
static void add_source(
	struct arena *arena, const struct catalogue *catalogue, struct labels *labels)
{
	const struct source *source = labels->source;

	for (size_t i = 0; source && i < source->map.count; i++) {
		const struct indicator *indicator =
			catalogue_find(catalogue, source->map.item[i].id);

		if (indicator)
			add_meaning(arena, labels, source->map.item[i].label,
				(struct label){LABEL_KNOWN, indicator, indicator, STR("")});
	}
	for (size_t i = 0; source && i < source->ignore.count; i++) {
		if (str_is(source->ignore.item[i], "*"))
			labels->ignore_unknown = true;
		else
			add_meaning(arena, labels, source->ignore.item[i],
				(struct label){.kind = LABEL_IGNORED});
	}
}

void labels_init(struct arena *arena, const struct catalogue *catalogue,
	const struct source *source, struct labels *labels)
{
	*labels = (struct labels){.source = source};
	add_source(arena, catalogue, labels);
	for (size_t i = 0; i < catalogue->indicators.count; i++) {
		const struct indicator *indicator = catalogue->indicators.item[i];
		struct label label = {LABEL_KNOWN, indicator, NULL, STR("")};

		add_meaning(arena, labels, indicator->id, label);
		add_meaning(arena, labels, indicator->title, label);
		add_meaning(arena, labels, indicator->title_en, label);
		for (size_t k = 0; k < indicator->aliases.count; k++)
			add_meaning(arena, labels, indicator->aliases.item[k], label);
	}
}

/* Cuts "(万元)" off the end of a folded label; false if there is no unit in brackets. */
static bool split_unit(struct str *folded, struct str *unit)
{
	size_t at = folded->len;

	if (!at || folded->at[at - 1] != ')')
		return false;
	while (at && folded->at[at - 1] != '(')
		at--;
	if (!at)
		return false;
	*unit = str_trim(str_slice(*folded, at, folded->len - 1));
	*folded = str_trim(str_head(*folded, at - 1));
	return folded->len > 0 && unit->len > 0;
}

static const struct label *find_meaning(const struct labels *labels, struct str folded)
{
	uint32_t number = intern_find(&labels->folded, folded);

	return number < labels->meanings.count ? &labels->meanings.item[number] : NULL;
}

/* A unit that the tables do not know counts if it is the indicator's own. */
static bool is_unit_of(struct str unit, const struct indicator *indicator)
{
	int power;

	return unit_is_known(unit) ||
	       (indicator && indicator->unit.len && unit_power(unit, indicator->unit, &power));
}

static bool is_scale_of(struct str unit, const struct indicator *indicator)
{
	int power;

	return indicator && indicator->unit.len && unit_is_known(unit) &&
	       unit_power(unit, indicator->unit, &power);
}

struct label labels_find(struct arena *arena, const struct labels *labels, struct str text)
{
	struct str folded = fold_label(arena, text), unit = STR("");
	const struct label *meaning = find_meaning(labels, folded);
	struct label label = {.kind = labels->ignore_unknown ? LABEL_IGNORED : LABEL_UNKNOWN};

	bool split = split_unit(&folded, &unit);

	if (!meaning && split) {
		meaning = find_meaning(labels, folded);
		if (meaning && !is_unit_of(unit, meaning->indicator))
			meaning = NULL;
	} else if (meaning && split && !is_scale_of(unit, meaning->indicator)) {
		unit = STR(""); /* a part of the name, as (上年同月=100) is */
	}
	if (!meaning)
		return label;
	label = *meaning;
	label.unit = unit;
	if (label.kind == LABEL_KNOWN && label.indicator->formula)
		label.kind = LABEL_COMPUTED;
	return label;
}

struct str labels_escape(struct arena *arena, struct str text)
{
	struct buf out;

	buf_init(&out, arena);
	for (size_t i = 0; i < text.len; i++) {
		if (strchr("\\\"$", text.at[i]))
			buf_char(&out, '\\');
		buf_char(&out, text.at[i]);
	}
	return buf_str(&out);
}
