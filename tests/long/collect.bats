#!/usr/bin/env bats
# tests/cli/collect_kills.bats with 500 files.

load ../cli/helper

@test "500 files, and a collector that is killed again and again" {
	run env TIDEMARK_FULL_SIZE=1 bats "$PROJECT/tests/cli/collect_kills.bats"
	((status == 0)) || {
		echo "$output"
		return 1
	}
}
