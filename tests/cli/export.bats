#!/usr/bin/env bats
# Every figure, for other programs.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	catalogue <<-'END'
		lang = en
		indicator loans { title = "Loans \"all\""  unit = "亿元"  kind = stock }
		indicator throughput_teu { title = "Throughput"  unit = "teu"  kind = flow  every = quarter }
		indicator budget { kind = flow  every = year  year_start = 7 }
		indicator price { unit = "元"  kind = stock  every = day }
		indicator visits { kind = flow  every = week }
		indicator opened { kind = stock  every = once }
		indicator both { formula = "loans + loans" }
	END
	file first.csv <<-'END'
		indicator,area,period,value
		loans,,2024-04,100
		loans,,2024-05,102 p
		loans,"虎丘, ""东""",2024-05,0.1
		throughput_teu,,2024-Q1,-5.25
		budget,,2023/24,1e-05
		price,,2024-02-29,123456789012345
		visits,,2020-W53,3
		opened,,2024-05,7
	END
	file second.csv <<-'END'
		indicator,area,period,value
		loans,,2024-05,103.5
		loans,=1+1,2024-06,104 e
	END
	does 0 load first.csv
	does 0 load second.csv
}

# Fails unless the output without the times, which are those of the test, is standard input.
exports() {
	diff <(cat) <(printf '%s\n' "${lines[@]}" | sed 's/,[^,]*T[0-9:+-]*$//')
}

@test "csv has a row a figure with the load it came from" {
	does 0 export
	err_is ""
	exports <<-'END'
		indicator,area,period,value,unit,flag,load,vintage
		loans,,2024-04,100,亿元,,1
		loans,,2024-05,103.5,亿元,,2
		loans,=1+1,2024-06,104,亿元,e,2
		loans,"虎丘, ""东""",2024-05,0.1,亿元,,1
		throughput_teu,,2024-Q1,-5.25,teu,,1
		budget,,2023/24,1e-05,,,1
		price,,2024-02-29,123456789012345,元,,1
		visits,,2020-W53,3,,,1
		opened,,2024-05,7,,,1
	END
}

@test "the vintage is when the load came" {
	does 0 export loans
	[[ ${lines[2]} == *,"$(sed -n 's/^# at: //p' data/ledger/000002.csv)" ]]
}

@test "a figure keeps the flag of the load that it is from" {
	does 0 undo 2
	does 0 export loans
	exports <<-'END'
		indicator,area,period,value,unit,flag,load,vintage
		loans,,2024-04,100,亿元,,1
		loans,,2024-05,102,亿元,p,1
		loans,"虎丘, ""东""",2024-05,0.1,亿元,,1
	END
}

@test "what was exported can be loaded and is then the same" {
	does 0 export
	mkdir again
	cp tidemark.conf again
	printf '%s\n' "$output" >again/all.csv
	cut -d , -f 1-5 again/all.csv >before.csv
	does 0 -C again load all.csv
	does 0 -C again export
	cut -d , -f 1-5 <<<"$output" >after.csv
	cmp before.csv after.csv
}

@test "an earlier load, a day and periods can be chosen" {
	does 0 export --as-of 1 --from 2024-05 loans
	exports <<-'END'
		indicator,area,period,value,unit,flag,load,vintage
		loans,,2024-05,102,亿元,p,1
		loans,"虎丘, ""东""",2024-05,0.1,亿元,,1
	END
	does 0 export --to 2024-Q1 loans throughput_teu
	exports <<-'END'
		indicator,area,period,value,unit,flag,load,vintage
		throughput_teu,,2024-Q1,-5.25,teu,,1
	END
	does 0 export --today 2024-05-31 loans
	out_lacks 2024-06
}

@test "figures ahead are exported unless a day is asked for" {
	local ahead=$(($(date +%Y) + 2))-01

	file plan.csv <<-END
		month,loans
		$ahead,200
	END
	does 0 load --allow-future plan.csv
	does 0 export loans
	out_has $ahead,200
	does 0 export loans --today 2024-12-31
	out_lacks $ahead
}

@test "openmetrics escapes what it has to" {
	sed -i 's/title = "Throughput"/title = "To\\\\from\\nport"/' tidemark.conf
	does 0 export --format openmetrics throughput_teu
	out_has '# HELP throughput_teu To\\from\nport'
}

@test "jsonl has an object a figure" {
	does 0 export --format jsonl
	jq -se 'length == 9 and all(.[]; keys == ["area","flag","indicator","load","period","unit","value","vintage"])' <<<"$output"
	jq -se '[.[] | select(.area == "虎丘, \"东\"")] == [{indicator: "loans", area: "虎丘, \"东\"",
		period: "2024-05", value: 0.1, unit: "亿元", flag: "", load: 1, vintage: .[0].vintage}]' <<<"$output"
}

