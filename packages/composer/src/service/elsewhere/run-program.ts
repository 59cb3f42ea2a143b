import { BaseplateError } from '@baseplate-epr/contracts';
import { type Channel, type ChannelOptions, createChannel } from '@baseplate-epr/service-host';
import type { HostedProgram } from './hosted-program.ts';
import type { IsolationLimits } from './isolation-limits.ts';
import { watchProcessor } from './watch-processor.ts';

/** What a process holds beside its JavaScript. Bytes. */
const overhead = 128 * 1024 * 1024;
const mebibyte = 1024 * 1024;

/** How often it is looked at it while it may be silent. */
const looks = 5;

/** A program that is spoken to, and watched. */
export interface RunningProgram {
  readonly channel: Channel;
  /** Resolves with a few words when it has ended. */
  readonly ended: Promise<string>;
  kill(why: string): void;
  /** See {@link HostedProgram.lastWords}. */
  lastWords(): string;
  /** From now on it has to answer, and to keep to its memory. */
  watch(): void;
}

/** What is done with what a program asks and tells. */
export interface ProgramHandlers {
  answer(channel: Channel): ChannelOptions['answer'];
  onLog(value: unknown): void;
  /** It takes more of the processor, or of anything else, than a service has to. */
  onGreed(): void;
}

/** Speaks to a program, and ends it when it sends what is no message, too much, says nothing for too long or holds too much. */
export function runProgram(program: HostedProgram, limits: IsolationLimits, handlers: ProgramHandlers): RunningProgram {
  let killed: string | undefined;
  let watching: NodeJS.Timeout | undefined;
  const channel: Channel = createChannel({
    send: (message) => program.send(message),
    answer: (name, value, signal) => handlers.answer(channel)(name, value, signal),
    asksInHand: limits.asksInHand,
    onNote(name, value) {
      if (name === 'log') handlers.onLog(value);
      if (name === 'failed') kill('was ended: it said that it cannot go on');
    },
  });
  const kill = (why: string) => {
    killed ??= why;
    program.kill();
  };
  const endForGreed = (why: string) => {
    handlers.onGreed();
    kill(why);
  };
  const tooMany = countPerSecond(limits.messagesPerSecond);
  program.listen(
    (message) => (tooMany() ? endForGreed('was ended: it sent too much') : channel.receive(message)),
    () => kill('was ended: it sent what is no message'),
  );
  const ended = program.ended.then((why) => {
    clearInterval(watching);
    const reason = killed ?? why;
    channel.close(new BaseplateError({ code: 'module-unavailable', message: `it ${reason}` }));
    return reason;
  });
  return {
    channel,
    ended,
    kill,
    lastWords: () => program.lastWords(),
    watch() {
      let unanswered = 0;
      const isGreedy = watchProcessor(program);
      void isGreedy();
      const look = async () => {
        if (((await program.memory()) ?? 0) > limits.memory * mebibyte + overhead)
          endForGreed('was ended: it held too much');
        if (await isGreedy()) {
          handlers.onGreed();
          program.stepBack();
        }
        // Counted in looks, not in time: while this process itself had no time to listen, there was no look either.
        unanswered += 1;
        if (unanswered > looks) endForGreed('was ended: it said nothing for too long');
        if (unanswered > 1) return;
        await channel.ask('ping', {});
        unanswered = 0;
      };
      // A question that its end leaves open is no fault of the look.
      watching = setInterval(() => void look().catch(() => undefined), limits.silence / looks);
      watching.unref();
    },
  };
}

/** Says of each event whether it is one too many for its second. */
function countPerSecond(limit: number): () => boolean {
  let second = 0;
  let count = 0;
  return () => {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) {
      second = now;
      count = 0;
    }
    count += 1;
    return count > limit;
  };
}
