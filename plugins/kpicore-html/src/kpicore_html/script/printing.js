// Paper: the whole table, also the rows out of sight, or cards, a page each.

const MOST_CARDS = 500;

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

function preparePrinting(tables, notice) {
  addEventListener("beforeprint", () => {
    if (!document.body.classList.contains("cards")) tables.filter(isInSight).forEach((table) => table.drawAll());
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
  addEventListener("afterprint", () => tables.filter(isInSight).forEach((table) => table.draw(true)));
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
