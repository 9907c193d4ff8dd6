// The words of a rule, filled with one person's numbers, as the core says them.

const BETWEEN_CHINESE = /([\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])/g;
const BEGINS_WITH_WORD = /^[\p{L}\p{N}]/u;

const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (slot, name) => facts[name]);

// The numbers in the file are those that are shown: only their unit is missing.
function withUnit(value, unit, texts) {
  if (typeof value !== "number") return String(value);
  if (unit === "ratio") return fill(texts.percent, { number: value });
  return unit === "seconds" ? fill(texts.seconds, { number: value }) : String(value);
}

function fixed(value, digits) {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

function plain(value) {
  const text = value.toFixed(4).replace(/\.?0+$/, "");
  return text === "-0" ? "0" : text;
}

function said(parts, stage, person) {
  let text = "";
  let afterValue = false;
  for (const part of parts) {
    if (typeof part === "string") text += afterValue && BEGINS_WITH_WORD.test(part) ? ` ${part}` : part;
    else if (part.size) text += sizeSaid(part, stage, person);
    else if (part.choice) text += caseSaid(part, stage, person);
    else if (part.missing) text += part.missing.some((name) => stage.value(name, person) === null) ? part.words : "";
    else text += valueSaid(part, stage, person);
    afterValue = Boolean(part.value) && !/[）」]$/.test(text);
  }
  return text.replace(BETWEEN_CHINESE, "$1");
}

// How many people stand behind a figure of a group: 0 where they are too few for it to be shown.
const behind = (step, stage, person) => (stage.has(`people.${step}`) ? stage.value(`people.${step}`, person) : null);

function sizeSaid(part, stage, person) {
  const count = behind(part.size, stage, person);
  return count ? fill(stage.texts.group_people, { count }) : "";
}

function caseSaid(part, stage, person) {
  const met = metCase(part, stage, person);
  return met ? said(met, stage, person) : stage.texts.no_case;
}

function metCase(part, stage, person) {
  const value = stage.value(part.choice, person);
  const found = part.cases.find(([name]) => name === value);
  return found && found[1];
}

function valueSaid(slot, stage, person) {
  const value = stage.value(slot.value, person);
  if (behind(slot.value, stage, person) === 0) return fill(stage.texts.too_few, { fewest: stage.fewest });
  if ((slot.rests || []).some((step) => behind(step, stage, person) === 0)) return "";
  if (value === null) return stage.texts.peers_missing;
  if (slot.labels && value in slot.labels) return fill(stage.texts.labelled_value, { label: slot.labels[value] });
  return (slot.before === undefined ? " " : slot.before) + withUnit(value, slot.unit, stage.texts);
}

// The metrics that a rule looks at for this person.
function measured(parts, stage, person, seen = new Map()) {
  for (const part of parts) {
    if (part.choice) measured(metCase(part, stage, person) || [], stage, person, seen);
    else if (part.value && part.value.startsWith("metric.")) seen.set(part.value, part.unit);
  }
  return seen;
}
