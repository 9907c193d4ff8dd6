// Paper: everybody who is shown in a plain table, or cards, a page each.

const MOST_CARDS = 500;
const CROWDED = 22; // columns, from which on they are set smaller
const TOGETHER = 500; // rows of one table: the time that browsers take for its pages grows with their square

function printAs(kind) {
  document.body.classList.add(kind);
  addEventListener("afterprint", () => document.body.classList.remove(kind), { once: true });
  print();
}

function printCards(cards) {
  const prints = document.getElementById("prints");
  prints.replaceChildren(...cards);
  addEventListener("afterprint", () => prints.replaceChildren(), { once: true });
  printAs("cards");
}

function paperTables({ stage, columns, shown }) {
  const people = shown();
  const tables = [];
  for (let first = 0; first < people.length; first += TOGETHER) {
    const table = document.createElement("table");
    table.className = columns.length > CROWDED ? "listing crowded" : "listing";
    const head = table.createTHead().insertRow();
    for (const { label, isNumber } of columns) head.append(cellOf("th", label, isNumber));
    const body = table.createTBody();
    for (const person of people.slice(first, first + TOGETHER)) {
      const row = body.insertRow();
      for (const column of columns) row.append(cellOf("td", column.said(column.read(person)), column.isNumber));
    }
    tables.push(table);
  }
  return tables;
}

function cellOf(kind, text, isNumber) {
  const cell = document.createElement(kind);
  cell.textContent = text;
  if (!isNumber) cell.className = "text";
  return cell;
}

function preparePrinting(tables, notice) {
  const papers = () => tables.filter(isInSight).map((table) => [table, table.section.querySelector(".paper")]);
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
    if (document.body.classList.contains("cards")) return;
    for (const [table, paper] of papers()) paper.replaceChildren(...paperTables(table));
  });
  addEventListener("afterprint", () => papers().forEach(([, paper]) => paper.replaceChildren()));
  for (const table of tables) {
    table.section.querySelector('[data-print="table"]').addEventListener("click", () => printAs("table"));
    table.section.querySelector('[data-print="cards"]').addEventListener("click", () => {
      const people = table.shown();
      notice.hidden = people.length <= MOST_CARDS;
      notice.textContent = fill(table.stage.texts.cards_too_many, { most: MOST_CARDS });
      if (notice.hidden) printCards(people.map((person) => card(table.stage, person)));
      else notice.scrollIntoView({ block: "center" });
    });
  }
}

const isInSight = ({ section }) => !section.closest("[hidden]");
