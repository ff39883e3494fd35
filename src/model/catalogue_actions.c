#include "model/catalogue_actions.h"

#include "base/file.h"
#include "model/catalogue_keys.h"
#include "text/encoding.h"
#include "text/sheet.h"

enum column { GROUP, ID, TITLE, OWNER, DUE, DONE, EVIDENCE, COLUMNS };

static const char *const names[COLUMNS] = {
	"group", "id", "title", "owner", "due", "done", "evidence"};

enum { ABSENT = SHEET_COLUMNS_MAX };

/* The table and where each column stands in it. */
struct ledger {
	struct arena *arena;
	struct catalogue *catalogue;
	struct sheet sheet;
	size_t at[COLUMNS]; /* ABSENT: not there */
	struct diag *diag;
};

static bool find_columns(struct ledger *ledger)
{
	size_t errors = ledger->diag->errors;

	for (int c = 0; c < COLUMNS; c++) {
		ledger->at[c] = ABSENT;
		for (size_t i = 0; i < sheet_width(&ledger->sheet, 0); i++)
			if (str_is(str_trim(sheet_cell(&ledger->sheet, 0, i)), names[c]))
				ledger->at[c] = i;
		if (c <= TITLE && ledger->at[c] == ABSENT)
			diag_error(ledger->diag, STATUS_CATALOGUE,
				sheet_place(&ledger->sheet, 0, 0),
				"no column \"%s\"; the header row names group, id, title and, if "
				"wanted, owner, due, done, evidence",
				names[c]);
	}
	return ledger->diag->errors == errors;
}

static struct str cell(const struct ledger *ledger, size_t row, enum column column)
{
	if (ledger->at[column] == ABSENT)
		return STR("");
	return str_copy(
		ledger->arena, str_trim(sheet_cell(&ledger->sheet, row, ledger->at[column])));
}

static void read_day(const struct ledger *ledger, size_t row, enum column column, int *day)
{
	struct str text = cell(ledger, row, column);

	if (!catalogue_read_day(text, day))
		diag_error(ledger->diag, STATUS_CATALOGUE,
			sheet_place(&ledger->sheet, row, ledger->at[column]),
			"\"%.*s\": expected a day such as 2024-12-31, or nothing",
			STR_ARG(diag_quote(ledger->arena, text)));
}

static bool has_action(const struct group *group, struct str id)
{
	for (size_t i = 0; i < group->actions.count; i++)
		if (str_equal(group->actions.item[i].id, id))
			return true;
	return false;
}

static void read_row(const struct ledger *ledger, size_t row)
{
	struct action action = {.id = cell(ledger, row, ID),
		.title = cell(ledger, row, TITLE),
		.owner = cell(ledger, row, OWNER),
		.evidence = cell(ledger, row, EVIDENCE),
		.place = sheet_place(&ledger->sheet, row, 0)};
	struct str name = cell(ledger, row, GROUP);
	const struct group *found = catalogue_find_group(ledger->catalogue, name);

	read_day(ledger, row, DUE, &action.due);
	read_day(ledger, row, DONE, &action.done);
	if (!catalogue_is_id(action.id, false))
		diag_error(ledger->diag, STATUS_CATALOGUE,
			sheet_place(&ledger->sheet, row, ledger->at[ID]),
			"action \"%.*s\": an id is made of letters, digits, \".\", \"_\" and "
			"\"-\", 64 at most",
			STR_ARG(diag_quote(ledger->arena, action.id)));
	if (!found)
		diag_error(ledger->diag, STATUS_CATALOGUE, action.place, "unknown group \"%.*s\"",
			STR_ARG(diag_quote(ledger->arena, name)));
	else if (action.id.len && has_action(found, action.id))
		diag_error(ledger->diag, STATUS_CATALOGUE, action.place,
			"action \"%.*s\" stands in group \"%.*s\" a second time",
			STR_ARG(action.id), STR_ARG(name));
	else
		*array_add(ledger->arena, &ledger->catalogue->groups.item[found->index].actions) =
			action;
}

/* Spreadsheets leave rows of nothing but delimiters behind the last one. */
static bool is_empty_row(const struct sheet *sheet, size_t row)
{
	for (size_t i = 0; i < sheet_width(sheet, row); i++)
		if (str_trim(sheet_cell(sheet, row, i)).len)
			return false;
	return true;
}

static struct sheet_dialect dialect_of(struct str text)
{
	struct str header = str_head(text, str_find(text, STR("\n")));
	bool semicolon = !str_has(header, STR(",")) && str_has(header, STR(";"));

	return (struct sheet_dialect){.delimiter = semicolon ? ';' : ',', .quote = '"'};
}

static bool split(struct ledger *ledger, struct str path, struct diag *diag)
{
	struct decoded decoded;
	struct str content;

	return file_read(ledger->arena, path, &content, diag) &&
	       encoding_decode(ledger->arena, path, content, STR(""), &decoded, diag) &&
	       sheet_read(ledger->arena, path, decoded.text, dialect_of(decoded.text),
		       &ledger->sheet, diag);
}

/* Whatever keeps the table from being read is a fault of the catalogue. */
static bool read_table(struct ledger *ledger, struct str path)
{
	struct str catalogue = ledger->catalogue->path;
	struct message last = {0};
	struct diag said;
	bool done;

	diag_init(&said, ledger->arena);
	done = split(ledger, path, &said);
	if (said.count)
		last = said.item[said.count - 1];
	if (!done)
		return diag_error(ledger->diag, STATUS_CATALOGUE, last.place,
			"%.*s; correct ledger in %.*s or write the table", STR_ARG(last.text),
			STR_ARG(catalogue));
	if (said.count)
		diag_warning(ledger->diag, last.place, "%.*s", STR_ARG(last.text));
	return true;
}

void catalogue_read_actions(struct arena *arena, struct catalogue *catalogue, struct diag *diag)
{
	struct ledger ledger = {.arena = arena, .catalogue = catalogue, .diag = diag};

	if (!read_table(&ledger, file_join(arena, catalogue->folder, catalogue->ledger)) ||
		!find_columns(&ledger))
		return;
	for (size_t row = 1; row < ledger.sheet.count; row++)
		if (!is_empty_row(&ledger.sheet, row))
			read_row(&ledger, row);
}
