/** Has the page kept for times without a network, where the browser can. Without it everything works while there is one. */
export async function registerWorker(path: string): Promise<void> {
  if (path === '' || !('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register(path, { scope: '/' });
  } catch {
    // A browser may refuse, for example in a private window; then a reload without a network shows the browser's own page.
  }
}
