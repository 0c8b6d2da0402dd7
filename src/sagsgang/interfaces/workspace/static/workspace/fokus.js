// After an act the page is a new one. This puts the person back to where they were: on the button that they pressed, or,
// where it was refused, at the form, with the reason above it and with what they had typed. Without it all acts work
// as well; one finds the message at the top of the page.
const KEPT = "sagsgang-act"
const CHANGING = new Set(["csrfmiddlewaretoken", "key", "version", "base", "read"])
const TYPED = "input:not([type=hidden]):not([type=password]):not([type=file]), textarea, select"

// A form is known again by its address and by what it is about; its keys and versions are new on every page.
const mark = (form) => [form.getAttribute("action") ?? "", ...[...form.querySelectorAll("input[type=hidden]")]
  .filter((field) => !CHANGING.has(field.name) && !field.name.startsWith("read-"))
  .map((field) => `${field.name}=${field.value}`)].join(" ")

const typedIn = (form) => [...form.querySelectorAll(TYPED)].map((field) => {
  if (field.type === "checkbox" || field.type === "radio") return field.checked
  return field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value
})

const putBack = (form, typed) => [...form.querySelectorAll(TYPED)].forEach((field, n) => {
  if (typed[n] === undefined) return
  if (field.type === "checkbox" || field.type === "radio") field.checked = typed[n]
  else if (field.multiple) for (const option of field.options) option.selected = typed[n].includes(option.value)
  else field.value = typed[n]
})

const remember = (event) => {
  const form = event.target
  if (event.defaultPrevented || form.method !== "post" || !form.closest("main")) return
  sessionStorage.setItem(KEPT, JSON.stringify({
    page: location.pathname, mark: mark(form), pressed: event.submitter?.textContent.trim() ?? "", typed: typedIn(form),
  }))
}

// Whoever has gone on meanwhile, on a slow line, is left where they are.
const focusOn = (element) => {
  if (document.activeElement !== document.body) return
  if (!element.matches("a, button, input, select, textarea, summary")) element.tabIndex = -1
  element.focus()
}

const refused = (alert, form, typed) => {
  if (!form) return focusOn(alert)
  for (let box = form.closest("details"); box; box = box.parentElement.closest("details")) box.open = true
  putBack(form, typed)
  if (form.matches("li form, td form, form.inline")) form.prepend(alert)
  else form.before(alert)
  focusOn(alert)
  alert.scrollIntoView({block: "center"})
}

// The message goes along to where the button is, until the next thing that is done.
const stays = (alert) => {
  const leave = () => alert.classList.remove("stays")
  alert.classList.add("stays")
  for (const kind of ["keydown", "pointerdown"]) addEventListener(kind, leave, {once: true})
}

const comeBack = () => {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null")
  sessionStorage.removeItem(KEPT)
  const main = document.querySelector("main")
  const error = main.querySelector(".alert-error")
  const form = kept?.page === location.pathname
    ? [...main.querySelectorAll("form")].find((one) => mark(one) === kept.mark) : undefined
  if (error) return refused(error, form, kept?.typed ?? [])
  const told = main.querySelector(":scope > .alert")
  if (!kept || !told) return undefined
  stays(told)
  const can = (element) => !element.disabled && element.checkVisibility()
  const aimed = document.getElementById(location.hash.slice(1))
  const same = [...form?.querySelectorAll("button") ?? []].find((one) => one.textContent.trim() === kept.pressed)
  const near = [main.querySelector("[data-goal]"), same, ...aimed?.querySelectorAll("button, a[href], summary") ?? []]
  return focusOn(near.find((one) => one && can(one)) ?? told)
}

document.addEventListener("submit", remember)
// after the browser has gone to the fragment, for that takes the focus away
addEventListener("load", () => setTimeout(comeBack))
