import { configDefaults, defineConfig } from 'vitest/config';

/** Puts something else in the place of a module. */
const alone = ['src/bundle/plan-split.test.ts'];

// No other test here changes what another imports: each worker reads the modules once, where every file would read them all anew.
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'record', isolate: false, exclude: [...configDefaults.exclude, ...alone] } },
      { test: { name: 'alone', include: alone } },
    ],
  },
});
