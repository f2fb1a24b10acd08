export function compareSchemas(before: string, after: string): { breaking: string[]; dangerous: string[] };
