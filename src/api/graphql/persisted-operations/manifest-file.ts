import { z } from 'zod';

/** A trusted document of a manifest file. */
export interface ManifestEntry {
  readonly id: string;
  readonly text: string;
  /** Label of the document in error messages, so that a person finds it in the file. */
  readonly label: string;
}

/** File format of Apollo's `generate-persisted-query-manifest`. */
const manifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), name: z.string().optional(), body: z.string() })),
});

/** File format of the client preset of GraphQL Code Generator: document texts by hash. */
const textsByHash = z.record(z.string().min(1), z.string());

/**
 * Parses a manifest file in either format.
 *
 * @throws Error when the content has neither format; the message contains the path of each issue
 */
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
