// What is shown, what is decided, and what keys and buttons do.

const LISTED = 12;
const LATEST = 20;

class Desk {
  constructor(data) {
    this.data = data;
    this.cases = data.cases;
    this.store = new DecisionStore(data.file, () => this.warn());
    this.sought = this.cases.map(({ firm, candidates, agencies }) => [firm, ...candidates]
      .flatMap((side) => [side.name, side.uei, side.duns, side.city, side.state]).concat(agencies)
      .map(comparable).join(" "));
    this.pairs = new Map(this.cases.flatMap(({ firm, candidates }, number) => candidates.map((candidate) => [`${firm.id} ${candidate.id}`, number])));
    this.filter();
  }

  pair(number, candidate) { return `${this.cases[number].firm.id} ${this.cases[number].candidates[candidate].id}`; }

  /** What holds for a pair: decided here, else settled by the seed. */
  verdict(pair) {
    const earlier = this.data.earlier[pair]?.verdict;
    return this.store.rows.get(pair)?.verdict ?? (earlier === "unsure" ? undefined : earlier);
  }

  verdicts(number) { return this.cases[number].candidates.map((_, candidate) => this.verdict(this.pair(number, candidate))); }

  isDecided(number) {
    const verdicts = this.verdicts(number);
    return verdicts.includes("same") || (verdicts.length > 0 && verdicts.every(Boolean));
  }

  // --- which firms are shown

  filter() {
    const wanted = Object.fromEntries(["show", "group", "agency", "state", "least", "words"].map((id) => [id, byId(id).value]));
    const sought = comparable(wanted.words).split(" ");
    this.shown = this.cases.flatMap((shown, number) => {
      const fits = (wanted.show === "all" || (wanted.show === "decided") === this.isDecided(number))
        && (!wanted.group || shown.group === wanted.group)
        && (!wanted.agency || shown.agencies.includes(wanted.agency))
        && (!wanted.state || shown.firm.state === wanted.state)
        && (!wanted.least || shown.amount >= Number(wanted.least))
        && sought.every((word) => this.sought[number].includes(word));
      return fits ? [number] : [];
    });
    this.go(0);
  }

  get number() { return this.shown[this.position]; }

  /** Show the firm at a position of the list, and its first candidate without a decision. */
  go(position, candidate = null) {
    this.position = Math.max(0, Math.min(position, this.shown.length - 1));
    if (this.shown.length) {
      const open = this.verdicts(this.number).findIndex((verdict) => !verdict);
      this.candidate = candidate ?? Math.max(0, open);
    }
    this.listFrom = Math.floor(this.position / LISTED) * LISTED;
    this.clearFields();
    this.draw();
  }

  /** Show a firm wherever it is; where the filters hide it, they are taken off. */
  show(number, candidate = null) {
    if (!this.shown.includes(number)) this.shown = this.cases.map((_, each) => each);
    this.go(this.shown.indexOf(number), candidate);
  }

  choose(candidate) {
    if (this.shown.length && candidate < this.cases[this.number].candidates.length) {
      this.candidate = candidate;
      this.clearFields();
      this.draw();
    }
  }

  // --- deciding

  decide(verdict) {
    if (!this.shown.length || !this.cases[this.number].candidates.length) return;
    if (!this.store.reviewer) {
      askName(() => this.decide(verdict));
      return;
    }
    const { firm, candidates, cells } = this.cases[this.number];
    const candidate = candidates[this.candidate];
    const row = {
      ...cells, company_id: firm.id, company_name: shortened(firm.name), recipient_id: candidate.id,
      recipient_name: shortened(candidate.name), verdict, decided_by: this.store.reviewer, decided_on: today(),
      reason: plainLine(byId("reason").value) || observation(candidate), expires_on: byId("expires")?.value ?? "",
    };
    // A firm is one recipient at most: an earlier "same" of this page gives way.
    const others = verdict === "same"
      ? candidates.map((_, each) => this.pair(this.number, each))
        .filter((pair) => pair !== pairOf(row) && this.store.rows.get(pair)?.verdict === "same") : [];
    this.store.change([[pairOf(row), row], ...others.map((pair) => [pair, null])], { number: this.number, candidate: this.candidate });
    const gone = others.length ? " The other candidate is no longer the same." : "";
    this.goOn();
    const then = this.isDecided(this.number) ? "All firms shown are decided." : this.where();
    this.say(`${VERDICT_SIGNS[verdict]}: ${(firm.name ?? firm.id).slice(0, 100).replace(/\.$/, "")}.${gone} ${then}`);
  }

  /** Go to the next candidate to decide on: of this firm, else of the next firm that has one. */
  goOn() {
    const open = this.verdicts(this.number).flatMap((verdict, candidate) => (verdict ? [] : [candidate]));
    if (!this.isDecided(this.number)) return this.go(this.position, open.find((each) => each > this.candidate) ?? open[0]);
    const waiting = this.shown.flatMap((number, position) => (this.isDecided(number) ? [] : [position]));
    return this.go(waiting.find((position) => position > this.position) ?? waiting[0] ?? this.position);
  }

  undo() {
    const place = this.store.undo();
    if (place) this.show(place.number, place.candidate);
    this.say(place ? `Taken back. ${this.where()}` : "There is nothing to undo.");
  }

  takeBack(row) {
    const number = this.pairs.get(pairOf(row));
    this.store.change([[pairOf(row), null]], { number: number ?? this.number, candidate: this.candidate });
    this.draw();
    this.say(`Taken back: ${row.company_name}.`);
  }

  /** The decisions on firms of this page, or those that other pages left in the browser. */
  rows(isHere) { return [...this.store.rows.values()].filter((row) => this.pairs.has(pairOf(row)) === isHere); }

