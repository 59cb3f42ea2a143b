import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { StateNamespace } from '@baseplate-epr/contracts';
import type { ImportFile } from './find-files.ts';

/** What is known of a unit from an earlier run: finished, or on its way when that run ended (and since when). */
export type UnitState = { readonly state: 'done' } | { readonly state: 'sent'; readonly since: number };

/** Remembers how far each source has come, so that an interrupted import goes on where it was. */
export interface ImportJournal {
  find(file: ImportFile, unit: number): Promise<UnitState | undefined>;
  sent(file: ImportFile, unit: number, since: number): Promise<void>;
  done(file: ImportFile, unit: number): Promise<void>;
  /** The record refused the unit: nothing of it is there. */
  refused(file: ImportFile, unit: number): Promise<void>;
  /** How many resources of this very file are in the record because all of it was imported; undefined if it was not. */
  whole(file: ImportFile): Promise<number | undefined>;
  /** All of a file is in the record: one entry is remembered in the place of one for each unit. */
  finish(file: ImportFile, resources: number): Promise<void>;
  /** Forgets these files, so that they are imported anew. */
  forget(files: readonly ImportFile[]): Promise<void>;
}

/** Keeps the journal in a state-store namespace. Keys are digests: file names may be patients' names. */
export function createImportJournal(state: StateNamespace): ImportJournal {
  return {
    async find(file, unit) {
      const entry = await state.get({ key: keyOf(file, unit) });
      if (entry === undefined) return undefined;
      return entry.value === 'done' ? { state: 'done' } : { state: 'sent', since: Number(entry.value) };
    },
    async sent(file, unit, since) {
      await state.set({ key: keyOf(file, unit), value: String(since) });
    },
    async done(file, unit) {
      await state.set({ key: keyOf(file, unit), value: 'done' });
    },
    async refused(file, unit) {
      await state.delete({ key: keyOf(file, unit) });
    },
    async whole(file) {
      const entry = await state.get({ key: wholeKeyOf(file) });
      return entry === undefined ? undefined : Number(entry.value);
    },
    async finish(file, resources) {
      await state.set({ key: wholeKeyOf(file), value: String(resources) });
      await state.clear({ prefix: prefixOf(file) });
    },
    async forget(files) {
      for (const file of files) {
        await state.delete({ key: wholeKeyOf(file) });
        await state.clear({ prefix: prefixOf(file) });
      }
    },
  };
}

function digestOf(file: ImportFile): string {
  return createHash('sha256')
    .update(`${resolve(file.path)}\n${file.stamp}`)
    .digest('hex');
}

function prefixOf(file: ImportFile): string {
  return `import/${digestOf(file)}/`;
}

function wholeKeyOf(file: ImportFile): string {
  return `imported/${digestOf(file)}`;
}

function keyOf(file: ImportFile, unit: number): string {
  return `${prefixOf(file)}${unit}`;
}
