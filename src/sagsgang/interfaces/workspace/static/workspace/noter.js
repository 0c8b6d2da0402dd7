// Private notes: words that are marked become a quote; what is written without a network waits on the device.
const article = document.querySelector("article.reading")
const form = document.getElementById("note-form")
const status = document.getElementById("note-status")
const marked = document.getElementById("marked")
const only = document.getElementById("highlight")
const CONTEXT = 32
const QUEUE = "sagsgang:notes"
const TOLD = "sagsgang-note-told"

// ---------------------------------------------------------------- text and places in it
const BLOCK = new Set(["P", "LI", "TR", "H1", "H2", "H3", "H4", "H5", "H6", "BR"])
const walk = (section) => {
  // The text of a section as the server has it: blocks parted by line ends, cells by tabs.
  const nodes = []
  let text = ""
  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      nodes.push([node, text.length])
      text += node.data
      return
    }
    if (node.nodeName === "BR") { text += "\n"; return }
    if ((node.nodeName === "TD" || node.nodeName === "TH") && node.previousElementSibling) text += "\t"
    if (BLOCK.has(node.nodeName) && text && !text.endsWith("\n")) text += "\n"
    node.childNodes.forEach(visit)
  }
  section.querySelector(".section-text").childNodes.forEach(visit)
  return [text, nodes]
}

const rangeOf = (section, start, end) => {
  const [, nodes] = walk(section)
  const range = document.createRange()
  const place = (offset) => {
    const [node, at] = nodes.findLast(([, begin]) => begin <= offset) ?? nodes[0]
    return [node, Math.min(offset - at, node.length)]
  }
  range.setStart(...place(start))
  range.setEnd(...place(end))
  return range
}

const paint = () => {
  if (!globalThis.CSS?.highlights) return
  const ranges = []
  for (const row of document.querySelectorAll("#notes > li[data-start]")) {
    const section = [...document.querySelectorAll(".text-section")].find((one) => one.dataset.section === row.dataset.section)
    if (section && row.dataset.end && row.dataset.end !== "None") {
      ranges.push(rangeOf(section, Number(row.dataset.start), Number(row.dataset.end)))
    }
  }
  CSS.highlights.set("own-note", new Highlight(...ranges))
}

// ---------------------------------------------------------------- marking words
const quoteOf = () => {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null
  const range = selection.getRangeAt(0)
  const section = range.startContainer.parentElement?.closest(".text-section")
  if (!section || !section.contains(range.endContainer)) return null
  const [text, nodes] = walk(section)
  const offset = (node, at) => {
    const found = nodes.find(([one]) => one === node)
    return found ? found[1] + at : null
  }
  const start = offset(range.startContainer, range.startOffset)
  const end = offset(range.endContainer, range.endOffset)
  if (start === null || end === null || start >= end) return null
  return {section: section.dataset.section, quote: {
    exact: text.slice(start, end), prefix: text.slice(Math.max(0, start - CONTEXT), start),
    suffix: text.slice(end, end + CONTEXT), start,
  }}
}

document.addEventListener("selectionchange", () => {
  const found = quoteOf()
  if (!found) return
  form.elements.namedItem("section").value = found.section
  form.elements.namedItem("quote").value = JSON.stringify(found.quote)
  marked.textContent = `${form.dataset.marked} “${found.quote.exact.slice(0, 200)}”`
  marked.hidden = only.hidden = false
})

// ---------------------------------------------------------------- keeping, now or later
const waiting = () => JSON.parse(localStorage.getItem(QUEUE) ?? "[]")
const wait = (notes) => localStorage.setItem(QUEUE, JSON.stringify(notes))

const send = async (note) => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]").value
  const body = new URLSearchParams({csrfmiddlewaretoken: token, ...note})
  const answer = await fetch(article.dataset.keep, {method: "POST", body, headers: {Accept: "application/json"}})
  return [answer.ok, await answer.json()]
}

const flush = async () => {
  for (const note of waiting()) {
    try {
      await send(note)
    } catch {
      return false
    }
    wait(waiting().filter((one) => one.id !== note.id))
  }
  return true
}

const keep = async (kind) => {
  const value = (name) => form.elements.namedItem(name).value
  const note = {id: value("id"), entry: value("entry"), kind, section: value("section"), quote: value("quote"),
    text: kind === "note" ? value("text") : "", version: 0}
  try {
    const [ok, said] = await send(note)
    if (!ok) { status.textContent = said.refused; return }
    sessionStorage.setItem(TOLD, said.conflict ? form.dataset.both : form.dataset.kept)
    form.reset()
    location.reload()
  } catch {
    wait([...waiting(), note])
    form.elements.namedItem("id").value = crypto.randomUUID()
    form.elements.namedItem("text").value = ""
    status.textContent = form.dataset.queued
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault()
  keep("note")
})
only.addEventListener("click", () => keep("highlight"))
window.addEventListener("online", async () => { if (waiting().length && await flush()) location.reload() })
// The page is new after a note was kept: it says so, and one can write on.
const told = sessionStorage.getItem(TOLD)
sessionStorage.removeItem(TOLD)
if (told) addEventListener("load", () => { status.textContent = told; document.getElementById("note-text").focus() })
if (navigator.onLine && waiting().length) flush().then((sent) => { if (sent) location.reload() })
paint()
