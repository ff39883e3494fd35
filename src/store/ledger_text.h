/** ledger_text: the lines of a ledger file, written and read. Format: store/ledger.h. */
#ifndef TIDEMARK_STORE_LEDGER_TEXT_H
#define TIDEMARK_STORE_LEDGER_TEXT_H

#include "base/buf.h"
#include "store/ledger.h"

/** The header with the column names. */
void ledger_put_header(struct buf *out, const struct load_entry *entry);

/** Takes the header with the column names off file->rest into file->entry; false if it is none. */
bool ledger_parse_header(struct ledger_file *file);

/** What the second line takes back: 0 nothing, -1 nonsense. */
int ledger_parse_undo(struct str head);

/** "# end ROWS CRC" with its line feed. */
bool ledger_parse_end(struct str line, size_t *rows, unsigned long *crc);

/** The beginning of a row: the cell that names the series, as it is written, with its comma. */
struct str ledger_parse_name(struct str row);

/** Takes a row off `rest`; false if it has not six fields. */
bool ledger_parse_row(struct arena *arena, struct str *rest, struct ledger_cells *cells);

#endif
