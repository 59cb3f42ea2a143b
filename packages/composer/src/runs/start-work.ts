import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BaseplateError, type ErrorCode, type PlanView } from '@baseplate-epr/contracts';
import type { PlanWork, RunWork, Work, WorkNews } from './work.ts';

const program = fileURLToPath(new URL(`./work-program${extname(import.meta.url)}`, import.meta.url));

/** How long a plan may take, and a run until it has begun, in milliseconds. */
const planningTime = 120_000;
const beginningTime = 30_000;

/** Plans in a process of its own. @throws BaseplateError that says what stands in the way */
export async function startPlan(work: PlanWork): Promise<PlanView> {
  const child = begin(work);
  const late = setTimeout(() => child.kill('SIGKILL'), planningTime);
  try {
    for await (const news of newsOf(child)) {
      if (news.news === 'failed') throw new BaseplateError({ code: news.code as ErrorCode, message: news.message });
      if (news.news === 'plan') return news.plan;
    }
    throw ended('No plan was made');
  } finally {
    clearTimeout(late);
  }
}

/**
 * Starts a run in a process of its own, which goes on if this one ends.
 *
 * @returns when its file is there; `ended` resolves when its process is gone
 */
export async function startRun(work: RunWork): Promise<{ readonly ended: Promise<void> }> {
  const child = begin(work);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const late = setTimeout(() => child.kill('SIGKILL'), beginningTime);
  try {
    for await (const { news } of newsOf(child)) {
      if (news !== 'begun') continue;
      child.disconnect();
      child.unref();
      return { ended: gone };
    }
    throw ended('Nothing was begun');
  } finally {
    clearTimeout(late);
  }
}

function begin(work: Work): ChildProcess {
  // What it would print is told by its news and its file; of its log the errors of modules count, which go where this process's do.
  return fork(program, [JSON.stringify(work)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

async function* newsOf(child: ChildProcess): AsyncGenerator<WorkNews> {
  const queue: (WorkNews | undefined)[] = [];
  let wake = () => {};
  const add = (news: WorkNews | undefined) => {
    queue.push(news);
    wake();
  };
  child.on('message', (news: WorkNews) => {
    // Under `node --watch` a process also names the files it loads.
    if (typeof news === 'object' && 'news' in news) add(news);
  });
  child.once('exit', () => add(undefined));
  child.once('error', () => add(undefined));
  for (;;) {
    while (queue.length > 0) {
      const news = queue.shift();
      if (news === undefined) return;
      yield news;
    }
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}

function ended(what: string): BaseplateError {
  return new BaseplateError({
    code: 'module-unavailable',
    message: `${what}: the process for it ended early or took too long. The log of the record says more. Try again, or use baseplate plan and baseplate apply.`,
  });
}
