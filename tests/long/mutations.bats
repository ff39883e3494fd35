#!/usr/bin/env bats
# tests/unit/test_mutations with forty times as many files.

load ../cli/helper

@test "140,000 files in every layout, encoding and dialect, whole and damaged" {
	run "$(dirname "$TIDEMARK")/unit/test_mutations" x 40
	((status == 0)) || {
		echo "$output"
		return 1
	}
}
