#!/usr/bin/env bats
# What must never happen to a figure on its way into the store, and what happens instead.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	catalogue <<-'END'
		lang = en
		indicator loans { title = "Loans"  alias = { "贷款余额" }  kind = stock  every = month }
		indicator trade { title = "Trade"  alias = { "用电量" }  kind = flow  every = month }
		indicator rate { title = "Rate"  kind = ratio  every = day }
	END
}

# refused WHERE TEXT…: load of a file of these lines ends with 65, has an error there (line or
# line:column) and writes nothing.
refused() {
	local where=$1

	shift
	printf '%b\n' "$@" >x.csv
	refused_file "$where"
}

refused_file() {
	does 65 load x.csv
	err_has "x.csv:$1: error: "
	[[ ! -e data/ledger/000001.csv ]] || {
		echo "a load was written"
		return 1
	}
}

# loaded FIGURES TEXT…: a file of these lines loads as these figures (series,period,value …) and
# no others.
loaded() {
	local expected=$1

	shift
	printf '%b\n' "$@" >x.csv
	rm -rf data
	does 0 load x.csv
	figures_are "$expected"
	rm -rf data
}

figures_are() {
	same figures "$(sed -n '/^[^#]/p' data/ledger/000001.csv | tail -n +2 | cut -d, -f1-3 |
		paste -s -d ' ')" "$1"
}

@test "no cell is shifted under a neighbour's name" {
	refused 3:1 'month,Loans,Trade' '2024-01,1,2' '2024-02,3' '2024-03,4,5'
	refused 3:1 'month,Loans,Trade' '2024-01,1,2' '2024-02,3,4,5' '2024-03,4,5'
	refused 3:1 'month,Loans,Trade' '2024-01,1,2' '2024-02,1,234,5' '2024-03,4,5'
	refused 3:1 'month,Loans,Trade' '2024-01,1,2' '2024-02;3;4' '2024-03,4,5'
	refused 3:1 'indicator,2024-01,2024-02' 'loans,1,2' 'trade,3' 'trade,3,4'
	refused 3:1 'month,indicator,value' '2024-01,loans,1' 'loans,2' '2024-03,loans,3'
	# a header that is narrower or wider than its rows
	refused 1:1 'month,Loans' '2024-01,1,2' '2024-02,3,4'
	refused 1:1 'month,Loans,Trade' '2024-01,1' '2024-02,3' '2024-03,4'
	refused 1:1 'month,Loans' '2024-01,1,' '2024-02,3,' '2024-03,4,'
	refused 1:1 'indicator,2024-01,2024-02' '1,loans,5,6' '2,trade,7,8' '3,rate,9,9'
	# empty cells at the end are cells
	loaded 'loans,2024-01,1 trade,2024-02,4' 'month,Loans,Trade' '2024-01,1,' '2024-02,,4'
	loaded 'loans,2024-01,1 loans,2024-02,3' 'month,Loans,' '2024-01,1,' '2024-02,3,'
}

@test "no value is multiplied by a thousand" {
	refused 2:9 'month;Loans' '2024-01;119,942' '2024-02;120,345'
	refused 2:9 'month;Loans' '2024-01;1.234' '2024-02;2.345'
	# another column's decimal mark is no evidence
	refused 2:9 'month;Loans;Trade' '2024-01;119,942;1,5' '2024-02;120,345;2,5'
	refused 2:9 'month;Loans;Trade' '2024-01;119,942;1.5' '2024-02;120,345;2.5'
	# a column's own is
	loaded 'loans,2024-01,119.942 loans,2024-02,0.5' 'month;Loans' '2024-01;119,942' '2024-02;0,5'
	loaded 'loans,2024-01,119942 loans,2024-02,0.5' 'month;Loans' '2024-01;119,942' '2024-02;0.5'
	loaded 'loans,2024-01,1234.5 loans,2024-02,2' 'month;Loans' '2024-01;1.234,5' '2024-02;2'
	loaded 'loans,2024-01,119942' '月份;Loans' '2024-01;119,942'
	# digits grouped otherwise than in threes are no number
	for number in 1,23,456 12,34 1234,5,6 1.234.56 "1'23" '1 23' 1,2345.6 ,5,5; do
		refused 3:9 '月份;Loans' '2024-01;1.5' "2024-02;$number" '2024-03;2.5'
	done
	for number in 0,125 -0,125 012,345; do # nor is 0 the first of them
		refused 3:9 '月份;Loans' '2024-01;1.5' "2024-02;$number" '2024-03;2.5'
	done
	loaded 'loans,2024-01,1234567.5 loans,2024-02,2.5' 'month;Loans' "2024-01;1'234'567.5" \
		'2024-02;2.5'
	loaded 'loans,2024-01,1234567 loans,2024-02,2.5' 'month;Loans' '2024-01;1 234 567' \
		'2024-02;2.5'
}

