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
