// Decisions, kept in the browser one by one, so that two windows do not undo each other's.

class DecisionStore {
  /** `name` tells kinds of decisions apart; `onTrouble` is told when the browser keeps nothing. */
  constructor(name, onTrouble) {
    this.prefix = `sbir-enrichment/${name}/`;
    this.rows = new Map();
    this.history = [];
    this.isKept = true;
    this.onTrouble = onTrouble;
    this.load();
  }

  load() {
    this.rows.clear();
    this.attempt(() => {
      for (let at = 0; at < localStorage.length; at += 1) {
        const key = localStorage.key(at);
        if (key.startsWith(`${this.prefix}pair/`)) this.read(key);
      }
    });
  }

  read(key) {
    try {
      const row = JSON.parse(localStorage.getItem(key));
      if (row?.company_id && row?.recipient_id && row?.verdict) this.rows.set(pairOf(row), row);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error; // what others wrote there is none of ours
    }
  }

  get reviewer() {
    return this.name ?? this.attempt(() => localStorage.getItem("sbir-enrichment/reviewer")) ?? "";
  }

  set reviewer(name) {
    this.name = name;
    this.attempt(() => localStorage.setItem("sbir-enrichment/reviewer", name));
  }

  /** Make changes, [pair, row or null] each, that one undo takes back; `place` is given back by it. */
  change(changes, place) {
    this.history.push({ place, before: changes.map(([pair]) => [pair, this.rows.get(pair) ?? null]) });
    for (const [pair, row] of changes) this.put(pair, row);
  }

  /** Take back the last change; its place, or null where there is none. */
  undo() {
    const last = this.history.pop();
    for (const [pair, row] of last?.before ?? []) this.put(pair, row);
    return last?.place ?? null;
  }

  put(pair, row) {
    if (row) this.rows.set(pair, row);
    else this.rows.delete(pair);
    this.attempt(() => {
      if (row) localStorage.setItem(`${this.prefix}pair/${pair}`, JSON.stringify(row));
      else localStorage.removeItem(`${this.prefix}pair/${pair}`);
    });
  }

  attempt(work) {
    try {
      return work();
    } catch {
      this.isKept = false;
      this.onTrouble();
      return null;
    }
  }
}

const pairOf = (row) => `${row.company_id} ${row.recipient_id}`;
