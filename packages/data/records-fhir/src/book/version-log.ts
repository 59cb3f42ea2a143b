import type { ResourceKey } from '@baseplate-epr/contracts';
import { compareKeys } from '@baseplate-epr/record-query';

/** Where a version stands among all. */
export interface LoggedVersion extends ResourceKey {
  readonly number: number;
  readonly lastUpdated: number;
}

/** Every version in the order of commits, as far as the server's clock tells it: by time, then type, id and number. */
export interface VersionLog {
  readonly length: number;
  at(place: number): LoggedVersion | undefined;
  add(version: LoggedVersion): void;
  /** The place of the first version after this one, which need not be there. */
  after(version: LoggedVersion): number;
}

/** Makes an empty {@link VersionLog}. */
export function createVersionLog(): VersionLog {
  const log: LoggedVersion[] = [];
  const after = (version: LoggedVersion): number => {
    let low = 0;
    let high = log.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(log[middle] as LoggedVersion, version) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    get length() {
      return log.length;
    },
    at: (place) => log[place],
    after,
    add(version) {
      const place = after(version);
      if (place === log.length) log.push(version);
      else log.splice(place, 0, version);
    },
  };
}

function compare(left: LoggedVersion, right: LoggedVersion): number {
  return left.lastUpdated - right.lastUpdated || compareKeys(left, right) || left.number - right.number;
}
