/* Sorts and filters the table of targets, and unpacks tables of figures. Without it the page is
 * whole, and the table is in its order. */
"use strict";
(function () {
	const table = document.getElementById("all-targets");
	const form = document.getElementById("filter");
	const body = table.tBodies[0];
	const rows = Array.from(body.rows, row => (
		{ row, data: row.dataset, text: row.textContent.toLowerCase() }));
	const count = form.querySelector("output");

	/* the statuses and owners that there are, in the order in which they first occur */
	for (const select of form.querySelectorAll("select")) {
		if (select.length > 1)
			continue;
		for (const value of new Set(rows.map(item => item.data[select.name])))
			if (value)
				select.add(new Option(value, value));
		select.parentNode.hidden = select.length < 3;
	}

	function filter() {
		const wanted = new FormData(form);
		const words = wanted.get("find").trim().toLowerCase();
		let shown = 0;
		for (const { row, data, text } of rows) {
			const hidden = ["status", "owner", "group"].some(
				key => wanted.get(key) && wanted.get(key) !== data[key]) ||
				!text.includes(words);
			if (row.hidden !== hidden)
				row.hidden = hidden;
			shown += !hidden;
		}
		count.value = count.dataset.form.replace("%1", shown).replace("%2", rows.length);
	}

	/* numbers by size, texts by the alphabet of the page; what is empty stays last */
	function key(row, column) {
		const cell = row.cells[column];
		return "v" in cell.dataset ? Number(cell.dataset.v) : cell.textContent.trim() || null;
	}

	const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });

	function sort(head) {
		const down = head.getAttribute("aria-sort") === "ascending";
		for (const other of table.tHead.rows[0].cells)
			other.removeAttribute("aria-sort");
		head.setAttribute("aria-sort", down ? "descending" : "ascending");
		const keyed = rows.map(({ row }) => ({ row, key: key(row, head.cellIndex) }));
		keyed.sort(function ({ key: a }, { key: b }) {
			if (a === null || b === null)
				return (a === null) - (b === null);
			const order = typeof a === "number" && typeof b === "number" ? a - b
				: compare(a, b);
			return down ? -order : order;
		});
		body.append(...keyed.map(item => item.row));
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
	form.addEventListener("reset", () => setTimeout(filter));
	form.addEventListener("submit", event => event.preventDefault());
	filter();

	for (const details of document.querySelectorAll("details"))
		details.addEventListener("toggle", function () {
			const packed = details.querySelector("noscript");
			if (packed)
				packed.outerHTML = packed.textContent;
		}, { once: true });
})();
