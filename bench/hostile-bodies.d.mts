export declare function numbersFrom(seed: number): (limit: number) => number;
export declare function damaged(whole: string, next: (limit: number) => number): string;
export declare const largeBodies: readonly (readonly [what: string, body: string])[];
