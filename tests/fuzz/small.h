/**
 * small: the sizes from which on a file is shared out among processes, as small as a fuzzer's
 * files. Included before the sources that share out, compiled once more for fuzz_divided.
 */
#ifndef TIDEMARK_TESTS_FUZZ_SMALL_H
#define TIDEMARK_TESTS_FUZZ_SMALL_H

#include "ingest/run_apart.h"
#include "text/sheet_plain.h"

#define ROWS_APART 2
#define SHEET_AHEAD 16
#define SHEET_STRIPE 24

#endif
