/** Colours of the charts, from the NHS palette; each has at least 3:1 on white and on the band (WCAG 2.2, 1.4.11). */
export const chartColours = {
  line: '#4c6272',
  point: '#212b32',
  outside: '#d5281b',
  text: '#212b32',
  quiet: '#4c6272',
  band: '#e8edee',
  grid: '#d8dde0',
} as const;
