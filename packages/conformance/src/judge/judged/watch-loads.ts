import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What was loaded from files since it is watched. */
export interface WatchedLoads {
  /** Imports as a file in the package's folder would. */
  importWithin(root: string, specifier: string): Promise<Readonly<Record<string, unknown>>>;
  urls(): readonly string[];
}

const within = 'judged:';

/** Begins to watch. In this thread only: what the module starts in threads and processes of its own is not seen. */
export function watchLoads(): WatchedLoads {
  const urls = new Set<string>();
  const parents = new Map<string, string>();
  registerHooks({
    resolve(specifier, context, next) {
      const parentURL = parents.get(specifier);
      return parentURL === undefined
        ? next(specifier, context)
        : next(specifier.slice(within.length), { ...context, parentURL });
    },
    load(url, context, next) {
      if (url.startsWith('file:')) urls.add(url);
      return next(url, context);
    },
  });
  return {
    async importWithin(root, specifier) {
      parents.set(`${within}${specifier}`, pathToFileURL(join(root, 'package.json')).href);
      return import(`${within}${specifier}`);
    },
    urls: () => [...urls],
  };
}
