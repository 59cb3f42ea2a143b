import { hash } from 'node:crypto';

/** Remembers what came out of a sanitiser. */
export interface SanitisedBefore {
  /**
   * What the sanitiser makes of this markup: as it came out before, if exactly this went in under the same name. That it refused something,
   * which is `undefined`, is not remembered.
   */
  of(name: string, markup: string, sanitise: () => string | undefined): string | undefined;
}

/** How much is kept, in UTF-16 code units. */
export interface SanitisedBeforeLimits {
  /** Of all that came out, together; each counts for some more than its length, since its digest is kept as well. */
  readonly all: number;
  /** What is longer is not kept. */
  readonly each: number;
}

/**
 * What is kept beside what came out: the digest, and its place among the others, in UTF-16 code units. Without it, what comes out empty would cost
 * nothing, and a service whose markup is another one each time and comes to nothing (a comment with the time in it) would fill the memory.
 */
const besideEach = 100;

/**
 * Panels of a chart that is looked at again are nearly always as they were. They are asked for and made anew each time; but that the same markup
 * comes out of the same sanitiser need not be found out each time. Known by SHA-256 of all of it, so what went in is not kept. What was
 * not wanted for longest is forgotten first.
 */
export function createSanitisedBefore({ all, each }: SanitisedBeforeLimits): SanitisedBefore {
  const known = new Map<string, string>();
  let kept = 0;

  function keep(digest: string, clean: string): void {
    if (clean.length > each) return;
    known.set(digest, clean);
    kept += clean.length + besideEach;
    for (const [oldest, text] of known) {
      if (kept <= all) return;
      known.delete(oldest);
      kept -= text.length + besideEach;
    }
  }

  return {
    of(name, markup, sanitise) {
      const digest = hash('sha256', `${JSON.stringify(name)}${markup}`, 'base64');
      const found = known.get(digest);
      if (found === undefined) {
        const clean = sanitise();
        if (clean !== undefined) keep(digest, clean);
        return clean;
      }
      known.delete(digest);
      known.set(digest, found);
      return found;
    },
  };
}