@test "no text is taken for a number" {
	for text in 0x10 1_000 ٣ ½ 1-2 5- 1/2 1e 1e999 inf '+-5' 5..5 1.2.3 'O.5' 'l5' '5O' '２.３.４' \
		'=1+1' "'5" '€5' '1,5.5,5'; do
		refused 3:9 'month;Loans' '2024-01;1.5' "2024-02;$text" '2024-03;2.5'
	done
	loaded 'loans,2024-01,12.5 loans,2024-02,-5 loans,2024-03,-5.5 loans,2024-04,1e+20' \
		'month,Loans' '2024-01,１２.５' '2024-02,－5' '2024-03,(5.5)' '2024-04,1E+20'
}

@test "no day is taken for a month" {
	refused 2:1 'date,Rate' '05/06/2024,1' '06/06/2024,2'
	refused 2:1 'date,Rate' '5-6-2024,1' '6-6-2024,2'
	refused 2:1 'date,Rate' '05.06.2024,1' '06.06.2024,2'
	refused 2:1 'month,Loans' '01/02/2024,1' '01/03/2024,2' '01/04/2024,3'
	# evidence for both
	refused 2:1 'date,Rate' '05/06/2024,1' '13/06/2024,2' '06/13/2024,3'
	refused 3:1 'date,Rate' '13/06/2024,1' '13/13/2024,2' '14/06/2024,3' '15/06/2024,4' \
		'16/06/2024,5'
	loaded 'rate,2024-06-05,1 rate,2024-06-13,2' 'date,Rate' '05/06/2024,1' '13/06/2024,2'
	loaded 'rate,2024-05-06,1 rate,2024-05-31,2' 'date,Rate' '05/06/2024,1' '05/31/2024,2'
	# days and months that are not
	for date in 2024-02-30 2023-02-29 2024-04-31 2024-13-01 2024-00-05 2024-05-00 20240532; do
		refused 3:1 'date,Rate' '2024-01-01,1' "$date,2" '2024-01-03,3' '2024-01-04,3' \
			'2024-01-05,3' '2024-01-06,3'
	done
}

@test "2016.1 is never January by itself, and October only between its neighbours" {
	refused 2:1 'month,Loans' '2016.1,1'
	refused 2:1 'month,Loans' '2016.1,1' '2016.2,2' '2016.3,3'
	refused 2:1 'month,Loans' '2016.1,1' '2016.02,2' '2016.03,3'
	refused 4:1 'month,Loans' '2016.08,1' '2016.09,2' '2016.1,3'
	refused 2:1 'month,Loans' '2016.1,1' '2016.11,2' '2016.12,3'
	refused 3:1 'month,Loans' '2016.09,1' '2017.1,2' '2016.11,3'
	# in two places it may be one here and the other there
	refused 4:1 'month,Loans' '2016.12,5' '2016.11,4' '2016.1,7' '2016.09,1' '2016.1,7'
	refused 3:7 'indicator,month,value' 'trade,2016.09,1' 'trade,2016.1,2' 'trade,2016.11,3' \
		'loans,2016.1,9'
	loaded 'loans,2016-09,1 loans,2016-10,2 loans,2016-11,3' 'month,Loans' '2016.09,1' \
		'2016.1,2' '2016.11,3'
	loaded 'loans,2016-09,1 loans,2016-10,2 loans,2016-11,3' 'month,Loans' '2016.11,3' \
		'2016.1,2' '2016.09,1'
}

