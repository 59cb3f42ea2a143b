import type { Fence, FenceOptions } from '@baseplate-epr/contracts';

/** Whether a fence that is asked for takes the place of the one that stands; asked and written in one turn, or one transaction. */
export function raisesFence(standing: Fence | undefined, { epoch, replaces }: FenceOptions): boolean {
  if (replaces === null && standing !== undefined) return false;
  if (replaces != null && (standing?.epoch !== replaces.epoch || standing.successor !== replaces.successor))
    return false;
  return standing === undefined || epoch >= standing.epoch;
}
