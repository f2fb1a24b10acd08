import type { Clock } from '../../src/common/time/clock.ts';

/** A clock that stands still until it is told to go on. */
export class FakeClock implements Clock {
  #ms: number;

  constructor(start = '2026-01-02T03:04:05.678Z') {
    this.#ms = Date.parse(start);
  }

  now(): Date {
    return new Date(this.#ms);
  }

  advance(ms: number): void {
    this.#ms += ms;
  }
}
