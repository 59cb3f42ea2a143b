import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CommandRun } from './trust.ts';

/** What an operator saw of one test: what was done, and what commands said. */
export interface Transcript {
  done(words: string): void;
  said(command: string, run: CommandRun): void;
  /** Writes it to docs/evidence/change-over, if the run is asked for it (`EVIDENCE=yes`). */
  keep(): void;
}

/** @param folder - the test's own, which nobody else has: it is written as /srv/record */
export function transcript(name: string, folder: string): Transcript {
  const lines: string[] = [];
  const plain = (text: string) => text.replaceAll(folder, '/srv/record').trimEnd();
  return {
    done: (words) => void lines.push(`# ${plain(words)}`, ''),
    said: (command, { code, answered, said }) =>
      void lines.push(
        `$ ${command}`,
        ...[answered, said].map(plain).filter((text) => text !== ''),
        `(exit ${code})`,
        '',
      ),
    keep() {
      if (process.env.EVIDENCE === undefined) return;
      const place = new URL(`../../../../docs/evidence/change-over/${name}.txt`, import.meta.url);
      writeFileSync(fileURLToPath(place), `${lines.join('\n').trimEnd()}\n`);
    },
  };
}
