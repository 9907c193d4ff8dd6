// Cards of people: the address says whose (#工号), so that a link leads to a card and the way back closes it.

const NUMBER_OF_NOBODY = -1;

// What the address names: an employee's id, or a part of the page.
function wanted() {
  const named = location.hash.slice(1);
  try {
    return decodeURIComponent(named);
  } catch {
    return named;
  }
}

function cardDialog(stages) {
  const dialog = document.getElementById("card");
  const sheets = document.getElementById("sheets");
  const notice = document.getElementById("notice");
  const [previous, next, print, close] = ["previous", "next", "print-card", "close"].map((id) => document.getElementById(id));
  const numbers = stages.map(({ stage }) => {
    const read = stage.reader("employee");
    return new Map(Array.from({ length: stage.people }, (_, person) => [read(person), person]));
  });
  let shown = null;

  const stagesOf = (employee) => stages.filter((_, at) => numbers[at].has(employee));

  function show() {
    const employee = wanted();
    const found = employee ? stagesOf(employee) : [];
    notice.hidden = true;
    if (!found.length) {
      if (dialog.open) dialog.close();
      if (employee && !document.getElementById(employee)) {
        notice.textContent = fill(stages[0].stage.texts.unknown, { employee });
        notice.hidden = false;
      }
      return found;
    }
    shown = { employee, table: found.find(({ section }) => !section.closest("[hidden]")) || found[0] };
    const cards = found.map(({ stage }) => card(stage, numbers[stage.number - 1].get(employee)));
    sheets.replaceChildren(...cards);
    const at = place();
    previous.disabled = at <= 0;
    next.disabled = at < 0 || at >= shown.table.shown().length - 1;
    if (!dialog.open) {
      dialog.showModal();
      sheets.focus();
    }
    dialog.scrollTop = 0;
    return found;
  }

  function place() {
    const { table, employee } = shown;
    const person = numbers[table.stage.number - 1].get(employee);
    return person === undefined ? NUMBER_OF_NOBODY : table.shown().indexOf(person);
  }

  function go(step) {
    const person = shown.table.shown()[place() + step];
    if (person !== undefined) open(shown.table.stage.value("employee", person), true);
  }

  function open(employee, isInstead) {
    const hash = `#${encodeURIComponent(employee)}`;
    if (isInstead) {
      history.replaceState(null, "", hash);
      show();
    } else location.hash = hash;
  }

  dialog.addEventListener("close", () => {
    sheets.replaceChildren();
    if (stagesOf(wanted()).length) history.replaceState(null, "", location.pathname + location.search);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") go(-1);
    if (event.key === "ArrowRight") go(1);
  });
  previous.addEventListener("click", () => go(-1));
  next.addEventListener("click", () => go(1));
  close.addEventListener("click", () => dialog.close());
  print.addEventListener("click", () => printCards([...sheets.querySelectorAll(".card")].map((sheet) => sheet.cloneNode(true))));
  return { show, open };
}
