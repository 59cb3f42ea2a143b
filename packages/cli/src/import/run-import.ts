import type { ModuleContext } from '@baseplate-epr/contracts';
import type { RecordTarget } from '../target/record-target.ts';
import { progressLine } from '../terminal/progress-line.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { ImportFile } from './find-files.ts';
import type { ImportJournal } from './import-journal.ts';
import type { ImportUnit, UnreadablePart } from './import-unit.ts';
import { readUnits } from './read-units.ts';
import { missingEntries, type Rejection, sendUnit } from './send-unit.ts';

/** What an import stands on. */
export interface ImportOptions {
  readonly target: RecordTarget;
  readonly files: readonly ImportFile[];
  readonly journal: ImportJournal;
  readonly terminal: Terminal;
  readonly context: ModuleContext;
  readonly signal: AbortSignal;
}

/** What an import did. */
export interface ImportReport {
  /** Resources written now. */
  readonly written: number;
  /** Resources that an earlier, interrupted run had written. */
  readonly resumed: number;
  readonly rejections: readonly (Rejection & { readonly path: string })[];
  /** False if it was stopped. */
  readonly complete: boolean;
  readonly elapsedMilliseconds: number;
}

/** Units on their way at once. */
const atOnce = 4;

interface Work {
  readonly file: ImportFile;
  readonly unit: ImportUnit;
  /** Other lines of the unit were refused for good, so that it is never done as a whole. */
  readonly partly?: boolean;
}

interface PutOff extends Work {
  readonly refusals: readonly Rejection[];
}

interface Outcome {
  readonly written: number;
  readonly resumed: number;
  /** Refused for good. */
  readonly rest: readonly Rejection[];
  /** Refused for now. */
  readonly refused?: PutOff;
}

/**
 * Imports files. A unit that refers by condition to something not there yet is put off to the end and tried again as long as that
 * helps, so the order of files does not matter.
 */
export async function runImport(options: ImportOptions): Promise<ImportReport> {
  const { files, journal, context, signal, terminal } = options;
  const began = context.clock.now();
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const rejections: (Rejection & { readonly path: string })[] = [];
  const inFile = new Map<ImportFile, number>();
  const counts = { written: 0, resumed: 0, bytes: 0 };
  let putOff: PutOff[] = [];

  const show = () => {
    const elapsedMilliseconds = context.clock.now() - began;
    const note = `${Math.floor(total === 0 ? 100 : (counts.bytes * 100) / total)} % read${rejections.length === 0 ? '' : `, ${rejections.length} rejected`}`;
    terminal.progress(
      progressLine({
        label: 'Importing',
        done: counts.written + counts.resumed,
        unit: 'resources',
        elapsedMilliseconds,
        note,
      }),
    );
  };
  const withoutImported = async () => {
    const left: ImportFile[] = [];
    for (const file of files) {
      const resources = await journal.whole(file);
      if (resources === undefined) left.push(file);
      counts.resumed += resources ?? 0;
      counts.bytes += resources === undefined ? 0 : file.size;
    }
    return left;
  };
  const carryOut = async (work: Work): Promise<void> => {
    const { refused, written, resumed, rest } = await importUnit(work, options);
    counts.written += written;
    counts.resumed += resumed;
    inFile.set(work.file, (inFile.get(work.file) ?? 0) + written + resumed);
    if (refused !== undefined) putOff.push(refused);
    for (const rejection of rest) rejections.push({ ...rejection, path: work.file.path });
    show();
  };
  const queue = unitsOf(await withoutImported(), (file, part, bytes) => {
    counts.bytes += bytes;
    if (part !== undefined) rejections.push({ path: file.path, place: part.place, status: 0, reason: part.reason });
  });
  const worker = async () => {
    for await (const work of queue) {
      if (signal.aborted) return;
      await carryOut(work);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const unmet = () => putOff.reduce((sum, { refusals }) => sum + refusals.length, 0);
  for (let left = Number.POSITIVE_INFINITY; unmet() > 0 && unmet() < left && !signal.aborted; ) {
    left = unmet();
    const again = putOff;
    putOff = [];
    for (const work of again) if (!signal.aborted) await carryOut(work);
  }
  for (const { file, refusals } of putOff)
    for (const refusal of refusals) rejections.push({ ...refusal, path: file.path });
  const incomplete = new Set(rejections.map(({ path }) => path));
  const whole = signal.aborted ? [] : [...inFile].filter(([{ path }]) => !incomplete.has(path));
  await Promise.all(whole.map(([file, resources]) => journal.finish(file, resources)));
  terminal.endProgress();
  return {
    written: counts.written,
    resumed: counts.resumed,
    rejections,
    complete: !signal.aborted,
    elapsedMilliseconds: context.clock.now() - began,
  };
}

async function* unitsOf(
  files: readonly ImportFile[],
  read: (file: ImportFile, part: UnreadablePart | undefined, bytes: number) => void,
): AsyncGenerator<Work> {
  for (const file of files) {
    let before = 0;
    for await (const part of readUnits(file)) {
      const bytes = Math.max(0, Math.min(part.bytes, file.size) - before);
      before += bytes;
      read(file, 'entries' in part ? undefined : part, bytes);
      if ('entries' in part) yield { file, unit: part };
    }
    read(file, undefined, file.size - before);
  }
}

async function importUnit(work: Work, { target, journal, context }: ImportOptions): Promise<Outcome> {
  const { file, unit, partly = false } = work;
  const known = await journal.find(file, unit.index);
  const size = unit.entries.length;
  if (known?.state === 'done') return { written: 0, resumed: size, rest: [] };
  // The time of the first sending stays: what was written since then is not written again.
  if (known === undefined) await journal.sent(file, unit.index, context.clock.now());
  const entries = known === undefined ? unit.entries : await missingEntries(target, unit, known.since);
  const { written, rejections } = await sendUnit(target, { ...unit, entries });
  if (rejections.length === 0 && !partly) await journal.done(file, unit.index);
  else if (!unit.separable) await journal.refused(file, unit.index);
  // A condition that nothing meets yet may be met when everything else is there.
  const refusals = rejections.filter(({ status }) => status === 412);
  const rest = rejections.filter(({ status }) => status !== 412);
  const outcome = { written, resumed: size - entries.length, rest };
  if (refusals.length === 0) return outcome;
  const places = new Set(refusals.map(({ place }) => place));
  const left = unit.separable ? unit.entries.filter(({ place }) => places.has(place)) : unit.entries;
  return {
    ...outcome,
    refused: { file, unit: { ...unit, entries: left }, refusals, partly: partly || rest.length > 0 },
  };
}