  forget(isHere) {
    this.store.change(this.rows(isHere).map((row) => [pairOf(row), null]), { number: this.number, candidate: this.candidate });
    this.filter();
    this.say("They are forgotten; Undo brings them back.");
  }

  export(isHere) {
    const rows = this.rows(isHere).sort((one, other) => (pairOf(one) < pairOf(other) ? -1 : 1));
    download(csvOf(this.data.columns, rows), `${this.data.file}_${today()}.csv`);
    this.say(`${counted(rows.length, "decision")} downloaded.`);
  }

  // --- drawing

  draw() {
    const focused = document.activeElement;
    const refocus = focused?.closest("#sides button, #firms button") ? focused.closest("[id]").id : null;
    byId("case").hidden = !this.shown.length;
    if (this.shown.length) this.drawCase();
    this.drawList();
    this.drawProgress();
    if (refocus) (document.querySelector(`#${refocus} [aria-pressed="true"], #${refocus} [aria-current="true"]`) ?? byId("case-name")).focus();
  }

  drawCase() {
    const shown = this.cases[this.number];
    const { firm, candidates } = shown;
    const rest = shown.candidates_in_all - candidates.length;
    byId("case-name").replaceChildren(bdi(firm.name));
    byId("case-facts").textContent = [
      shown.group, shown.is_settled ? "only some awards of a settled firm" : "", `${dollars(shown.amount)} in ${counted(shown.awards, "award")}`, shown.agencies.join(", "),
      rest > 0 ? `${counted(rest, "candidate")} more behind these` : ""].filter(Boolean).join(" · ");
    byId("case-reason").replaceChildren(bdi(shown.reason, ""));
    drawSides(byId("sides"), shown, this.candidate, (candidate) => this.verdictText(`${firm.id} ${candidate.id}`), (each) => this.choose(each));
    byId("deciding").hidden = !candidates.length;
    if (candidates.length) {
      const which = candidates.length > 1 ? `candidate ${this.candidate + 1}, ` : "";
      byId("question").replaceChildren("Is ", element("strong", {}, bdi(firm.name)), ` the same as ${which}`, element("strong", {}, bdi(candidates[this.candidate].name)), "?");
    }
    byId("deciding").querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", String(
      VERDICTS_BY_KEY[button.dataset.key] === this.store.rows.get(this.pair(this.number, this.candidate))?.verdict)));
  }

  verdictText(pair) {
    const here = this.store.rows.get(pair);
    const earlier = this.data.earlier[pair];
    if (here && earlier && earlier.verdict !== "unsure" && earlier.verdict !== here.verdict)
      return `${VERDICT_SIGNS[here.verdict]}; ${earlier.decided_by} said ${earlier.verdict}: merge with --replace`;
    if (here) return VERDICT_SIGNS[here.verdict];
    return earlier ? `${VERDICT_SIGNS[earlier.verdict]} (${earlier.decided_by}, ${earlier.decided_on})` : "-";
  }

  drawList() {
    const numbers = this.shown.slice(this.listFrom, this.listFrom + LISTED);
    byId("list-range").textContent = this.shown.length
      ? `${this.listFrom + 1} to ${this.listFrom + numbers.length} of ${counted(this.shown.length, "firm")}` : "No firm fits.";
    const state = (number) => (this.isDecided(number) ? "✓ decided" : "");
    drawFirms(byId("firms"), numbers, this.number, this.cases, state, (number) => this.show(number));
    byId("list-back").disabled = this.listFrom === 0;
    byId("list-on").disabled = this.listFrom + LISTED >= this.shown.length;
  }

  turnList(by) {
    this.listFrom += by * LISTED;
    this.drawList();
  }

  drawProgress() {
    const decided = this.cases.filter((_, number) => this.isDecided(number));
    const sum = (cases) => cases.reduce((total, { amount }) => total + amount, 0);
    const [rows, others] = [this.rows(true), this.rows(false)];
    const share = sum(this.cases) ? ` (${dollars(sum(decided))} of ${dollars(sum(this.cases))})` : "";
    byId("progress-bar").value = decided.length;
    byId("progress-text").textContent = `${decided.length.toLocaleString("en")} of ${counted(this.cases.length, "firm")}${share}`;
    byId("decisions-text").textContent = rows.length
      ? `${counted(rows.length, "decision")}${rows.length > LATEST ? `; the latest ${LATEST}` : ""}:` : "None yet.";
    drawDecisions(byId("decisions"), rows.slice(-LATEST).reverse(), (row) => this.takeBack(row));
    byId("download").disabled = byId("forget").disabled = !rows.length;
    byId("others").hidden = !others.length;
    byId("others-text").textContent = `Other pages have left ${counted(others.length, "decision")} more in this browser.`;
    byId("rename").textContent = this.store.reviewer ? `Reviewer: ${this.store.reviewer} (change)` : "Give your name";
  }

  where() {
    if (!this.shown.length) return "No firm is shown.";
    const { firm, candidates } = this.cases[this.number];
    return `Firm ${this.position + 1} of ${this.shown.length}: ${(firm.name ?? firm.id).slice(0, 100)}, candidate ${this.candidate + 1} of ${candidates.length}.`;
  }

  clearFields() {
    for (const id of ["reason", "expires"]) if (byId(id)) byId(id).value = "";
  }

  say(text) { byId("status").textContent = text; }

  warn() {
    byId("notice").textContent = "This browser keeps nothing here: download your decisions before you close the page.";
    byId("notice").hidden = false;
  }
}

const VERDICTS_BY_KEY = { s: "same", d: "different", u: "unsure" };

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
