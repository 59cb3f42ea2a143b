/**
 * Pairs of text and background that the styles use, each at least 4.5:1 (WCAG 2.2, 1.4.3; a test computes it). Colour
 * never stands alone: every pair goes with a word.
 */
export const clinicalColours = {
  meta: { text: '#4c6272', background: '#ffffff' },
  metaOnPage: { text: '#4c6272', background: '#f0f4f5' },
  critical: { text: '#ffffff', background: '#d5281b' },
  abnormal: { text: '#212b32', background: '#ffe8b3' },
  away: { text: '#212b32', background: '#fff8ec' },
  score0: { text: '#212b32', background: '#f5f7f7' },
  score1: { text: '#212b32', background: '#fff59d' },
  score2: { text: '#212b32', background: '#ffcc80' },
  score3: { text: '#212b32', background: '#ef9a9a' },
} as const;
