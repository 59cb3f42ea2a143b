import type { RecordParts } from '../session/record-parts.ts';
import type { KeptJournal } from './reindex-journal.ts';

const underWay = new WeakMap<RecordParts, Promise<KeptJournal>>();

/**
 * One step of an indexing; whoever comes while another call of this process takes one waits for that and goes on from where it leads. So
 * simultaneous calls share the work of one, and each still ends when its own time is over, a step later at the most.
 */
export async function shareStep(parts: RecordParts, step: () => Promise<KeptJournal>): Promise<KeptJournal> {
  const others = underWay.get(parts);
  if (others !== undefined) return others;
  const mine = step();
  underWay.set(parts, mine);
  try {
    return await mine;
  } finally {
    underWay.delete(parts);
  }
}