@test "no figure is filed under a year that is not written" {
	refused 3:1 'month,Loans' '2024-01,1' '2月,2' '2024-03,3' '2024-04,3' '2024-05,3'
	refused 3:1 'month,Loans' '2024-01,1' ',2' '2024-03,3'
	refused 3:1 'month,Loans' '2024-01,1' '5-Feb,2' '2024-03,3' '2024-04,3' '2024-05,3'
	refused 3:1 'month,Loans' '2024-01,1' '2124-02,2' '2024-03,3'
}

@test "no unclosed quote swallows a row" {
	# one faulty row, wherever the quote stands: the other rows are still there
	for row in '"2024-02,3,4' '2024-02,"3,4' '2024-02,3,"4' '2024-02,3,4"' '2024-02,"3"x,4' \
		'2024-02,""3,4' '2024-02,"3\\\\",4' '"'; do
		rm -rf data x.csv.*
		printf '%b\n' 'month,Loans,Trade' '2024-01,1,2' "$row" '2024-03,5,6' '2024-04,7,8' \
			>x.csv
		does 65 load --partial x.csv
		err_has 'x.csv:3:'
		figures_are "loans,2024-01,1 loans,2024-03,5 loans,2024-04,7 trade,2024-01,2 trade,2024-03,6 trade,2024-04,8"
		rm -rf data
		does 65 load x.csv
	done
	# two quotes that seem to close each other
	refused 2:9 'month,Loans,Trade' '2024-01,"1,2' '2024-02,3",4' '2024-03,5,6' '2024-04,7,8'
	refused 2:11 'month,Loans,Trade' '2024-01,1,"2' '2024-02,3,4"' '2024-03,5,6' '2024-04,7,8'
	refused 2:11 'month,Loans,Remark' '2024-01,1,"a' '2024-02,3,b"' '2024-03,5,c' '2024-04,7,d'
	refused 2:11 'month,Loans,Remark' '2024-01,1,"a' '2024-02,3,b' '2024-03,5,c"' '2024-04,7,d' \
		'2024-05,8,e'
	# a quote on a line of its own, again and again
	rm -f x.csv.*
	refused 7:1 'month,Loans' '2024-01,1' '2024-02,2' '2024-03,3' '2023-01,4' '2023-02,5' '"' \
		'2023-03,6' '"' '2023-04,7' '2023-05,8'
	# cells of several lines are cells
	loaded 'loans,2024-01,1 loans,2024-02,2' 'month,Loans,Remark' '2024-01,1,"a\nb, c\nd"' \
		'2024-02,2,"say ""x"""'
}

@test "no row is dropped without a word" {
	# a figure stuck to its period, a row cut short, a row of another delimiter
	refused 3:1 'month,Loans' '2024-01,1' '2024-022.5' '2024-03,3' '2024-04,4'
	refused 3:1 'month,Loans' '2024-01,1' '2024-02;2' '2024-03,3' '2024-04,4'
	printf 'indicator,2024-01,2024-02\nloans,1,2\ntrade,3,4\nra' >x.csv
	refused_file 4:1
	printf 'month,Loans\n2024-01,1\n2024-02,2\n2024-0' >x.csv
	refused_file 4:1
	# a row whose quotes hide its figures
	refused 2:1 '"指标";"2024-01";"2024-02";"2024-03";"2024-04";"备注"' \
		'""贷款余额";"1.5";"2.5";"3.5";"4.5";"a\nb"' \
		'"用电量";"3.5";"4.5";"5.5";"6.5";""' '"Rate";"3.5";"4.5";"5.5";"6.5";"a\nb"'
	# blank lines, rows of delimiters and headings between rows end nothing
	loaded 'loans,2024-01,1 loans,2024-02,2 loans,2024-03,3 loans,2024-04,4 loans,2024-05,5' \
		'month,Loans' '2024-01,1' '' '2024-02,2' ',' '2024-03,3' '   ' '2024-04,4' '' '' \
		'2024-05,5' ''
	loaded 'loans,2024-01,1 loans,2024-02,2 loans,2024-03,3 loans,2024-04,4' 'month,Loans' \
		'2024-01,1' '2024-02,2' 'Revised' '2024-03,3' '2024-04,4'
	out_has 'left out: 1 row without a figure'
}

