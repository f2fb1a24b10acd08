import { z } from 'zod';

/** A document of a file of trusted ones. */
export interface ManifestEntry {
  readonly id: string;
  readonly text: string;
  /** By which a person finds it in the file. */
  readonly label: string;
}

/** What Apollo's `generate-persisted-query-manifest` writes. */
const manifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), name: z.string().optional(), body: z.string() })),
});

/** What the client preset of GraphQL Code Generator writes: texts by their hashes. */
const textsByHash = z.record(z.string().min(1), z.string());

/** Reads either form of a file of documents. @throws an Error that says where it is neither */
export function readManifest(content: string): ManifestEntry[] {
  const json: unknown = JSON.parse(content);
  if (typeof json === 'object' && json !== null && 'format' in json) {
    return inForm(manifest, json).operations.map(({ id, name, body }) => {
      return { id, text: body, label: JSON.stringify(id) + (name ? ` (${name})` : '') };
    });
  }
  return Object.entries(inForm(textsByHash, json)).map(([id, text]) => ({ id, text, label: JSON.stringify(id) }));
}

function inForm<T>(form: z.ZodType<T>, json: unknown): T {
  const { success, data, error } = form.safeParse(json);
  if (success) return data;
  throw new Error(error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; '));
}
