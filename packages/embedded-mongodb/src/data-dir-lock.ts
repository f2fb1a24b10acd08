import { randomBytes } from 'node:crypto';
import { existsSync, rmdirSync, rmSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { DataDirError } from './data-dir-error.ts';
import type { StoreServer } from './server.ts';
import type { Storage } from './storage.ts';

/** Maximum length of a socket path in bytes. The operating system limits it to 104 on macOS and 108 on Linux. */
const maxSocketPath = 100;
const probes = { attempts: 10, millis: 50 } as const;
const ownerKey = 'owner';

/** The address of a database server: the path of a Unix socket, or a port of the loopback interface. */
export type Address = { readonly path: string } | { readonly port: number };

/**
 * Starts `server` and makes its process the owner of the folder.
 *
 * An owner first listens, then writes its address into the catalog. An address that refuses connections therefore
 * belongs to a dead process, and the write lock of LMDB lets exactly one of several successors replace it. The lock
 * does not depend on process ids or on files that a crash leaves behind, so a copied folder can be opened too.
 * @throws DataDirError DATA_DIR_IN_USE if the owner is alive
 */
export async function lockDataDir(server: StoreServer, storage: Storage, dataDir: string): Promise<Address> {
  const address = await listen(server, dataDir);
  const own = Buffer.from(JSON.stringify(relativeTo(dataDir, address)));
  while (true) {
    const previous = storage.catalog.get(ownerKey);
    if (previous && (await isAlive(parseAddress(previous, dataDir)))) {
      removeSocket(address, dataDir);
      throw new DataDirError('DATA_DIR_IN_USE', `another process has the data folder ${dataDir} open`);
    }
    const won = storage.writeNow(() => {
      const current = storage.catalog.get(ownerKey);
      if (current ? !previous?.equals(current) : previous) return false;
      storage.catalog.putSync(ownerKey, own);
      return true;
    });
    if (!won) continue;
    if (previous) removeSocket(parseAddress(previous, dataDir), dataDir);
    return address;
  }
}

/** Removes the address and the socket, so that the next owner has nothing to probe. */
export async function unlockDataDir(storage: Storage, address: Address, dataDir: string): Promise<void> {
  await storage.write(() => storage.catalog.removeSync(ownerKey));
  removeSocket(address, dataDir);
}

async function listen(server: StoreServer, dataDir: string): Promise<Address> {
  if (process.platform === 'win32') {
    const bound = await server.listen({ host: '127.0.0.1', port: 0 });
    return { port: typeof bound === 'object' && bound ? bound.port : 0 };
  }
  const name = `store-${randomBytes(4).toString('hex')}.sock`;
  const inFolder = resolve(dataDir, name);
  // mkdtemp creates a folder that only its owner can enter.
  const path =
    Buffer.byteLength(inFolder) <= maxSocketPath
      ? inFolder
      : join(await mkdtemp(join(tmpdir(), 'embedded-mongodb-')), name);
  await server.listen({ path });
  await chmod(path, 0o600);
  return { path };
}

/**
 * Stores a socket inside the folder by its file name only.
 * Otherwise a copy of the folder would find the owner of the original and take it for its own.
 */
function relativeTo(dataDir: string, address: Address): Address {
  const isInFolder = 'path' in address && dirname(address.path) === resolve(dataDir);
  return isInFolder ? { path: basename(address.path) } : address;
}

function parseAddress(bytes: Buffer, dataDir: string): Address {
  // Safe cast: `lockDataDir` writes exactly this type.
  const address = JSON.parse(bytes.toString()) as Address;
  return 'path' in address ? { path: resolve(dataDir, address.path) } : address;
}

/**
 * Checks whether an owner accepts connections. The kernel can keep the socket of a killed process open for a moment, so
 * only a socket that stays open counts as alive.
 */
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
  // rmdir removes only an empty folder; this one was created for the socket alone.
  if (folder !== resolve(dataDir)) rmdirSync(folder);
}
