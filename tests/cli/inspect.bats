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

# A file that nobody has declared anything for.
strange() {
	file bank.csv <<-'END'
		单位：亿元
		月份,各项贷款余额,Deposits "net",不良率（%）
		2024年1月,"2,391.20",455.08,1.2
		2024年2月,"2,400.62",459.51,1.3
		2024年3月,"2,412.07",,1.2
	END
}

@test "without a catalogue, what to declare is written out" {
	strange
	does 65 inspect bank.csv
	output=$(grep -v '^dialect ' <<<"$output")
	out_is "$(
		cat <<-'END'
			encoding  UTF-8 (valid throughout)
			frame     1 note before the table, header in line 2, rows in lines 3 to 5
			layout    wide: period in column 月份, 3 columns of indicators
			periods   3 months: "2024年1月" at line 3 column 1
			numbers   decimal point: "单位：亿元" at line 1 column 1 is Chinese
			labels    "各项贷款余额" at line 2 column 4 is unknown: 3 figures
			          "Deposits "net"" at line 2 column 11 is unknown: 2 figures
			          "不良率（%）" at line 2 column 26 is unknown: 3 figures
			series       period    value unit line
			i01          2024-01  2391.2 亿元    3
			i01          2024-02 2400.62 亿元    4
			i01          2024-03 2412.07 亿元    5
			deposits_net 2024-01  455.08 亿元    3
			deposits_net 2024-02  459.51 亿元    4
			i03          2024-01     1.2 %       3
			i03          2024-02     1.3 %       4
			i03          2024-03     1.2 %       5
			8 figures in 3 series once all labels are declared, 1 cell without a figure
			the file would be refused; the messages say why

			for what is unknown, add to the catalogue:

			indicator i01 {
			    title = "各项贷款余额"
			    unit  = "亿元"
			    kind  = stock    # a guess: its name says "余额"
			    every = month    # its periods are months
			}

			indicator deposits_net {
			    title = "Deposits \"net\""
			    unit  = "亿元"
			    # kind = stock, flow, ytd, cumulative or ratio: nothing in the file tells
			    every = month    # its periods are months
			}

			indicator i03 {
			    title = "不良率"
			    unit  = "%"
			    kind  = ratio    # a guess: its unit is percent
			    every = month    # its periods are months
			}

			or, to leave it out, add ignore = { "各项贷款余额", "Deposits \"net\"", "不良率（%）" } to a section source bank { match = "bank.csv" }
		END
	)"
	[[ ! -e data ]]
}

@test "the catalogue written for a file loads it" {
	strange
	"$TIDEMARK" inspect --catalogue bank.csv >tidemark.conf
	grep -qx '    kind  = stock    # nothing in the file tells: stock, flow, ytd, cumulative or ratio' tidemark.conf
	grep -qx 'lang = zh' tidemark.conf
	does 0 load --strict bank.csv
	out_has '8 figures: 8 new'
	does 0 show deposits_net
	out_has '2024-02,459.51'
}

@test "the catalogue for a file of one series names it after the file" {
	file 'UN rate [1].csv' <<-'END'
		DATE,VALUE
		2024-01-01,3.7
		2024-02-01,3.9
	END
	"$TIDEMARK" inspect --catalogue 'UN rate [1].csv' >tidemark.conf
	grep -qx 'lang = en' tidemark.conf
	does 0 load 'UN rate [1].csv'
	does 0 show un_rate_1
	out_is "$(printf '%s\n' period,value 2024-01,3.7 2024-02,3.9)"
}

@test "the catalogue for a file that leaves something open is not enough, and says so" {
	file x.csv <<-'END'
		month;Loans
		2024-01;119,942
	END
	does 65 inspect --catalogue x.csv
	out_has 'indicator loans {'
	err_is 'x.csv:2:9: error: "119,942" in column Loans may have a decimal mark or digits in groups; add decimal = comma or decimal = point to a section source x { match = "x.csv" }'
}

