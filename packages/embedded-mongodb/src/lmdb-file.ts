import { readSync } from 'node:fs';

// The layout of an LMDB data file (format 2, 64-bit, little-endian; `MDB_meta`, `MDB_page` and `MDB_node` of LMDB's mdb.c).
const metaBytes = 160;
const magic = 0xbeefc0de;
const pageHeaderBytes = 24;
const nodeHeaderBytes = 8;
const pageFlags = { branch: 0x01, leaf: 0x02, meta: 0x08 } as const;
const nodeFlags = { overflow: 0x01, tree: 0x02 } as const;
/** The root of a tree without pages. */
const noPage = 0xffff_ffff_ffff_ffffn;
const pageSizes = new Set([512, 1_024, 2_048, 4_096, 8_192, 16_384, 32_768, 65_536]);

/** One of the two meta pages of a file: what a committed transaction left. */
export interface Meta {
  readonly version: number;
  /** In bytes. */
  readonly pageSize: number;
  readonly lastPage: number;
  readonly transaction: bigint;
  /** Root pages of the tree of free pages and of the tree of all tables. */
  readonly roots: readonly [free: bigint, main: bigint];
}

/** @returns the meta page at this offset; undefined where there is none */
export function readMeta(fd: number, offset: number): Meta | undefined {
  const page = read(fd, offset, metaBytes);
  if (!page || !(page.readUInt16LE(18) & pageFlags.meta) || page.readUInt32LE(24) !== magic) return undefined;
  const pageSize = page.readUInt32LE(48);
  if (!pageSizes.has(pageSize)) return undefined;
  return {
    version: page.readUInt16LE(28),
    pageSize,
    lastPage: Number(page.readBigUInt64LE(144)),
    transaction: page.readBigUInt64LE(152),
    roots: [page.readBigUInt64LE(88), page.readBigUInt64LE(136)],
  };
}

export function newestMeta(first: Meta, second: Meta): Meta {
  return first.transaction >= second.transaction ? first : second;
}

/** Whether all pages that can be reached from the roots are among the first `pageCount` of the file. */
export function areTreesComplete(fd: number, { pageSize, roots }: Meta, pageCount: number): boolean {
  const seen = new Set<bigint>();
  const isTreeComplete = (root: bigint): boolean => {
    if (root === noPage) return true;
    // a page has one parent
    if (root >= pageCount || seen.has(root)) return false;
    seen.add(root);
    const page = read(fd, Number(root) * pageSize, pageSize);
    if (!page) return false;
    const flags = page.readUInt16LE(18);
    if (!(flags & (pageFlags.branch | pageFlags.leaf))) return false;
    return nodesOf(page).every((node) => {
      if (flags & pageFlags.branch) return isTreeComplete(childOf(page, node));
      const kind = page.readUInt16LE(node + 4);
      const data = node + nodeHeaderBytes + page.readUInt16LE(node + 6);
      if (kind & nodeFlags.tree) return isTreeComplete(page.readBigUInt64LE(data + 40));
      if (kind & nodeFlags.overflow) {
        return page.readBigUInt64LE(data) + page.readBigUInt64LE(data + 16) <= pageCount;
      }
      return true;
    });
  };
  try {
    return roots.every((root) => isTreeComplete(root));
  } catch (error) {
    // a node that points out of its page
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The offsets of a page's nodes. */
function nodesOf(page: Buffer): number[] {
  const count = page.readUInt16LE(20) >> 1;
  return Array.from({ length: count }, (_, n) => pageHeaderBytes + page.readUInt16LE(pageHeaderBytes + 2 * n));
}

function childOf(page: Buffer, node: number): bigint {
  const [low, high, top] = [page.readUInt16LE(node), page.readUInt16LE(node + 2), page.readUInt16LE(node + 4)];
  return BigInt(low) | (BigInt(high) << 16n) | (BigInt(top) << 32n);
}

/** @returns undefined when the file ends before */
function read(fd: number, offset: number, length: number): Buffer | undefined {
  const bytes = Buffer.alloc(length);
  return readSync(fd, bytes, 0, length, offset) === length ? bytes : undefined;
}
