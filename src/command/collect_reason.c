#include "command/collect_take.h"

#include "base/file.h"
#include "command/inspect_parts.h"
#include "text/grid.h"

#include <unistd.h>

static void add_messages(struct buf *out, const struct diag *diag)
{
	for (size_t i = 0; i < diag->count; i++) {
		buf_add(out, diag_format(out->arena, &diag->item[i]));
		buf_char(out, '\n');
	}
}

/* The bytes were given back as soon as the file was read, so it is read again. */
static struct str find_proposal(struct context *context, struct str name, int file)
{
	struct ingest_options how = {.today = context->today};
	struct inspection inspection;
	struct str content;
	struct diag ignored;

	diag_init(&ignored, context->arena);
	if (lseek(file, 0, SEEK_SET) != 0 ||
		!file_read_open(context->arena, file, name, &content, &ignored))
		return STR("");
	inspection_read(
		context->arena, &context->catalogue, name, content, &how, &inspection, &ignored);
	return inspection_proposal(context->arena, &inspection);
}

struct str collect_reason(
	struct context *context, struct str name, int file, const struct outcome *outcome)
{
	struct str proposal = find_proposal(context, name, file);
	struct buf out;

	buf_init(&out, context->arena);
	buf_printf(&out, "%.*s was refused: nothing of it was loaded.\n\nWhat is wrong:\n\n",
		STR_ARG(grid_tame(context->arena, name)));
	add_messages(&out, context->diag);
	if (proposal.len)
		buf_printf(&out, "\nWhat to write to make it load: %.*s", STR_ARG(proposal));
	buf_printf(&out,
		"\nOnce the file or the catalogue is mended, put the file back into the inbox.\n"
		"\nsha256 of the refused file: %.*s\n",
		STR_ARG(outcome->ingest.load.sha256));
	return buf_str(&out);
}
