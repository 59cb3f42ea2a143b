import type { AuditHead, AuditLog, Clock, StateNamespace } from '@baseplate-epr/contracts';
import type { SigningKey } from '../keys/signing-key.ts';
import { checkpointPrefix, keptCheckpoints } from './kept-checkpoints.ts';

/** What checkpoints are made of. */
export interface CheckpointsOptions {
  readonly audit: AuditLog;
  readonly state: StateNamespace;
  readonly clock: Clock;
  readonly key: SigningKey;
}

/** The heads that were signed, and the checkpoints whose signature does not hold. */
export interface KnownHeads {
  readonly checkpoints: number;
  /** Each head once. */
  readonly heads: readonly AuditHead[];
  readonly forged: readonly string[];
}

/** Signed notes of where the audit chains ended, kept apart from them, so that a cut or recomputed chain shows. */
export interface Checkpoints {
  sign(): Promise<void>;
  known(): Promise<KnownHeads>;
}

interface Checkpoint {
  readonly statement: string;
  readonly signature: string;
}

interface Statement {
  readonly time: number;
  readonly heads: readonly AuditHead[];
}

const keep = 200;

/** Keeps checkpoints in the record's state namespace, the 200 newest of them. The first of a process names every chain,
 * later ones those that have grown since. */
export function checkpoints({ audit, state, clock, key }: CheckpointsOptions): Checkpoints {
  let count: number | undefined;
  const signed = new Map<string, number>();

  const thin = async () => {
    const keys: string[] = [];
    for await (const entry of keptCheckpoints(state)) keys.push(entry.key);
    for (const surplus of keys.slice(0, -keep)) await state.delete({ key: surplus });
    count = Math.min(keys.length, keep);
  };

  return {
    async sign() {
      const all = await audit.heads();
      const heads = all.heads.filter(({ writer, sequence }) => signed.get(writer) !== sequence);
      if (heads.length === 0) return;
      const time = clock.now();
      const statement = JSON.stringify({ time, heads } satisfies Statement);
      const value = JSON.stringify({ statement, signature: key.sign(statement) } satisfies Checkpoint);
      // Sixteen digits sort as the times do; the writers' positions tell checkpoints of the same millisecond apart.
      const position = all.heads.reduce((sum, { sequence }) => sum + sequence, 0);
      await state.set({ key: `${checkpointPrefix}${String(time).padStart(16, '0')}-${position}`, value });
      for (const { writer, sequence } of heads) signed.set(writer, sequence);
      count = count === undefined ? undefined : count + 1;
      if (count === undefined || count > keep + 50) await thin();
    },

    async known() {
      const heads = new Map<string, AuditHead>();
      const forged: string[] = [];
      let checked = 0;
      for await (const entry of keptCheckpoints(state)) {
        checked += 1;
        const signed = headsOf(entry.value, key);
        if (signed === undefined) forged.push(entry.key);
        for (const head of signed ?? []) heads.set(`${head.writer} ${head.sequence} ${head.hash}`, head);
      }
      return { checkpoints: checked, heads: [...heads.values()], forged };
    },
  };
}

function headsOf(value: string, key: SigningKey): readonly AuditHead[] | undefined {
  try {
    const { statement, signature } = JSON.parse(value) as Checkpoint;
    return key.verify(statement, signature) ? (JSON.parse(statement) as Statement).heads : undefined;
  } catch {
    // Unreadable is forged as well: this record writes JSON of this form only.
    return undefined;
  }
}
