import type { RunView } from '@baseplate-epr/contracts';

/** How long one answer goes on at most, in milliseconds; whoever wants to see more asks again. */
const longest = 30 * 60_000;

/**
 * What a run tells, as server-sent events: one `data` line with the run as JSON each time something has changed. Ends when the run has ended, when
 * nobody listens any more, at `closing`, and after half an hour.
 */
export function runEvents(
  watch: (signal: AbortSignal) => AsyncGenerator<RunView>,
  signals: readonly AbortSignal[],
): Response {
  const leaving = new AbortController();
  const signal = AbortSignal.any([...signals, leaving.signal, AbortSignal.timeout(longest)]);
  const runs = watch(signal);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await runs.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(`data: ${JSON.stringify(value)}\n\n`));
    },
    async cancel() {
      leaving.abort();
      await runs.return(undefined);
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
}
