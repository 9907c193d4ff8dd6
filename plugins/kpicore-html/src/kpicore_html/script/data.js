// What the report holds: read from the data block, where long data is packed (zlib in base64).

async function load() {
  const block = document.getElementById("data");
  if (!("packed" in block.dataset)) return JSON.parse(block.textContent);
  const packed = Uint8Array.from(atob(block.textContent), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

// A column as a function from a person's number to their value; values that repeat are stored once.
function reader(column) {
  if (column === undefined) return () => null;
  return Array.isArray(column) ? (person) => column[person] : (person) => column.of[column.at[person]];
}

function prepared(stage, number, texts) {
  const readers = new Map(Object.entries(stage.columns).map(([name, column]) => [name, reader(column)]));
  const nothing = () => null;
  return {
    ...stage,
    number,
    texts,
    value: (name, person) => (readers.get(name) || nothing)(person),
    reader: (name) => readers.get(name) || nothing,
    has: (name) => readers.has(name),
  };
}
