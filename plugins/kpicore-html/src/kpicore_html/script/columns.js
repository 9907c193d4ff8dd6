// The columns of a table of people: what each is called, whose value it holds, and how that is said.

const NUMERIC = ["rank", "total", "item", "added"];

function tableColumn(head, stage) {
  const { column: id, kind, full } = head.dataset;
  const item = stage.items.find((each) => each.id === id);
  const said = (value) => {
    if (value === null) return "—";
    if (kind === "total" || id === "base_total") return fixed(value, stage.digits);
    return item ? pointsSaid(value, { full: 0 }, stage) : String(value);
  };
  return {
    id,
    kind,
    said,
    label: head.textContent.trim(),
    full: full ? Number(full) : null,
    isNumber: NUMERIC.includes(kind),
    read: stage.reader(id),
  };
}

function chip(letter, stage) {
  const mark = document.createElement("span");
  mark.className = `letter ${stage.grades[letter]}`;
  mark.textContent = letter;
  return mark;
}
