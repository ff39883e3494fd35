#include "model/catalogue_scan.h"

#include "base/file.h"
#include "model/catalogue_text.h"

#include <confuse.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A value as the parser reports it; `cfg` tells which section it stands in. */
struct heard {
	const cfg_t *cfg;
	size_t opened; /* line in which its section opens */
	struct scan_value value;
};

struct scanner {
	struct arena *arena;
	struct diag *diag;
	struct str folder; /* of the main file */
	struct str file;   /* being read */
	struct scan *scan;
	cfg_t *top;
	size_t group_opened; /* line in which the group opened whose action ended last, 0: none */
	size_t errors_before;
	int depth; /* of includes */
	struct {
		ARRAY(struct heard);
	} heard; /* values of sections that are still open */
};

/* libconfuse hands no context to its callbacks, so the one reading under way is kept here. */
static struct scanner *scanner;

enum { DEEPEST_INCLUDE = 10 };

static const char *const type_names[SECTION_TYPES] = {"", "group", "action", "indicator", "source"};

static struct place place_of(const cfg_t *cfg)
{
	return (struct place){scanner->file, cfg->line > 0 ? (size_t)cfg->line : 0, 0};
}

/* The lower-case first letter makes libconfuse's sentences look like ours. */
static void hear_error(cfg_t *cfg, const char *format, va_list args)
{
	char text[500];

	vsnprintf(text, sizeof(text), format, args);
	if (text[0] >= 'A' && text[0] <= 'Z')
		text[0] = (char)(text[0] - 'A' + 'a');
	diag_error(scanner->diag, STATUS_CATALOGUE, place_of(cfg), "%s; reading stops here", text);
}

/* libconfuse moves a section's parent on to the line where it ends only then. */
static size_t line_opened(const cfg_t *cfg)
{
	cfg_t *parent = scanner->top;

	if (cfg == parent)
		return 0;
	if (strcmp(cfg->name, type_names[SECTION_ACTION]) == 0)
		parent = cfg_getnsec(parent, type_names[SECTION_GROUP], 0);
	return (size_t)parent->line;
}

static int hear_value(cfg_t *cfg, cfg_opt_t *opt, const char *value, void *result)
{
	struct heard *heard = array_add(scanner->arena, &scanner->heard);

	heard->cfg = cfg;
	heard->opened = line_opened(cfg);
	heard->value.key = str_copy(scanner->arena, str_of(opt->name));
	heard->value.text = str_copy(scanner->arena, str_of(value));
	heard->value.place = place_of(cfg);
	*(const char **)result = value;
	return 0;
}

/* Moves what was heard of `cfg` into a section. */
static void take_section(const cfg_t *cfg, enum section_type type, struct scan_section *section)
{
	size_t kept = 0;

	section->type = type;
	section->title = str_copy(scanner->arena, str_of(cfg->title));
	section->place = place_of(cfg);
	if (type == SECTION_GROUP && scanner->group_opened)
		section->place.line = scanner->group_opened;
	for (size_t i = 0; i < scanner->heard.count; i++) {
		struct heard *heard = &scanner->heard.item[i];

		if (heard->cfg != cfg) {
			scanner->heard.item[kept++] = *heard;
			continue;
		}
		section->place.line = heard->opened;
		*array_add(scanner->arena, &section->values) = heard->value;
	}
	scanner->heard.count = kept;
}

static enum section_type type_of(const cfg_opt_t *opt)
{
	int type = SECTION_SOURCE;

	while (type > SECTION_TOP && strcmp(opt->name, type_names[type]) != 0)
		type--;
	return (enum section_type)type;
}

/* The section that just ended is the only one there is: libconfuse compares each new title with all
 * that it has, which takes long for thousands, so none is left with it. */
static int hear_section(cfg_t *cfg, cfg_opt_t *opt)
{
	enum section_type type = type_of(opt);

	(void)cfg;
	take_section(cfg_opt_getnsec(opt, 0), type, array_add(scanner->arena, scanner->scan));
	cfg_opt_rmnsec(opt, 0);
	scanner->group_opened = type == SECTION_ACTION ? (size_t)scanner->top->line : 0;
	return 0;
}

/*
 * libconfuse counts a line with a comment three times and leaks what it includes by itself when a
 * fault ends the reading, so it is given each file as a text without comments.
 */
static int parse_file(cfg_t *cfg, struct str path)
{
	struct str text, including = scanner->file;
	int outcome;
	FILE *stream;

	if (!catalogue_text_read(scanner->arena, path, &text, scanner->diag))
		return CFG_FILE_ERROR;
	if (!text.len) /* not every system opens a stream of nothing */
		return CFG_SUCCESS;
	stream = fmemopen((char *)(uintptr_t)text.at, text.len, "r");
	if (!stream)
		return CFG_FILE_ERROR;
	scanner->file = path;
	outcome = cfg_parse_fp(cfg, stream);
	scanner->file = including;
	fclose(stream);
	return outcome;
}

