// Answers from what was kept when the network does not answer; everything else goes to the network as ever.
const PREFIX = "sagsgang-meeting:"

self.addEventListener("install", () => self.skipWaiting())
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()))
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return
  event.respondWith(fetch(event.request).catch(async () => {
    for (const name of (await caches.keys()).filter((one) => one.startsWith(PREFIX))) {
      const found = await (await caches.open(name)).match(event.request, {ignoreVary: true})
      if (found) return found
    }
    return Response.error()
  }))
})
