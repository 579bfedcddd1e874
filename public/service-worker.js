/**
 * Opens pages that were seen before where there is no network: the builder above all, whose unsent changes are kept in the browser anyway.
 * A page always comes from the server where that answers, so that nobody works on an old one; what it is made of (`/_next/static`, named
 * after its content) from here. Answers of the API are never kept. One cache for each build of the product, the build being part of this
 * script's address: a new build's worker removes the others'. All pages go as soon as the server asks to sign in.
 */
const build = new URL(self.location.href).searchParams.get("build") ?? "";
const ASSETS = `hookline-assets-${build}`;
const PAGES = `hookline-pages-${build}`;
const OFFLINE = "/offline.html";
const MOST_PAGES = 50;
/** A page that was stored a moment ago need not be fetched again. */
const FRESH_MS = 30_000;
const AWAY = new Set([502, 503, 504]);

const isAsset = (url) => url.pathname.startsWith("/_next/static/");
const isIcon = (url) => url.pathname.startsWith("/integrations/") && url.pathname.endsWith(".svg");
/** The list of workflows, and builders. */
const isKept = (url) => /^\/workflows(\/wf_[a-z0-9]+)?$/.test(url.pathname);
const isSignIn = (url) => url.pathname === "/sign-in" || url.pathname === "/welcome";

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(ASSETS).then((cache) => cache.add(OFFLINE)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(removeOtherBuilds().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (url.pathname === "/api/auth/sign-out") event.waitUntil(caches.delete(PAGES));
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(openPage(event));
  else if (isAsset(url)) event.respondWith(fromCache(request));
  else if (isIcon(url)) event.respondWith(fromNetwork(event));
});

/** `{ page }`, opened without asking for its document, or before this worker was there; `{ assets }`, what it fetched by then. */
self.addEventListener("message", (event) => {
  const { page, assets } = event.data ?? {};
  if (typeof page === "string") event.waitUntil(keepPage(page));
  if (Array.isArray(assets)) event.waitUntil(keepAssets(assets));
});

async function openPage({ request }) {
  try {
    const answer = await fetch(request);
    const stored = AWAY.has(answer.status) ? await storedPage(request.url) : undefined;
    if (stored !== undefined) return stored;
    await took(answer, new URL(request.url));
    return answer;
  } catch {
    return (await storedPage(request.url)) ?? (await caches.match(OFFLINE)) ?? Response.error();
  }
}

/** Without what follows the "?": it only says what is open on the page. */
const storedPage = async (address) => {
  const { pathname } = new URL(address);
  return (await caches.open(PAGES)).match(pathname);
};

async function took(answer, asked) {
  // A redirected navigation is followed by the browser and comes again.
  if (isSignIn(asked) || (answer.redirected && isSignIn(new URL(answer.url)))) return caches.delete(PAGES);
  if (!answer.ok || answer.redirected || !isKept(asked)) return;
  const cache = await caches.open(PAGES);
  // Put again, it is the newest.
  await cache.delete(asked.pathname);
  await cache.put(asked.pathname, answer.clone());
  const known = await cache.keys();
  await Promise.all(known.slice(0, -MOST_PAGES).map((old) => cache.delete(old)));
}

async function fromCache(request) {
  const cache = await caches.open(ASSETS);
  const known = await cache.match(request);
  if (known !== undefined) return known;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

async function fromNetwork({ request }) {
  const cache = await caches.open(ASSETS);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch {
    return (await cache.match(request)) ?? Response.error();
  }
}

async function keepPage(page) {
  const url = new URL(page, self.location.origin);
  if (url.origin !== self.location.origin || !isKept(url)) return;
  const stored = await storedPage(url.href);
  const storedAt = Date.parse(stored?.headers.get("date") ?? "") || 0;
  if (Date.now() - storedAt > FRESH_MS) await took(await fetch(url.pathname), url);
}

async function keepAssets(assets) {
  const urls = assets.map((one) => new URL(one, self.location.origin));
  const own = urls.filter((one) => one.origin === self.location.origin && isAsset(one));
  await Promise.all(own.map((one) => fromCache(new Request(one.href))));
}

async function removeOtherBuilds() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("hookline-") && name !== ASSETS && name !== PAGES);
  await Promise.all(old.map((name) => caches.delete(name)));
}
