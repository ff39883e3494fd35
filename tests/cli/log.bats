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
	[[ ${lines[0]} == at,load,file,line,series,period,value,unit,flag,before,change,in_force ]]
	[[ ${lines[1]} == 20??-??-??T*,1,first.csv,2,loans,2024-04,100,亿元,,,new,yes ]]
	[[ ${lines[2]} == 20??-??-??T*,1,first.csv,3,loans,2024-05,102,亿元,,,new,no ]]
	[[ ${lines[3]} == 20??-??-??T*,2,second.csv,2,loans,2024-05,103.5,亿元,,102,revised,yes ]]
	[[ ${#lines[@]} == 4 ]]
}

@test "a load is listed figure by figure" {
	does 0 log 2 --format csv
	out_is "$(printf '%s\n' load,line,series,period,value,unit,flag,before,change,in_force \
		2,2,loans,2024-05,103.5,亿元,,102,revised,yes)"
	does 0 log 1 --format csv
	out_is "$(printf '%s\n' load,line,series,period,value,unit,flag,before,change,in_force \
		1,2,loans,2024-04,100,亿元,,,new,yes 1,3,loans,2024-05,102,亿元,,,new,no)"
}

@test "what an undo takes out of force is told of loads and figures" {
	does 0 undo 2
	does 0 log --format csv
	[[ ${lines[0]} == load,at,file,figures,series,in_force,by,note,sha256 ]]
	[[ ${lines[1]} == 3,*,"undo of 2",0,0,yes,* ]]
	[[ ${lines[2]} == 2,*,second.csv,1,1,no,* ]]
	[[ ${lines[3]} == 1,*,first.csv,2,1,yes,* ]]
	does 0 log --series loans --format csv
	[[ ${lines[2]} == *,2024-05,102,亿元,,,new,yes ]]
	[[ ${lines[3]} == *,2024-05,103.5,亿元,,102,revised,no ]]
	does 0 log 2 --format csv
	[[ ${lines[1]} == 2,2,loans,2024-05,103.5,亿元,,102,revised,no ]]
}

@test "a figure that became another frequency's is followed by its period" {
	catalogue <<-'END'
		indicator loans { unit = "亿元"  kind = stock  every = quarter }
	END
	file quarter.csv <<-'END'
		quarter,loans
		2024-Q1,90
		2024-Q2,95
	END
	file march.csv <<-'END'
		month,loans
		2024-03,80
	END
	catalogue <<-'END'
		indicator loans { unit = "亿元"  kind = stock  every = month }
	END
	does 0 load march.csv
	catalogue <<-'END'
		indicator loans { unit = "亿元"  kind = stock  every = quarter }
	END
	does 0 load quarter.csv
	does 0 log --series loans --format csv
	[[ ${lines[4]} == *,2024-03,80,亿元,,,new,no ]]
	[[ ${lines[5]} == *,2024-Q1,90,亿元,,80,revised,yes ]]
}

@test "what left the catalogue is listed, and its history stays" {
	catalogue <<-'END'
		indicator jobs { kind = flow  every = month }
	END
	does 0 list --orphans --format csv
	out_is "$(printf '%s\n' series,rows,first_load,last_load loans,3,1,2)"
	does 0 log --series loans --format csv
	[[ ${#lines[@]} == 4 ]]
	catalogue <<-'END'
		indicator credit { unit = "亿元"  kind = stock  every = month  was = "loans" }
	END
	does 0 list --orphans --format csv
	out_is series,rows,first_load,last_load
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
