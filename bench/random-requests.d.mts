import type { Agent } from 'node:http';

export interface RandomRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type CodecName = 'json' | 'xml' | 'jsv' | 'csv' | 'form' | 'multipart';

export declare const codecs: Readonly<Record<CodecName, { readonly type: string; readonly doors: readonly string[] }>>;
export declare function randomRequest(codec: CodecName, seed: number): RandomRequest;
export declare function timeRequest(
  url: string,
  request: RandomRequest,
  agent?: Agent,
): Promise<{ readonly status: number; readonly ms: number }>;
