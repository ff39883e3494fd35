/** ledger_rows: the rows of a ledger file on their way to the disk. Format: store/ledger.h. */
#ifndef TIDEMARK_STORE_LEDGER_ROWS_H
#define TIDEMARK_STORE_LEDGER_ROWS_H

#include "base/file.h"
#include "model/figure.h"

/**
 * Writes a row a figure from `*at` on, which then is behind the rows, and adds them to the checksum
 * of what stands before. Several processes share out large loads: the bytes are the same.
 */
bool ledger_write_rows(struct arena *scratch, const struct figures *figures,
	const struct file_writing *file, size_t *at, uint32_t *crc, struct diag *diag);

#endif
