/** Gives an intent of a request the request id that it is audited under. */
export type NameIntent = (requestId: string) => string;

const remembered = 10_000;

/**
 * An intent is settled by an outcome of the same request id, so no two intents may share one: not two attempts of a write, not
 * two entries of a batch, not two calls that a service makes while it answers one request. The first keeps the request's id,
 * later ones are numbered (`id.2`, `id.3` …).
 *
 * Remembers the 10,000 requests that wrote last, far more than are ever under way at once.
 */
export function intentNames(): NameIntent {
  const counts = new Map<string, number>();
  return (requestId) => {
    const count = (counts.get(requestId) ?? 0) + 1;
    counts.delete(requestId);
    counts.set(requestId, count);
    const [oldest] = counts.keys();
    if (counts.size > remembered && oldest !== undefined) counts.delete(oldest);
    return count === 1 ? requestId : `${requestId}.${count}`;
  };
}
