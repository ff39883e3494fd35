#!/usr/bin/env bats
# inspect says how a file is understood, and loads nothing.

load helper

@test "a file is explained with its evidence and its first figures" {
	catalogue <<-'END'
		indicator loans { title = "Loans"  unit = "亿元"  kind = stock  every = month }
	END
	file x.csv <<-'END'
		Sample data
		month;Loans
		2024-01;1.000.000,5
		2024-02;…
		2024-03;2.000.000,25
	END
	does 0 inspect x.csv
	out_has 'encoding  UTF-8'
	out_has 'dialect   semicolon'
	out_has 'header in line 2'
	out_has 'layout    wide: period in column month'
	out_has 'periods   3 months: "2024-01" at line 3 column 1'
	out_has 'numbers   decimal comma: "1.000.000,5" at line 3 column 9 has both marks, the comma behind'
	out_has 'labels    "Loans" is loans: 2 figures'
	out_has '1000000.5'
	out_has '2 figures in 1 series, 1 cell without a figure'
	out_has 'the file can be loaded as it is'
	[[ ! -e data ]]
}

@test "a file that would be refused is explained as far as it goes" {
	catalogue <<-'END'
		indicator loans { title = "Loans"  kind = stock  every = month }
	END
	file x.csv <<-'END'
		month,Loans,Mystery
		2024-01,1,2
		2024-02,2,3
	END
	does 65 inspect x.csv
	out_has 'layout    wide'
	out_has 'the file would be refused'
	err_has 'Mystery'
	does 64 inspect
	does 66 inspect nowhere.csv
}

@test "the cleaned table needs no catalogue" {
	file x.csv <<-'END'
		单位：亿元
		月份;贷款;备注
		2024-01;"1;5";"say ""hi"""
		2024-02;2
		注：示例
	END
	does 0 inspect --csv x.csv
	out_is "$(printf '%s\n' '"月份","贷款","备注"' '"2024-01","1;5","say ""hi"""' '"2024-02","2",""')"
	err_has 'x.csv:4:1: warning'
}

@test "help is shown and nothing is done" {
	does 0 init --help
	out_has 'usage: tidemark init'
	[[ ! -e tidemark.conf ]]
	does 0 inspect --help
	out_has '--csv'
}
