#include "command/commands.h"

static struct str state_of(const struct finding *finding)
{
	if (finding->repaired)
		return STR("repaired");
	return finding->damaged ? STR("damaged") : STR("remark");
}

static void list_findings(struct result *result, const struct findings *findings)
{
	struct table *table = result_table(result, STR(""));

	table_column(result, table, "file", STR("file"));
	table_column(result, table, "state", STR("state"));
	table_column(result, table, "what", STR("what"));
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->item[i];

		table_text(result, table, finding->file);
		table_text(result, table, state_of(finding))->tint =
			finding->damaged && !finding->repaired ? TINT_BAD : TINT_NONE;
		table_text(result, table, finding->what);
	}
}

/* What is left of the damage is an error, with what to do about it. */
static void complain(struct context *context, const struct findings *findings)
{
	size_t derived = 0, damaged = findings->damaged;

	for (size_t i = 0; i < findings->count; i++)
		derived += findings->item[i].derived && !findings->item[i].repaired;
	if (!damaged)
		return;
	if (derived == damaged)
		diag_error(context->diag, STATUS_IO, NO_PLACE,
			"%zu finding%s in the databases; tidemark verify --repair derives them "
			"anew from the ledger",
			damaged, damaged == 1 ? "" : "s");
	else
		diag_error(context->diag, STATUS_IO, NO_PLACE,
			"%zu finding%s in the ledger, which only a backup can mend; other "
			"loads and the figures in the databases are not touched by it",
			damaged - derived, damaged - derived == 1 ? "" : "s");
}

static int verify_run(struct context *context)
{
	bool repair = option_given(context, "repair");
	struct findings findings = {0};

	if (!(repair ? store_repair : store_verify)(
		    &context->store, context->arena, &findings, context->diag))
		return STATUS_IO;
	if (findings.count || context->format != FORMAT_TEXT)
		list_findings(&context->result, &findings);
	if (!context->quiet)
		result_line(&context->result,
			"%zu ledger file%s, %zu database%s, %zu figure%s checked: %s",
			findings.ledger_files, findings.ledger_files == 1 ? "" : "s",
			findings.databases, findings.databases == 1 ? "" : "s", findings.figures,
			findings.figures == 1 ? "" : "s",
			findings.damaged ? "damage found" : "all well");
	complain(context, &findings);
	return STATUS_DONE;
}

static const struct option_row options[] = {
	{"repair", 0, NULL, "derive anew the databases that are not as the ledger says"},
	{NULL, 0, NULL, NULL},
};

const struct command verify_command = {
	.name = "verify",
	.usage = "",
	.summary = "check ledger and databases",
	.about = "Checks every ledger file against its checksum, every database's header, and "
		 "every\n"
		 "figure in the databases against the ledger. Exit status 74 if anything is wrong\n"
		 "(with --repair: and could not be repaired).",
	.options = options,
	.needs = NEEDS_STORE,
	.run = verify_run,
};
