import type { ModuleReference } from '@baseplate-epr/contracts';
import { nameOf } from '../applied/applied-configuration.ts';
import { isSameReference, stable } from '../applied/same-store.ts';
import type { OtherParts } from '../ledger/ledger-entry.ts';
import type { PlanStep } from './assembly-plan.ts';

type RestartStep = Extract<PlanStep, { readonly kind: 'restart' }>;

/** What differs apart from the stores: it takes effect when the processes are started again. */
export function otherSteps(applied: OtherParts, named: OtherParts): readonly RestartStep[] {
  const steps: RestartStep[] = [];
  const add = (part: string, change: string) => steps.push({ kind: 'restart', part, change });
  for (const place of ['server', 'identity'] as const) {
    const [before, after] = [applied.hosting[place], named.hosting[place]];
    if (before.package !== after.package) add(`hosting.${place}`, `${nameOf(before)} → ${nameOf(after)}`);
    else if (!isSameReference(before, after)) add(`hosting.${place}`, 'other settings');
  }
  const before = new Map(applied.services.map((service) => [service.package, service]));
  const after = new Map(named.services.map((service) => [service.package, service]));
  for (const [name, service] of after) {
    const known: ModuleReference | undefined = before.get(name);
    if (known === undefined) add('services', `+ ${name}`);
    else if (!isSameReference(known, service)) add('services', `${name}: other settings`);
  }
  for (const name of before.keys()) if (!after.has(name)) add('services', `− ${name}`);
  for (const part of [
    'organisation',
    'mode',
    'certificates',
    'trustedKeys',
    'overrides',
    'search',
    'limits',
    'profiles',
  ] as const)
    if (stable(applied[part] ?? null) !== stable(named[part] ?? null)) add(part, 'other settings');
  if (applied.hosting.publicOrigin !== named.hosting.publicOrigin)
    add('hosting.publicOrigin', `${applied.hosting.publicOrigin ?? 'none'} → ${named.hosting.publicOrigin ?? 'none'}`);
  return steps;
}
