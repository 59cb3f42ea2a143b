import type { KeptAssets } from './kept-assets.ts';
import type { ServiceRunner } from './service-runner.ts';

/**
 * The services of an assembly as they are at the moment. Whoever serves a request asks the shelf then, and keeps no list of its own, so
 * that a service put in front answers the next request.
 */
export interface ServiceShelf {
  get(name: string): ServiceRunner | undefined;
  /** In the order of the configuration. */
  all(): readonly ServiceRunner[];
  /** The assembly's user interface. */
  shell(): ServiceRunner | undefined;
  /** Whether another user interface was in front before, since this process began. Another version of the same is the same. */
  screensChanged(): boolean;
  /** From now on these answer and no others. Gives back those that do not any more, which may still have calls in hand. */
  replace(runners: readonly ServiceRunner[]): readonly ServiceRunner[];
  /** Files of services that do not answer any more, for pages that are still open. */
  readonly keptAssets: KeptAssets;
}

/** Makes a shelf with these services on it. */
export function createServiceShelf(runners: readonly ServiceRunner[], keptAssets: KeptAssets): ServiceShelf {
  let inFront = runners;
  let changed = false;
  const shell = () => inFront.find(({ manifest }) => manifest.userInterface === true);
  return {
    keptAssets,
    get: (name) => inFront.find(({ manifest }) => manifest.name === name),
    all: () => inFront,
    shell,
    screensChanged: () => changed,
    replace(others) {
      const before = inFront;
      const shown = shell()?.manifest.name;
      inFront = others;
      changed ||= shell()?.manifest.name !== shown;
      return before.filter((runner) => !others.includes(runner));
    },
  };
}
