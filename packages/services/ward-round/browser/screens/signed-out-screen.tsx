/** Shown until the sign-in page is there; without a network for longer. */
export function SignedOutScreen() {
  return (
    <main className="round-start" aria-live="polite">
      <h1>Signing out</h1>
      <p>What was unfinished on this device has been erased.</p>
      <p>
        If this page stays, there is no network: the session itself ends as soon as the record can be reached. Keep the
        device with you until the sign-in page appears.
      </p>
    </main>
  );
}
