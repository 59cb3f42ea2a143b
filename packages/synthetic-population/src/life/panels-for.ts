import type { AcuteCondition } from '../data/acute-conditions.ts';
import type { LaboratoryPanelKey } from '../data/laboratory-panels.ts';

/** What is asked for when somebody comes in with an illness. */
export function panelsFor(illness: AcuteCondition, age: number): LaboratoryPanelKey[] {
  if (age < 2) return ['reactiveProtein'];
  const panels: LaboratoryPanelKey[] = ['ureaAndElectrolytes', 'fullBloodCount'];
  if (illness.effect.inflammation > 0.15) panels.push('reactiveProtein');
  if (illness.specialty === 'cardiology') panels.push('troponin');
  if (illness.key === 'gastrointestinalBleed') panels.push('clotting', 'liverFunction');
  return panels;
}
