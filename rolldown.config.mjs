// What tsc compiled, in a few files: loading hundreds of modules one by one takes longer than all else a start does.
export default {
  input: { main: 'dist/main.js', worker: 'dist/persistence/embedded/worker.js' },
  platform: 'node',
  // these load native code, files or threads of their own, or nothing until they are asked for
  external: [/^@node-rs\/argon2$/, /^lmdb$/, /^pino(-pretty)?$/, /^@graphql-yoga\/render-graphiql/],
  output: {
    dir: 'dist/server',
    format: 'esm',
    chunkFileNames: '[name].js',
    comments: false,
    minify: { mangle: false, compress: false, codegen: true },
  },
  // optional parts of the libraries that are not installed
  onLog: (level, log, handle) => log.code !== 'UNRESOLVED_IMPORT' && handle(level, log),
};
