// Decisions as CSV that spreadsheets show and do not execute; spreadsheet_cells.py has the same rules.

const BEGINS_A_FORMULA = /^'*[-=+@\t\r\n\uff0b\uff0d\uff1d\uff20]/;
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

/** The text as one line without characters that steer an editor. */
const plainLine = (text) => text.replace(UNSEEN, " ").replace(/\s+/g, " ").trim();

function csvCell(text) {
  const safe = BEGINS_A_FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows, each an object of column to text, under a header; begins with the mark that tells Excel UTF-8. */
function csvOf(columns, rows) {
  const lines = rows.map((row) => columns.map((column) => csvCell(plainLine(row[column] ?? ""))).join(","));
  return `\ufeff${[columns.join(","), ...lines].join("\n")}\n`;
}

function download(text, name) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
