/** Counts the open connections of each caller. */
export class ConnectionLimiter {
  readonly #max: number;
  readonly #open = new Map<string, number>();

  /** @param max how many each may have */
  constructor(max: number) {
    this.#max = max;
  }

  /** @returns gives the place back, which may be called again; `null` when all are taken */
  acquire(key: string): (() => void) | null {
    const open = this.#open.get(key) ?? 0;
    if (open >= this.#max) return null;
    this.#open.set(key, open + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const left = (this.#open.get(key) ?? 1) - 1;
      if (left > 0) this.#open.set(key, left);
      else this.#open.delete(key);
    };
  }
}

/** Who a connection counts for. */
export function limitKey({
  principal,
  network,
}: {
  principal: { user: { id: string } | null };
  network: string;
}): string {
  return principal.user ? `user:${principal.user.id}` : `network:${network}`;
}
