#!/usr/bin/env bats
# A thousand executions of each target by libFuzzer, from the same random numbers every time: as much
# work on a slow machine as on a fast one.

load ../cli/helper

can_fuzz() {
	echo 'int LLVMFuzzerTestOneInput(const char *data, long size) { return !data && size; }' |
		clang -fsanitize=fuzzer,address -x c -o can-fuzz - 2>/dev/null
}

@test "what a machine makes up finds nothing in a thousand executions of each target" {
	can_fuzz || skip "clang is missing, or its libFuzzer (libclang-rt-14-dev)"
	run env -u MAKEFLAGS -u MFLAGS make -C "$PROJECT" -j"$(nproc)" --no-print-directory \
		BUILD="$(dirname "$TIDEMARK")" FUZZ_SECONDS=60 FUZZ_SEED=1 \
		FUZZ_RUNS=1000 FUZZ_FOLDER="$PWD" fuzz
	((status == 0)) || {
		echo "$output"
		return 1
	}
	for target in "$PROJECT"/tests/fuzz/fuzz_*.c; do
		target=$(basename "$target" .c)
		grep -q "^${target#fuzz_}"$'\t.*[0-9] executions\t0 findings$' libfuzzer.log
	done
}
