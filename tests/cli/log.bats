#!/usr/bin/env bats
# What the ledger tells: where each figure came from.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	catalogue <<-'END'
		indicator loans { unit = "亿元"  kind = stock  every = month }
		indicator jobs { kind = flow  every = month }
	END
	file first.csv <<-'END'
		month,loans
		2024-04,100
		2024-05,102
	END
	file second.csv <<-'END'
		month,loans
		2024-05,103.5
	END
	does 0 load first.csv second.csv
}

@test "a figure's history says when, by which load, from which file and line" {
	does 0 log --series loans --format csv
	[[ ${lines[0]} == at,load,file,line,series,period,value,unit,flag,before,change ]]
	[[ ${lines[1]} == 20??-??-??T*,1,first.csv,2,loans,2024-04,100,亿元,,,new ]]
	[[ ${lines[2]} == 20??-??-??T*,1,first.csv,3,loans,2024-05,102,亿元,,,new ]]
	[[ ${lines[3]} == 20??-??-??T*,2,second.csv,2,loans,2024-05,103.5,亿元,,102,revised ]]
	[[ ${#lines[@]} == 4 ]]
}

@test "a load is listed figure by figure" {
	does 0 log 2 --format csv
	out_is "$(printf '%s\n' load,line,series,period,value,unit,flag,before,change \
		2,2,loans,2024-05,103.5,亿元,,102,revised)"
}

@test "a series without figures has no history, one that is unknown is refused" {
	does 0 log --series jobs --format json
	out_is "[]"
	does 64 log --series nope
	err_has 'no indicator "nope"'
	does 64 log --series loans/nowhere
	err_has 'no figures for the area "nowhere"'
}

@test "rebuild answers in json too" {
	does 0 rebuild --format json
	[[ ${output//[[:space:]]/} == '{"series":1}' ]]
}

@test "a store that cannot be read is the only complaint" {
	does 74 -d first.csv list
	err_is "first.csv/ledger: error: cannot list: Not a directory"
}

@test "a new workspace has nothing to say in json" {
	does 0 init fresh --format json
	out_is ""
}

@test "a load and a series at once are refused" {
	does 64 log 1 --series loans
	err_has "not both"
}
