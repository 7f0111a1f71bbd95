"use strict";

const AT_ONCE = 50;
const index = JSON.parse(document.getElementById("index").textContent);
const words = document.getElementById("words");
const state = document.getElementById("status");
const found = document.getElementById("found");
const results = document.getElementById("results");
const more = document.getElementById("more");

const dollars = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD", maximumFractionDigits: 0 });
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// What a hit shows: its first line, a link from it, and what is told of it below.
const ENTRIES = {
  awards: {
    heading: (row) =>
      row.company_id ? link(row.company_name, { kind: "firms", words: row.company_id }) : isolated(row.company_name),
    told: (row) => [row.agency, row.program, row.award_year, row.contract_number, row.company_state],
  },
  firms: {
    heading: (row) => isolated(row.company_name),
    told: (row) => [
      row.place,
      years(row.first_award_year, row.last_award_year),
      row.company_uei && `UEI ${row.company_uei}`,
      row.company_duns && `DUNS ${row.company_duns}`,
      link(row.awards === 1 ? "1 award" : `${row.awards} awards`, { kind: "awards", words: row.company_id }),
    ],
  },
};

const rows = {};
for (const kind of Object.keys(ENTRIES)) {
  rows[kind] = index[kind].rows.map((cells) => {
    const row = Object.fromEntries(index[kind].columns.map((name, place) => [name, cells[place]]));
    const said = cells.filter((cell) => cell !== null && cell !== row.match_reason);
    return { ...row, said: plain(said.join("\n")) };
  });
}

let kind = "awards";
let hits = [];

function make(tag, className, ...parts) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...parts);
  return element;
}

// A name may be written from right to left; what stands beside it is not turned round with it.
const isolated = (text) => make("bdi", "", String(text ?? "-"));
const years = (first, last) => (first === last ? first : `${first} to ${last}`);

function link(text, target) {
  const anchor = make("a", "", isolated(text));
  anchor.href = `#${new URLSearchParams(target)}`;
  return anchor;
}

function listed(parts) {
  return parts
    .filter(Boolean)
    .flatMap((part, place) => [place ? " \u00b7 " : "", part instanceof Node ? part : isolated(part)]);
}

function entry(row) {
  const { heading, told } = ENTRIES[kind];
  const amount = row.award_amount === null ? "amount not given" : dollars.format(row.award_amount);
  const verdict = [
    make("span", `status ${row.match_status}`, row.match_status),
    row.recipient_name,
    row.recipient_uei && `UEI ${row.recipient_uei}`,
    row.match_method,
    row.match_score === null ? null : `score ${row.match_score.toFixed(1)}`,
  ];
  return make(
    "li",
    "",
    make("p", "name", heading(row), make("span", "number", amount)),
    make("p", "", ...listed(told(row))),
    make("p", "", ...listed(verdict)),
    make("p", "why", isolated(row.match_reason || "No reason is given.")),
  );
}

function showMore() {
  const from = results.childElementCount;
  results.append(...hits.slice(from, from + AT_ONCE).map(entry));
  const shown = results.childElementCount;
  more.hidden = shown >= hits.length;
  const all = rows[kind].length.toLocaleString("en-US");
  const rest = shown < hits.length ? `; the ${shown} with the most dollars are shown` : "";
  found.textContent = `${hits.length.toLocaleString("en-US")} of ${all} ${kind}${rest}.`;
}

function search() {
  const asked = plain(words.value).split(/\s+/).filter(Boolean);
  hits = rows[kind].filter(
    (row) => (!state.value || row.match_status === state.value) && asked.every((word) => row.said.includes(word)),
  );
  results.replaceChildren();
  for (const button of document.querySelectorAll("[data-kind]")) {
    button.setAttribute("aria-pressed", String(button.dataset.kind === kind));
  }
  showMore();
}

// What is asked stands in the address, so that it can be passed on and the way back works.
function asAddress() {
  const asked = { kind, words: words.value, status: state.value };
  return `#${new URLSearchParams(Object.entries(asked).filter(([, value]) => value))}`;
}

function fromAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  kind = asked.get("kind") === "firms" ? "firms" : "awards";
  words.value = asked.get("words") || "";
  state.value = asked.get("status") || "";
  search();
}

function ask() {
  history.replaceState(null, "", asAddress());
  search();
}

words.addEventListener("input", ask);
state.addEventListener("change", ask);
more.addEventListener("click", showMore);
addEventListener("hashchange", fromAddress);
document.getElementById("ask").addEventListener("submit", (event) => event.preventDefault());
for (const button of document.querySelectorAll("[data-kind]")) {
  button.addEventListener("click", () => {
    kind = button.dataset.kind;
    ask();
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== words) {
    event.preventDefault();
    words.focus();
    words.select();
  }
});

fromAddress();
