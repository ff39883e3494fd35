#include "command/commands.h"

static void list_findings(struct result *result, const struct findings *findings)
{
	struct table *table = result_table(result, STR(""));

	table_column(result, table, "file", STR("file"));
	table_column(result, table, "state", STR("state"));
	table_column(result, table, "what", STR("what"));
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->item[i];

		table_text(result, table, finding->file);
		table_text(result, table, finding->damaged ? STR("damaged") : STR("remark"))->tint =
			finding->damaged ? TINT_BAD : TINT_NONE;
		table_text(result, table, finding->what);
	}
}

static int verify_run(struct context *context)
{
	struct findings findings = {0};

	if (!store_verify(&context->store, context->arena, &findings, context->diag))
		return STATUS_IO;
	if (findings.count || context->format != FORMAT_TEXT)
		list_findings(&context->result, &findings);
	if (!context->quiet)
		result_line(&context->result,
			"%zu ledger files, %zu databases, %zu figures checked: %s",
			findings.ledger_files, findings.databases, findings.figures,
			findings.damaged ? "damage found" : "all well");
	if (findings.damaged)
		diag_error(context->diag, STATUS_IO, NO_PLACE,
			"%zu finding%s; tidemark rebuild derives the databases anew, a damaged "
			"ledger "
			"file must come back from a backup",
			findings.damaged, findings.damaged == 1 ? "" : "s");
	return STATUS_DONE;
}

const struct command verify_command = {
	.name = "verify",
	.usage = "",
	.summary = "check ledger and databases",
	.about = "Checks every ledger file against its checksum, every database's header, and "
		 "every\n"
		 "figure in the databases against the ledger. Exit status 74 if anything is wrong.",
	.needs = NEEDS_STORE,
	.run = verify_run,
};
