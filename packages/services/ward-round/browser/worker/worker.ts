import { isOwnPage, pageAddress } from './kept-page.ts';

/** What this file uses of a service worker, which has other globals than a page. */
interface Worker {
  readonly registration: { unregister(): Promise<boolean> };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
}

interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

declare const self: Worker;

const kept = 'ward-round-page';

self.addEventListener('install', (event) => event.waitUntil(keepPage()));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.mode === 'navigate') event.respondWith(navigate(event));
  else if (request.method === 'GET' && isOwnFile(request.url)) event.respondWith(file(request));
});

/** Keeps the bare page and its files. Nothing in them is about anybody. */
async function keepPage(): Promise<void> {
  const page = await fetch(pageAddress, { cache: 'no-store', redirect: 'manual' });
  if (!page.ok || !isOwnPage(page)) throw new Error('The page was not given, so there is nothing to keep.');
  const text = await page.clone().text();
  const files = [...text.matchAll(/(?:href|src)="(\/(?!\/)[^"]+)"/g)].map(([, path = '']) => path);
  await caches.delete(kept);
  const cache = await caches.open(kept);
  await cache.put(pageAddress, page);
  await cache.addAll(files);
  await self.skipWaiting();
}

/** The network first, always: the kept page is for when there is none. */
async function navigate(event: Fetching): Promise<Response> {
  try {
    const answer = await fetch(event.request);
    if (answer.type !== 'opaqueredirect' && !isOwnPage(answer)) event.waitUntil(leaveIfReplaced());
    return answer;
  } catch (error) {
    const page = await (await caches.open(kept)).match(pageAddress);
    if (page === undefined) throw error;
    return page;
  }
}

async function file(request: Request): Promise<Response> {
  return (await (await caches.open(kept)).match(request)) ?? fetch(request);
}

/**
 * A page that is not of the round may be a service's own, or the sign-in: then the round stays. Where the round itself is not given any more,
 * another user interface has been put in its place, and nothing of this one stays behind.
 */
async function leaveIfReplaced(): Promise<void> {
  const page = await fetch(pageAddress, { cache: 'no-store', redirect: 'manual' });
  if (page.type === 'opaqueredirect' || isOwnPage(page) || page.status >= 500) return;
  await caches.delete(kept);
  await self.registration.unregister();
}

function isOwnFile(address: string): boolean {
  const { pathname } = new URL(address);
  return pathname.startsWith('/assets/ward-round-') || /^\/services\/[^/]+\/.+\.css$/.test(pathname);
}
