import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

/** Tests that mock a module or declare GraphQL types of their own, and therefore need isolated modules. */
const isolated = ['test/auth/passwords.test.ts', 'test/auth/common-passwords.test.ts', 'test/contract/**/*.test.ts'];

/** Browser tests. They run as a separate group because they need the whole machine. */
const browser = ['test/**/*-in-browser.test.ts'];

/** Packages of the generated clients have tests of their own. */
const outside = ['**/node_modules/**'];

const require = createRequire(import.meta.url);

/** Export conditions that resolve the workspace packages to their sources. Each package declares them in `exports`. */
const conditions = ['@voice-sessions/source', 'node', 'development|production'];

export default defineConfig({
  // vitest loads graphql as ESM, type-graphql loads it as CommonJS: the alias prevents a second copy of the module
  resolve: { alias: [{ find: /^graphql$/, replacement: require.resolve('graphql') }] },
  ssr: { resolve: { conditions } },
  test: {
    setupFiles: ['test/support/setup.ts'],
    globalSetup: ['test/global-setup.ts'],
    // most tests wait longer than they compute
    maxWorkers: 2,
    testTimeout: 15_000,
    hookTimeout: 30_000,
    restoreMocks: true,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'packages/*/src/**/*.ts'],
      reporter: ['text-summary', 'html'],
    },
    projects: [
      {
        extends: true,
        // test files have separate databases, so they can share modules, which take longer to load than most tests
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: [...outside, ...isolated, ...browser],
          isolate: false,
        },
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
