/** commands: one of these a file; the table is in commands.c. */
#ifndef TIDEMARK_COMMAND_COMMANDS_H
#define TIDEMARK_COMMAND_COMMANDS_H

#include "command/command.h"

extern const struct command chart_command, check_command, collect_command, completion_command,
	export_command, help_command, init_command, inspect_command, list_command, load_command,
	log_command, push_command, rebuild_command, report_command, show_command, undo_command,
	verify_command, version_command;

#endif
