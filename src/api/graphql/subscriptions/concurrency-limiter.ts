/** Limits the connections, or the operations, that each caller has open at the same time. */
export class ConcurrencyLimiter {
  /** Maximum per caller. */
  readonly max: number;
  readonly #open = new Map<string, number>();

  constructor(max: number) {
    this.max = max;
  }

  /**
   * Acquires a slot.
   *
   * @returns an idempotent function that releases the slot, or `null` if the limit is reached
   */
  acquire(key: string): (() => void) | null {
    const open = this.#open.get(key) ?? 0;
    if (open >= this.max) return null;
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

/** Returns the key of a caller: the user, or the client network of an anonymous caller. */
export function limitKey({
  principal,
  network,
}: {
  principal: { user: { id: string } | null };
  network: string;
}): string {
  return principal.user ? `user:${principal.user.id}` : `network:${network}`;
}
