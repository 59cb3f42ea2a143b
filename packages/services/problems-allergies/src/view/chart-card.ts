import { type Html, html } from '@baseplate-epr/clinical-format';
import { allowed, type FhirClient } from '@baseplate-epr/fhir-client';
import { allergiesCard } from '../allergies/allergies-card.ts';
import { readAllergies } from '../allergies/read-allergies.ts';
import { pastOnCard, problemsCard } from '../problems/problems-card.ts';
import { readProblems } from '../problems/read-problems.ts';
import { readDirectory } from '../read/read-directory.ts';

/** For whom the card is drawn. */
export interface ChartCardOptions {
  readonly patient: string;
  readonly linkBase: string;
  readonly mayAddProblem: boolean;
  readonly mayAddAllergy: boolean;
}

/** Problems and allergies for the chart; `undefined` when the role may see neither. */
export async function chartCard(client: FhirClient, options: ChartCardOptions): Promise<Html | undefined> {
  const { patient, linkBase, mayAddProblem, mayAddAllergy } = options;
  const [problems, allergies] = await Promise.all([
    allowed(readProblems(client, patient, pastOnCard)),
    allowed(readAllergies(client, patient)),
  ]);
  if (problems === undefined && allergies === undefined) return undefined;
  const conditions = problems === undefined ? [] : [...problems.active, ...problems.past, ...problems.notTrue];
  const entries = [...conditions, ...(allergies?.entries ?? [])];
  const directory = await readDirectory(client, entries, problems?.included);
  const common = { directory, linkBase };
  return html`${problemsCard({ ...common, problems, mayAdd: mayAddProblem })}${allergiesCard({
    ...common,
    allergies,
    mayAdd: mayAddAllergy,
  })}`;
}
