import type { ChildProcess } from 'node:child_process';

interface Reply {
  readonly number: number;
  readonly answer?: unknown;
  readonly problem?: string;
}

let asked = 0;

/** Asks a process of this benchmark something over its channel. The caller says what kind of answer belongs to the question. */
export function ask<Answer>(child: ChildProcess, question: object): Promise<Answer> {
  const number = ++asked;
  return new Promise((resolve, reject) => {
    const leave = () => {
      child.off('message', listen);
      child.off('close', gone);
    };
    const listen = (message: unknown) => {
      const reply = message as Reply;
      if (reply.number !== number) return;
      leave();
      if (reply.problem === undefined) resolve(reply.answer as Answer);
      else reject(new Error(reply.problem));
    };
    const gone = () => {
      leave();
      reject(new Error('A process of the benchmark ended before it had answered.'));
    };
    child.on('message', listen);
    child.once('close', gone);
    child.send({ number, question });
  });
}

/** Answers what {@link ask} asks. The process may end although the channel is open, and ends when the benchmark is gone. */
export function answerQuestions<Question>(answer: (question: Question) => unknown): void {
  process.on('message', async (message: unknown) => {
    const { number, question } = message as { readonly number: number; readonly question: Question };
    try {
      process.send?.({ number, answer: await answer(question) } satisfies Reply);
    } catch (error) {
      process.send?.({ number, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel?.unref();
}
