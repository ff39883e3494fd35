#!/usr/bin/env bats
# Taking loads back, and putting them back.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	catalogue <<-'END'
		indicator loans { unit = "亿元"  kind = stock }
		indicator jobs { kind = flow }
	END
	file first.csv <<-'END'
		month,loans,jobs
		2024-04,100,7
		2024-05,102,8
	END
	file second.csv <<-'END'
		month,loans
		2024-05,103.5
		2024-06,104
	END
	does 0 load first.csv second.csv
}

figures_are() {
	does 0 show loans
	out_is "$(printf '%s\n' period,value "$@")"
}

@test "an undo takes a load's figures back and says which" {
	does 0 undo 2
	out_is "$(
		cat <<-'END'
			load 2 undone (load 3): 2 of its 2 figures change
			  loans 2024-05: 103.5 → 102
			  loans 2024-06: 104 → –
		END
	)"
	err_is ""
	figures_are 2024-04,100 2024-05,102
}

@test "an undo is undone: the load is back" {
	does 0 undo 2
	does 0 undo 3
	out_is "$(
		cat <<-'END'
			load 2 back in force (load 4): 2 of its 2 figures change
			  loans 2024-05: 102 → 103.5
			  loans 2024-06: – → 104
		END
	)"
	figures_are 2024-04,100 2024-05,103.5 2024-06,104
	does 0 undo 4
	figures_are 2024-04,100 2024-05,102
	does 0 undo 5
	figures_are 2024-04,100 2024-05,103.5 2024-06,104
}

@test "what later loads have stays as they have it" {
	does 0 undo 1
	out_has "load 1 undone (load 3): 3 of its 4 figures change"
	out_lacks "loans 2024-05"
	figures_are 2024-05,103.5 2024-06,104
}

@test "an undo of a load that later ones replaced wholly changes nothing and says so" {
	file third.csv <<-'END'
		month,loans
		2024-05,110
		2024-06,111
	END
	does 0 load third.csv
	does 0 undo 2
	out_is "load 2 undone (load 4): no figure changes, the other loads in force give the same"
	figures_are 2024-04,100 2024-05,110 2024-06,111
	does 0 undo 3
	figures_are 2024-04,100 2024-05,102
}

@test "a dry run says what would change and writes nothing" {
	does 0 undo 2 --dry-run
	out_has "load 2 undone (dry run, nothing written): 2 of its 2 figures change"
	out_has "loans 2024-05: 103.5 → 102"
	[[ ! -e data/ledger/000003.csv ]]
	figures_are 2024-04,100 2024-05,103.5 2024-06,104
}

@test "what is undone already, or was never there, is refused" {
	does 0 undo 2
	does 64 undo 2
	err_is "tidemark: error: load 2 is already undone, by load 3; undo 3 puts it back"
	does 64 undo 7
	err_is "tidemark: error: there is no load 7; the last one is 3"
	does 64 undo two
	err_has '"two" is no load;'
	does 64 undo 0
	does 64 undo
	does 64 undo 1 2
	does 0 undo 3
	does 64 undo 3
	err_has "load 3 is already undone, by load 4"
	[[ ! -e data/ledger/000005.csv ]]
}

@test "in a folder without a store there is nothing to undo" {
	does 64 -d nowhere undo 1
	err_has "there is no load 1"
	[[ ! -e nowhere ]]
}

@test "an undo answers in json, csv and markdown" {
	does 0 undo 2 --dry-run --format csv
	out_is "$(printf '%s\n' series,period,old,new loans,2024-05,103.5,102 loans,2024-06,104,)"
	does 0 undo 2 --dry-run --format md
	out_has "| loans | 2024-05 | 103.5 | 102 |"
	does 0 undo 2 --format json
	[[ ${output//[[:space:]]/} == '{"load":3,"undoes":2,"subject":2,"in_force":false,'* ]]
	[[ ${output//[[:space:]]/} == *'{"series":"loans","period":"2024-06","old":104,"new":null}]}' ]]
	does 0 undo 3 --format json --dry-run
	[[ ${output//[[:space:]]/} == '{"load":null,"undoes":3,"subject":2,"in_force":true,'* ]]
}

@test "undoing the only load leaves nothing behind" {
	does 0 undo 2
	does 0 undo 1
	figures_are
	[[ -z $(find data/rrd -name '*.rrd') ]]
	does 0 check
}

@test "the log names an undo and its remark" {
	does 0 undo 2 --note "wrong file"
	does 0 log --format csv
	[[ ${lines[1]} == 3,*,"undo of 2",0,0,*,"wrong file", ]]
	grep -q '^# undo: 2$' data/ledger/000003.csv
	grep -q '^# note: wrong file$' data/ledger/000003.csv
}

@test "a load of the same figures after an undo is a new load" {
	does 0 undo 2
	does 0 load second.csv
	out_has "1 new, 0 unchanged, 1 revised"
	figures_are 2024-04,100 2024-05,103.5 2024-06,104
}

@test "rebuild gives the same after undos" {
	does 0 undo 1
	does 0 undo 2
	does 0 undo 4
	cp -r data/rrd before
	does 0 rebuild
	diff -r before data/rrd
	does 0 verify
}
