// The order of an agenda: Alt and the arrow keys, or dragging the handle. Both send the form that the buttons send.
const form = document.getElementById("move-form")
const list = document.querySelector(".entries")
const movable = () => [...list.querySelectorAll("li.movable")]

const send = (entry, to) => {
  form.elements.namedItem("entry").value = entry.dataset.entry
  form.elements.namedItem("to").value = to
  form.submit()
}

const placeOf = (entry) => [...list.children].filter((row) => !row.classList.contains("gone")).indexOf(entry) + 1

list.addEventListener("keydown", (event) => {
  const entry = event.target.closest("li.movable")
  const step = {ArrowUp: -1, ArrowDown: 1}[event.key]
  if (!entry || !step || !event.altKey) return
  event.preventDefault()
  const rows = movable()
  const other = rows[rows.indexOf(entry) + step]
  if (other) send(entry, placeOf(other))
})

let dragged = null
for (const handle of document.querySelectorAll(".handle")) {
  const entry = handle.closest("li.movable")
  if (!entry) continue
  handle.addEventListener("pointerdown", () => { entry.draggable = true })
  entry.addEventListener("dragstart", () => { dragged = entry; entry.classList.add("dragged") })
  entry.addEventListener("dragend", () => {
    entry.draggable = false
    entry.classList.remove("dragged")
    dragged = null
  })
  entry.addEventListener("dragover", (event) => { if (dragged && dragged !== entry) event.preventDefault() })
  entry.addEventListener("drop", (event) => {
    event.preventDefault()
    if (dragged && dragged !== entry) send(dragged, placeOf(entry))
  })
}

// After a move the focus is where it was: on the entry that moved.
// Only then: the browser takes the focus away as it goes to the fragment.
const moved = location.hash.startsWith("#entry-") && document.querySelector(location.hash)
addEventListener("load", () => setTimeout(() => {
  if (moved && document.activeElement === document.body) (moved.querySelector("button, a") ?? moved).focus()
}))
