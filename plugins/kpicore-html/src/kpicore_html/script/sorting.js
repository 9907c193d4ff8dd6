// Orders of people: Chinese by pinyin, teams by the number in their name where they begin with one, missing last.

const collator = new Intl.Collator("zh-CN");
const numbering = new Intl.Collator("zh-CN", { numeric: true });
const DIGITS = "零一二三四五六七八九";

// 十二班 → 12班: people expect 一班, 二班, 三班, and pinyin would give 二, 三, 一.
function numbered(name) {
  return name.replace(/^(第?)([一二三四五六七八九])?(十)?([一二三四五六七八九])?/, (all, first, left, ten, right) => {
    const digit = (sign) => (sign ? DIGITS.indexOf(sign) : 0);
    if (ten) return first + ((left ? digit(left) : 1) * 10 + digit(right));
    return left && !right ? first + digit(left) : all;
  });
}

const inOrder = (names) => [...names].sort((a, b) => numbering.compare(numbered(a), numbered(b)));

// Each person's place in the order of a column, so that sorting again, or the other way round, compares numbers only.
function placesOf(stage, column, kind) {
  const read = stage.reader(column);
  const values = Array.from({ length: stage.people }, (_, person) => read(person));
  if (kind === "grade") {
    const letters = Object.keys(stage.grades);
    return values.map((letter) => (letter === null ? null : letters.indexOf(letter)));
  }
  if (values.every((value) => value === null || typeof value === "number")) return values;
  const distinct = [...new Set(values.filter((value) => value !== null))];
  const compare = kind === "team" ? undefined : kind === "name" ? collator.compare : (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const ordered = kind === "team" ? inOrder(distinct) : distinct.sort(compare);
  const places = new Map(ordered.map((value, place) => [value, place]));
  return values.map((value) => (value === null ? null : places.get(value)));
}

function sorted(people, places, isDescending) {
  const sign = isDescending ? -1 : 1;
  return people.slice().sort((a, b) => {
    const [x, y] = [places[a], places[b]];
    if (x === y) return a - b;
    if (x === null) return 1;
    return y === null ? -1 : sign * (x - y);
  });
}

// The first letters of a name's pinyin, so that "zxm" finds 张小明: each letter begins at its first character.
const FIRST = [..."阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀"];
const LETTERS = "abcdefghjklmnopqrstwxyz";
const known = new Map();

function initial(sign) {
  if (!/[\u4e00-\u9fff]/.test(sign)) return sign.toLowerCase();
  if (!known.has(sign)) {
    const after = FIRST.findIndex((first) => collator.compare(first, sign) > 0);
    known.set(sign, LETTERS[after < 0 ? LETTERS.length - 1 : Math.max(after - 1, 0)]);
  }
  return known.get(sign);
}

const initials = (name) => [...name].map(initial).join("");
