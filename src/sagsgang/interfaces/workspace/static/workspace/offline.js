// Reading without a network: a chosen meeting's open items are kept on the device, and nothing else.
const toggle = document.getElementById("offline-toggle")
const status = document.getElementById("offline-status")
const banner = document.getElementById("offline-banner")
const PREFIX = "sagsgang-meeting:"

const worker = async () => {
  if (!("serviceWorker" in navigator)) return null
  try {
    return await navigator.serviceWorker.register("/laes/service-worker.js", {scope: "/laes/"})
  } catch {
    return null
  }
}

const kept = async (meeting) => (await caches.keys()).filter((name) => name.startsWith(`${PREFIX}${meeting}:`))

const show = async () => {
  const names = await kept(toggle.dataset.meeting)
  toggle.textContent = names.length ? toggle.dataset.forget : toggle.dataset.keep
  toggle.setAttribute("aria-pressed", String(Boolean(names.length)))
}

const keep = async () => {
  const pages = [...JSON.parse(document.getElementById("offline-pages").textContent)]
  const styles = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => one.href || one.src)
  const cache = await caches.open(`${PREFIX}${toggle.dataset.meeting}:${toggle.dataset.version}`)
  await cache.addAll([...pages, ...styles, "/static/workspace/noter.js"])
}

if (toggle && "caches" in globalThis) {
  toggle.hidden = false
  toggle.addEventListener("click", async () => {
    const names = await kept(toggle.dataset.meeting)
    try {
      if (names.length) await Promise.all(names.map((name) => caches.delete(name)))
      else {
        await worker()
        await keep()
      }
      status.textContent = names.length ? toggle.dataset.forgotten : toggle.dataset.kept
    } catch {
      status.textContent = toggle.dataset.failed
    }
    await show()
  })
  // A new version of a kept meeting takes the place of the former one.
  kept(toggle.dataset.meeting).then(async (names) => {
    if (names.length && !names.includes(`${PREFIX}${toggle.dataset.meeting}:${toggle.dataset.version}`)) {
      await Promise.all(names.map((name) => caches.delete(name)))
      await keep()
    }
    await show()
  })
}

const told = () => {
  banner.hidden = navigator.onLine
  if (!navigator.onLine) banner.textContent = banner.dataset.said
}
if (banner) {
  window.addEventListener("online", told)
  window.addEventListener("offline", told)
  told()
}
