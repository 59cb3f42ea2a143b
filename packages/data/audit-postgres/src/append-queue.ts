import { setTimeout as pause } from 'node:timers/promises';
import { canonicalEntry, chainHash, chainOrigin } from '@baseplate-epr/contract-rules';
import { type AuditEntry, type AuditHead, BaseplateError } from '@baseplate-epr/contracts';
import { type Connections, isConnectionLoss, storageError } from '@baseplate-epr/postgres-connection';
import { writeGroup } from './chain-writer.ts';
import type { PlacedEntry } from './entry-rows.ts';
import { readHeads } from './read-heads.ts';

/** Lets appends that arrive together share one durable write. */
export interface AppendQueue {
  append(entries: readonly AuditEntry[]): Promise<AuditHead>;
  /** Resolves when everything that was given is settled. */
  settled(): Promise<void>;
}

/** What a queue works with. */
export interface AppendQueueParts {
  readonly writing: Connections;
  readonly writer: string;
  readonly groupBytes: number;
  /** Told if the chain turns out to have been changed by somebody else: then this process cannot go on with it. */
  broken(reason: string): void;
}

interface Waiting {
  readonly entries: readonly AuditEntry[];
  resolve(head: AuditHead): void;
  reject(error: unknown): void;
}

/** How long the server may take to come back before a group whose acknowledgement was lost is refused. */
const patience = 5_000;
const between = 100;

/**
 * Makes the queue of one chain. Whatever arrives while a write is under way goes into the next one, which begins as soon as that is down;
 * no timer is involved.
 *
 * A group whose acknowledgement was lost is sent again, which does no harm, until it is known to be there. If the server stays away, it
 * is refused, and what became of it is seen by where the head is when the next group is written.
 */
export function createAppendQueue({ writing, writer, groupBytes, broken }: AppendQueueParts): AppendQueue {
  let head: AuditHead = { writer, sequence: 0, hash: chainOrigin };
  /** Where the head may be instead, of groups that were refused without anybody knowing. */
  let doubts: AuditHead[] = [];
  const waiting: Waiting[] = [];
  let working: Promise<void> | undefined;

  /** Sends a group once, behind the head; gives the end of it if it is there afterwards, and undefined if it is to be chained anew. */
  const send = (group: readonly PlacedEntry[], end: AuditHead, sending: () => void): Promise<AuditHead | undefined> =>
    writing.lend(async (client) => {
      sending();
      if (await writeGroup(client, head, group)) return end;
      const [there = { writer, sequence: 0, hash: chainOrigin }] = await readHeads(client, [writer]);
      if (isSame(there, end)) return end;
      if (!doubts.some((doubt) => isSame(doubt, there))) throw notOurs(writer);
      head = there;
      doubts = [];
      return undefined;
    });

  const write = async (entries: readonly AuditEntry[]): Promise<readonly AuditHead[]> => {
    let sent = false;
    for (const until = Date.now() + patience; ; await pause(between)) {
      const group = chainTo(head, entries);
      const heads = group.map(({ sequence, hash }) => ({ writer, sequence, hash }));
      const end = heads.at(-1) ?? head;
      let mine = false;
      try {
        const reached = await send(group, end, () => {
          mine = true;
        });
        if (reached === undefined) continue;
        head = reached;
        doubts = [];
        return heads;
      } catch (error) {
        if (mine && isConnectionLoss(error) && !doubts.some((doubt) => isSame(doubt, end))) doubts.push(end);
        sent ||= mine;
        const again = (sent && isConnectionLoss(error)) || isTurnedBack(error);
        if (!again || Date.now() > until) throw error;
      }
    }
  };

  const writeNext = async (): Promise<void> => {
    const group = waiting.splice(0, countTogether(waiting, groupBytes));
    try {
      const heads = await write(group.flatMap(({ entries }) => entries));
      let end = 0;
      for (const { entries, resolve } of group) {
        end += entries.length;
        resolve(heads[end - 1] ?? head);
      }
    } catch (error) {
      const replaced = storageError('audit log', error);
      if (replaced.code === 'storage-corrupt') broken(replaced.message);
      for (const { reject } of group) reject(replaced);
    }
  };

  const drain = async (): Promise<void> => {
    // After the callbacks of this turn: whatever they append as well shares the write.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) await writeNext();
    working = undefined;
  };

  return {
    append: (entries) =>
      new Promise((resolve, reject) => {
        waiting.push({ entries, resolve, reject });
        working ??= drain();
      }),
    settled: async () => working,
  };
}

function chainTo({ writer, sequence, hash }: AuditHead, entries: readonly AuditEntry[]): readonly PlacedEntry[] {
  let before = hash;
  return entries.map((entry, index) => {
    const place = sequence + index + 1;
    const content = canonicalEntry(entry, writer, place);
    before = chainHash(before, content);
    return { entry, writer, sequence: place, hash: before, content };
  });
}

/** How many of the waiting appends go together: at least one, and as long as they fit. */
function countTogether(waiting: readonly Waiting[], groupBytes: number): number {
  let bytes = 0;
  for (const [count, { entries }] of waiting.entries()) {
    for (const entry of entries) bytes += roughBytes(entry);
    if (count > 0 && bytes > groupBytes) return count;
  }
  return waiting.length;
}

/** Without making the text twice: the long parts, and what the others usually take. */
function roughBytes({ patients, resources, detail = '', agent }: AuditEntry): number {
  const long = [...patients, ...resources, detail, agent.display];
  return long.reduce((sum, text) => sum + Buffer.byteLength(text) + 3, 400);
}

const isSame = (left: AuditHead, right: AuditHead): boolean =>
  left.sequence === right.sequence && left.hash === right.hash;

/** Whether the server has undone a statement in favour of another's, as it does where two wait for each other. */
const isTurnedBack = (error: unknown): boolean => /^40/.test(String((error as { code?: unknown }).code));

function notOurs(writer: string): BaseplateError {
  return new BaseplateError({
    code: 'storage-corrupt',
    message: `The audit chain ${writer} does not end where this process left it: somebody else has written to it, or the database was put back to an earlier state. Nothing of this call was written. Verify the audit log, then start the program again.`,
  });
}
