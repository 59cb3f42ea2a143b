export { createProblemsAllergies } from './create-problems-allergies.ts';
export { problemsAllergies } from './problems-allergies.ts';
