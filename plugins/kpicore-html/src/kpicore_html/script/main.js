// Puts the page together once its data is read.

function begin(data) {
  const sections = [...document.querySelectorAll(".stage")];
  const links = [...document.querySelectorAll(".tabs a")];
  const notice = document.getElementById("notice");
  const tables = sections.map((section, at) =>
    peopleTable(section.querySelector(".people"), prepared(data.stages[at], at + 1, data.texts), (employee) => dialog.open(employee)),
  );
  const dialog = cardDialog(tables);
  preparePrinting(tables, notice);

  // One stage at a time is in sight.
  function choose(chosen) {
    sections.forEach((section, at) => (section.hidden = at !== chosen));
    links.forEach((link, at) => (at === chosen ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current")));
    tables[chosen].draw(true);
  }

  // The address names a person, or a part of the page.
  function follow() {
    const found = dialog.show();
    if (found.length) {
      if (!found.some(isInSight)) choose(tables.indexOf(found[0]));
      return;
    }
    const part = document.getElementById(wanted());
    const stage = part && part.closest(".stage");
    if (!stage) return;
    choose(sections.indexOf(stage));
    if (part !== stage) part.scrollIntoView();
  }

  addEventListener("hashchange", follow);
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.closest("input, select, dialog")) return;
    event.preventDefault();
    tables.find(isInSight).search.focus();
  });
  choose(0);
  follow();
}

load()
  .then(begin)
  .then(
    () => (document.documentElement.dataset.ready = Math.round(performance.now())),
    (error) => {
      const notice = document.getElementById("notice");
      notice.hidden = false;
      notice.textContent = notice.dataset.tooOld;
      throw error;
    },
  );
