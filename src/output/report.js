/* Sorts and filters the table of targets. Without it the table is whole and in its order. */
"use strict";
(function () {
	const table = document.getElementById("all-targets");
	const form = document.getElementById("filter");
	const body = table.tBodies[0];
	const rows = Array.from(body.rows);
	const count = form.querySelector("output");

	/* the words of a filter, in the order in which they first occur */
	for (const select of form.querySelectorAll("select")) {
		const seen = new Set();
		for (const row of rows) {
			const value = row.dataset[select.name];
			if (value && !seen.has(value)) {
				seen.add(value);
				select.add(new Option(value, value));
			}
		}
	}

	function filter() {
		const wanted = new FormData(form);
		const words = wanted.get("find").trim().toLowerCase();
		let shown = 0;
		for (const row of rows) {
			row.hidden = ["status", "owner", "group"].some(
				key => wanted.get(key) && wanted.get(key) !== row.dataset[key]) ||
				!row.textContent.toLowerCase().includes(words);
			shown += !row.hidden;
		}
		count.value = shown + " / " + rows.length;
	}

	/* numbers by size, texts by the alphabet of the page; what is empty stays last */
	function key(row, column) {
		const cell = row.cells[column];
		if ("v" in cell.dataset)
			return cell.dataset.v === "" ? null : Number(cell.dataset.v);
		return cell.textContent.trim() || null;
	}

	function compare(a, b) {
		if (typeof a === "number" && typeof b === "number")
			return a - b;
		return String(a).localeCompare(String(b), document.documentElement.lang);
	}

	function sort(head) {
		const down = head.getAttribute("aria-sort") === "ascending";
		for (const other of table.tHead.rows[0].cells)
			other.removeAttribute("aria-sort");
		head.setAttribute("aria-sort", down ? "descending" : "ascending");
		rows.sort(function (left, right) {
			const a = key(left, head.cellIndex), b = key(right, head.cellIndex);
			if (a === null || b === null)
				return (a === null) - (b === null);
			return down ? compare(b, a) : compare(a, b);
		});
		body.append(...rows);
	}

	for (const head of table.tHead.rows[0].cells) {
		if (head.classList.contains("fixed"))
			continue;
		const button = document.createElement("button");
		button.type = "button";
		button.textContent = head.textContent;
		button.addEventListener("click", () => sort(head));
		head.replaceChildren(button);
	}
	form.hidden = false;
	form.addEventListener("input", filter);
	form.addEventListener("submit", event => event.preventDefault());
	filter();
})();
