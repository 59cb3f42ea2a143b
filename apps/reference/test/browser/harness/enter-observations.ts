import type { Page } from 'playwright-core';

/** A set of observations as a nurse enters it; what is left out was not measured. */
export interface ObservationsEntry {
  readonly respirations?: string;
  readonly saturation?: string;
  readonly oxygen?: 'Air' | 'Oxygen';
  readonly systolic?: string;
  readonly diastolic?: string;
  readonly pulse?: string;
  readonly temperature?: string;
  readonly consciousness?: string;
}

/** NEWS2 6 on scale 1: 2 + 1 + 0 + 1 + 1 + 0 + 1. */
export const medium: ObservationsEntry = {
  respirations: '21',
  saturation: '95',
  oxygen: 'Air',
  systolic: '105',
  diastolic: '64',
  pulse: '95',
  temperature: '38.2',
  consciousness: 'Alert',
};

/** Fills in the form of a set, field by field, by what stands beside each. */
export async function enterObservations(page: Page, entry: ObservationsEntry): Promise<void> {
  const labels = {
    respirations: /^Respirations/,
    saturation: /^SpO₂/,
    systolic: /^Systolic/,
    diastolic: /^Diastolic/,
    pulse: /^Pulse/,
    temperature: /^Temperature/,
  } as const;
  for (const [name, label] of Object.entries(labels)) {
    const value = entry[name as keyof typeof labels];
    if (value !== undefined) await page.getByLabel(label).fill(value);
  }
  for (const choice of [entry.oxygen, entry.consciousness]) {
    if (choice !== undefined) await page.getByRole('radio', { name: choice, exact: true }).check();
  }
}
