#!/usr/bin/env bats
# The manual keeps up with the program.

load helper

@test "docs/CATALOGUE.md names every key of the catalogue" {
	local keys

	mapfile -t keys < <(sed -n 's/^.*{SECTION_[A-Z]*, "\([a-z_]*\)".*/\1/p' "$PROJECT"/src/model/catalogue_keys.c)
	((${#keys[@]} > 50))
	for key in "${keys[@]}"; do
		grep -q "\`${key}[\` ]" "$PROJECT/docs/CATALOGUE.md" || { echo "not named: $key" && return 1; }
	done
}

@test "docs/METHODS.md names every measure" {
	local measures

	mapfile -t measures < <(sed -n 's/^.*\[MEASURE_[A-Z0-9_]*\] = {"\([a-z0-9_]*\)".*/\1/p' "$PROJECT"/src/model/measure.c)
	((${#measures[@]} >= 12))
	for measure in "${measures[@]}"; do
		grep -q "^| \`$measure\` |" "$PROJECT/docs/METHODS.md" || { echo "not named: $measure" && return 1; }
	done
}

@test "the two READMEs show the same commands" {
	diff <(grep '^\$ tidemark' "$PROJECT/README.md") <(grep '^\$ tidemark' "$PROJECT/README.zh-CN.md")
}

@test "every file that the manual links to is there" {
	local page link

	for page in "$PROJECT"/*.md "$PROJECT"/docs/*.md; do
		while IFS= read -r link; do
			[[ -e $(dirname "$page")/$link ]] || { echo "$page: $link" && return 1; }
		done < <(grep -o '](\([^)#:]*\))' "$page" | sed 's/^](//; s/)$//')
	done
}

@test "the example in docs/CATALOGUE.md is a catalogue" {
	sed -n '/^## A complete small one/,/^## For/s/^    //p' "$PROJECT/docs/CATALOGUE.md" >tidemark.conf
	does 0 list --format csv
	out_has containers
}

@test "the example in docs/LOADING.md loads" {
	catalogue <<-'END'
		indicator all { title = "各项贷款余额"  unit = "亿元"  kind = stock  every = month }
		indicator industry { title = "制造业贷款余额"  unit = "亿元"  kind = stock  every = month }
	END
	sed -n '/^    海安市/,/^    注：/s/^    \([^ ]*\).*/\1/p' "$PROJECT/docs/LOADING.md" >loans.csv
	does 0 load loans.csv
	out_has "4 figures: 4 new"
	does 0 show industry
	out_is "$(printf '%s\n' period,value 2024-04,455.08 2024-05,459.51)"
}
