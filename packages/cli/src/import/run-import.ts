import type { ModuleContext } from '@baseplate-epr/contracts';
import type { RecordTarget } from '../target/record-target.ts';
import { progressLine } from '../terminal/progress-line.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { ImportFile } from './find-files.ts';
import type { ImportJournal } from './import-journal.ts';
import type { ImportUnit, UnreadablePart } from './import-unit.ts';
import { readUnits } from './read-units.ts';
import { type Rejection, sendUnit, wasWritten } from './send-unit.ts';

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
}

/**
 * Imports files. A unit that refers by condition to something not there yet is put off to the end and tried again as long as that
 * helps, so the order of files does not matter.
 */
export async function runImport(options: ImportOptions): Promise<ImportReport> {
  const { files, context, signal, terminal } = options;
  const began = context.clock.now();
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const rejections: (Rejection & { readonly path: string })[] = [];
  const counts = { written: 0, resumed: 0, bytes: 0 };
  let putOff: (Work & { readonly refusal: Rejection })[] = [];

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
  const carryOut = async (work: Work): Promise<void> => {
    const { refused, written, resumed, rest } = await importUnit(work, options);
    counts.written += written;
    counts.resumed += resumed;
    if (refused !== undefined) putOff.push({ ...work, refusal: refused });
    for (const rejection of rest) rejections.push({ ...rejection, path: work.file.path });
    show();
  };
  const queue = unitsOf(files, (file, part, bytes) => {
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
  for (let left = Number.POSITIVE_INFINITY; putOff.length > 0 && putOff.length < left && !signal.aborted; ) {
    left = putOff.length;
    const again = putOff;
    putOff = [];
    for (const work of again) if (!signal.aborted) await carryOut(work);
  }
  for (const { file, refusal } of putOff) rejections.push({ ...refusal, path: file.path });
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

async function importUnit({ file, unit }: Work, { target, journal, context }: ImportOptions) {
  const none = { written: 0, resumed: 0, rest: [] as readonly Rejection[], refused: undefined };
  const known = await journal.find(file, unit.index);
  if (known?.state === 'done') return { ...none, resumed: unit.entries.length };
  if (known?.state === 'sent' && (await wasWritten(target, unit, known.since))) {
    await journal.done(file, unit.index);
    return { ...none, resumed: unit.entries.length };
  }
  await journal.sent(file, unit.index, context.clock.now());
  const { written, rejections } = await sendUnit(target, unit);
  const [first] = rejections;
  if (first !== undefined && first.status === 412 && !unit.separable) return { ...none, refused: first };
  if (rejections.length === 0) await journal.done(file, unit.index);
  return { ...none, written, rest: rejections };
}
