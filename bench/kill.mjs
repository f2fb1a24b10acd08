// SIGKILL while 32 clients create sessions, 20 times: what was acknowledged must be there, and nothing twice.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runKillRounds } from './kill-rounds.mjs';

const dataDir = mkdtempSync(join(tmpdir(), 'voice-sessions-kill-'));
const figures = await runKillRounds({ dataDir, rounds: 20, clients: 32 });
rmSync(dataDir, { recursive: true });
console.table({ 'SIGKILL 20 times, 32 clients': figures });
if (figures.lost > 0 || figures.doubled > 0) process.exitCode = 1;
