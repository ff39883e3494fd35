#include "store/leftovers.h"

#include "base/file.h"

#include <unistd.h>

bool leftover_is(struct str name, struct str ending)
{
	struct str part = STR(".part");
	size_t digits = 0, end;

	if (!str_ends(name, part))
		return false;
	end = name.len - part.len;
	while (digits < end && name.at[end - digits - 1] >= '0' && name.at[end - digits - 1] <= '9')
		digits++;
	return digits > 0 && end > digits && name.at[end - digits - 1] == '.' &&
	       str_ends(str_head(name, end - digits - 1), ending);
}

void leftovers_remove(struct arena *scratch, struct str folder, struct str ending)
{
	struct str_list names = {0};
	struct diag ignored;

	diag_init(&ignored, scratch);
	file_list(scratch, folder, &names, &ignored);
	for (size_t i = 0; i < names.count; i++)
		if (leftover_is(names.item[i], ending))
			unlink(file_join(scratch, folder, names.item[i]).at);
}
