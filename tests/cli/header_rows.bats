#!/usr/bin/env bats
# Headers of several rows: which part of them names the indicator.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	catalogue <<-'END'
		indicator loans { kind = stock  every = month }
		indicator trade { kind = flow  every = month }
		indicator deposits { kind = stock  every = month  title = "Deposits (million)"  unit = million }
		indicator exports { kind = flow  every = month  title = "Exports million"  unit = million }
	END
}

@test "the last row names the indicator where the row above tells whose it is" {
	file bank.csv <<-'END'
		date,Bank A,Bank A
		,loans,trade
		2024-01,1,2
		2024-02,3,4
	END
	does 0 inspect bank.csv
	out_has '"loans" is loans: 2 figures'
	out_has '"trade" is trade: 2 figures'
}

@test "a change of something is not the thing itself" {
	file bank.csv <<-'END'
		date,change,level
		,loans,trade
		2024-01,1,2
		2024-02,3,4
	END
	does 65 inspect bank.csv
	out_has '"change loans" at line 2 column 2 is unknown'
	out_has '"trade" is trade: 2 figures'
}

@test "a name in the last row of two columns names neither" {
	file bank.csv <<-'END'
		date,A,B
		,loans,loans
		2024-01,1,2
		2024-02,3,4
	END
	does 65 inspect bank.csv
	out_has '"A loans" at line 2 column 2 is unknown'
	out_has '"B loans" at line 2 column 8 is unknown'
}

@test "the unit below a name may be part of the title, in brackets or without" {
	file bank.csv <<-'END'
		date,Deposits,Exports
		Unit,million,million
		2024-01,1,2
		2024-02,3,4
	END
	does 0 inspect bank.csv
	out_has 'is deposits: 2 figures'
	out_has 'is exports: 2 figures'
}
