"use strict";
(() => {
  const table = document.getElementById("companies");
  const body = table && table.tBodies[0];
  const rows = body ? Array.from(body.rows) : [];

  function valueOf(row, column, kind) {
    const cell = row.cells[column];
    if (kind !== "text") {
      const number = parseFloat(cell.dataset.value);
      return Number.isNaN(number) ? -Infinity : number;
    }
    return cell.textContent.trim().toLowerCase();
  }

  function sortBy(heading, column) {
    const kind = heading.dataset.sort;
    // Amounts start with the largest, ranks and names with the first.
    const [first, second] = kind === "number" ? ["descending", "ascending"] : ["ascending", "descending"];
    const order = heading.getAttribute("aria-sort") === first ? second : first;
    for (const other of heading.parentNode.cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", order);
    const keyed = Array.from(body.rows, (row) => [valueOf(row, column, kind), row]);
    keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0) * (order === "ascending" ? 1 : -1));
    const sorted = document.createDocumentFragment();
    for (const [, row] of keyed) sorted.append(row);
    body.append(sorted);
  }

  if (rows.length > 1) {
    Array.from(table.tHead.rows[0].cells).forEach((heading, column) => {
      if (!heading.dataset.sort) return;
      const button = document.createElement("button");
      button.type = "button";
      button.setAttribute("aria-label", `Sort by ${heading.textContent.trim()}`);
      // Before the words of a column of figures, so that these stay flush right.
      if (heading.classList.contains("n")) heading.prepend(button);
      else heading.append(button);
      heading.addEventListener("click", () => sortBy(heading, column));
    });
  }

  const filters = document.getElementById("filters");
  if (filters && rows.length > 5) {
    const [text, evidence, list, count] = ["filter-text", "filter-class", "filter-list", "filter-count"]
      .map((id) => document.getElementById(id));
    const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
    const filter = () => {
      const wanted = text.value.trim().toLowerCase();
      let shown = 0;
      for (const row of rows) {
        const fits = words.get(row).includes(wanted) &&
          (!evidence.value || row.dataset.class === evidence.value) &&
          (!list.value || row.dataset.lists.split(" ").includes(list.value));
        row.hidden = !fits;
        if (fits) shown += 1;
      }
      count.textContent = `${shown.toLocaleString("en-GB")} of ${rows.length.toLocaleString("en-GB")} shown`;
    };
    filters.hidden = false;
    filters.addEventListener("input", filter);
    filters.addEventListener("submit", (event) => event.preventDefault());
    filter();
  }

  function openTarget() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) {
      target.open = true;
      target.scrollIntoView();
    }
  }
  window.addEventListener("hashchange", openTarget);
  openTarget();
})();
