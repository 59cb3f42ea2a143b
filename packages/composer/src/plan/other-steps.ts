import { nameOf } from '../applied/applied-configuration.ts';
import { isSameReference, stable } from '../applied/same-store.ts';
import type { OtherParts } from '../ledger/ledger-entry.ts';
import type { PlanStep } from './assembly-plan.ts';

type RestartStep = Extract<PlanStep, { readonly kind: 'restart' }>;

/** What differs apart from stores and services: it takes effect when the processes are started again. */
export function otherSteps(applied: OtherParts, named: OtherParts): readonly RestartStep[] {
  const steps: RestartStep[] = [];
  const add = (part: string, change: string) => steps.push({ kind: 'restart', part, change });
  for (const place of ['server', 'identity'] as const) {
    const [before, after] = [applied.hosting[place], named.hosting[place]];
    if (before.package !== after.package) add(`hosting.${place}`, `${nameOf(before)} → ${nameOf(after)}`);
    else if (!isSameReference(before, after)) add(`hosting.${place}`, 'other settings');
  }
  for (const part of [
    'organisation',
    'mode',
    'certificates',
    'trustedKeys',
    'overrides',
    'isolation',
    'breaker',
    'search',
    'limits',
    'profiles',
  ] as const)
    if (stable(applied[part] ?? null) !== stable(named[part] ?? null)) add(part, 'other settings');
  if (applied.hosting.publicOrigin !== named.hosting.publicOrigin)
    add('hosting.publicOrigin', `${applied.hosting.publicOrigin ?? 'none'} → ${named.hosting.publicOrigin ?? 'none'}`);
  return steps;
}
