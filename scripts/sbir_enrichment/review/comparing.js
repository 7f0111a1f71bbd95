"use strict";

// What agrees and differs between a firm and a recipient, and words for it.

const FIELDS = [["uei", "UEI"], ["duns", "DUNS"], ["city", "City"], ["state", "State"]];
const SHOWN_LETTERS = 300;

const comparable = (text) => (text ?? "").normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase()
  .replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** "agrees", "differs", or "" where one side does not say. */
function agreement(one, other) {
  const [left, right] = [comparable(one), comparable(other)];
  if (!left || !right) return "";
  return left === right ? "agrees" : "differs";
}

/** The text in pieces; `isOwn` for a word that the other text does not have. */
function words(text, other) {
  const others = new Set(comparable(other).split(" "));
  return text.split(/(\s+)/).map((piece) => ({
    text: piece,
    isOwn: comparable(piece).split(" ").some((word) => word && !others.has(word)),
  }));
}

/** What the page showed of a pair, as a reason for who gives none. */
function observation(firm, candidate) {
  const found = { agrees: [], differs: [] };
  for (const [field, label] of [["name", "name"], ...FIELDS]) {
    const how = agreement(firm[field], candidate[field]);
    if (how) found[how].push(label === "City" || label === "State" ? label.toLowerCase() : label);
  }
  const parts = Object.entries(found).filter(([, labels]) => labels.length)
    .map(([how, labels]) => `${how}: ${labels.join(", ")}`);
  return parts.join("; ") || "nothing could be compared";
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
