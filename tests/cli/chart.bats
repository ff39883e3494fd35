#!/usr/bin/env bats
# chart: its options, and that every picture is whole.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	catalogue <<-'END'
		lang = zh
		indicator loans { title = "各项贷款余额"  unit = "亿元"  kind = stock  every = month
			areas = { "城东", "城西" }
			target = { "value >= 100" } }
		indicator trade { title = "进出口总额"  unit = "亿元"  kind = ytd  every = month
			target = { "total >= 120 in every year" } }
	END
	file figures.csv <<-'END'
		month,indicator,area,value
		2024-01,loans,,100
		2024-02,loans,,102
		2024-03,loans,,99
		2024-01,loans,城东,60
		2024-02,loans,城东,61
		2024-03,loans,城东,60
		2024-01,loans,城西,40
		2024-02,loans,城西,41
		2024-03,loans,城西,39
		2024-01,trade,,10
		2024-02,trade,,19.5
		2024-03,trade,,31
	END
	does 0 load figures.csv
}

@test "figures since January are bars or lines, as --style says" {
	does 0 chart trade --today 2024-04-10 -o bars --style bars
	does 0 chart trade --today 2024-04-10 -o lines --style lines
	grep -q 每条线一年 lines/trade.svg
	if grep -q 每条线一年 bars/trade.svg; then false; fi
}

@test "a style that does not exist is refused" {
	does 64 chart trade --style pie
	err_has '--style "pie": expected bars or lines'
}

@test "the projection is the one that check prints" {
	does 0 check trade --today 2024-04-10 --format json
	low=$(grep -o '"low": [0-9.]*' <<<"$output" | head -1 | grep -o '[0-9.]*')
	does 0 chart trade --today 2024-04-10 -o charts
	grep -q "$(printf '预计 124.0（%.1f–' "$low")" charts/trade.svg
}

@test "a PNG is twice as wide and high as the SVG, and whole" {
	does 0 chart loans --today 2024-04-10 -o charts --format png
	# PNG: the width stands in bytes 16 to 19, the height behind it; IEND ends it
	[ "$(od -An -tu1 -j16 -N8 charts/loans.png | tr -s ' ')" = " 0 0 6 184 0 0 2 248" ]
	[ "$(tail -c 8 charts/loans.png | head -c 4)" = IEND ]
}

@test "an overview is as whole as a chart, in every format" {
	does 0 chart --overview --today 2024-04-10 -o charts --format png
	[ "$(tail -c 8 charts/overview.png | head -c 4)" = IEND ]
	does 0 chart --overview --today 2024-04-10 -o charts --format pdf
	[ "$(tail -n 1 charts/overview.pdf)" = '%%EOF' ]
	grep -qa 'MediaBox \[ 0 0 1000 236 \]' charts/overview.pdf
}

@test "a PDF is whole and brings its fonts" {
	does 0 chart loans --today 2024-04-10 -o charts --format pdf
	[ "$(tail -n 1 charts/loans.pdf)" = '%%EOF' ]
	grep -qa /FontFile charts/loans.pdf
	grep -qa 'MediaBox \[ 0 0 860 380 \]' charts/loans.pdf # points, as many as pixels of the SVG
}

@test "--areas draws every area, and all of them on one sheet" {
	does 0 chart loans --areas --today 2024-04-10 -o charts
	out_is "4 charts in charts"
	grep -q '各项贷款余额 · 分地区' charts/loans.areas.svg
	ls charts/loans/*城东.svg
	does 0 chart trade --areas --today 2024-04-10 -o none
	[ ! -e none/trade.areas.svg ]
}

@test "--overview draws one sheet of all indicators, the worst first" {
	does 0 chart --overview --today 2024-04-10 -o charts
	out_is "1 chart in charts"
	[ "$(ls charts)" = overview.svg ]
	description=$(grep -o '<desc.*' charts/overview.svg)
	[[ $description == *"各项贷款余额 未达标"*"进出口总额 正常推进"* ]]
}

@test "beside a plan without figures the figures are drawn" {
	echo 'indicator plan { kind = stock }' >>tidemark.conf
	sed -i 's/"value >= 100"/"value >= plan"/' tidemark.conf
	does 0 chart loans --today 2024-04-10
	grep -q '>99</text>' charts/loans.svg
	[[ $(<charts/loans.svg) != *'≥ nan'* ]]
}

@test "a hundred indicators fit one overview, more go to the next" {
	{
		echo 'lang = en'
		for i in {1..101}; do echo "indicator i$i { kind = stock  every = month }"; done
	} >tidemark.conf
	{
		echo month,indicator,value
		for i in {1..101}; do echo "2024-01,i$i,$i"; done
	} >many.csv
	does 0 -d many load many.csv
	does 0 -d many chart --overview --today 2024-04-10 -o charts
	[ "$(echo charts/*)" = "charts/overview-2.svg charts/overview.svg" ]
	grep -q '>i101<' charts/overview-2.svg
	grep -q '</svg>' charts/overview.svg
}

@test "an area whose figures lie ahead has no chart" {
	printf 'month,indicator,area,value\n2023-12,loans,城东,59\n2023-12,loans,,98\n' >before.csv
	does 0 load -q before.csv
	does 0 chart loans --areas --today 2023-12-31 -o early
	[[ -e early/loans/城东.svg && ! -e early/loans/城西.svg ]]
}
