#!/usr/bin/env bats
# What a message says to write, written, loads the file.

load helper

# advised WHICH [FILL]: standard input is a catalogue, a line ---, and a file. The file is refused;
# the WHICH-th alternative of the advice is written where the message says, with FILL for every …,
# as often as there is another message; then it loads without a warning.
advised() {
	local text tries=0

	text=$(sed 's/^\t*//')
	printf '%s\n' "${text%%$'\n'---$'\n'*}" >tidemark.conf
	printf '%b\n' "${text#*$'\n'---$'\n'}" >f.csv
	rm -rf data
	does 65 load --strict f.csv
	while ((status == 65 && tries++ < 4)); do
		follow "$1" "${2:-}" "$(grep -m 1 'error: ' <<<"$stderr")" || return
		run --separate-stderr tidemark load --strict f.csv
	done
	((status == 0)) && return
	cat tidemark.conf
	show_streams
	return 1
}

# The alternative of "A or B", or the text itself.
alternative() {
	local text=${1%% (or *}

	[[ $text == *' or '* && $2 == 1 ]] && text=${text%% or *}
	[[ $text == *' or '* && $2 == 2 ]] && text=${text##* or }
	printf '%s' "${text//…/$3}"
}

# follow WHICH FILL MESSAGE
follow() {
	local to_new='^(.*) to a section source ([a-z0-9_]+) \{ (match = "[^}]*") \}'
	local to_old='^(.*) to source "([a-z0-9_]+)"'
	local declare='add indicator ID (\{ .* kind = … \}) to the catalogue'
	local in_indicator='write ([a-z_]+ = [^ ]+) in indicator ([a-z0-9_]+)'
	local in_all='write (every = [a-z]+) in the indicators'
	local areas='add (".*") to areas in indicator ([a-z_]+)'
	local last=${3##*add }

	if [[ $1 == declare && $3 =~ $declare ]]; then
		echo "indicator declared ${BASH_REMATCH[1]//…/stock}" >>tidemark.conf
	elif [[ $last =~ $to_new ]]; then
		printf 'source %s { %s\n%s\n}\n' "${BASH_REMATCH[2]}" "${BASH_REMATCH[3]}" \
			"$(alternative "${BASH_REMATCH[1]}" "$1" "$2")" >>tidemark.conf
	elif [[ $last =~ $to_old ]]; then
		insert "source ${BASH_REMATCH[2]} {" "$(alternative "${BASH_REMATCH[1]}" "$1" "$2")"
	elif [[ $3 =~ $in_indicator ]]; then
		insert "indicator ${BASH_REMATCH[2]} {" "${BASH_REMATCH[1]//…/$2}"
	elif [[ $3 =~ $in_all ]]; then
		insert 'indicator loans {' "${BASH_REMATCH[1]}"
	elif [[ $3 =~ $areas ]]; then
		insert "areas = {" "${BASH_REMATCH[1]},"
	else
		echo "no advice in: $3"
		return 1
	fi
}

# insert AFTER TEXT: into tidemark.conf, without the line that it replaces.
insert() {
	local key=${2%% *} text

	text=$(grep -v "^$key = " tidemark.conf)
	grep -qF "$1" <<<"$text" || return
	printf '%s\n' "${text/"$1"/"$1"$'\n'"$2"$'\n'}" >tidemark.conf
}

@test "an unknown label is declared or ignored" {
	for which in declare 1; do
		advised "$which" <<-'END'
			indicator loans { kind = stock }
			---
			month,loans,"Deposits ""net"" ${x} \\d"
			2024-01,1,2
			2024-02,3,4
		END
	done
	for which in declare 1; do
		advised "$which" <<-'END'
			indicator loans { kind = stock }
			---
			月份,loans,存款（万元）
			2024-01,1,2
			2024-02,3,4
		END
	done
}

@test "a label in the rows is declared or ignored" {
	for which in declare 1; do
		advised "$which" <<-'END'
			indicator loans { kind = stock }
			---
			period,indicator,unit,value
			2024-01,loans,,1
			2024-01,Mystery,万元,2
		END
	done
}

@test "a label of two indicators is settled" {
	advised 1 <<-'END'
		indicator loans { alias = { "CPI (2015=100)" }  kind = ratio }
		indicator other { alias = { "CPI (2015=100)" }  kind = ratio }
		---
		month,CPI (2015=100)
		2024-01,1
		2024-02,2
	END
}

@test "a label that is computed is ignored" {
	advised 1 <<-'END'
		indicator loans { kind = stock }
		indicator twice { title = "Twice"  formula = "loans * 2" }
		---
		month,loans,Twice
		2024-01,1,2
		2024-02,3,4
	END
}

@test "a unit that is not the indicator's is written down" {
	advised 1 <<-'END'
		indicator loans {
		unit = "吨"
		kind = stock }
		---
		month,loans (亿元)
		2024-01,1
		2024-02,3
	END
}

@test "a word is a missing figure" {
	advised 1 <<-'END'
		indicator loans { kind = stock }
		---
		month,loans
		2024-01,1
		2024-02,to "follow"
		2024-03,3
		2024-04,4
	END
}

@test "a lone dash is settled either way" {
	for which in 1 2; do
		advised "$which" <<-'END'
			indicator loans { kind = stock }
			---
			month,loans
			2024-01,-
			2024-02,2
			2024-03,2
		END
	done
}

@test "an area is added to those there are" {
	advised 1 <<-'END'
		indicator loans { kind = stock
		areas = { "East" } }
		---
		month,indicator,area,value
		2024-01,loans,East,1
		2024-01,loans,West "old",2
	END
}

@test "the decimal mark is settled either way" {
	for which in 1 2; do
		advised "$which" <<-'END'
			indicator loans { kind = stock }
			---
			month;loans
			2024-01;119,942
			2024-02;2
		END
	done
}

@test "duplicates are settled either way" {
	for which in 1 2; do
		advised "$which" <<-'END'
			indicator loans { kind = stock }
			---
			month,loans
			2024-01,1
			2024-01,2
		END
	done
}

@test "the order of day and month is settled either way" {
	for which in 1 2; do
		advised "$which" <<-'END'
			indicator loans { kind = stock  every = day }
			---
			month,loans
			01/02/2024,1
			02/02/2024,2
		END
	done
}

@test "a month that may have lost its zero is a month as it stands" {
	advised 1 <<-'END'
		indicator loans { kind = stock }
		---
		month,loans
		2016.1,1
		2016.2,2
	END
}

@test "an odd notation of periods is described" {
	advised 1 '%m%Y' <<-'END'
		indicator loans { kind = stock }
		---
		month,loans
		012024,1
		022024,2
	END
}

@test "sums over months are those of a ytd indicator" {
	advised 1 <<-'END'
		indicator loans {
		kind = stock
		}
		---
		month,loans
		2024年1-5月,1
		2024年1-6月,2
	END
}

@test "January and February may come as one" {
	advised 1 <<-'END'
		indicator loans { kind = flow }
		---
		month,loans
		2024年1-2月,1
		2024年3月,2
	END
}

@test "a level of January and February is February's" {
	advised 1 <<-'END'
		indicator loans { kind = stock }
		---
		month,loans
		2024年1-2月,1
		2024年3月,2
	END
	does 0 show loans
	out_is "$(printf '%s\n' period,value 2024-02,1 2024-03,2)"
}

@test "a year that begins within another is the office's" {
	advised 1 4 <<-'END'
		indicator loans { kind = stock  every = year }
		---
		year,loans
		2021/22,1
		2022/23,2
	END
}

@test "a file of another frequency is read when its indicator has it" {
	advised 1 <<-'END'
		indicator loans { kind = flow
		every = year
		}
		---
		month,loans
		2024-01-01,1
		2024-02-01,2
	END
}

@test "the column of the figures is named" {
	advised 1 <<-'END'
		indicator loans { kind = stock }
		---
		month,indicator,first,second
		2024-01,loans,1,2
		2024-02,loans,3,4
	END
}

@test "long or wide is settled either way" {
	for which in 1 2; do
		advised "$which" <<-'END'
			indicator loans { kind = stock }
			indicator total { kind = stock }
			---
			month,indicator,total,loans
			2024-01,loans,1,2
			2024-02,loans,3,4
		END
	done
}

@test "of two columns that may be the area, one is, and the other is held fast" {
	advised 1 <<-'END'
		indicator loans { kind = stock }
		---
		month,indicator,town,sex,value
		2024-01,loans,East,m,1
		2024-01,loans,West,f,2
		2024-01,loans,East,f,3
	END
}

@test "the columns that nobody finds are named" {
	advised 1 when <<-'END'
		indicator loans { kind = stock }
		source f { match = "f.csv"  period_format = "%d. %m. of %Y" }
		---
		when,loans
		1. 2. of 2024,1
		1. 3. of 2024,2
		1. 4. of 2024,3
	END
	advised declare what <<-'END'
		indicator loans { kind = stock }
		source f { match = "f.csv"  layout = long }
		---
		month,what,figure
		2024-01,x,1
		2024-02,x,2
	END
}

@test "a table of areas is about the indicator that the source section names" {
	advised 1 loans <<-'END'
		indicator loans { kind = stock }
		---
		,2024-01,2024-02
		,1,2
	END
}

@test "a column between the periods is left out" {
	advised 1 <<-'END'
		indicator loans { kind = stock }
		---
		indicator,2024-01,20240x,2024-03,2024-04,2024-05,2024-06
		loans,1,2,3,4,5,6
	END
}

@test "western letters are settled by naming their encoding" {
	printf 'indicator loans { kind = stock }\n' >tidemark.conf
	printf 'month,loans,caf\xe9\n2024-01,1,\n2024-02,2,\n' >f.csv
	does 65 load --strict f.csv
	err_has 'write encoding = windows-1252 in a source section'
	echo 'source f { match = "f.csv"  encoding = windows-1252 }' >>tidemark.conf
	does 0 load --strict f.csv
}

@test "figures without a name are those of --indicator" {
	echo 'indicator loans { kind = stock }' >tidemark.conf
	printf '2024-01,1\n2024-02,2\n' >f.csv
	does 65 load f.csv
	err_has 'give the indicator with --indicator'
	does 0 load --indicator loans f.csv
}

@test "a file whose name has pattern characters is matched by what the advice says" {
	echo 'indicator loans { kind = stock }' >tidemark.conf
	printf 'month;loans\n2024-01;119,942\n' >'a[1]*?\.csv'
	does 65 load 'a[1]*?\.csv'
	follow 1 '' "$stderr"
	does 0 load 'a[1]*?\.csv'
}
