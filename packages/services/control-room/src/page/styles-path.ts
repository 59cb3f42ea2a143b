import { createHash } from 'node:crypto';
import { styles } from './styles.ts';

/** Path of the style sheet. It carries a digest of its bytes, so these never change under the same path. */
export const stylesPath = `/control-room.${createHash('sha256').update(styles).digest('hex').slice(0, 12)}.css`;
