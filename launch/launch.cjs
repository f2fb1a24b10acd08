const { existsSync, readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');

// What outlives the few collections of a slow start V8 would make among the old objects from then on, for as long as the process runs:
// in one process of ten that was part of each request, which kept all of it, and every collection took six times as long.
setFlagsFromString('--no-allocation-site-pretenuring');
// `npm start` gives this to Node itself, which is when it counts: what V8 compiled is for the flags it was compiled with, and this way
// it is taken also where the server is started without.
setFlagsFromString('--max-semi-space-size=32');
// Old objects may become three times as many before they are collected. Where little outlives a request V8 otherwise allows a few MiB more
// than there are, and each such collection takes 50 ms of a core from requests: every few seconds, in place of every few minutes.
setFlagsFromString('--heap-growing-percent=200');

const requireOther = createRequire(__filename);
const modules = new Map();

/** Runs a bundle that lies beside this file from what V8 compiled at the build: compiling takes longer than all else a start does. */
function load(name) {
  const known = modules.get(name);
  if (known) return known.exports;
  const filename = join(__dirname, name);
  const compiled = `${filename}.cache`;
  // a bundle is ASCII: read as Latin-1 it takes one byte a character, and lies outside of V8's heap
  const script = new Script(readFileSync(filename, 'latin1'), {
    filename,
    // compiled by another version of Node or with other flags, it is refused by V8, which then compiles the bundle
    cachedData: existsSync(compiled) ? readFileSync(compiled) : undefined,
  });
  const module = { exports: {} };
  modules.set(name, module);
  script.runInThisContext()(module.exports, requireFrom, module, filename, __dirname);
  return module.exports;
}

function requireFrom(specifier) {
  return specifier.startsWith('./') ? load(specifier.slice(2)) : requireOther(specifier);
}

module.exports = load;
