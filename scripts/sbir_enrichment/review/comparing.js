"use strict";

// What agrees and differs between a firm and a recipient, and words for it.

const FIELDS = [["uei", "UEI"], ["duns", "DUNS"], ["city", "city"], ["state", "state"], ["zip5", "zip"]];
const SHOWN_LETTERS = 300;

const comparable = (text) => (text ?? "").normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase()
  .replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** What the build says of a fact, such as "city": "agrees", "differs", or "" where one side does not say. */
function agreement(candidate, fact) {
  if (candidate.agrees.includes(fact)) return "agrees";
  return candidate.differs.includes(fact) ? "differs" : "";
}

/** The text in pieces; `isOwn` for a word that the other text does not have. */
function words(text, other) {
  const others = new Set(comparable(other).split(" "));
  return text.split(/(\s+)/).map((piece) => ({
    text: piece,
    isOwn: comparable(piece).split(" ").some((word) => word && !others.has(word)),
  }));
}

/** What the page showed of a candidate, as a reason for who gives none. */
function observation({ agrees, differs }) {
  const parts = [["agrees", agrees], ["differs", differs]].filter(([, facts]) => facts.length);
  return parts.map(([how, facts]) => `${how}: ${facts.join(", ")}`).join("; ") || "nothing could be compared";
}

/** A long text cut, and how much of it is missing said. */
function shortened(text) {
  const letters = Array.from(text ?? "");
  if (letters.length <= SHOWN_LETTERS) return text ?? "";
  const rest = (letters.length - SHOWN_LETTERS).toLocaleString("en");
  return `${letters.slice(0, SHOWN_LETTERS).join("")}… and ${rest} characters more`;
}

const dollars = (amount) => amount.toLocaleString("en", { style: "currency", currency: "USD", maximumFractionDigits: 0 });
const counted = (number, one, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
