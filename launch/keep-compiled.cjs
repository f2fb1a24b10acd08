// The last step of the build: starts the server once, and keeps beside each bundle what V8 had compiled of it until it was
// ready. A cache made without running has no function that is compiled when it is first called, which most are.
const { spawn } = require('node:child_process');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const vm = require('node:vm');
const { isMainThread, parentPort } = require('node:worker_threads');

if (require.main === module) startOnce();
else keepAtTheEnd();

function startOnce() {
  const dataDir = mkdtempSync(join(tmpdir(), 'voice-sessions-build-'));
  const { PATH, NODE_OPTIONS } = process.env;
  const server = spawn(process.execPath, ['--require', __filename, join(__dirname, '../dist/server/main.js')], {
    // V8 takes only what was compiled with the same flags
    env: { PATH, NODE_OPTIONS, PORT: '0', DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 60_000,
  });
  let output = '';
  server.stdout.on('data', (chunk) => {
    output += chunk;
    if (output.includes('"ready"')) server.kill('SIGTERM');
  });
  server.once('close', (code) => {
    rmSync(dataDir, { recursive: true, force: true });
    // it runs without, only that it starts later
    if (code !== 0) process.stderr.write(`Starts will be slow, because this one failed:\n${output}`);
  });
}

/** What is required before the server's own, in each of its threads. */
function keepAtTheEnd() {
  const scripts = new Map();
  vm.Script = class extends vm.Script {
    constructor(source, options) {
      super(source, options);
      scripts.set(options.filename, this);
    }
  };
  const keep = () => {
    for (const [filename, script] of scripts) writeFileSync(`${filename}.cache`, script.createCachedData());
  };
  if (isMainThread) process.once('exit', keep);
  // the store's thread is told once, to close, and then ended from outside
  else parentPort.once('message', keep);
}