@test "rows of another frequency are counted" {
	loaded 'loans,2024-01,1 loans,2024-02,2' 'month,Loans' '2024-01,1' '2024-02,2' '2024,3' \
		'2024Q1,4'
	out_has 'left out: 2 figures of another frequency'
}

@test "no cell with a figure is left out because its column has no name" {
	refused 1:13 'month,Loans,,Trade' '2024-01,1,5,2' '2024-02,3,6,4'
	refused 2:9 'Loans' '2024-01,1' '2024-02,3'
	refused 1 'indicator,2024-01,,2024-03,2024-04,2024-05' 'loans,1,2,3,4,5' 'trade,1,2,3,4,5'
	refused 1 'indicator,2024-01,2O24-02,2024-03,2024-04,2024-05,2024-06' 'loans,1,2,3,4,5,6'
	refused 3:1 'indicator,2024-01,2024-02' 'loans,1,2' ',3,4'
	refused 3:9 'month,indicator,value' '2024-01,loans,1' '2024-02,,2' '2024-03,loans,3'
	# one figure far down is enough to make a column count
	{
		echo 'month,Loans,Mystery'
		for ((i = 0; i < 500; i++)); do
			printf '%d-%02d,%d,\n' $((1980 + i / 12)) $((i % 12 + 1)) $i
		done
		echo '2021-09,501,7'
	} >x.csv
	refused_file 1:13
	# a column without any figure is named
	loaded 'loans,2024-01,1 loans,2024-02,2' 'month,Loans,Remark' '2024-01,1,x' '2024-02,2,'
	err_has 'x.csv:1:13: note: column "Remark" is not loaded'
}

@test "two columns or rows of one name must agree" {
	refused 2:1 'month,Loans,Loans' '2024-01,1,5' '2024-02,2,2'
	refused 2:1 'indicator,2024-01,2024-02,2024-02' 'loans,1,2,3' 'trade,1,2,2'
	refused 3:1 'indicator,2024-01,2024-02' 'loans,1,2' 'Loans,1,3'
	refused 4:1 'month,indicator,area,value' '2024-01,loans,a,1' '2024-01,loans,Total,2' \
		'2024-01,loans,全市,5'
	loaded 'loans,2024-01,1 loans,2024-02,2' 'month,Loans,Loans' '2024-01,1,1' '2024-02,2,'
}

@test "no second table is read, and none is passed over in silence" {
	loaded 'loans,2024-01,1' 'month,Loans' '2024-01,1' '' 'month,Trade' '2024-01,5'
	err_has 'x.csv:4:1: warning: another table begins here and is not read'
	loaded 'loans,2024-01,1' 'month,Loans' '2024-01,1' 'month,Loans' '2024-02,5'
	err_has 'x.csv:3:1: warning: another table begins here and is not read'
	loaded 'loans,2024-01,1 loans,2024-02,2' 'indicator,2024-01,2024-02' 'loans,1,2' ',,' \
		'indicator,2024-03,2024-04' 'loans,3,4'
	err_has 'x.csv:4:1: warning: another table begins here and is not read'
	does 65 load --strict x.csv
}

@test "no row below the footer is passed over in silence" {
	loaded 'loans,2024-01,1 trade,2024-01,2' 'month,Loans,Trade' '2024-01,1,2' 'Note: x,,' \
		'2024-02,3,4'
	err_has 'x.csv:4:1: warning: 1 row below the footer is not read'
	loaded 'loans,2024-01,1 trade,2024-01,2' 'month,Loans,Trade' '2024-01,1,2' 'Note: x' \
		'2024-02,3,' '2024-03,4' '2024-04,,5'
	err_has 'x.csv:4:1: warning: 3 rows below the footer are not read'
	loaded 'loans,2024-01,1' 'month,Loans' '2024-01,1' 'Note: x' 'Source: y, z'
	err_is ''
}

