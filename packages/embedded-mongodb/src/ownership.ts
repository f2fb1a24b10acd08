import { randomBytes } from 'node:crypto';
import { existsSync, rmdirSync, rmSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { StoreServer } from './server.ts';
import type { Storage } from './storage.ts';

/** Where the system lets a socket's path be only so long (104 bytes on macOS, 108 on Linux). */
const longestSocketPath = 100;
const probes = { attempts: 10, millis: 50 } as const;
const ownerKey = 'owner';

/** The address of a listening store: a socket's path, or a port of the loopback interface. */
export type Address = { readonly path: string } | { readonly port: number };

/** Another process has the folder open. */
export class DataDirInUse extends Error {}

/**
 * Makes `server` listen and its process the owner of the folder. Every owner writes its address into the store, and
 * only after it listens there: so an address that refuses connections belongs to a dead owner, whichever way it died,
 * and LMDB's own lock lets one of several successors take its place. Throws DataDirInUse.
 */
export async function claim(server: StoreServer, storage: Storage, dataDir: string): Promise<Address> {
  const address = await listen(server, dataDir);
  const own = Buffer.from(JSON.stringify(address));
  while (true) {
    const previous = storage.catalog.get(ownerKey);
    if (previous && (await isAlive(parseAddress(previous)))) {
      removeSocket(address, dataDir);
      throw new DataDirInUse(`another process has the data folder ${dataDir} open`);
    }
    const won = storage.writeNow(() => {
      const current = storage.catalog.get(ownerKey);
      if (current ? !previous?.equals(current) : previous) return false;
      storage.catalog.put(ownerKey, own);
      return true;
    });
    if (!won) continue;
    if (previous) removeSocket(parseAddress(previous), dataDir);
    return address;
  }
}

/** Gives the folder up, so that the next owner finds nothing to check. */
export async function release(storage: Storage, address: Address, dataDir: string): Promise<void> {
  await storage.write(() => storage.catalog.remove(ownerKey));
  removeSocket(address, dataDir);
}

async function listen(server: StoreServer, dataDir: string): Promise<Address> {
  if (process.platform === 'win32') {
    const bound = await server.listen({ host: '127.0.0.1', port: 0 });
    return { port: typeof bound === 'object' && bound ? bound.port : 0 };
  }
  const name = `store-${randomBytes(4).toString('hex')}.sock`;
  const inFolder = resolve(dataDir, name);
  // mkdtemp makes a folder only its owner can enter
  const path =
    Buffer.byteLength(inFolder) <= longestSocketPath ? inFolder : join(await mkdtemp(join(tmpdir(), 'voice-')), name);
  await server.listen({ path });
  await chmod(path, 0o600);
  return { path };
}

function parseAddress(bytes: Buffer): Address {
  // written by `claim` from this very type
  return JSON.parse(bytes.toString()) as Address;
}

/** A process that was just killed may still hold its socket for a moment: only one that stays counts. */
async function isAlive(address: Address): Promise<boolean> {
  for (let attempt = 0; attempt < probes.attempts; attempt++) {
    if (!(await accepts(address))) return false;
    await new Promise((done) => setTimeout(done, probes.millis));
  }
  return true;
}

function accepts(address: Address): Promise<boolean> {
  return new Promise((done) => {
    const socket = 'path' in address ? connect(address.path) : connect(address.port, '127.0.0.1');
    const settle = (alive: boolean) => {
      socket.destroy();
      done(alive);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', (error) => {
      const code = 'code' in error ? error.code : undefined;
      settle(code !== 'ECONNREFUSED' && code !== 'ENOENT');
    });
  });
}

function removeSocket(address: Address, dataDir: string): void {
  if (!('path' in address) || !existsSync(address.path)) return;
  rmSync(address.path, { force: true });
  const folder = dirname(address.path);
  // rmdir takes only an empty folder: this one was made for the socket alone
  if (folder !== resolve(dataDir)) rmdirSync(folder);
}
