// A person's card: the stage's sheet, its places filled. What Python fills in for files of one person is the same.

function filled(stage, person) {
  const { texts } = stage;
  const value = (name) => stage.value(name, person);
  const employee = fill(texts.who_employee, { employee: value("employee") });
  const name = value("name");
  const total = value("total");
  const base = value("base_total");
  const grade = value("grade");
  const added = stage.items.filter((item) => item.full === null).map((item) => value(item.id) || 0);
  const adjusted = added.reduce((sum, points) => sum + points, 0);
  const places = {
    name: name || employee,
    who: [name ? employee : null, value("team")].filter(Boolean).join(" · "),
    total: total === null ? "—" : fixed(total, stage.digits),
    rank: value("rank") === null ? texts.no_total : fill(texts.rank_of, { rank: value("rank"), people: stage.ranked }),
    grade: grade || "",
    outcome: grade in stage.outcomes ? fill(texts.outcome, { outcome: stage.outcomes[grade] }) : "",
    base_total: base === null ? "—" : fixed(base, stage.digits),
    scaled: value("scale") === null ? "" : fill(texts.scaled, { scale: plain(value("scale")) }),
    adjusted: added.length ? (adjusted > 0 ? "+" : "") + fixed(adjusted, stage.digits) : "",
    floored: total === 0 && (base || 0) + adjusted < 0 ? texts.floored : "",
    headroom: stage.headroom && stage.headroom[person] ? headroomSaid(stage.headroom[person], stage) : "",
  };
  for (const [column, label] of Object.entries(stage.details)) {
    places[column] = value(column) ? fill(texts.labelled, { label, text: value(column) }) : "";
  }
  for (const item of stage.items) Object.assign(places, itemPlaces(item, stage, person));
  return places;
}

function itemPlaces(item, stage, person) {
  const { texts } = stage;
  const points = stage.value(item.id, person);
  const figures = [...measured(item.rule, stage, person)].map(([column, unit]) => {
    const figure = stage.value(column, person);
    return figure === null ? "—" : withUnit(figure, unit, texts);
  });
  const isFilled = stage.value(`filled.${item.id}`, person) && points !== null;
  return {
    [`points.${item.id}`]: points === null ? texts.left_out : pointsSaid(points, item, stage),
    [`measured.${item.id}`]: figures.join(" / "),
    [`why.${item.id}`]: said(item.rule, stage, person),
    [`note.${item.id}`]: points === null ? texts.left_out_why : isFilled ? texts[`filled_${item.filled}`] : "",
  };
}

function pointsSaid(points, item, stage) {
  const text = stage.each ? fixed(points, stage.digits) : plain(points);
  return item.full === null && points > 0 ? `+${text}` : text;
}

const NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

function headroomSaid([found, grade, better, edge, lacking, isByPlace, ways], stage) {
  const { texts, fewest } = stage;
  const ofPoints = (points) => fill(points === "1" ? texts.one_point : texts.so_many_points, { points });
  if (!edge) return fill(texts[`headroom_${found}`], { grade, fewest });
  const short = isByPlace ? texts.short_by_place : texts.short_of_edge;
  const sentence = fill(short, { grade: better, edge, lacking: ofPoints(lacking) });
  if (!["one", "several", "out-of-reach"].includes(found)) return sentence;
  const listed = ways.slice(0, NUMBERS.length).map(([metric, now, at, verb, more], index) =>
    fill(texts.way, {
      number: NUMBERS[index],
      metric: stage.metrics[metric],
      now,
      at: fill(texts[`to_${verb}`], { at }),
      more: ofPoints(more),
    }),
  );
  const said = listed.length ? listed.join(texts.ways_separator) + texts.ways_end : "";
  return sentence + texts[`ways_${found}`] + said;
}

// The card as a part of the page. Every value of the data goes in as text.
function card(stage, person) {
  const sheet = document.getElementById(`sheet-${stage.number}`).content.cloneNode(true);
  const places = filled(stage, person);
  for (const place of sheet.querySelectorAll("[data-f]")) place.textContent = places[place.dataset.f];
  for (const bar of sheet.querySelectorAll("[data-share]")) {
    const item = stage.items.find(({ id }) => id === bar.dataset.share);
    bar.setAttribute("width", share(stage.value(item.id, person), item.full));
  }
  const grade = stage.value("grade", person);
  const chip = sheet.querySelector('[data-f="grade"]');
  if (chip && grade !== null) chip.classList.add(stage.grades[grade]);
  return sheet;
}

const share = (points, full) => (points === null || !full ? 0 : Math.min(Math.max((100 * points) / full, 0), 100));
