#include "command/commands.h"

const struct command *const commands[] = {
	&init_command,
	&load_command,
	&collect_command,
	&inspect_command,
	&check_command,
	&chart_command,
	&report_command,
	&show_command,
	&list_command,
	&export_command,
	&push_command,
	&log_command,
	&undo_command,
	&verify_command,
	&rebuild_command,
	&help_command,
	&version_command,
	&completion_command,
	NULL,
};
