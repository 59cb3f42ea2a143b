import type { ServiceManifest } from '@baseplate-epr/contracts';
import { stylesPath } from './page/styles-path.ts';

/** What the control room says of itself: it asks the assembly, never the record, and no patient's data. */
export const controlRoomManifest: ServiceManifest = {
  name: 'control-room',
  contractVersion: 1,
  title: 'Control room',
  scopes: ['assembly.read', 'assembly.apply'],
  slots: [],
  pages: [{ path: '/', title: 'Control room', scope: 'assembly.read' }],
  assets: [{ kind: 'style', path: stylesPath }],
};
