import type { Clock } from '@baseplate-epr/contracts';

/** Milliseconds after which a call is refused for its age anyway; both clocks may be wrong by as much as is tolerated. */
const remembered = 150_000;

/** Tells whether an id comes for the first time, for as long as it could be taken again. */
export function createOnlyOnce({ now }: Clock): (id: string) => boolean {
  const seen = new Map<string, number>();
  return (id) => {
    for (const [earlier, at] of seen) {
      if (now() - at < remembered) break;
      seen.delete(earlier);
    }
    if (seen.has(id)) return false;
    seen.set(id, now());
    return true;
  };
}
