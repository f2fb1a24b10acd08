import { randomBytes } from 'node:crypto';
import { existsSync, rmdirSync, rmSync, statSync } from 'node:fs';
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

/** The process that has a folder open. */
interface Owner {
  readonly address: Address;
  /** The identity of its data file. Absent if an older version wrote the record. */
  readonly file?: string;
}

/**
 * Starts `server` and makes its process the owner of the folder.
 *
 * An owner first listens, then writes its address into the catalog. An address that refuses connections therefore
 * belongs to a dead process, and the write lock of LMDB lets exactly one of several successors replace it. The lock
 * does not depend on process ids or on files that a crash leaves behind. The record of an owner names its data file, so
 * that a copied folder does not belong to the owner of the original.
 * @throws DataDirError DATA_DIR_IN_USE if the owner is alive
 */
export async function lockDataDir(server: StoreServer, storage: Storage, dataDir: string): Promise<Address> {
  const address = await listen(server, dataDir);
  const file = fileIdentity(dataDir);
  const own = Buffer.from(JSON.stringify({ ...relativeTo(dataDir, address), file }));
  while (true) {
    const previous = storage.catalog.get(ownerKey);
    const owner = previous && parseOwner(previous, dataDir);
    const isCopy = owner?.file !== undefined && owner.file !== file;
    if (owner && !isCopy && (await isAlive(owner.address))) {
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
    if (owner && (!isCopy || isInFolder(owner.address, dataDir))) removeSocket(owner.address, dataDir);
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

/** Identifies the data file on this machine, whatever its path. A copy is another file. */
function fileIdentity(dataDir: string): string {
  const { dev, ino } = statSync(join(dataDir, 'store.mdb'), { bigint: true });
  return `${dev}:${ino}`;
}

/** Stores a socket inside the folder by its file name only, so that the folder can be moved. */
function relativeTo(dataDir: string, address: Address): Address {
  return 'path' in address && isInFolder(address, dataDir) ? { path: basename(address.path) } : address;
}

function isInFolder(address: Address, dataDir: string): boolean {
  return 'path' in address && dirname(address.path) === resolve(dataDir);
}

function parseOwner(bytes: Buffer, dataDir: string): Owner {
  // Safe cast: `lockDataDir` writes exactly this type.
  const { file, ...address } = JSON.parse(bytes.toString()) as Address & { file?: string };
  return {
    address: 'path' in address ? { path: resolve(dataDir, address.path) } : address,
    ...(file !== undefined && { file }),
  };
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
