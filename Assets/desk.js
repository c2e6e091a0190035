// Makes the forms of the desk nicer: keeps drafts, finds among many boxes, suggests from the text. Everything works
// without it.

const form = document.querySelector("form[data-form]");

/** What the form says, as a draft. */
function draft() {
  const fields = new URLSearchParams(new FormData(form));
  fields.delete("do");
  fields.set("form", form.dataset.form);
  if (form.dataset.ref) fields.set("record", form.dataset.ref);
  return fields;
}

function keepDrafts() {
  const note = form.querySelector(".kept");
  let timer = 0;
  let unkept = false;
  let leaving = false;
  const keep = async () => {
    timer = 0;
    unkept = false;
    try {
      const answer = await fetch("/desk/drafts", { method: "POST", body: draft() });
      if (!answer.ok) throw new Error(String(answer.status));
      note.textContent = note.dataset.kept.replace("{time}", await answer.text());
    } catch {
      unkept = true;
      note.textContent = note.dataset.lost;
    }
  };
  form.addEventListener("input", () => {
    unkept = true;
    clearTimeout(timer);
    timer = setTimeout(keep, 1200);
  });
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
  });
  addEventListener("pagehide", () => {
    if (unkept && !leaving) navigator.sendBeacon("/desk/drafts", draft());
  });
}

/** A box above long lists of boxes: what does not hold the typed letters is hidden, unless it is ticked. */
function findBoxes(list) {
  if (list.children.length < 13) return;
  const input = document.createElement("input");
  input.type = "search";
  input.setAttribute("aria-label", list.dataset.find);
  input.placeholder = list.dataset.find;
  input.addEventListener("input", (event) => {
    event.stopPropagation();
    const wanted = input.value.toLocaleLowerCase();
    for (const item of list.children) {
      const isTicked = item.querySelector("input").checked;
      item.hidden = !isTicked && !item.textContent.toLocaleLowerCase().includes(wanted);
    }
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  list.before(input);
}

/** Buttons below a field that take over what the text suggests. */
function offer(field, choices) {
  field.querySelector(".offers")?.remove();
  if (choices.length === 0) return;
  const line = document.createElement("span");
  line.className = "offers";
  line.setAttribute("role", "status");
  line.append(form.dataset.offer, " ");
  for (const choice of choices) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = choice.label;
    button.addEventListener("click", () => {
      choice.take();
      form.dispatchEvent(new Event("input"));
      button.remove();
      if (!line.querySelector("button")) line.remove();
    });
    line.append(button);
  }
  field.append(line);
}

function offers(found) {
  const project = form.elements.namedItem("project");
  if (project) {
    const option = [...project.options].find((option) => option.value === found.project[0]);
    const isWanted = option && project.value === "";
    offer(project.parentElement, isWanted ? [{ label: option.text, take: () => { project.value = option.value; } }] : []);
  }
  for (const name of ["objectives", "states"]) {
    const field = document.getElementById(name);
    if (!field) continue;
    const boxes = found[name].map((ref) => form.elements.namedItem(`${name}.${ref}`)).filter((box) => box && !box.checked);
    offer(field, boxes.map((box) => ({
      label: box.parentElement.textContent.trim(),
      take: () => { box.checked = true; box.closest("li").scrollIntoView({ block: "nearest" }); },
    })));
  }
}

function suggest() {
  const texts = ["title", "summary"].map((name) => form.elements.namedItem(name)).filter(Boolean);
  if (texts.length === 0 || !["project", "objectives", "states"].some((name) => document.getElementById(name))) return;
  for (const text of texts) {
    text.addEventListener("change", async () => {
      const query = new URLSearchParams({ text: texts.map((one) => one.value).join(" ").slice(0, 1500) });
      const country = form.elements.namedItem("country")?.value;
      if (country) query.set("country", country);
      const answer = await fetch(`/desk/suggestions?${query}`).catch(() => null);
      if (answer?.ok) offers(await answer.json());
    });
  }
}

/** The last day cannot be before the first. */
function boundDays() {
  const from = form.elements.namedItem("from");
  const to = form.elements.namedItem("to");
  if (from?.type !== "date" || to?.type !== "date") return;
  const bound = () => { to.min = from.value; };
  from.addEventListener("change", bound);
  bound();
}

if (form) {
  keepDrafts();
  document.querySelectorAll(".boxes").forEach(findBoxes);
  suggest();
  boundDays();
  addEventListener("keydown", (event) => {
    if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button[value=save]"));
    }
  });
}
