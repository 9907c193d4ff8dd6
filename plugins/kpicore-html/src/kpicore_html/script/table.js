// The table of a stage's people: only the rows that are in sight stand in the page, however many there are.

const AROUND = 12; // rows kept above and below those in sight

function peopleTable(section, stage, open) {
  const scroll = section.querySelector(".scroll");
  const table = scroll.querySelector("table");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const columns = heads.map((head) => tableColumn(head, stage));
  const linked = columns.findIndex(({ kind }) => kind === "name" || kind === "employee");
  const search = section.querySelector("[data-search]");
  const filters = [...section.querySelectorAll("[data-filter]")];
  const reset = section.querySelector("[data-reset]");
  const count = section.querySelector("[data-count]");
  const everybody = Array.from({ length: stage.people }, (_, person) => person);
  const places = new Map();
  const state = { order: everybody, shown: everybody, column: "rank", isDescending: false, first: -1, last: -1, at: 0 };
  let rowHeight = 36;
  let haystack = null;

  function row(person, index) {
    const line = document.createElement("tr");
    line.setAttribute("aria-rowindex", index + 2);
    line.dataset.person = person;
    columns.forEach((column, number) => {
      const cell = line.insertCell();
      const value = column.read(person);
      cell.className = column.isNumber ? `${column.kind} number` : column.kind;
      if (number === linked) cell.append(link(person, index, column.said(value)));
      else if (column.kind === "grade" && value !== null) cell.append(chip(value, stage));
      else cell.textContent = column.said(value);
      if (column.full && value !== null) cell.style.backgroundSize = `${share(value, column.full)}% 3px`;
    });
    line.cells[linked].classList.add("first");
    return line;
  }

  function link(person, index, name) {
    const anchor = document.createElement("a");
    anchor.href = `#${encodeURIComponent(stage.value("employee", person))}`;
    anchor.textContent = name;
    anchor.tabIndex = index === state.at ? 0 : -1;
    return anchor;
  }

  function gap(rows) {
    const line = document.createElement("tr");
    line.className = "gap";
    line.setAttribute("aria-hidden", "true");
    line.insertCell().colSpan = columns.length;
    line.cells[0].style.height = `${rows * rowHeight}px`;
    return line;
  }

  function draw(isForced) {
    const above = Math.floor(Math.max(scroll.scrollTop - table.tHead.offsetHeight, 0) / rowHeight);
    const first = Math.max(above - AROUND, 0);
    const last = Math.min(above + Math.ceil((scroll.clientHeight || 900) / rowHeight) + AROUND, state.shown.length);
    if (!isForced && first === state.first && last === state.last) return;
    const focused = body.contains(document.activeElement);
    Object.assign(state, { first, last });
    const rows = state.shown.slice(first, last).map((person, number) => row(person, first + number));
    if (first > 0) rows.unshift(gap(first));
    if (last < state.shown.length) rows.push(gap(state.shown.length - last));
    body.replaceChildren(...(rows.length ? rows : [nobody()]));
    if (focused) focusRow(state.at, true);
  }

  function nobody() {
    const line = document.createElement("tr");
    const cell = line.insertCell();
    cell.colSpan = columns.length;
    cell.className = "none";
    cell.textContent = stage.texts.nobody_found;
    return line;
  }

  function focusRow(index, isQuiet) {
    state.at = Math.min(Math.max(index, 0), state.shown.length - 1);
    const top = state.at * rowHeight;
    const head = table.tHead.offsetHeight;
    if (!isQuiet) {
      if (top < scroll.scrollTop) scroll.scrollTop = top;
      else if (top + rowHeight + head > scroll.scrollTop + scroll.clientHeight)
        scroll.scrollTop = top + rowHeight + head - scroll.clientHeight;
      draw(true);
    }
    const anchor = body.querySelector(`tr[aria-rowindex="${state.at + 2}"] a`);
    if (anchor) {
      for (const other of body.querySelectorAll('a[tabindex="0"]')) other.tabIndex = -1;
      anchor.tabIndex = 0;
      anchor.focus({ preventScroll: true });
    }
  }

  function sortBy(column, isDescending) {
    const { kind, id } = column;
    if (!places.has(id)) places.set(id, placesOf(stage, id, kind));
    Object.assign(state, { column: id, isDescending });
    state.order = sorted(everybody, places.get(id), isDescending);
    heads.forEach((head) => head.removeAttribute("aria-sort"));
    heads[columns.indexOf(column)].setAttribute("aria-sort", isDescending ? "descending" : "ascending");
    narrow();
  }

  function narrow() {
    const wanted = search.value.trim().toLowerCase();
    const tests = filters.filter(({ value }) => value).map(({ dataset, value }) => {
      const read = stage.reader(dataset.filter);
      return value === "-" ? (person) => read(person) === null : (person) => read(person) === value.slice(1);
    });
    if (wanted && haystack === null) haystack = everybody.map(findable);
    if (wanted) tests.push((person) => haystack[person].includes(wanted));
    state.shown = tests.length ? state.order.filter((person) => tests.every((test) => test(person))) : state.order;
    state.at = 0;
    scroll.scrollTop = 0;
    reset.hidden = !tests.length;
    table.setAttribute("aria-rowcount", state.shown.length + 1);
    count.textContent = counted();
    draw(true);
  }

  // What a search looks at: id, name, and the first letters of the name's pinyin.
  function findable(person) {
    const name = stage.value("name", person) || "";
    return `${stage.value("employee", person)} ${name} ${initials(name)}`.toLowerCase();
  }

  function counted() {
    const { texts } = stage;
    const [shown, all] = [state.shown.length, stage.people];
    const totals = state.shown.map(stage.reader("total")).filter((total) => total !== null);
    const mean = totals.length ? totals.reduce((sum, total) => sum + total, 0) / totals.length : null;
    const people = fill(shown === all ? texts.shown : texts.shown_some, { shown, all });
    return people + (mean === null || shown === all ? "" : fill(texts.shown_mean, { mean: fixed(mean, stage.digits) }));
  }

  // Columns keep their widths while rows come and go: each as wide as its longest text, counted in letters.
  function setWidths() {
    const wide = (value) => [...value].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e7f ? 2 : 1), 0);
    [...table.querySelectorAll("col")].forEach((col, number) => {
      const column = columns[number];
      const twoLines = Math.min(Math.ceil(wide(column.label) / 2) + 1, 13);
      const least = { item: Math.max(twoLines, 7), added: Math.max(twoLines, 7), rank: 6, total: 9, grade: 7 }[column.kind] || 8;
      const values = ["name", "employee", "team"].includes(column.kind) ? everybody.map(column.read) : [];
      const longest = values.reduce((most, value) => Math.max(most, value === null ? 1 : wide(value)), least);
      col.style.width = `calc(${Math.min(longest, 26) * 0.57}em + 0.8rem)`;
    });
    const room = matchMedia("(max-width: 700px)");
    const fit = () => {
      rowHeight = room.matches ? 44 : 36;
      const items = columns.filter(({ kind }) => kind === "item" || kind === "added").length;
      table.style.minWidth = room.matches ? "" : `${30 + items * 4.8}em`;
      draw(true);
    };
    room.addEventListener("change", fit);
    fit();
  }

  function offer(filter) {
    const read = stage.reader(filter.dataset.filter);
    const there = new Set(everybody.map(read));
    const values = filter.dataset.filter === "grade" ? Object.keys(stage.grades) : inOrder([...there].filter(Boolean));
    for (const value of values) if (there.has(value)) filter.add(new Option(value, `=${value}`));
    if (there.has(null)) filter.add(new Option("—", "-"));
  }

  const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20, Home: -Infinity, End: Infinity };
  body.addEventListener("keydown", (event) => {
    if (!(event.key in STEPS) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const step = STEPS[event.key];
    focusRow(Number.isFinite(step) ? state.at + step : step < 0 ? 0 : state.shown.length - 1);
  });
  body.addEventListener("click", (event) => {
    const line = event.target.closest("tr[data-person]");
    if (!line || event.target.closest("a") || getSelection().toString()) return;
    open(stage.value("employee", Number(line.dataset.person)));
  });
  body.addEventListener("focusin", (event) => {
    const line = event.target.closest("tr[aria-rowindex]");
    if (line) state.at = Number(line.getAttribute("aria-rowindex")) - 2;
  });
  heads[linked].classList.add("first");
  table.querySelectorAll("col")[linked].classList.add("first");
  heads.forEach((head, number) =>
    head.querySelector("button").addEventListener("click", () => {
      const column = columns[number];
      const isOther = state.column !== column.id;
      sortBy(column, isOther ? ["total", "item", "added"].includes(column.kind) : !state.isDescending);
    }),
  );
  search.addEventListener("input", narrow);
  search.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "Enter") return;
    event.preventDefault();
    focusRow(0);
  });
  filters.forEach((filter) => filter.addEventListener("change", narrow));
  reset.addEventListener("click", () => {
    search.value = "";
    filters.forEach((filter) => (filter.value = ""));
    narrow();
    search.focus();
  });
  let isWaiting = false;
  scroll.addEventListener("scroll", () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      draw(false);
    });
  });

  filters.forEach(offer);
  for (const part of section.querySelectorAll(".tools, .scroll, .hint")) part.hidden = false;
  setWidths();
  sortBy(columns[0], false);
  return { stage, section, search, columns, draw, shown: () => state.shown };
}
