import type { RandomRequest } from './random-requests.mjs';

export interface Asker<R> {
  /** @returns the status as of an answer over HTTP, and how long it took */
  ask(request: R): Promise<{ readonly status: number; readonly ms: number }>;
  close(): void;
}

export interface Door<R> {
  random(seed: number): R;
  open(url: string, authorization: string): Asker<R>;
}

export declare const doors: Readonly<Record<string, Door<RandomRequest>>>;
