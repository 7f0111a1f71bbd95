// Wires keys, buttons and fields to the desk.

let afterName = null;

/** Ask who decides, then do what was asked for. */
function askName(then) {
  afterName = then;
  byId("name-dialog").showModal();
  byId("reviewer").focus();
}

/** Fill the filters with what the cases have. */
function fillFilters(cases) {
  const values = {
    group: cases.map((shown) => shown.group),
    agency: cases.flatMap((shown) => shown.agencies),
    state: cases.map((shown) => shown.firm.state),
  };
  for (const [id, all] of Object.entries(values)) {
    const distinct = [...new Set(all.filter(Boolean))].sort();
    byId(id).append(...distinct.map((value) => element("option", { value }, value)));
  }
}

function keysOf(desk) {
  return {
    s: () => desk.decide("same"),
    d: () => desk.decide("different"),
    u: () => desk.decide("unsure"),
    n: () => { desk.go(desk.position + 1); desk.say(desk.where()); },
    p: () => { desk.go(desk.position - 1); desk.say(desk.where()); },
    z: () => desk.undo(),
    1: () => desk.choose(0),
    2: () => desk.choose(1),
    3: () => desk.choose(2),
    r: () => byId("reason").select(),
    "/": () => byId("words").select(),
    "?": () => byId("keys-dialog").showModal(),
  };
}

function listenToKeys(keys) {
  document.addEventListener("keydown", (event) => {
    const isWriting = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (isWriting && ["Enter", "Escape"].includes(event.key) && !event.target.closest("dialog")) {
      event.preventDefault();
      byId("case-name").focus();
      return;
    }
    const isOurs = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
    if (isWriting || !isOurs || document.querySelector("dialog[open]")) return;
    const key = event.key.toLowerCase();
    if (!Object.hasOwn(keys, key) || !(byId("has-keys").checked || key === "?")) return;
    event.preventDefault();
    keys[key]();
  });
}

function listenToDialogs(desk) {
  byId("name-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const name = plainLine(byId("reviewer").value);
    if (!name) return;
    desk.store.reviewer = name;
    byId("name-dialog").close();
    desk.draw();
    const then = afterName;
    afterName = null;
    then?.();
  });
  byId("rename").addEventListener("click", () => {
    byId("reviewer").value = desk.store.reviewer;
    askName(null);
  });
  let isOfThisPage = true;
  const askToForget = (isHere) => {
    isOfThisPage = isHere;
    byId("forget-text").textContent = `${counted(desk.rows(isHere).length, "decision")} will be gone from this browser, downloaded or not.`;
    byId("forget-dialog").showModal();
  };
  byId("forget").addEventListener("click", () => askToForget(true));
  byId("forget-others").addEventListener("click", () => askToForget(false));
  byId("forget-really").addEventListener("click", () => {
    byId("forget-dialog").close();
    desk.forget(isOfThisPage);
  });
  for (const button of document.querySelectorAll("[data-close]")) {
    button.addEventListener("click", () => button.closest("dialog").close());
  }
}

function listenToButtons(desk, keys) {
  for (const button of document.querySelectorAll("button[data-key]")) {
    button.addEventListener("click", () => keys[button.dataset.key]());
  }
  byId("list-back").addEventListener("click", () => desk.turnList(-1));
  byId("list-on").addEventListener("click", () => desk.turnList(1));
  byId("download").addEventListener("click", () => desk.export(true));
  byId("download-others").addEventListener("click", () => desk.export(false));
  const filters = byId("filters");
  const filter = () => { desk.filter(); desk.say(`${counted(desk.shown.length, "firm")} shown.`); };
  filters.addEventListener("input", filter);
  filters.addEventListener("reset", () => setTimeout(filter));
  filters.addEventListener("submit", (event) => event.preventDefault());
}

function start() {
  const data = JSON.parse(byId("data").textContent);
  fillFilters(data.cases);
  const desk = new Desk(data);
  const keys = keysOf(desk);
  listenToKeys(keys);
  listenToButtons(desk, keys);
  listenToDialogs(desk);
  window.addEventListener("storage", () => { desk.store.load(); desk.draw(); });
  window.addEventListener("beforeunload", (event) => {
    if (!desk.store.isKept && desk.store.rows.size) event.preventDefault();
  });
}

if (byId("data")) start();
