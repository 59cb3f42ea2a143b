import { isConnectionLoss } from '@baseplate-epr/postgres-connection';
import type { Sql } from '../query/sql.ts';
import type { Ask, Cell } from './ask.ts';
import { answersOf, manyOf } from './many.ts';

/** Gathers questions until they are put, those of one shape as one statement. */
export interface Gathering {
  /** Until {@link put} it waits; afterwards it asks at once. Each question has an answer, or an error, of its own. */
  readonly ask: Ask;
  put(): void;
}

type Rows = readonly (readonly Cell[])[];

interface Question {
  readonly piece: Sql;
  resolve(rows: Rows | Promise<Rows>): void;
  reject(error: unknown): void;
}

/** So many of one shape are one statement unless a store is told otherwise. */
export const usualMany = 2;

/** Gathers questions for one connection. */
export function gatheringFor(ask: Ask, many: number): Gathering {
  let gathered: Map<string, Question[]> | undefined = new Map();
  return {
    ask: (piece) => {
      if (gathered === undefined) return ask(piece);
      const ofShape = gathered.get(piece.text) ?? [];
      gathered.set(piece.text, ofShape);
      return new Promise((resolve, reject) => ofShape.push({ piece, resolve, reject }));
    },
    put() {
      const shapes = gathered?.values() ?? [];
      gathered = undefined;
      for (const questions of shapes) putShape(ask, questions, many);
    },
  };
}

function putShape(ask: Ask, questions: readonly Question[], many: number): void {
  const each = () => {
    for (const { piece, resolve } of questions) resolve(ask(piece));
  };
  const together = questions.length < many ? undefined : manyOf(questions.map(({ piece }) => piece));
  if (together === undefined) {
    each();
    return;
  }
  const answered = (rows: Rows) => {
    const answers = answersOf(rows, questions.length);
    for (const [place, { resolve }] of questions.entries()) resolve(answers[place] ?? []);
  };
  const failed = (error: unknown) => {
    // One of them may have brought down all: each by itself has an answer or an error of its own.
    if (isConnectionLoss(error)) for (const { reject } of questions) reject(error);
    else each();
  };
  ask(together).then(answered).catch(failed);
}
