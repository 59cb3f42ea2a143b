import { defineAssembly } from '@baseplate-epr/composer';
import { wardRound } from '@baseplate-epr/ward-round';
import reference from './baseplate.config.ts';

// The reference assembly with the user interface of a ward round on a tablet in place of the first one.
const [, ...others] = reference.services;

export default defineAssembly({ ...reference, services: [wardRound(), ...others] });
