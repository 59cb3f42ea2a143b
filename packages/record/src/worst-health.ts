import type { Health, Module } from '@baseplate-epr/contracts';

const order: readonly Health['status'][] = ['pass', 'warn', 'fail'];

/** The worst health among modules, with the reasons of all that are not well. */
export async function worstHealth(modules: readonly Module[]): Promise<Health> {
  const healths = await Promise.all(modules.map(async (module) => ({ module, health: await module.health() })));
  const ill = healths.filter(({ health }) => health.status !== 'pass');
  const status = order[Math.max(0, ...ill.map(({ health }) => order.indexOf(health.status)))] ?? 'fail';
  if (status === 'pass') return { status };
  return { status, reason: ill.map(({ module, health }) => `${module.contract}: ${health.reason ?? ''}`).join(' ') };
}
