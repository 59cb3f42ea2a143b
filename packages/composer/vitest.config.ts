import { configDefaults, defineConfig } from 'vitest/config';

/** Services that live in threads and processes, beside a budget of time or memory: each file in a process that nothing was left in. */
const alone = ['src/service/**/*.test.ts', 'src/assembly/open-assembly.test.ts'];

// No other test here changes what another imports: each worker reads the modules once, where every file would read them all anew.
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'composer', isolate: false, exclude: [...configDefaults.exclude, ...alone] } },
      { test: { name: 'services', include: alone } },
    ],
  },
});
