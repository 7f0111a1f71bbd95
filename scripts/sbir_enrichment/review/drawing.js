// How things look on the page. Texts of the data only ever become text nodes.

const byId = (id) => document.getElementById(id);

/** An element; attributes by name (`on...` a listener, null none), children elements or texts. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A name of the data, kept to itself whatever its direction of writing. */
const bdi = (text, fallback = "(no name)") => element("bdi", {}, shortened(text) || fallback);

const VERDICT_SIGNS = { same: "✓ same", different: "✗ different", unsure: "? unsure" };

/** Whether a fact agrees; `isOtherwise` where it does so by another writing of the firm than the one shown. */
function sign(how, isOtherwise = false) {
  if (!how) return null;
  const words = how === "differs" ? "≠ differs" : `= agrees${isOtherwise ? " with another award" : ""}`;
  return element("span", { class: `sign ${how === "agrees" ? "good" : "bad"}` }, words);
}

/** A name with the words marked that the other name does not have. */
function markedName(text, other) {
  const pieces = words(shortened(text), other).map(({ text: piece, isOwn }) => (isOwn ? element("mark", {}, piece) : piece));
  return element("bdi", {}, ...(pieces.length ? pieces : ["(no name)"]));
}

/** The firm and its candidates side by side. */
function drawSides(table, shown, chosen, verdictOf, choose) {
  const { firm, candidates } = shown;
  const look = (number) => (number === chosen ? "chosen" : null);
  const row = (label, ofFirm, ofCandidate, style = null) => element(
    "tr", { class: style }, element("th", { scope: "row" }, label), element("td", {}, ofFirm),
    ...candidates.map((candidate, number) => element("td", { class: look(number) }, ...[ofCandidate(candidate)].flat().filter(Boolean))),
  );
  const heads = candidates.map((candidate, number) => element(
    "th", { scope: "col", class: look(number) },
    element("button", { type: "button", "aria-pressed": String(number === chosen), onclick: () => choose(number) },
      `Candidate ${number + 1}`),
  ));
  table.replaceChildren(
    element("thead", {}, element("tr", {}, element("td"), element("th", { scope: "col" }, "Firm"), ...heads)),
    element("tbody", {},
      row("Name", markedName(firm.name, candidates[chosen]?.name), (candidate) => [
        markedName(candidate.name, firm.name), sign(agreement(candidate, "name"))]),
      row("Legal form", "see the name", (candidate) => [sign(agreement(candidate, "legal form")) ?? "-"]),
      ...FIELDS.map(([field, fact]) => row(fact[0].toUpperCase() + fact.slice(1), bdi(firm[field], "-"), (candidate) => [
        bdi(candidate[field], "-"),
        sign(agreement(candidate, fact), comparable(firm[field]) !== comparable(candidate[field]))])),
      row("Score", "", (candidate) => (candidate.score === undefined ? "-" : candidate.score.toFixed(1))),
      candidates.some((candidate) => candidate.evidence) ? row("Evidence", "", (candidate) => bdi(candidate.evidence, "-"), "evidence") : null,
      row("Decision", "", (candidate) => verdictOf(candidate), "decision"),
    ),
  );
}

/** One page of the list of firms. */
function drawFirms(list, numbers, currentNumber, cases, stateOf, show) {
  list.replaceChildren(...numbers.map((number) => {
    const { firm, amount, group } = cases[number];
    const about = [stateOf(number), firm.state, dollars(amount), group].filter(Boolean).join(" · ");
    return element("li", {}, element(
      "button", { type: "button", "aria-current": number === currentNumber ? "true" : null, "data-case": number, onclick: () => show(number) },
      element("bdi", {}, (firm.name ?? "(no name)").slice(0, 80)), element("span", { class: "about" }, about)));
  }));
}

/** The latest decisions, each with a way back. */
function drawDecisions(table, rows, takeBack) {
  const heads = ["Firm", "Recipient", "Verdict", "By", "On", "Why"].map((label) => element("th", { scope: "col" }, label));
  table.replaceChildren(...(rows.length ? [
    element("thead", {}, element("tr", {}, ...heads, element("td", { class: "screen-only" }))),
    element("tbody", {}, ...rows.map((row) => element("tr", {},
      element("th", { scope: "row" }, bdi(row.company_name)), element("td", {}, bdi(row.recipient_name)),
      element("td", {}, VERDICT_SIGNS[row.verdict] + (row.expires_on ? ` until ${row.expires_on}` : "")),
      element("td", {}, bdi(row.decided_by)), element("td", {}, row.decided_on), element("td", {}, bdi(row.reason)),
      element("td", { class: "screen-only" }, element("button", {
        type: "button", onclick: () => takeBack(row),
        "aria-label": `Take back: ${row.company_name.slice(0, 80)}, ${row.verdict}` }, "Take back"))))),
  ] : []));
}
