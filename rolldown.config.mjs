import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { spreads } from './launch/spreads.mjs';

const { resolve } = createRequire(import.meta.url);

/** Gives each bundle the form in which `launch/launch.cjs` runs it, and each entry a file by the name it is started by. */
const launched = {
  name: 'launched',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      // a single character that is not Latin would double the size of the whole source
      const ascii = chunk.code.replace(
        /[^\0-\x7f]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
      chunk.code = `(function(exports,require,module,__filename,__dirname){${ascii}\n})`;
    }
    const emit = (fileName, source) => this.emitFile({ type: 'asset', fileName, source });
    emit('package.json', '{ "type": "commonjs" }\n');
    emit('launch.js', readFileSync(new URL('launch/launch.cjs', import.meta.url), 'utf8'));
    for (const { isEntry, name } of Object.values(bundle)) {
      if (isEntry) emit(`${name}.js`, `module.exports = require('./launch.js')('${name}.bundle.js');\n`);
    }
  },
};

// What tsc compiled, in a few files: loading hundreds of modules one by one takes longer than all else a start does.
export default {
  input: { main: 'dist/main.js', worker: 'packages/embedded-mongodb/dist/worker.js' },
  platform: 'node',
  // these load native code, files or threads of their own, or nothing until they are asked for
  external: [/^@node-rs\/argon2$/, /^lmdb$/, /^pino(-pretty)?$/, /^@graphql-yoga\/render-graphiql/],
  // the driver requires it and we import it: else there are two
  resolve: { alias: { bson: resolve('bson') } },
  plugins: [spreads, launched],
  output: {
    dir: 'dist/server',
    // V8 tells an old cache from a new bundle by its length only
    cleanDir: true,
    format: 'cjs',
    // a script that is run from what was compiled before cannot import
    dynamicImportInCjs: false,
    entryFileNames: '[name].bundle.js',
    chunkFileNames: '[name].js',
    comments: false,
    minify: { mangle: false, compress: false, codegen: true },
  },
  // optional parts of the libraries that are not installed
  onLog: (level, log, handle) => log.code !== 'UNRESOLVED_IMPORT' && handle(level, log),
};
