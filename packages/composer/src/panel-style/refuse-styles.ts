import { BaseplateError } from '@baseplate-epr/contracts';
import { nobody } from '../service/nobody.ts';
import type { ServiceRunner } from '../service/service-runner.ts';
import { inGoodTime } from '../swapping/in-good-time.ts';
import { problemsOf } from './style-of-panels.ts';

/** Milliseconds a service has to give a style sheet. */
const givingTime = 5000;

/**
 * Looks whether the style sheets of a service that has been started can be kept within its panels. What it does not give at this moment is looked
 * at when it is asked for: a sheet that cannot be kept there does nothing in any case.
 *
 * @throws BaseplateError that says in words what is wrong
 */
export async function refuseStyles(runner: ServiceRunner): Promise<void> {
  const { name, assets, userInterface } = runner.manifest;
  if (!showsPanels(runner) || userInterface === true) return;
  const problems: string[] = [];
  for (const { path } of assets.filter(({ kind }) => kind === 'style')) {
    const style = await styleAt(runner, path).catch(() => undefined);
    if (style !== undefined) problems.push(...problemsOf(style).map((problem) => `${path} of ${name}: ${problem}`));
  }
  if (problems.length === 0) return;
  throw new BaseplateError({
    code: 'module-unavailable',
    message: `A style sheet cannot be kept within the panels of its service, and would change the whole chart. ${problems.join(' ')}`,
  });
}

/** Whether a service fills any place in another screen. */
export function showsPanels({ manifest }: Pick<ServiceRunner, 'manifest'>): boolean {
  return manifest.slots.length > 0;
}

async function styleAt(runner: ServiceRunner, path: string): Promise<string | undefined> {
  const signal = AbortSignal.timeout(givingTime);
  const request = new Request(new URL(path, 'http://service.invalid'));
  const file = async () => {
    const answer = await runner.run(request, { principal: nobody, requestId: 'styles', signal });
    return answer.ok ? answer.text() : undefined;
  };
  return inGoodTime(givingTime, file(), `${path} has not come.`);
}
