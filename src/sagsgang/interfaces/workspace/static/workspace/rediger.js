// Writing: one editor a section, saved by itself. Without this script the same forms save by their button.
import {
  BulletList, Document, Editor, HardBreak, Heading, ListItem, OrderedList, Paragraph, Table, TableCell, TableHeader,
  TableRow, Text, UndoRedo,
} from "../prose-editor/editor.js"

const DELAY = 900
const RETRY = 6000
const page = document.querySelector(".editor-page")
const words = document.getElementById("editor-words").dataset
const token = document.querySelector("input[name=csrfmiddlewaretoken]").value

const post = (address, values) => {
  const body = new URLSearchParams({csrfmiddlewaretoken: token, ...values})
  return fetch(address, {method: "POST", body, headers: {Accept: "application/json"}, redirect: "manual"})
}

// ---------------------------------------------------------------- the toolbar
const TOOLS = [
  ["paragraph", (c) => c.setParagraph(), (e) => e.isActive("paragraph")],
  ["h3", (c) => c.toggleHeading({level: 3}), (e) => e.isActive("heading", {level: 3})],
  ["h4", (c) => c.toggleHeading({level: 4}), (e) => e.isActive("heading", {level: 4})],
  ["bullet", (c) => c.toggleBulletList(), (e) => e.isActive("bulletList")],
  ["ordered", (c) => c.toggleOrderedList(), (e) => e.isActive("orderedList")],
  ["table", (c) => c.insertTable({rows: 3, cols: 3, withHeaderRow: true}), () => false],
  ["addrow", (c) => c.addRowAfter(), () => false, "table"],
  ["addcolumn", (c) => c.addColumnAfter(), () => false, "table"],
  ["deleterow", (c) => c.deleteRow(), () => false, "table"],
  ["deletecolumn", (c) => c.deleteColumn(), () => false, "table"],
  ["header", (c) => c.toggleHeaderRow(), () => false, "table"],
  ["deletetable", (c) => c.deleteTable(), () => false, "table"],
  ["undo", (c) => c.undo(), () => false],
  ["redo", (c) => c.redo(), () => false],
]

const toolbar = (editor, label) => {
  const bar = document.createElement("div")
  bar.className = "toolbar"
  bar.setAttribute("role", "group")
  bar.setAttribute("aria-label", `${words.tools} ${label}`)
  const buttons = TOOLS.map(([name, act, active, inside]) => {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = words[name]
    button.dataset.tool = name
    button.addEventListener("click", () => act(editor.chain().focus()).run())
    bar.append(button)
    return [button, active, inside]
  })
  const refresh = () => buttons.forEach(([button, active, inside]) => {
    button.hidden = Boolean(inside) && !editor.isActive(inside)
    if (!["table", "undo", "redo"].includes(button.dataset.tool) && !inside) {
      button.setAttribute("aria-pressed", String(active(editor)))
    }
  })
  editor.on("transaction", refresh)
  refresh()
  return bar
}

// ---------------------------------------------------------------- pasting
const ask = (pieces) => new Promise((resolve) => {
  const dialog = document.getElementById("hidden-dialog")
  const list = document.getElementById("hidden-pieces")
  list.replaceChildren(...pieces.map((piece) => {
    const set = document.createElement("fieldset")
    const legend = document.createElement("legend")
    const quote = document.createElement("blockquote")
    legend.textContent = piece.kind
    quote.textContent = piece.text
    set.append(legend, quote)
    if (piece.choosable) {
      for (const [value, text] of [["keep", words.keep], ["drop", words.drop]]) {
        // The design system draws the circle beside a label that follows its radio, and hides the browser's own.
        const row = document.createElement("div")
        const label = document.createElement("label")
        const radio = document.createElement("input")
        const id = `piece-${piece.number}-${value}`
        row.className = "check"
        Object.assign(radio, {type: "radio", id, className: "form-radio", name: `piece-${piece.number}`, value, required: true})
        Object.assign(label, {htmlFor: id, className: "form-label", textContent: text})
        row.append(radio, label)
        set.append(row)
      }
    }
    return set
  }))
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "ok") return resolve(null)
    const chosen = {}
    list.querySelectorAll("input:checked").forEach((radio) => {
      chosen[radio.name.slice(6)] = radio.value === "keep"
    })
    return resolve(chosen)
  }, {once: true})
  dialog.returnValue = ""
  dialog.showModal()
})

const pasted = async (editor, html, say) => {
  let answer = await (await post(page.dataset.paste, {html})).json()
  if (answer.hidden) {
    const choices = await ask(answer.hidden)
    if (choices === null) return
    answer = await (await post(page.dataset.paste, {html, choices: JSON.stringify(choices)})).json()
  }
  if (answer.refused) {
    say(answer.refused, true)
    return
  }
  editor.chain().focus().insertContent(answer.html).run()
  const told = [answer.images ? words.images : "", answer.comments.length ? words.comments : ""].filter(Boolean)
  if (told.length) say(told.join(" "))
}