@test "what is declared is not drafted again" {
	strange
	catalogue <<-'END'
		indicator loans { title = "各项贷款余额"  unit = "亿元"  kind = stock  every = month }
		source bank { match = "bank*"  ignore = { "不良率" } }
	END
	does 65 inspect bank.csv
	out_has '"各项贷款余额" is loans: 3 figures'
	out_lacks 'indicator i0'
	out_has 'indicator deposits_net {'
	out_has 'add ignore = { "Deposits \"net\"" } to source "bank"'
}

@test "JSON tells all of it" {
	strange
	does 65 inspect --format json bank.csv
	[[ $(jq -c 'keys_unsorted' <<<"$output") == '["file","source","loads","encoding","dialect","frame","layout","periods","numbers","labels","draft","series","missing","rejected","rounded","left_out","figures","messages"]' ]]
	[[ $(jq -c '[.file, .source, .loads, .series, .missing]' <<<"$output") == '["bank.csv",null,false,3,1]' ]]
	[[ $(jq -c '.periods' <<<"$output") == '[{"says":"3 months","cell":"2024年1月","line":3,"column":1,"why":null}]' ]]
	[[ $(jq -c '.labels[0]' <<<"$output") == '{"label":"各项贷款余额","state":"unknown","indicator":null,"unit":"亿元","figures":3,"line":2,"column":4}' ]]
	[[ $(jq -c '[.draft[] | [.id, .title, .unit, .kind, .every]]' <<<"$output") == '[["i01","各项贷款余额","亿元","stock","month"],["deposits_net","Deposits \"net\"","亿元",null,"month"],["i03","不良率","%","ratio","month"]]' ]]
	[[ $(jq -c '.figures[0]' <<<"$output") == '{"series":"i01","period":"2024-01","value":2391.2,"unit":"亿元","line":3}' ]]
	[[ $(jq -c '[.messages[] | [.severity, .line, .column]]' <<<"$output") == '[["error",2,4],["error",2,11],["error",2,26]]' ]]
}

@test "CSV and Markdown list the figures" {
	strange
	"$TIDEMARK" inspect --catalogue bank.csv >tidemark.conf
	does 0 inspect --format csv bank.csv
	[[ ${lines[0]} == series,period,value,unit,line && ${lines[1]} == i01,2024-01,2391.2,亿元,3 && ${#lines[@]} == 9 ]]
	does 0 inspect --format md bank.csv
	out_has '| 2024-01 | 2391.2 | 亿元 | 3 |'
}

@test "standard input and packed files are inspected, too" {
	strange
	does 65 inspect - <bank.csv
	out_has 'to a section source new { match = "-" }'
	gzip bank.csv
	does 65 inspect bank.csv.gz
	out_has 'encoding  UTF-8 (valid throughout), unpacked from gzip'
}

@test "a file with figures that lie ahead is refused as load would" {
	catalogue <<-'END'
		indicator loans { kind = stock }
	END
	file x.csv <<-'END'
		month,loans
		2024-01,100
		2024-08,101
	END
	does 65 inspect --today 2024-07-10 x.csv
	out_has 'loans  2024-01   100'
	out_has 'the file would be refused'
	err_has 'x.csv:3:1: error: "2024-08" lies in the future'
}

@test "a label whose unit does not fit is not settled, and what is no text has no table" {
	catalogue <<-'END'
		indicator loans { title = "Loans"  unit = "亿元"  kind = stock }
	END
	printf 'month,Loans（吨）\n2024-05,1\n' >units.csv
	does 65 inspect units.csv
	out_has '"Loans（吨）" at line 1 column 7 is not settled: 1 figure'
	printf 'a\0b,c\n1,2\n' >nul.csv
	does 65 inspect --csv nul.csv
	out_is ""
}

@test "averages of years have no frequency" {
	printf 'period,Loans\n2024S01,5\n2024S02,6\n' >averages.csv
	does 65 inspect --format json averages.csv
	jq -e '.draft[0] | .every == null and .every_why == null' <<<"$output"
}
