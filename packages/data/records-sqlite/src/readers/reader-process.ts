/*
 * A reader process: one read-only connection, one question at a time. It is killed when a question takes too long, which is the
 * only way to end a call into SQLite from outside.
 */
import { crossingError } from '../connection/crossing-error.ts';
import { connect, openDatabase } from '../connection/open-connection.ts';
import { createVersionReader } from '../read/read-version.ts';
import { dieWithParent } from './die-with-parent.ts';
import type { FromReader, ToReader } from './reader-messages.ts';
import { answerWide, type WideQuestion } from './wide-question.ts';

dieWithParent();

let ask: ((question: WideQuestion) => unknown) | undefined;

process.on('message', (message: ToReader) => {
  // That the parent is gone is seen elsewhere, and ends this process.
  process.send?.(answerTo(message), undefined, undefined, () => {});
});

function answerTo(message: ToReader): FromReader {
  try {
    if ('question' in message) {
      if (ask === undefined) throw new Error('A reader was asked before it was told which file to open.');
      return { answer: ask(message.question) };
    }
    const connection = connect(openDatabase(message.open, true));
    const reader = createVersionReader(connection);
    const { candidateLimit } = message.open;
    ask = (question) => answerWide(connection, reader, question, candidateLimit);
    return { opened: true };
  } catch (error) {
    return { error: crossingError(error) };
  }
}
