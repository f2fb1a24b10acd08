import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

/** Files that put something in the place of a module, or declare types that are no other file's. */
const isolated = ['test/auth/passwords.test.ts', 'test/contract/**/*.test.ts'];

/** Files that want a browser and the machine to themselves. */
const browser = ['test/**/*-in-browser.test.ts'];

const require = createRequire(import.meta.url);

/** Imports of the packages lead to their sources; the condition is in the `exports` of each. */
const conditions = ['@voice-sessions/source', 'node', 'development|production'];

export default defineConfig({
  // vitest takes graphql's ESM build and type-graphql its CommonJS one: two realms, unless both take the same file
  resolve: { alias: [{ find: /^graphql$/, replacement: require.resolve('graphql') }] },
  ssr: { resolve: { conditions } },
  test: {
    setupFiles: ['test/support/setup.ts'],
    globalSetup: ['test/global-setup.ts'],
    // most tests wait more than they work
    maxWorkers: 2,
    testTimeout: 15_000,
    hookTimeout: 30_000,
    restoreMocks: true,
    projects: [
      {
        extends: true,
        // files keep apart by their databases, so they can share the modules: loading these takes longer than most tests
        test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: [...isolated, ...browser], isolate: false },
      },
      { extends: true, test: { name: 'isolated', include: isolated } },
      {
        ssr: { resolve: { conditions } },
        test: {
          name: 'embedded-mongodb',
          include: ['packages/embedded-mongodb/test/**/*.test.ts'],
          isolate: false,
          testTimeout: 15_000,
          hookTimeout: 30_000,
        },
      },
      { extends: true, test: { name: 'browser', include: browser, sequence: { groupOrder: 1 } } },
    ],
  },
});