static int include(cfg_t *cfg, cfg_opt_t *opt, int argc, const char **argv)
{
	struct place place = place_of(cfg);
	int line = cfg->line, outcome = CFG_PARSE_ERROR;

	(void)opt;
	if (argc != 1) {
		diag_error(scanner->diag, STATUS_CATALOGUE, place,
			"include wants one file name; reading stops here");
	} else if (++scanner->depth > DEEPEST_INCLUDE) {
		diag_error(scanner->diag, STATUS_CATALOGUE, place,
			"includes go more than %d files deep; does one include itself? reading "
			"stops here",
			DEEPEST_INCLUDE);
	} else {
		outcome = parse_file(
			cfg, file_join(scanner->arena, scanner->folder, str_of(argv[0])));
		if (outcome == CFG_FILE_ERROR)
			diag_note(scanner->diag, place,
				"included here (names are relative to the main file); reading "
				"stops "
				"here");
	}
	scanner->depth--;
	cfg->line = line;
	return outcome != CFG_SUCCESS;
}

static cfg_opt_t section_option(enum section_type type, cfg_opt_t *options)
{
	cfg_opt_t option = CFG_SEC(type_names[type], options, CFGF_MULTI | CFGF_TITLE);

	option.validcb = hear_section;
	return option;
}

/* libconfuse's options from our keys; `extra` places are left at the end for sections and include.
 */
static cfg_opt_t *make_options(const struct scan_keys *keys, size_t extra)
{
	cfg_opt_t *options = NEW_ARRAY(scanner->arena, keys->count + extra + 1, cfg_opt_t);
	const cfg_opt_t end = CFG_END();

	for (size_t i = 0; i < keys->count; i++) {
		cfg_opt_t one = CFG_STR_CB(keys->item[i].name, NULL, CFGF_NODEFAULT, hear_value);
		cfg_opt_t many =
			CFG_STR_LIST_CB(keys->item[i].name, NULL, CFGF_NODEFAULT, hear_value);

		options[i] = keys->item[i].list ? many : one;
	}
	for (size_t i = keys->count; i <= keys->count + extra; i++)
		options[i] = end;
	return options;
}

static cfg_opt_t *make_tree(const struct scan_keys *keys)
{
	cfg_opt_t *top = make_options(&keys[SECTION_TOP], 4);
	cfg_opt_t *group = make_options(&keys[SECTION_GROUP], 1);
	cfg_opt_t *last = top + keys[SECTION_TOP].count;
	const cfg_opt_t function = CFG_FUNC("include", include);

	group[keys[SECTION_GROUP].count] =
		section_option(SECTION_ACTION, make_options(&keys[SECTION_ACTION], 0));
	*last++ = section_option(SECTION_GROUP, group);
	*last++ = section_option(SECTION_INDICATOR, make_options(&keys[SECTION_INDICATOR], 0));
	*last++ = section_option(SECTION_SOURCE, make_options(&keys[SECTION_SOURCE], 0));
	*last = function;
	return top;
}

static bool is_list(const struct scan_keys *keys, struct str name)
{
	for (size_t i = 0; i < keys->count; i++)
		if (str_is(name, keys->item[i].name))
			return keys->item[i].list;
	return false;
}

/* libconfuse lets a later value of the same key win without a word. */
static void refuse_repeats(const struct scan_keys *keys, const struct scan_section *section)
{
	for (size_t i = 1; i < section->values.count; i++) {
		const struct scan_value *value = &section->values.item[i];
		size_t earlier = is_list(&keys[section->type], value->key) ? 0 : i;

		for (size_t j = 0; j < earlier; j++) {
			if (!str_equal(section->values.item[j].key, value->key))
				continue;
			diag_error(scanner->diag, STATUS_CATALOGUE, value->place,
				"\"%.*s\" is given twice, first in %.*s:%zu", STR_ARG(value->key),
				STR_ARG(section->values.item[j].place.file),
				section->values.item[j].place.line);
			break;
		}
	}
}

static bool read_file(struct str path, const struct scan_keys *keys)
{
	cfg_t *cfg = cfg_init(make_tree(keys), CFGF_NONE);
	int outcome;

	if (!cfg)
		return diag_error(scanner->diag, STATUS_MEMORY, NO_PLACE, "out of memory");
	scanner->top = cfg;
	cfg_set_error_function(cfg, hear_error);
	array_add(scanner->arena, scanner->scan);
	outcome = parse_file(cfg, path);
	/* A section that a fault cut short was heard, but never ended: it stays out. */
	take_section(cfg, SECTION_TOP, &scanner->scan->item[0]);
	if (outcome != CFG_SUCCESS && scanner->diag->errors == scanner->errors_before)
		diag_error(scanner->diag, STATUS_CATALOGUE, place_of(cfg),
			"cannot be read to the end");
	scanner->scan->complete = outcome == CFG_SUCCESS;
	cfg_free(cfg);
	for (size_t i = 0; i < scanner->scan->count; i++)
		refuse_repeats(keys, &scanner->scan->item[i]);
	return scanner->diag->errors == scanner->errors_before;
}

bool catalogue_scan(struct arena *arena, struct str path, const struct scan_keys *keys,
	struct scan *scan, struct diag *diag)
{
	struct scanner state = {.arena = arena,
		.diag = diag,
		.folder = file_folder(path),
		.file = path,
		.scan = scan,
		.errors_before = diag->errors};
	bool done;

	scanner = &state;
	done = read_file(path, keys);
	scanner = NULL;
	return done;
}
