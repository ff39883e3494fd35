#!/usr/bin/env bats
# Areas: those of the catalogue and those of the files are the same however they are written.

load helper

@test "names of areas are compared without width and needless blanks" {
	catalogue <<-'END'
		lang = en
		total_area = { "全市（含 开发区）" }
		indicator loans { kind = stock  every = month  areas = { "Ａ区", " B  区" }
			target = { "value >= 10 area=*" } }
	END
	file loans.csv <<-'END'
		period,indicator,area,value
		2024-05,loans,Ａ区,6
		2024-05,loans,B 区,16
		2024-05,loans,全市（含　开发区）,22
	END
	does 0 load loans.csv
	does 0 show loans
	out_has 2024-05,22
	does 0 show loans/A区
	out_has 2024-05,6
	does 2 check --today 2024-06-10 --format csv
	out_has missed,loans,loans,A区
	out_has "met,loans,loans,B 区"
	out_lacks no-data
}

@test "a target of an area that there is not is refused" {
	catalogue <<-'END'
		indicator loans { kind = stock  every = month  areas = { "A区" }
			target = { "value >= 10 area=Ａ区", "value >= 10 area=C区" } }
	END
	does 78 list
	err_is 'tidemark.conf:2:1: error: "C区" is none of the areas of "loans"; add it to areas, or correct it'
}

@test "a target speaks for the whole unless it names an area" {
	catalogue <<-'END'
		lang = en
		indicator loans { kind = stock  every = month
			target = { "value >= 10", "value >= 7 area=A区", "value >= 20 area=*" } }
	END
	file loans.csv <<-'END'
		period,indicator,area,value
		2024-05,loans,A区,6
		2024-05,loans,B区,25
		2024-05,loans,合计,22
	END
	does 0 load loans.csv
	does 2 check --areas --today 2024-06-10 --format csv
	[[ ${#lines[@]} == 5 ]]
	out_has missed,loans,loans,A区,,,,2024-05,6,7
	out_has missed,loans,loans,A区,,,,2024-05,6,20
	out_has met,loans,loans,,,,,2024-05,22,10
	out_has met,loans,loans,B区,,,,2024-05,25,20
	does 2 check --areas --today 2024-06-10
	[[ ${lines[0]} == *area* ]]
}

@test "the whole and its areas are never added up unless the catalogue says so" {
	file loans.csv <<-'END'
		period,indicator,area,value
		2024-05,loans,A区,6
		2024-05,loans,B区,16
	END
	catalogue <<-'END'
		indicator loans { kind = stock  every = month }
	END
	does 0 load loans.csv
	does 0 show loans
	out_is period,value
	does 0 show loans --as-of 1
	out_is period,value
	catalogue <<-'END'
		indicator loans { kind = stock  every = month  areas_sum = yes }
	END
	does 0 show loans
	out_has 2024-05,22
	does 0 show loans --as-of 1
	out_has 2024-05,22
	does 0 show loans/A区
	out_has 2024-05,6
	does 0 list --format csv
	out_has 2024-05
}
