export { createMedicines } from './create-medicines.ts';
export { medicines } from './medicines.ts';