@test "no row of the table is taken for its footer" {
	catalogue <<-'END'
		lang = en
		indicator a { title = "注册企业数"  kind = stock }
		indicator b { title = "来源于园区的税收"  kind = stock }
		indicator c { title = "Sources of income"  kind = stock }
		indicator d { title = "Noteworthy"  kind = stock }
	END
	loaded 'a,2024-01,1 a,2024-02,2 b,2024-01,3 c,2024-01,4 d,2024-02,5' \
		'指标,2024-01,2024-02' '注册企业数,1,2' '来源于园区的税收,3,' 'Sources of income,4,' \
		'Noteworthy,,5'
}

@test "no encoding is taken for another" {
	local text='月份,贷款余额\n2024-01,1\n2024-02,2\n'

	for encoding in UTF-8 GB18030 GBK GB2312 UTF-16LE UTF-16BE UTF-16; do
		printf '%b' "$text" | iconv -f UTF-8 -t "$encoding" >x.csv
		rm -rf data
		does 0 load x.csv
		err_is ''
		figures_are 'loans,2024-01,1 loans,2024-02,2'
	done
	rm -rf data
	# not told apart safely: a label that nobody knows, or bytes that fit nowhere
	for encoding in BIG5 SHIFT_JIS EUC-JP; do
		printf '年月,公司存款\n2024-01,1\n2024-02,2\n' | iconv -f UTF-8 -t "$encoding" >x.csv
		does 65 load x.csv
	done
	# one damaged byte in UTF-8 and in GB18030
	printf 'month,Loans,\xE5\xA4\x87\xE6\xB3\xA8\n2024-01,1,\xE6\x20\xE6\xB3\xA8\n' >x.csv
	refused_file 2
	printf '%b' "$text" | iconv -f UTF-8 -t GB18030 | sed '3s/2$/2\xFF/' >x.csv
	refused_file 3
	# western letters
	printf 'month,area,Loans\n2024-01,Gr\xF6\xDFe,1\n2024-01,\xC9vry,2\n' >x.csv
	does 0 load x.csv
	err_has 'x.csv:2: warning: byte 27 (0xF6) is neither UTF-8 nor GB18030; read as windows-1252'
	figures_are 'loans/Größe,2024-01,1 loans/Évry,2024-01,2'
}

@test "no byte order mark becomes part of a label" {
	local bom='\xEF\xBB\xBF'

	loaded 'loans,2024-01,1 loans,2024-02,2' "${bom}Loans,month" '1,2024-01' '2,2024-02'
	loaded 'loans,2024-01,1 loans,2024-02,2' "$bom\"Loans\",\"month\"" '1,2024-01' '2,2024-02'
	loaded 'loans,2024-01,1 loans,2024-02,2' "$bom${bom}Loans,month" '1,2024-01' '2,2024-02'
	loaded 'loans,2024-01,1 loans,2024-02,2' "${bom}sep=;" 'Loans;month' '1;2024-01' '2;2024-02'
	loaded 'loans,2024-01,1 loans,2024-02,2' 'month,Loans' '2024-01,1' "${bom}2024-02,2"
	loaded 'loans/a,2024-01,1 loans/a,2024-02,2' 'month,area,Loans' '2024-01,a,1' "2024-02,${bom}a,2"
}

@test "no area is taken for the whole, nor the whole for an area" {
	for total in Total 全市 合计 总计 全国 TOTAL; do
		loaded 'loans/a,2024-01,1 loans,2024-01,3' 'month,area,Loans' '2024-01,a,1' \
			"2024-01,$total,3"
	done
	loaded 'loans/Total A,2024-01,1 loans/全市均值,2024-01,3' 'month,area,Loans' \
		'2024-01,Total A,1' '2024-01,全市均值,3'
}

@test "a partial load takes only what is right and keeps the rest" {
	printf '%s\n' 'month,Loans,Trade' '2024-01,1,2' '2024-02,w,4' '2024-13,5,6' '2024-04,7' \
		'2024-05,9,"10' '2024-06,11,12' >x.csv
	does 65 load --partial x.csv
	figures_are 'loans,2024-01,1 loans,2024-06,11 trade,2024-01,2 trade,2024-06,12'
	file_is x.csv.rejects.csv <<-'END'
		month,Loans,Trade
		2024-02,w,4
		2024-13,5,6
		2024-04,7
		2024-05,9,"10
	END
}