@test "openmetrics has a family an indicator, stamped with the first instant of each period" {
	does 0 export --format openmetrics
	out_is "$(cat <<-'END'
		# TYPE loans gauge
		# HELP loans Loans \"all\"
		loans{job="tidemark",every="month",unit="亿元"} 100 1711929600
		loans{job="tidemark",every="month",unit="亿元"} 103.5 1714521600
		loans{job="tidemark",area="=1+1",every="month",unit="亿元"} 104 1717200000
		loans{job="tidemark",area="虎丘, \"东\"",every="month",unit="亿元"} 0.1 1714521600
		# TYPE throughput_teu gauge
		# UNIT throughput_teu teu
		# HELP throughput_teu Throughput
		throughput_teu{job="tidemark",every="quarter",unit="teu"} -5.25 1704067200
		# TYPE budget gauge
		# HELP budget budget
		budget{job="tidemark",every="year"} 1e-05 1688169600
		# TYPE price gauge
		# HELP price price
		price{job="tidemark",every="day",unit="元"} 123456789012345 1709164800
		# TYPE visits gauge
		# HELP visits visits
		visits{job="tidemark",every="week"} 3 1609113600
		# TYPE opened gauge
		# HELP opened opened
		opened{job="tidemark",every="once"} 7 1714521600
		# EOF
	END
	)"
}

@test "victoriametrics has a line a series, in milliseconds" {
	does 0 export --format victoriametrics loans
	out_is "$(cat <<-'END'
		{"metric":{"__name__":"loans","job":"tidemark","every":"month","unit":"亿元"},"values":[100,103.5],"timestamps":[1711929600000,1714521600000]}
		{"metric":{"__name__":"loans","job":"tidemark","area":"=1+1","every":"month","unit":"亿元"},"values":[104],"timestamps":[1717200000000]}
		{"metric":{"__name__":"loans","job":"tidemark","area":"虎丘, \"东\"","every":"month","unit":"亿元"},"values":[0.1],"timestamps":[1714521600000]}
	END
	)"
}

@test "--safe-csv guards text, not numbers" {
	does 0 export --safe-csv
	out_has "loans,'=1+1,2024-06,104"
	out_has "throughput_teu,,2024-Q1,-5.25,teu"
	does 0 export
	out_has "loans,=1+1,2024-06"
}

@test "--safe-csv guards every text that a spreadsheet would take for a formula" {
	catalogue <<-END
		lang = en
		indicator loans { unit = "=2"  kind = stock }
		indicator trade { unit = "$(printf '\t=3')"  kind = flow }
		indicator visits { unit = "$(printf '\r4')"  kind = flow }
	END
	printf '%b\n' 'indicator,area,period,value' loans,+1,2024-01,1 loans,-1,2024-01,-2 loans,@a,2024-01,3 \
		'loans,＝1+1,2024-01,4' 'loans,"\t=1+1+1",2024-01,5' "loans,a=b,2024-01,6" \
		'trade,,2024-01,7' 'visits,,2024-01,8' >x.csv
	rm -r data
	does 0 load -q x.csv
	tidemark export --safe-csv | cut -d , -f 1-5 | exported_is "'"
	tidemark export | cut -d , -f 1-5 | exported_is ''
}

# exported_is MARK: standard input is what the test above loaded, with MARK before what looks like a formula.
exported_is() {
	diff <(printf '%b\n' indicator,area,period,value,unit "loans,$1+1,2024-01,1,$1=2" "loans,$1-1,2024-01,-2,$1=2" \
		"loans,$1=1+1,2024-01,4,$1=2" "loans,$1=1+1+1,2024-01,5,$1=2" "loans,$1@a,2024-01,3,$1=2" \
		"loans,a=b,2024-01,6,$1=2" "trade,,2024-01,7,$1\t=3" "visits,,2024-01,8,\"$1\r4\"") -
}

@test "an empty store gives a header and nothing else" {
	does 0 -d nowhere export
	out_is indicator,area,period,value,unit,flag,load,vintage
	does 0 -d nowhere export --format openmetrics
	out_is "# EOF"
	does 0 -d nowhere export --format victoriametrics
	out_is ""
}

@test "a full disk is an error" {
	run --separate-stderr bash -c "'$TIDEMARK' export >/dev/full"
	((status == 74))
	err_has "No space left on device"
}

@test "unknown formats, ids, periods and loads are refused" {
	does 64 export --format parquet
	err_has 'expected csv, jsonl, openmetrics or victoriametrics'
	does 64 export loanz
	err_has 'did you mean loans?'
	does 64 export --from yesterday
	does 64 export --as-of 9
}

@test "a full output is noticed before all is written" {
	for ((i = 0; i < 9000; i++)); do echo "loans,a long name of an area $i,2024-05,$i"; done | sed 1iindicator,area,period,value >many.csv
	does 0 load -q many.csv
	run --separate-stderr bash -c "'$TIDEMARK' export >/dev/full"
	((status == 74))
}