// ---------------------------------------------------------------- one editor
export const makeEditor = (area, say) => {
  const place = document.createElement("div")
  place.className = "rich-text"
  area.hidden = true
  area.before(place)
  const label = document.getElementById(area.getAttribute("aria-labelledby"))
  const attributes = {
    role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id, lang: "da", spellcheck: "true",
  }
  if (area.hasAttribute("aria-describedby")) attributes["aria-describedby"] = area.getAttribute("aria-describedby")
  const editor = new Editor({
    element: place, content: area.value, injectCSS: false,
    extensions: [Document, Paragraph, Text, HardBreak, Heading.configure({levels: [3, 4]}), BulletList, OrderedList,
      ListItem, Table.configure({resizable: false}), TableRow, TableCell, TableHeader, UndoRedo],
    editorProps: {
      attributes,
      // Before the editor reads it itself: the styles of another program's page would be refused, one by one, aloud.
      handleDOMEvents: {
        paste: (_view, event) => {
          const html = event.clipboardData?.getData("text/html")
          if (!html) return false
          event.preventDefault()
          pasted(editor, html, say)
          return true
        },
      },
    },
  })
  place.before(toolbar(editor, label.firstChild.textContent.trim()))
  return editor
}

// ---------------------------------------------------------------- one section
class Section {
  constructor(form) {
    this.form = form
    this.status = form.querySelector(".saved")
    this.base = form.elements.namedItem("base")
    this.none = form.elements.namedItem("none")
    this.line = form.elements.namedItem("line")
    this.place = `sagsgang:${page.dataset.user}:${page.dataset.draft}:${form.dataset.section}`
    form.querySelector(".save").hidden = true
    const area = form.querySelector("textarea.rich")
    if (area) {
      this.editor = makeEditor(area, (text, bad) => this.say(text, bad))
      this.editor.on("update", () => this.changed())
      this.editor.on("blur", () => this.save())
    } else {
      this.line.addEventListener("input", () => this.changed())
      this.line.addEventListener("blur", () => this.save())
    }
    this.none.addEventListener("change", () => this.changed())
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.save()
    })
    this.before = this.text()
    this.restore()
  }

  text() {
    return this.editor ? this.editor.getHTML() : this.line.value
  }

  say(text, bad = false) {
    this.status.textContent = text
    this.status.classList.toggle("bad", bad)
  }

  changed() {
    if (this.text().replace(/<[^>]*>/g, "").trim() && this.none.checked && document.activeElement !== this.none) {
      this.none.checked = false
    }
    this.dirty = true
    localStorage.setItem(this.place, JSON.stringify({text: this.text(), base: this.base.value}))
    this.say(words.unsaved)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), DELAY)
  }

  async save() {
    if (!this.dirty || this.saving) return
    clearTimeout(this.timer)
    this.saving = true
    this.dirty = false
    this.say(words.saving)
    const sent = this.text()
    const values = {base: this.base.value, [this.editor ? "html" : "line"]: sent}
    if (this.none.checked) values.none = "yes"
    try {
      const answer = await post(this.form.action, values)
      await this.answered(answer, sent)
    } catch (error) {
      this.dirty = true
      this.say(words.failed, true)
      this.timer = setTimeout(() => this.save(), RETRY)
    } finally {
      this.saving = false
      if (this.dirty && !this.timer) this.timer = setTimeout(() => this.save(), DELAY)
    }
  }

  async answered(answer, sent) {
    this.timer = null
    if (answer.type === "opaqueredirect" || answer.status === 401) {
      this.dirty = true
      this.expired()
      this.timer = setTimeout(() => this.save(), RETRY)
      return
    }
    const said = await answer.json()
    if (answer.status === 409) return this.conflict(said)
    if (!answer.ok) return this.say(said.refused, true)
    this.base.value = said.version
    if (this.text() === sent) localStorage.removeItem(this.place)
    else this.dirty = true
    this.say(said.said)
    return undefined
  }

  expired() {
    this.say(words.expired, true)
    const link = document.createElement("a")
    Object.assign(link, {href: "/log-ind/", target: "_blank", textContent: words.login})
    this.status.append(" ", link)
  }

  // Somebody else saved this section: both texts are shown, and the writer says what it is to be.
  conflict(said) {
    const dialog = document.getElementById("conflict-dialog")
    document.getElementById("conflict-said").textContent = said.refused
    document.getElementById("conflict-difference").innerHTML = said.difference
    this.say(said.refused, true)
    dialog.addEventListener("close", () => {
      const mine = this.text()
      this.base.value = said.version
      const both = {both: said.theirs + mine, theirs: said.theirs, mine}[dialog.returnValue] ?? said.theirs + mine
      if (this.editor) this.editor.commands.setContent(both)
      else if (dialog.returnValue === "theirs") this.line.value = said.theirs.replace(/<[^>]*>/g, "")
      this.changed()
    }, {once: true})
    dialog.returnValue = ""
    if (!dialog.open) dialog.showModal()
  }

  // What could not be saved last time stands here still, if it is not what is saved now.
  restore() {
    const kept = localStorage.getItem(this.place)
    if (!kept) return
    const {text, base} = JSON.parse(kept)
    if (text === this.before) {
      localStorage.removeItem(this.place)
      return
    }
    if (this.editor) this.editor.commands.setContent(text)
    else this.line.value = text
    this.base.value = base
    this.dirty = true
    this.say(words.restored)
    this.timer = setTimeout(() => this.save(), DELAY)
  }
}

const sections = [...document.querySelectorAll(".section-form")].map((form) => new Section(form))
window.addEventListener("beforeunload", (event) => {
  if (sections.some((section) => section.dirty || section.saving)) event.preventDefault()
})
document.addEventListener("submit", (event) => {
  // What is done with the draft as a whole waits for the last text to be saved.
  if (event.target.closest(".section-form") || !sections.some((section) => section.dirty || section.saving)) return
  event.preventDefault()
  const again = () => {
    if (sections.some((section) => section.saving)) return setTimeout(again, 100)
    return event.target.requestSubmit(event.submitter)
  }
  sections.forEach((section) => section.save())
  setTimeout(again, 100)
})
